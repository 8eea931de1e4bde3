"""A case from the draft to the result: every way that the table allows, through the services and jobs."""

from datetime import date

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import DBAPIError, IntegrityError

from tests.support.cases import (
    AUTOMATIC,
    SAID,
    actions,
    approve,
    case_of,
    filled,
    paid,
    service,
    sign,
    told,
    version_of,
)
from tests.support.rooms import plugged_in
from webapp.core import db
from webapp.core.clock import today
from webapp.core.errors import Conflict, Forbidden, StaleVersion
from webapp.core.transaction import transaction
from webapp.core.working_days import deadline
from webapp.ehis.errors import NotInRegister, RegisterUnavailable
from webapp.payments.api import invoice
from webapp.payments.services.invoicing import lapse_invoice
from webapp.workflow.errors import (
    AlreadyApplied,
    ChecksFail,
    NoSuchCase,
    NoSuchService,
    NotReady,
    SecondPersonNeeded,
    StepNotPossible,
    UnknownGround,
    WrongApplicant,
)
from webapp.workflow.models import FindingRow, Step
from webapp.workflow.offer import Finding, Verdict
from webapp.workflow.queries import findings_of
from webapp.workflow.services import applying, deciding
from webapp.workflow.services.deciding import ToMend

DIFFERS = [Finding(verdict=Verdict.DIFFERS, stated="aktiv", found="bağlı", remark="closed", place="purpose.why")]


def test_a_case_that_agrees_is_proposed_and_an_officer_approves_it(world, declared):
    declared()
    public_id = world.applied()
    case = case_of(public_id)

    assert (case.state, case.proposal) == ("in_review", "approve")
    assert case.number == f"{today():%y}-000001"
    with transaction(read_only=True):
        assert case.due_on == deadline(today(), 10)
    assert [code for code, _who in world.register.asked] == ["taxpayer", "debts"]
    assert {who for _code, who in world.register.asked} == {world.head.fin}

    approve(world, public_id)
    case = case_of(public_id)
    assert (case.state, case.result, case.decided_by) == ("issued", "paper-1", world.officer.account_id)
    assert world.register.effects[0].decided_by == world.officer.name
    assert actions(public_id) == ["start", "hand_in", "assign", "conclude", "approve_to_issue", "issue"]
    assert told("workflow.issued") == 1


def test_the_system_decides_where_the_definition_lets_it(world, declared):
    declared(**AUTOMATIC)
    public_id = world.applied()
    assert (case_of(public_id).state, case_of(public_id).decided_by) == ("issued", None)


def test_a_doubt_leaves_the_automatic_decision_to_an_officer(world, declared):
    declared(**AUTOMATIC)
    world.register.says["debts"] = DIFFERS
    public_id = world.applied()
    assert (case_of(public_id).state, case_of(public_id).proposal) == ("in_review", "look")
    approve(world, public_id)  # a doubt that does not block may be decided by a person
    assert case_of(public_id).state == "issued"


@pytest.mark.parametrize("said", [DIFFERS, NotInRegister()])
def test_nobody_approves_against_a_blocking_check(world, declared, said):
    declared()
    world.register.says["taxpayer"] = said
    public_id = world.applied()
    with pytest.raises(ChecksFail):
        approve(world, public_id)
    assert case_of(public_id).state == "in_review"


def test_a_silent_register_is_asked_again_alone_and_the_case_waits(world, declared):
    declared()
    world.register.says["taxpayer"] = RegisterUnavailable("timeout")
    public_id = world.applied()
    case = case_of(public_id)
    assert (case.state, case.proposal, case.tried) == ("checking", "wait", 1)
    assert actions(public_id, only_open=True)[-1] == "wait"

    world.register.asked.clear()
    del world.register.says["taxpayer"]
    world.work()
    assert [code for code, _who in world.register.asked] == ["taxpayer"]
    assert case_of(public_id).state == "in_review"
    waited = case_of(public_id)
    with transaction(read_only=True):
        assert {row.check_code: row.verdict for row in findings_of(waited)} == {
            "taxpayer": "agrees",
            "debts": "agrees",
        }


def test_an_officer_may_go_on_without_a_silent_register_but_not_approve(world, declared):
    declared()
    world.register.says["taxpayer"] = RegisterUnavailable("timeout")
    public_id = world.applied()
    with transaction():
        deciding.take_up(public_id, version=version_of(public_id), actor=world.officer)
    with pytest.raises(ChecksFail):
        approve(world, public_id)


def test_a_fee_is_paid_before_the_result_comes(world, declared):
    declared(qepik=12_500)
    public_id = world.applied()
    approve(world, public_id)
    case = case_of(public_id)
    with transaction(read_only=True):
        found = invoice(case.invoice)
        assert (case.state, found.qepik, found.due_on) == ("fee_due", 12_500, deadline(today(), 5))
    assert world.register.effects == []

    with transaction():
        paid(case.invoice)
    world.work()
    assert (case_of(public_id).state, case_of(public_id).result) == ("issued", "paper-1")


def test_a_fee_that_is_not_paid_closes_the_case(world, declared):
    declared(qepik=12_500)
    public_id = world.applied()
    approve(world, public_id)
    bill = case_of(public_id).invoice
    with transaction():
        lapse_invoice(bill)
    assert case_of(public_id).state == "lapsed"
    with transaction():
        paid(bill)  # money that comes later brings nothing about
    world.work()
    assert case_of(public_id).state == "lapsed"
    assert world.register.effects == []


def test_what_became_impossible_after_payment_comes_back_to_officers(world, declared):
    declared(qepik=100)
    public_id = world.applied()
    approve(world, public_id)
    world.register.refusal = Conflict()
    bill = case_of(public_id).invoice
    with transaction():
        paid(bill)
    world.work()
    assert case_of(public_id).state == "in_review"
    assert told("workflow.balked") == 1


def test_an_effect_that_refuses_leaves_the_case_as_it_was(world, declared):
    declared()
    public_id = world.applied()
    world.register.refusal = Conflict()
    before = case_of(public_id).version
    with pytest.raises(Conflict):
        approve(world, public_id)
    assert (case_of(public_id).state, case_of(public_id).version) == ("in_review", before)


def test_four_eyes_are_two_people(world, declared):
    declared(course={"four_eyes": True})
    public_id = world.applied()
    approve(world, public_id, world.section)
    assert case_of(public_id).state == "confirming"
    with pytest.raises(SecondPersonNeeded), transaction():
        deciding.confirm(public_id, version=version_of(public_id), actor=world.section)
    with pytest.raises(Forbidden), transaction():
        deciding.confirm(public_id, version=version_of(public_id), actor=world.officer)
    with transaction():
        deciding.disagree(public_id, reason="Yoxlayın", version=version_of(public_id), actor=world.section)
    approve(world, public_id, world.officer)
    with transaction():
        deciding.confirm(public_id, version=version_of(public_id), actor=world.section)
    assert case_of(public_id).state == "issued"


def test_a_return_names_a_place_and_a_reason_of_the_regulation(world, declared):
    declared()
    public_id = world.applied()
    for marks, refusal in (([], NotReady), ([ToMend("purpose.why", "invented", "")], UnknownGround)):
        with pytest.raises(refusal), transaction():
            deciding.return_case(public_id, marks, version=version_of(public_id), actor=world.officer)
    with pytest.raises(UnknownGround), transaction():
        deciding.refuse(public_id, ground="mood", reason="", version=version_of(public_id), actor=world.officer)


def test_a_refusal_names_its_ground_and_the_applicant_is_told(world, declared):
    declared()
    public_id = world.applied()
    with transaction():
        deciding.refuse(public_id, ground="unfit", reason="Şərt", version=version_of(public_id), actor=world.officer)
    case = case_of(public_id)
    assert (case.state, case.ground, case.reason) == ("refused", "unfit", "Şərt")
    assert told("workflow.refused") == 1


def test_of_two_officers_the_second_is_told(world, declared):
    declared()
    public_id = world.applied()
    with transaction(read_only=True):
        seen = version_of(public_id)
    with transaction():
        deciding.refuse(public_id, ground="unfit", reason="", version=seen, actor=world.officer)
    with pytest.raises(StaleVersion), transaction():
        deciding.approve(public_id, version=seen, actor=world.section)


def test_a_returned_case_is_not_decided(world, declared):
    declared()
    public_id = world.applied()
    with transaction():
        marks = [ToMend("purpose.why", "unclear", "x")]
        deciding.return_case(public_id, marks, version=version_of(public_id), actor=world.officer)
    with pytest.raises(StepNotPossible):
        approve(world, public_id)


def test_only_the_applicant_takes_it_back(world, declared):
    declared()
    public_id = world.applied()
    with pytest.raises(NoSuchCase), transaction():
        applying.withdraw_case(public_id, actor=world.stranger)
    with transaction():
        applying.withdraw_case(public_id, actor=world.head)
    assert case_of(public_id).state == "withdrawn"
    with pytest.raises(StepNotPossible):
        approve(world, public_id)


def test_what_is_missing_is_named_by_its_place(world, declared):
    declared()
    public_id = filled(world.head, {"purpose": {"why": "sale", "days": 31}})
    with pytest.raises(NotReady) as refusal, transaction():
        applying.send(public_id, version=version_of(public_id), actor=world.head)
    assert [place for place, _text in refusal.value.missing] == ["purpose.why", "purpose.days", "stops"]


def test_a_text_that_changed_after_the_signature_was_asked_for_is_not_handed_in(world, declared):
    declared()
    public_id = filled(world.head)

    def change():
        with transaction():
            version = version_of(public_id)
            applying.save_answers(public_id, "purpose", {"why": "repair", "days": 4}, version=version, actor=world.head)

    sign(public_id, world.head, between=change)
    assert case_of(public_id).state == "draft"


def test_a_definition_that_changes_does_not_change_a_case(world, declared):
    declared()
    public_id = world.applied()
    with plugged_in(service(world.register, since=date(2026, 6, 1), qepik=900)):
        approve(world, public_id)
        newer = filled(world.head)
    assert case_of(public_id).state == "issued"
    assert case_of(newer).type_since == date(2026, 6, 1)


def test_one_case_at_a_time_about_one_thing(world, declared):
    declared()
    first = sign(filled(world.head, subject="permit-1"), world.head)
    second = filled(world.head, subject="permit-1")
    with pytest.raises(AlreadyApplied):
        sign(second, world.head)
    assert case_of(first).state == "checking"


def test_a_double_click_opens_one_draft(world, declared):
    declared()
    assert filled(world.head, {}) == filled(world.head, {})


def test_who_may_not_apply_is_told_before_typing(world, declared):
    declared(party_kinds=frozenset({"person"}))
    with pytest.raises(WrongApplicant), transaction():
        applying.start_case("papers.certificate", actor=world.head)
    with pytest.raises(NoSuchService), transaction():
        applying.start_case("papers.nothing", actor=world.head)


@pytest.mark.parametrize("table", ["workflow_steps", "workflow_findings"])
def test_the_database_keeps_what_happened(world, declared, table):
    declared()
    world.applied()
    model = {"workflow_steps": Step, "workflow_findings": FindingRow}[table]
    with pytest.raises((IntegrityError, DBAPIError)), transaction():
        db.session().execute(delete(model))


def test_a_discarded_draft_keeps_no_answers(world, declared):
    declared()
    public_id = filled(world.head, SAID)
    with transaction():
        applying.discard_case(public_id, actor=world.head)
    assert (case_of(public_id).state, case_of(public_id).answers) == ("discarded", {})
    with pytest.raises(NoSuchCase), transaction():
        applying.withdraw_case(public_id, actor=world.head)
