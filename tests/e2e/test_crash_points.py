"""kill -9 of the portal, the worker or the database while buyers stand at every step of a purchase.

Each round has a buyer for each step; all take it at the same moment, and a part dies in the midst. After the restart every
order is paid with tickets or unpaid without, each charge of the payment system is in the books or on its way back, and the
ledger balances.
"""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError

import httpx2
import pytest

from tests.e2e.small_house import Buyer, SmallHouse, seats_page, soon
from tests.support.house import own_folder
from webapp.config import ROOT
from webapp.core.clock import today

pytestmark = [pytest.mark.processes]
STEPS = 7
SLOW = 0.15
ROUNDS = [("portal", 20), ("worker", 30), ("database", 5), ("database", 80)]
SWEEP = "from tests.e2e.test_crash_points import sweep; sweep()"
HALF_SOLD = """
SELECT o.public_id, o.state, t.number FROM bus_orders o JOIN bus_tickets t ON t.order_id = o.id
WHERE (o.state = 'paid') <> (t.number IS NOT NULL AND t.token IS NOT NULL AND t.state = 'paid')
"""
PAID_OTHERWISE = """
SELECT o.public_id, o.state, i.state FROM bus_orders o JOIN payment_invoices i ON i.public_id = o.invoice
WHERE (o.state = 'paid') <> (i.state = 'paid')
"""
WITHOUT_SEAT = """
SELECT o.public_id FROM bus_orders o JOIN bus_tickets t ON t.order_id = o.id
WHERE o.state = 'paid' AND t.seat IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bus_places p WHERE p.ticket_id = t.id)
"""
WITHOUT_PAPER = """
SELECT t.number FROM bus_tickets t LEFT JOIN documents d ON d.token = t.token
WHERE t.number IS NOT NULL AND d.token IS NULL
"""
UNBALANCED = "SELECT sum(qepik) FROM ledger_postings HAVING sum(qepik) <> 0"
CHARGED = """
SELECT a.provider_ref, a.state, EXISTS (SELECT 1 FROM payment_refunds r WHERE r.attempt_id = a.id) FROM payment_attempts a
"""


@pytest.fixture(scope="module")
def house():
    with own_folder("crashes") as folder:
        house = SmallHouse(folder)
        try:
            house.start()
            yield house
        finally:
            house.end()


def test_whatever_dies_at_whichever_step_every_order_is_paid_with_tickets_or_unpaid_without(house):
    house.switch("slow", seconds=SLOW)
    address = seats_page(house, (today() + timedelta(days=1)).strftime("%d.%m.%Y"))
    for number, (victim, milliseconds) in enumerate(ROUNDS):
        _round(house, address, victim, milliseconds, first_seat=1 + number * STEPS)
        _whole(house)
    told = _after_a_sweep(house)
    _whole(house)
    assert told["faults"] == []
    books = {ref: (state, back) for ref, state, back in house.ask(CHARGED)}
    charged = [each["id"] for each in _at_the_provider(house) if each["status"] == "paid"]
    assert len(charged) >= 2 * len(ROUNDS)
    assert [
        ref for ref in charged if books.get(ref) != ("succeeded", False) and not books.get(ref, ("", False))[1]
    ] == []


def _round(house, address, victim, milliseconds, *, first_seat):
    buyers = [Buyer(house, address, first_seat + step) for step in range(STEPS)]
    gate = Barrier(STEPS + 1)

    def go(step):
        try:
            buyers[step].walk(step)
        except BaseException:
            gate.abort()
            raise
        with suppress(BrokenBarrierError):  # who broke it says why
            gate.wait(timeout=60)
        buyers[step].fire(step)

    try:
        with ThreadPoolExecutor(STEPS) as pool:
            going = [pool.submit(go, step) for step in range(STEPS)]
            with suppress(BrokenBarrierError):
                gate.wait(timeout=60)
            soon(milliseconds)
            house.kill(victim)
            for each in going:
                each.result(timeout=60)
    finally:
        for buyer in buyers:
            buyer.close()
    house.revive()


def _whole(house):
    """What must be true at every moment that anybody can look at."""
    for statement in (HALF_SOLD, PAID_OTHERWISE, WITHOUT_SEAT, WITHOUT_PAPER, UNBALANCED):
        assert house.ask(statement) == []


def _at_the_provider(house):
    return httpx2.get(f"{house.paying_url}/admin/payments", headers={"X-Admin-Token": "demo-admin"}).json()


def _after_a_sweep(house):
    """Let what happens every few minutes happen now, in a process of its own; return what the check of the books finds."""
    done = subprocess.run(
        [sys.executable, "-c", SWEEP],
        cwd=ROOT,
        env=house.environ,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def sweep():
    """What the clock makes the worker do."""
    from webapp.bootstrap import create_app
    from webapp.core import db
    from webapp.core.jobs import queue
    from webapp.core.transaction import transaction
    from webapp.payments.checking import faults

    app = create_app()
    with app.app_context():
        queue().tasks["payments.sweep"].func(timestamp=0)
        with transaction(snapshot=True):
            found = faults()
    db.database().close()
    sys.stdout.write(json.dumps({"faults": found}) + "\n")
