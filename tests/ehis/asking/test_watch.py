"""The operator's orders reach every process, and the house hears of breakers and defects."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.ehis.asking.conftest import AYSEL, ZAUR
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis import api
from webapp.ehis.api import Purpose
from webapp.ehis.asking import orders, standing, watch
from webapp.ehis.asking.jobs import forget_answers
from webapp.ehis.asking.models import BreakerRow
from webapp.ehis.breaker import IN_A_ROW, State
from webapp.ehis.errors import AnswerRejected, RegisterRefused, RegisterUnavailable
from webapp.ehis.installation import install_exchange
from webapp.ehis.policy import POLICIES
from webapp.ehis.question import Question

DOWN = "http_503_empty"
ASKED = {"purpose": Purpose.CABINET, "asked_by": ZAUR}


@pytest.fixture
def watched(registers, archive):
    with registers.exchange(archive, watch=watch.DatabaseWatch()) as exchange:
        install_exchange(exchange)
        yield exchange


@pytest.fixture
def facts(monkeypatch):
    told = []
    monkeypatch.setattr(watch, "publish", told.append)
    return told


def question(**changes):
    return Question(replace(POLICIES["getPerson"], **changes), {"fin": AYSEL}, f"AZ{ZAUR}", Purpose.CABINET)


def ordered(deed, code="getPerson"):
    with transaction():
        deed(code, "Reyestrdə texniki iş", actor=SYSTEM)


def states():
    with transaction(read_only=True):
        return {one.service: one.state for one in api.breaker_states()}


def failing(exchange, times=IN_A_ROW):
    for _ in range(times):
        with pytest.raises(RegisterUnavailable):
            exchange.ask(question(retryable=False))


def test_an_order_stops_questions_to_one_service_and_leaves_the_others(watched, registers):
    ordered(orders.force_open)
    with pytest.raises(RegisterUnavailable) as caught:
        api.get_person(AYSEL, **ASKED)
    api.get_vehicle("10-XY-101", purpose=Purpose.FLEET, asked_by=ZAUR)

    assert caught.value.reason == "forced_open"
    assert registers.calls("getPerson") == []
    assert states() == {"getPerson": "forced-open"}


def test_another_process_obeys_within_a_second(watched, registers, monkeypatch):
    watched.ask(question())
    ordered(orders.force_open)
    clock = [standing._known.read_at or 0.0]
    monkeypatch.setattr(standing, "monotonic", lambda: clock[0])
    standing._known.read_at = clock[0]  # this process read a moment before the order was given
    standing._known.orders = {}
    watched.ask(question())
    clock[0] += standing.FRESH_SECONDS
    with pytest.raises(RegisterUnavailable):
        watched.ask(question())


def test_orders_are_read_once_a_second_however_much_is_asked(watched, monkeypatch):
    reads = []
    take = standing._take
    monkeypatch.setattr(standing, "_take", lambda: (reads.append(1), take()))
    monkeypatch.setattr(standing, "FRESH_SECONDS", 60.0)
    standing.forget()
    for _ in range(5):
        watched.ask(question())

    assert len(reads) == 1


def test_resuming_forgets_the_failures(watched, registers):
    registers.switch(DOWN)
    failing(watched)
    assert watched.guard("getPerson").breaker.state is State.OPEN
    registers.reset()
    ordered(orders.close)

    assert watched.ask(question()).rows
    assert watched.guard("getPerson").breaker.state is State.CLOSED


def test_an_old_resumption_does_not_close_what_opened_after_it(watched, registers):
    ordered(orders.close)
    watched.ask(question())
    registers.switch(DOWN)
    failing(watched)
    standing.forget()
    with pytest.raises(RegisterUnavailable) as caught:
        watched.ask(question())

    assert caught.value.reason == "breaker_open"


def test_an_open_breaker_is_told_once_and_its_closing_too(watched, registers):
    registers.switch(DOWN)
    failing(watched)
    assert states() == {"getPerson": "open"}
    with transaction(read_only=True) as session:
        told = session.scalars(select(BreakerRow)).one()
    failing(watched, times=3)
    with transaction(read_only=True) as session:
        assert session.scalars(select(BreakerRow)).one().at == told.at
    registers.reset()
    watched.guard("getPerson").breaker.close()
    watched.ask(question())

    assert states() == {}


def test_a_breaker_of_which_nothing_was_heard_would_admit_a_probe_and_a_day_later_it_is_forgotten(watched, registers):
    registers.switch(DOWN)
    failing(watched)
    with transaction() as session:
        session.execute(update(BreakerRow).values(at=now() - timedelta(minutes=3)))
    assert states() == {"getPerson": "half-open"}
    with transaction() as session:
        session.execute(update(BreakerRow).values(at=now() - timedelta(days=2)))
    forget_answers.run(timestamp=0)

    assert states() == {}


@pytest.mark.parametrize(
    ("fault", "args", "error", "reason"),
    [
        ("wrong_signature", {}, AnswerRejected, "signature_verification"),
        ("other_subject", {}, AnswerRejected, "another_subject"),
        (
            "soap_fault",
            {"code": "server.serverproxy.inconsistent_response"},
            AnswerRejected,
            "server.serverproxy.inconsistent_response",
        ),
        (
            "soap_fault",
            {"code": "server.serverproxy.access_denied"},
            RegisterRefused,
            "server.serverproxy.access_denied",
        ),
    ],
)
def test_a_defect_is_kept_as_evidence_and_then_told(watched, registers, archive, facts, fault, args, error, reason):
    registers.switch(fault, args=args)
    with pytest.raises(error):
        watched.ask(question())
    (fact,) = facts

    assert (fact.direction, fact.reason, fact.client) == ("asked", reason, "AZ/GOV/AYNA/kabinet")
    assert fact.service == str(POLICIES["getPerson"].service)
    assert fact.message_id == archive.kept[-1].message_id == registers.calls()[-1]["message_id"]
    assert archive.outcomes == ["sent", reason]


def test_what_is_merely_late_or_absent_is_no_defect(watched, registers, facts):
    registers.switch(DOWN)
    failing(watched, times=2)
    registers.reset()
    registers.switch("business_fault")
    with pytest.raises(Exception, match="tapılmadı"):
        watched.ask(question())

    assert facts == []


def test_a_house_that_cannot_be_told_does_not_lose_the_answer(watched, registers, monkeypatch):
    def broken(_fact):
        raise RuntimeError("a reaction failed")

    monkeypatch.setattr(watch, "publish", broken)
    registers.switch("wrong_signature")
    with pytest.raises(AnswerRejected):
        watched.ask(question())


def test_a_fault_keeps_the_uuid_by_which_the_other_side_looks_it_up(watched, registers, archive, facts):
    registers.switch("soap_fault", args={"code": "server.serverproxy.access_denied"})
    with pytest.raises(RegisterRefused):
        watched.ask(question())

    assert archive.kept[-1].fault_id
    assert len(archive.kept[-1].fault_id) == 36
