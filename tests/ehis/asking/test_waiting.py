"""Work goes on while a register is silent: the question is asked again until it is answered or its date has passed."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from tests.ehis.asking.conftest import AYSEL, RASHAD, ZAUR, acting, cabinet_user, officer
from tests.support.jobs import run_jobs
from webapp.core import bus
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis import api
from webapp.ehis.answers import LegalEntity, Person
from webapp.ehis.api import Purpose
from webapp.ehis.asking import waiting
from webapp.ehis.asking.jobs import ask_waiting, ask_waiting_one
from webapp.ehis.asking.models import WaitingQuestion
from webapp.ehis.errors import NoSuchQuestion, NotARegisterNumber, PurposeNotAllowed, RoleNotAllowed
from webapp.ehis.events import RegisterAnswered, RegisterGaveUp

REF = "permits.case:AB12CD34"
DOWN = "http_503_empty"


@pytest.fixture
def facts(monkeypatch):
    told = []
    monkeypatch.setattr(waiting, "publish", told.append)
    return told


def later(code="getPerson", parameters=None, **changes):
    asked = {"purpose": Purpose.PERMIT, "asked_by": ZAUR, "ref": REF, "until": now() + timedelta(days=10)} | changes
    with transaction():
        return api.ask_later(code, parameters or {"fin": AYSEL}, **asked)


def row(public_id):
    with transaction(read_only=True) as session:
        return session.scalars(select(WaitingQuestion).where(WaitingQuestion.public_id == public_id)).one()


def due(**values):
    with transaction() as session:
        session.execute(update(WaitingQuestion).values(next_at=now(), **values))


def tick():
    ask_waiting.run(timestamp=0)


def test_a_question_is_asked_again_with_longer_and_longer_pauses_until_it_is_answered(registers, facts):
    public_id = later()
    registers.switch(DOWN)
    pauses = []
    for _ in range(3):
        tick()
        pauses.append((row(public_id).next_at - now()).total_seconds())
        due()
    registers.reset()
    tick()
    known = row(public_id)

    assert (known.state, known.tries, known.outcome) == ("answered", 3, "answered")
    assert [round(pause / 60) for pause in pauses] == pytest.approx([1, 2, 4], abs=1)
    assert pauses == sorted(pauses)
    assert facts == [RegisterAnswered(waiting_id=public_id, ref=REF, service="getPerson", outcome="answered")]


def test_the_room_takes_the_answer_once(facts):
    public_id = later()
    tick()
    with transaction():
        (person,) = api.take_answer(public_id, Person)
        assert (person.fin, person.source) == (AYSEL, "AZ/GOV/DIN")
        with pytest.raises(NoSuchQuestion):
            api.take_answer(public_id, Person)


def test_what_the_register_does_not_have_is_an_answer_too(facts):
    absent, doubled = later(parameters={"fin": "9NTF9N9"}), later(parameters={"fin": "9DUP2A2"})
    tick()

    assert {fact.waiting_id: fact.outcome for fact in facts} == {absent: "not_found", doubled: "several"}
    with transaction(), pytest.raises(NoSuchQuestion):
        api.take_answer(absent, Person)


def test_after_the_statutory_date_nothing_is_asked_and_the_room_is_told(registers, facts):
    public_id = later()
    registers.switch(DOWN)
    tick()
    due(until=now() - timedelta(seconds=1))
    before = len(registers.calls())
    tick()

    assert len(registers.calls()) == before
    assert row(public_id).state == "gave_up"
    assert facts == [RegisterGaveUp(waiting_id=public_id, ref=REF, service="getPerson", reason="http_503")]


def test_the_last_try_is_never_after_the_date(registers, facts):
    until = now() + timedelta(seconds=20)
    public_id = later(until=until)
    registers.switch(DOWN)
    tick()

    assert row(public_id).next_at == until


@pytest.mark.parametrize(
    ("fault", "args"),
    [("wrong_signature", {}), ("soap_fault", {"code": "server.serverproxy.access_denied"})],
)
def test_what_needs_an_administrator_is_held_until_the_operator_says_so(registers, facts, fault, args, database):
    public_id = later()
    registers.switch(fault, args=args)
    tick()
    held = row(public_id)
    assert held.state == "held"
    assert held.message_id == registers.calls()[-1]["message_id"]
    due()
    tick()
    assert len(registers.calls()) == 1
    registers.reset()
    with transaction():
        waiting.try_again(public_id)
        ask_waiting_one.defer(public_id=public_id)
    run_jobs(database, "ehis.ask_waiting_one")

    assert row(public_id).state == "answered"


def test_a_held_question_ends_at_its_date_too(registers, facts):
    public_id = later()
    registers.switch("wrong_signature")
    tick()
    due(until=now() - timedelta(seconds=1))
    tick()

    assert row(public_id).state == "gave_up"


def test_in_one_run_a_silent_service_is_asked_by_one_question_only_and_others_are_not_kept_waiting(registers, facts):
    first, second = later(), later(parameters={"fin": RASHAD})
    entity = later("getLegalEntity", {"voen": "9900010101"})
    registers.switch(DOWN, service="getPerson")
    tick()

    assert len(registers.calls("getPerson")) <= 2  # one question and its one repetition
    assert {row(first).tries, row(second).tries} == {0, 1}
    assert row(entity).state == "answered"
    with transaction():
        assert api.take_answer(entity, LegalEntity)[0].voen == "9900010101"


def test_the_same_question_for_the_same_work_is_kept_once_and_for_other_work_again():
    assert later() == later()
    assert later() != later(ref="permits.case:OTHER")
    assert later() != later(parameters={"fin": RASHAD})


def test_a_question_that_may_not_be_asked_is_not_kept():
    with pytest.raises(PurposeNotAllowed):
        later(purpose=Purpose.FLEET)
    with pytest.raises(NotARegisterNumber):
        later(parameters={"fin": "nobody"})
    with acting(cabinet_user()), pytest.raises(RoleNotAllowed):
        later("getPerson", purpose=Purpose.CIVIL_SERVICE)


def test_it_is_asked_in_the_name_and_capacity_of_who_asked_first(registers, facts):
    with acting(officer("case_officer")):
        address = {"address": "Gəncə şəhəri, Lenin küçəsi 101"}
        public_id = later("resolveAddress", address, purpose=Purpose.INFRASTRUCTURE, issue="M-2026-18")
    tick()

    assert row(public_id).state == "answered"
    assert registers.calls()[0]["user_id"] == f"AZ{ZAUR}"
    assert "M-2026-18" in registers.calls()[0]["text"]


def test_a_right_that_was_taken_away_meanwhile_ends_the_question(registers, facts):
    public_id = later()
    due(purpose="delegation", role="inspector")
    tick()

    assert registers.calls() == []
    assert row(public_id).state == "gave_up"
    assert facts[0].reason == "role-not-allowed"


def test_work_that_was_withdrawn_asks_nothing_more(registers, facts):
    public_id = later()
    with transaction():
        api.no_longer_wanted(REF)
    tick()

    assert (registers.calls(), facts, row(public_id).state) == ([], [], "gave_up")


def test_the_person_reads_which_register_is_silent_and_since_when(app):
    later()
    later("getDriverMedical", {"fin": AYSEL})
    with app.test_request_context("/"), transaction(read_only=True):
        notices = api.waiting_notice(REF)

    assert len(notices) == 2
    assert all("cavab vermir" in notice and f"{now():%Y}" in notice for notice in notices)
    assert "əhali reyestri" in notices[0]


def test_the_table_does_not_say_who_is_asked_about():
    later()
    with transaction(read_only=True) as session:
        kept = session.execute(text("SELECT * FROM ehis_waiting_questions")).all()
    dump = b"".join(bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode() for one in kept[0])

    assert AYSEL.encode() not in dump
    assert ZAUR.encode() not in dump


def test_facts_reach_whoever_reacts(registers, monkeypatch):
    heard = []
    reaction = bus.on(RegisterAnswered)(heard.append)
    monkeypatch.setattr(bus, "_reactions", {RegisterAnswered: [reaction]}, raising=True)
    public_id = later()
    tick()

    assert [fact.waiting_id for fact in heard] == [public_id]
