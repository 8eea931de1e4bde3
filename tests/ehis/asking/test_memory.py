"""Answers are reused for their own purpose, case and official only, for their time only, and nobody can read them."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from tests.ehis.asking.conftest import AYSEL, RASHAD, ZAUR
from webapp.core import crypto
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis import api
from webapp.ehis.api import Purpose
from webapp.ehis.asking import memory
from webapp.ehis.asking.course import question_of
from webapp.ehis.asking.jobs import forget_answers
from webapp.ehis.asking.models import KeptAnswer
from webapp.ehis.errors import NotInRegister, RegisterUnavailable
from webapp.ehis.policy import POLICIES

CASE = {"purpose": Purpose.PERMIT, "asked_by": ZAUR, "issue": "M-2026-17"}


def person(**changes):
    return api.get_person(AYSEL, **(CASE | changes))


def table():
    with transaction(read_only=True) as session:
        return session.execute(text("SELECT * FROM ehis_kept_answers")).all()


def aged(by):
    with transaction() as session:
        session.execute(update(KeptAnswer).values(until=KeptAnswer.until - by))


def reuses():
    with transaction(read_only=True) as session:
        return session.scalar(text("SELECT count(*) FROM audit_entries WHERE action = 'ehis.reused'"))


def test_the_same_question_of_the_same_case_is_asked_once_and_each_reuse_is_logged_as_a_use(registers, archive):
    first, second, third = person(), person(), person()

    assert first == second == third
    assert len(registers.calls()) == 1
    assert len(archive.kept) == 2
    assert reuses() == 2


@pytest.mark.parametrize(
    "changes",
    [{"purpose": Purpose.CABINET}, {"issue": "M-2026-18"}, {"issue": None}, {"asked_by": RASHAD}],
    ids=["purpose", "case", "no case", "official"],
)
def test_another_purpose_case_or_official_asks_for_itself(registers, changes):
    person()
    person(**changes)

    assert len(registers.calls()) == 2


def test_another_subject_service_or_version_has_another_key(monkeypatch):
    def key(code="getPerson", fin=AYSEL, **changes):
        return memory.key_of(question_of(code, {"fin": fin}, **(CASE | changes)))

    keys = {key(), key(fin=RASHAD), key("getDriverMedical"), key("getContracts")}
    assert len(keys) == 4
    assert key() in keys


def test_an_answer_is_forgotten_when_its_time_is_over(registers):
    person()
    aged(timedelta(seconds=POLICIES["getPerson"].terms(Purpose.PERMIT).cache_seconds + 1))
    person()

    assert len(registers.calls()) == 2


def test_what_is_over_its_time_is_taken_away_by_the_clock():
    person()
    aged(timedelta(hours=2))
    forget_answers.run(timestamp=0)

    assert table() == []


def test_nobody_there_is_remembered_for_a_minute_only(registers):
    for _ in range(2):
        with pytest.raises(NotInRegister):
            api.get_person("9NTF9N9", **CASE)
    assert len(registers.calls()) == 1
    assert reuses() == 1
    aged(timedelta(seconds=61))
    with pytest.raises(NotInRegister):
        api.get_person("9NTF9N9", **CASE)

    assert len(registers.calls()) == 2


def test_an_empty_list_is_remembered_for_a_minute_only():
    api.organisations_headed_by(AYSEL, **CASE)
    (row,) = table()

    assert row.until - row.kept_at == timedelta(seconds=60)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: api.debts_of("9900010511", purpose=Purpose.FLEET, asked_by=ZAUR),
        lambda: api.is_abroad("10-XY-102", purpose=Purpose.FLEET, asked_by=ZAUR),
        lambda: api.power_by_barcode("100020260001", purpose=Purpose.FLEET, asked_by=ZAUR),
        lambda: api.restrictions_of(RASHAD, purpose=Purpose.FLEET, asked_by=ZAUR),
    ],
)
def test_debts_borders_powers_and_restrictions_are_asked_every_time(registers, ask):
    ask()
    before = len(registers.calls())
    ask()

    assert len(registers.calls()) == 2 * before
    assert table() == []


def test_a_failure_is_never_remembered(registers):
    registers.switch("http_503_empty", times=2)
    with pytest.raises(RegisterUnavailable):
        person()
    assert table() == []

    assert person().fin == AYSEL


def test_who_wants_to_know_how_things_stand_now_asks_the_register(registers):
    person()
    with api.anew():
        person()

    assert len(registers.calls()) == 2


def test_when_a_case_is_closed_its_answers_are_forgotten_and_those_of_others_stay(registers):
    person()
    person(issue="M-2026-18")
    with transaction():
        assert api.forget_case("M-2026-17") == 1
    person(issue="M-2026-18")
    assert len(registers.calls()) == 2
    person()

    assert len(registers.calls()) == 3


def test_a_dump_of_the_table_tells_nobody_anything():
    known = person()
    dump = b"".join(
        value if isinstance(value, bytes) else str(value).encode()
        for row in table()
        for value in (bytes(one) if isinstance(one, memoryview) else one for one in row)
    )

    for secret in (AYSEL, ZAUR, known.family_name, known.address, known.document_number, "M-2026-17"):
        assert secret.encode() not in dump


def test_the_key_is_a_keyed_digest_and_no_plain_one(monkeypatch):
    question = question_of("getPerson", {"fin": AYSEL}, **CASE)
    key = memory.key_of(question)
    assert len(key) == 32
    monkeypatch.setattr(crypto, "_keys", {})
    monkeypatch.setattr(crypto, "_root", [b"another secret" * 4])

    assert memory.key_of(question) != key


def test_a_value_moved_to_another_question_opens_nothing(registers):
    person()
    other = memory.key_of(question_of("getPerson", {"fin": RASHAD}, **CASE))
    with transaction() as session:
        session.execute(update(KeptAnswer).values(key=other))

    assert api.get_person(RASHAD, **CASE).fin == RASHAD
    assert len(registers.calls()) == 2
    assert now() > person().as_of - timedelta(hours=1)
