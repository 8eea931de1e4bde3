"""Many at once on a real PostgreSQL: one attempt for many clicks, receipts without gap or double, money taken once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.payments.conftest import THING, build_world
from tests.support.database import fresh_database
from tests.support.rooms import plugged_in
from webapp.core import db
from webapp.core.clock import now
from webapp.core.errors import AppError
from webapp.core.transaction import transaction
from webapp.payments.api import Entry, Outcome, balance, book_all, invoice, open_account, request_refund
from webapp.payments.checking import faults
from webapp.payments.gateways.provider import Returned, Seen, Started
from webapp.payments.models import Attempt, CreditNote, Receipt
from webapp.payments.rules import Claim, Verdict
from webapp.payments.services.attempting import begin, reached
from webapp.payments.services.invoicing import lapse_invoice
from webapp.payments.services.returned import take_answer
from webapp.payments.services.settling import settle

MANY = 20


@pytest.fixture(scope="module")
def committed(app, server):
    with fresh_database(server, "payment_races") as url, plugged_in(THING):
        database = db.open_database(url, pool_size=MANY)
        db.install_database(database)
        with app.app_context():
            yield build_world(app)
        database.close()


def at_once(app, *works):
    """Run every work in a transaction of its own at the same moment; return results, or what was refused."""
    gate = Barrier(len(works))

    def run(work):
        with app.app_context():
            gate.wait(timeout=60)
            try:
                with transaction():
                    return work()
            except AppError as error:
                return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def begun(world, ref):
    with transaction():
        owed = world.owes(ref=ref)
    with transaction():
        this = begin(owed, provider="asan_odenis", actor=world.aysel)
    with transaction():
        reached(this.attempt, Started(f"ref-{this.attempt}", "http://127.0.0.1/pay"))
    return this


def paying(this):
    claim = Claim(this.claim.qepik, "AZN", this.invoice, this.attempt)
    return lambda: settle(this.attempt, Seen(f"ref-{this.attempt}", "succeeded", claim, now(), "T"))


def everything(model):
    with transaction(read_only=True):
        return db.session().query(model).all()


def in_order():
    with transaction(read_only=True):
        assert faults() == []


def test_ten_clicks_at_once_are_one_attempt(committed, app):
    with transaction():
        owed = committed.owes(ref="clicks")
    results = at_once(app, *[lambda: begin(owed, provider="asan_odenis", actor=committed.aysel)] * 10)
    assert len({result.attempt for result in results}) == 1


def test_two_rooms_that_open_the_same_invoice_at_once_open_one(committed, app):
    results = at_once(app, *[lambda: committed.owes(ref="twice")] * 4)
    assert [getattr(result, "code", "opened") for result in results].count("opened") == 1


def test_ten_answers_at_once_take_the_money_once(committed, app):
    this = begun(committed, "answers")
    before = len(everything(Receipt))
    results = at_once(app, *[paying(this)] * 10)
    assert sorted(results) == sorted([Verdict.APPLY, *[Verdict.IGNORE] * 9])
    assert len(everything(Receipt)) == before + 1
    in_order()


def test_twenty_payments_at_once_have_receipts_without_gap_or_double(committed, app):
    works = [paying(begun(committed, f"many-{number}")) for number in range(MANY)]
    assert at_once(app, *works) == [Verdict.APPLY] * MANY
    serials = sorted(row.serial for row in everything(Receipt))
    assert serials == list(range(1, len(serials) + 1))
    in_order()


def settled(world, ref):
    this = begun(world, ref)
    with transaction():
        paying(this)()
    return this.invoice


def asking(world, owed, qepik, key):
    return lambda: request_refund(owed, qepik=qepik, reason="", key=key, actor=world.aysel)


def test_twenty_refunds_at_once_are_never_more_than_was_paid(committed, app):
    owed = settled(committed, "refunds")
    works = [asking(committed, owed, 2_000, f"race-{number}") for number in range(MANY)]
    results = at_once(app, *works)
    made = [result for result in results if isinstance(result, str)]
    assert len(made) == 25_000 // 2_000
    assert {result.code for result in results if not isinstance(result, str)} == {"refund-too-large"}
    with transaction(read_only=True):
        assert invoice(owed).refunding == 24_000
    in_order()


def test_twenty_times_the_same_refund_at_once_is_one(committed, app):
    owed = settled(committed, "same-refund")
    results = at_once(app, *[asking(committed, owed, 25_000, "race-same")] * MANY)
    assert len(set(results)) == 1
    in_order()


def test_refunds_that_end_at_once_have_credit_notes_without_gap_or_double(committed, app):
    owed = settled(committed, "ends")
    with transaction():
        made = [asking(committed, owed, 1_000, f"end-{number}")() for number in range(10)]
    works = [lambda one=one: take_answer(one, Returned(f"re-{one}", "done", now())) for one in made * 2]
    at_once(app, *works)
    serials = sorted(row.serial for row in everything(CreditNote))
    assert serials == list(range(1, 11))
    with transaction(read_only=True):
        assert invoice(owed).refunded == 10_000
    in_order()


def test_payment_and_lapse_at_once_end_in_one_of_both_and_the_books_agree(committed, app):
    for number in range(5):
        this = begun(committed, f"lapse-{number}")
        with transaction():
            row = db.session().query(Attempt).filter_by(public_id=this.attempt).one()
            row.state = "expired"
        paid, lapsed = at_once(app, paying(this), lambda: lapse_invoice(this.invoice))  # noqa: B023 - run before the next round
        assert (paid, lapsed is None) in {(Verdict.APPLY, False), (Verdict.LATE, True)}
    in_order()


def test_batches_that_cross_neither_wait_in_a_circle_nor_pass_a_floor(committed, app):
    cards = [f"card:race-{number}" for number in range(10)]
    with transaction():
        for card in cards:
            open_account(card, floor_qepik=-500)

    def taps(turn):
        ordered = cards if turn % 2 else cards[::-1]
        return [Entry(f"race-tap-{turn}-{card}", "tap", card, {card: 100, "carrier:race": -100}) for card in ordered]

    works = [lambda turn=turn: book_all(taps(turn)) for turn in range(MANY)]
    outcomes = [outcome for result in at_once(app, *works) for outcome in result]
    assert (outcomes.count(Outcome.BOOKED), outcomes.count(Outcome.BELOW_FLOOR)) == (50, MANY * 10 - 50)
    with transaction(read_only=True):
        assert {balance(card) for card in cards} == {-500}
        assert balance("carrier:race") == 5_000
    in_order()


def test_one_batch_twenty_times_at_once_is_booked_once(committed, app):
    batch = [Entry(f"race-same-{number}", "tap", "x", {"card:same": 1, "carrier:same": -1}) for number in range(20)]
    outcomes = [outcome for result in at_once(app, *[lambda: book_all(batch)] * MANY) for outcome in result]
    assert outcomes.count(Outcome.BOOKED) == len(batch)
    assert set(outcomes) == {Outcome.BOOKED, Outcome.KNOWN}
    in_order()
