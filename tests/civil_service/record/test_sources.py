"""Every group that is passed has a holder and a question; who is only assumed is not asked until the exchange is recorded."""

from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from tests.civil_service.record.conftest import ILQAR, VUSAL
from webapp.civil_service.exchange import asking, refreshing
from webapp.civil_service.exchange.asking import SOURCES, Question
from webapp.civil_service.exchange.comparing import compared, key_of
from webapp.civil_service.exchange.holders import asked_on, holders
from webapp.civil_service.exchange.refreshing import keep, refresh
from webapp.civil_service.gaps import exchange_impossible, gap_of
from webapp.civil_service.groups import BY_CODE, Origin, of_origin
from webapp.civil_service.permissions import EXCHANGE
from webapp.civil_service.queries import servant_by_fin
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.ehis.errors import AnswerRejected, ContractEnded

ASSUMED = {"degree", "language", "special_rank", "vetting"}
OPERATOR = Actor(account_id=1, name="Vüsal Qasımov", fin=VUSAL, rights=frozenset({EXCHANGE.code}))
ASKED = Question(ILQAR, date(1978, 4, 27), VUSAL, "DQ-1", frozenset())
DAY, LATER = date(2019, 5, 6), date(2021, 7, 8)
ANSWERS = {
    "family": (
        "family_state_of",
        {"state": "evli", "since": DAY, "children": 0},
        {"state": "married", "children": "0"},
    ),
    "degree": (
        "degrees_of",
        {"number": "FD-1", "name": "fəlsəfə doktoru", "branch": "iqtisad", "awarded_on": DAY},
        {"name": "fəlsəfə doktoru", "field": "iqtisad", "diploma": "FD-1"},
    ),
    "language": (
        "language_certificates_of",
        {"number": "D-1", "language": "alman dili", "level": "C1", "issued_on": DAY, "valid_to": None},
        {"language": "alman dili", "level": "C1", "paper": "D-1"},
    ),
    "military": (
        "military_periods_of",
        {"kind": "conscript", "rank": "", "speciality": "837", "since": DAY, "until": LATER},
        {"kind": "conscript", "speciality": "837"},
    ),
    "special_rank": (
        "special_ranks_of",
        {"name": "polis leytenantı", "body": "DİN", "since": DAY, "until": LATER},
        {"name": "polis leytenantı", "body": "DİN"},
    ),
    "vetting": ("clearances_of", {"level": "3-cü forma", "since": DAY, "until": None}, {"level": "3-cü forma"}),
}


def answering(monkeypatch, group, **changes):
    """The register of a group says this."""
    question, record, _content = ANSWERS[group]
    one = SimpleNamespace(**{**record, **changes}, source=f"AZ/GOV/{BY_CODE[group].source}", as_of=now())
    monkeypatch.setattr(asking.registers, question, lambda *_a, **_k: one if group == "family" else [one])


def recorded(register, group):
    return register.record().of(group)


@pytest.fixture
def told(register, monkeypatch):
    """What a source says is brought in; returns how the group stands then."""

    def bring(group, **changes):
        answering(monkeypatch, group, **changes)
        with register.app.app_context(), transaction():
            outcome = keep(register.ilqar_id, group, SOURCES[group](ASKED))
        return outcome, recorded(register, group)

    return bring


def test_every_passed_group_has_a_holder_a_question_and_a_key(register):
    with transaction(read_only=True):
        known = holders(today())
    passed = {one.code for one in of_origin(Origin.EHIS)}
    assert passed == set(known) == set(SOURCES)
    assert {group for group, one in known.items() if one.assumed} == ASSUMED
    assert all(one.member == BY_CODE[group].source and one.basis for group, one in known.items())


def test_an_assumed_holder_is_asked_when_no_gap_lasts_and_a_named_one_always(register):
    with register.app.app_context(), transaction():
        assert asked_on(today()) == set(SOURCES) - ASSUMED
        exchange_impossible("military", None, reason="xidmət dayanıb", actor=OPERATOR)
        exchange_impossible("family", None, reason="xidmət dayanıb", actor=OPERATOR)
        row = gap_of("degree", None)
        row.valid_to = date(2026, 1, 31)
        assert asked_on(today()) == (set(SOURCES) - ASSUMED) | {"degree"}


def test_another_holder_than_ours_is_not_asked_until_there_is_its_service(register):
    row = (
        "INSERT INTO civil_rules (family, key, valid_from, content, basis, assumed)"
        " VALUES ('source', 'family', current_date, '{\"holder\": \"DIN\"}', 'Yeni akt', false)"
    )
    with transaction() as session:
        session.execute(text(row))
        assert "family" not in asked_on(today())
    page = register.client(VUSAL, office=True).open("/office/service-exchange", expect=200)
    assert "Yeni akt" in page.words
    assert page.words.count("ehtimal edilən") == len(ASSUMED)


@pytest.mark.parametrize("group", ANSWERS)
def test_what_a_source_says_stands_in_the_words_of_the_register_and_is_the_same_when_asked_again(told, register, group):
    outcome, facts = told(group)
    content = ANSWERS[group][2]
    found = [one for one in facts if {name: str(one.content.get(name)) for name in content} == content]
    assert (outcome in {"changed", "differs"}, len(found), found[0].valid_from) == (True, 1, DAY)
    assert found[0].origin is Origin.EHIS
    again = SOURCES[group](ASKED)
    met = [one for one in compared(facts, again) if one.told is not None]
    assert [(one.fact.entry, one.differences) for one in met] == [(found[0].entry, ())]
    assert key_of(found[0]) == again[0].key


def test_what_was_typed_while_the_exchange_was_impossible_becomes_the_sources(told, register):
    (typed,) = recorded(register, "language")
    assert typed.manual
    said = {"number": typed.content["paper"], "language": typed.content["language"], "level": "C1"}
    outcome, (fact,) = told("language", issued_on=typed.valid_from, **said)
    assert (outcome, fact.entry, fact.version, fact.manual) == ("changed", typed.entry, 2, False)
    assert fact.content["level"] == "C1"


def test_a_state_of_family_that_nobody_knows_is_no_answer(told):
    with pytest.raises(AnswerRejected):
        told("family", state="nişanlı")


def test_who_was_never_in_an_act_is_single_since_birth(told):
    _outcome, (fact,) = told("family", state="subay", since=None, children=0)
    assert (fact.content["state"], fact.valid_from) == ("single", ASKED.birthdate)


def test_a_contract_that_ended_stops_its_own_group_alone(register, monkeypatch):
    def ended(_asked):
        raise ContractEnded

    said = dict.fromkeys(SOURCES, lambda _asked: [])
    monkeypatch.setattr(refreshing, "SOURCES", {**said, "military": ended})
    with register.app.app_context():
        outcomes = refresh(register.ilqar_id)
    assert outcomes["military"] == "refused"
    assert set(outcomes) == set(SOURCES) - ASSUMED


def test_ilqars_record_agrees_with_what_the_registers_say_of_him(register):
    known = servant_and_facts(register)
    assert {"family", "military"} <= {group for group, one in known.items() if one.origin is Origin.EHIS}
    assert known["language"].manual
    assert known["vetting"].manual


def servant_and_facts(register):
    with transaction(read_only=True):
        assert servant_by_fin(ILQAR) is not None
    return {group: recorded(register, group)[0] for group in ("family", "military", "language", "vetting")}
