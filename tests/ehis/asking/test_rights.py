"""Who may ask, in whose name, under which contract: decided before anything is built."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.ehis.asking.conftest import AYSEL, RASHAD, ZAUR, acting, cabinet_user, officer
from webapp.core.actor import ANONYMOUS, SYSTEM
from webapp.core.clock import today
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction
from webapp.ehis import api
from webapp.ehis.api import Purpose
from webapp.ehis.asking import rights
from webapp.ehis.asking.course import answer_to, question_of
from webapp.ehis.errors import ContractEnded, OfficialMissing, PurposeNotAllowed, ReasonNeeded, RoleNotAllowed
from webapp.ehis.policy import POLICIES, Role

LETTER = "3-117 nömrəli məktub"


def journal():
    with transaction(read_only=True) as session:
        ours = text("SELECT body FROM audit_entries WHERE action LIKE 'ehis.%' ORDER BY seq")
        return list(session.execute(ours).scalars())


@pytest.mark.parametrize(
    ("actor", "roles"),
    [
        (ANONYMOUS, set()),
        (SYSTEM, {Role.JOB}),
        (cabinet_user(), {Role.CABINET}),
        (cabinet_user(office_roles=frozenset({"inspector"})), {Role.CABINET}),
        (officer("inspector", "case_officer"), {Role.INSPECTOR, Role.CASE_OFFICER}),
        (officer("operator_admin"), set()),
        (officer("auditor", "translator"), set()),
    ],
)
def test_in_what_capacities_somebody_asks(actor, roles):
    assert rights.roles_of(actor) == roles


@pytest.mark.parametrize("code", POLICIES)
def test_every_line_lets_in_its_roles_and_nobody_else(code):
    row = POLICIES[code]
    everybody = {
        Role.CABINET: cabinet_user(),
        Role.JOB: SYSTEM,
        Role.CASE_OFFICER: officer("case_officer"),
        Role.HEAD_OF_SECTION: officer("head_of_section"),
        Role.INSPECTOR: officer("inspector"),
    }
    for purpose, terms in row.purposes.items():
        for role, actor in everybody.items():
            if role in terms.roles:
                assert rights.ensure_may_ask(row, purpose, actor=actor, asked_by=ZAUR) == role
            else:
                with pytest.raises(RoleNotAllowed):
                    rights.ensure_may_ask(row, purpose, actor=actor, asked_by=ZAUR)


def test_a_wrong_role_or_purpose_or_service_builds_nothing_and_sends_nothing(registers, archive):
    with acting(cabinet_user()):
        with pytest.raises(RoleNotAllowed):
            api.get_vehicle("10-XY-101", purpose=Purpose.CONTROL, asked_by=ZAUR)
        with pytest.raises(PurposeNotAllowed):
            api.get_person(AYSEL, purpose=Purpose.FLEET, asked_by=ZAUR)
        with pytest.raises(PurposeNotAllowed):
            question_of("getEverything", {}, purpose=Purpose.CABINET, asked_by=ZAUR)

    assert (registers.calls(), archive.kept, journal()) == ([], [], [])


def test_nobody_asks_in_anothers_name(registers):
    with acting(cabinet_user()), pytest.raises(RoleNotAllowed):
        api.get_person(AYSEL, purpose=Purpose.CABINET, asked_by=RASHAD)

    assert registers.calls() == []


@pytest.mark.parametrize("nobody", ["", "Kabinet", "2zar9w1", "2ZAR9WO"])
def test_an_automatic_question_has_a_name_too(registers, nobody):
    with pytest.raises(OfficialMissing):
        api.get_person(AYSEL, purpose=Purpose.CABINET, asked_by=nobody)

    assert registers.calls() == []


def test_an_official_is_named_for_automatic_questions_and_nothing_is_asked_without_one(registers):
    with transaction(), pytest.raises(OfficialMissing):
        api.official_for(Purpose.PERMIT)
    with transaction():
        api.name_official(Purpose.PERMIT, ZAUR, "Zaur Məmmədov", document="117 nömrəli əmr", actor=SYSTEM)
    with transaction(read_only=True):
        named = api.official_for(Purpose.PERMIT)
    api.get_person(AYSEL, purpose=Purpose.PERMIT, asked_by=named)

    assert registers.calls()[0]["user_id"] == f"AZ{ZAUR}"


def test_a_contract_that_ended_ends_every_question_under_it_at_once(registers):
    contract = POLICIES["getPerson"].contract
    with transaction():
        api.end_contract(contract, today(), "Müqavilə pozulub", document=LETTER, actor=SYSTEM)
    with pytest.raises(ContractEnded):
        api.get_person(AYSEL, purpose=Purpose.CABINET, asked_by=ZAUR)
    api.get_vehicle("10-XY-101", purpose=Purpose.FLEET, asked_by=ZAUR)
    with transaction():
        api.renew_contract(contract, today(), "Razılıq", document=LETTER, actor=SYSTEM)
    api.get_person(AYSEL, purpose=Purpose.CABINET, asked_by=ZAUR)

    assert len(registers.calls("getPerson")) == 1


def test_a_contract_holds_until_its_last_day():
    with transaction():
        end = today() + timedelta(days=1)
        api.end_contract(POLICIES["getPerson"].contract, end, "Müddəti bitir", document=LETTER, actor=SYSTEM)

    assert api.get_person(AYSEL, purpose=Purpose.CABINET, asked_by=ZAUR).fin == AYSEL


def test_only_who_may_steer_the_exchange_ends_contracts_and_every_end_has_its_reason():
    with transaction(), pytest.raises(Forbidden):
        api.end_contract(POLICIES["getPerson"].contract, today(), "Səbəb", document=LETTER, actor=officer("auditor"))
    with transaction(), pytest.raises(ReasonNeeded):
        api.end_contract(POLICIES["getPerson"].contract, today(), "  ", document=LETTER, actor=SYSTEM)
    with transaction(), pytest.raises(ReasonNeeded):
        api.end_contract(POLICIES["getPerson"].contract, today(), "Səbəb", document=" ", actor=SYSTEM)


def test_the_journal_keeps_who_asked_about_whom_and_why_and_nothing_of_asking_about_oneself():
    with acting(cabinet_user()):
        api.get_person(ZAUR, purpose=Purpose.CABINET, asked_by=ZAUR)
        assert journal() == []
        api.get_person(AYSEL, purpose=Purpose.CABINET, asked_by=ZAUR, issue="M-2026-17")
        api.get_vehicle("10-XY-101", purpose=Purpose.FLEET, asked_by=ZAUR)
    (entry,) = journal()

    assert "ehis.asked" in str(entry)
    assert "M-2026-17" in str(entry)
    assert "getPerson" in str(entry)
    assert AYSEL not in str(entry)
    assert ZAUR not in str(entry)


def test_an_answer_that_cannot_be_read_is_not_kept():
    question = question_of("getPerson", {"fin": AYSEL}, purpose=Purpose.CABINET, asked_by=ZAUR)

    def unreadable(_found):
        raise ValueError

    with pytest.raises(ValueError):
        answer_to(question, unreadable)
    with transaction(read_only=True) as session:
        assert session.scalar(text("SELECT count(*) FROM ehis_kept_answers")) == 0
