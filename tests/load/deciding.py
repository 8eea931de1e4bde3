"""From the signature to the proposed decision: a worker asks registers that take 50 ms each, side by side."""

import statistics
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import httpx2

from mocks.ehis.admin import ADMIN_TOKEN
from tests.load import runs, visitors
from tests.load.asking import _end, _until_it_listens
from tests.load.lines import Line
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.support.ports import free_ports
from webapp.cabinets.api import party_by_number
from webapp.carriers import api as carriers
from webapp.config import ROOT
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.transaction import transaction
from webapp.processes.child import Child, Program
from webapp.workflow.models import Case
from webapp.workflow.offer import type_in_force
from webapp.workflow.services.registering import hand_in

KIND = "permits.cargo.issue"
CASES = 21
PATIENCE = 60.0
DELAY = {"fault": "delay", "service": "*", "args": {"ms": "50"}}


def measure(base, _scale):
    """Yield the seconds from the hand-in of a case to its proposal."""
    with house(base) as (app, admin):
        head = head_of_the_carrier(app)
        fleet_is_read(app, head)
        admin.post("/admin/faults", json=DELAY).raise_for_status()
        took = [one_case(app, head) for _ in range(CASES)]
    checks = len(type_in_force(KIND).checks)
    runs.say(f"case_auto_decision: {checks} checks a case, slowest {max(took):.2f} s")
    yield Line("case_auto_decision_p50_s", statistics.median(took), "s")


@contextmanager
def house(base):
    """Run the registers and a worker over the prepared database; yield an application and the registers' board."""
    port, admin_port = free_ports(2)
    command = ("-m", "mocks.ehis", "--port", str(port), "--admin-port", str(admin_port), "--rate", "0")
    place = ("--data-dir", str(base.settings.data_dir))
    environ = {**base.environ, "EHIS_URL": f"https://127.0.0.1:{port}"}
    registers = Program("ehis", (sys.executable, *command, *place), port)
    worker = Program("worker", (sys.executable, "-m", "flask", "--app", "wsgi", "worker"))
    with ExitStack() as stack:
        for program in (registers, worker):
            child = Child(program, logs=base.logs, environ=environ, cwd=ROOT)
            stack.callback(_end, child)
            child.start()
            if program is registers:
                _until_it_listens(child)
        headers = {"X-Admin-Token": ADMIN_TOKEN}
        admin = httpx2.Client(base_url=f"http://127.0.0.1:{admin_port}", headers=headers, trust_env=False)
        stack.callback(admin.close)
        settings = replace(base.settings, ehis_url=environ["EHIS_URL"])
        yield stack.enter_context(visitors.application(replace(base, settings=settings))), admin


def head_of_the_carrier(app):
    """Sign the head of the carrier in; return her as the one who acts."""
    person = sign_in(AssertingClient(app), "7LYL5H2")
    with app.app_context(), transaction(read_only=True):
        party = party_by_number("9900010101")
    return Actor(account_id=person.account_id, fin=person.fin, name="Leyla", party_id=party.id, party_name=party.name)


def fleet_is_read(app, head):
    """Wait until the worker has read the carrier's vehicles and drivers, as after her first sign-in."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with app.app_context(), transaction(read_only=True):
            if carriers.fleet(head.party_id) and carriers.drivers(head.party_id):
                return
        time.sleep(0.2)
    raise SystemExit("the fleet was not read")


def one_case(app, head):
    """Hand a case in; return the seconds until it is proposed or decided."""
    with app.app_context():
        with transaction() as session:
            case = drafted(head)
            session.add(case)
            session.flush()
            began = time.perf_counter()
            hand_in(case, actor=head, at=now())
            public_id = case.public_id
        while time.perf_counter() - began < PATIENCE:
            with transaction(read_only=True) as session:
                if session.query(Case.state).filter_by(public_id=public_id).scalar() != "checking":
                    return time.perf_counter() - began
            time.sleep(0.005)
    raise SystemExit("a case was not decided")


def drafted(head):
    """Return a draft about two vehicles and a driver of the carrier."""
    vehicles = [one.plate for one in carriers.fleet(head.party_id)][:2]
    drivers = [one.public_id for one in carriers.drivers(head.party_id)][:1]
    moment, kind = now(), type_in_force(KIND)
    return Case(
        public_id=new_public_id(),
        type_code=KIND,
        type_since=kind.since,
        party_id=head.party_id,
        account_id=head.account_id,
        answers={"vehicles": {"plates": vehicles}, "drivers": {"drivers": drivers}},
        state="draft",
        created_at=moment,
        changed_at=moment,
    )
