"""What time does to a case: a clock that stands, reminders, escalation, consent, answers that grew old."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text

from tests.support.cases import actions, approve, case_of, sign, told, version_of
from webapp.core.clock import now
from webapp.core.errors import Conflict
from webapp.core.transaction import transaction
from webapp.workflow.clock import stop_clock
from webapp.workflow.errors import (
    ChecksChanged,
    ChecksFail,
)
from webapp.workflow.offer import Finding, Verdict
from webapp.workflow.queries import case_by_id
from webapp.workflow.services import applying, deciding
from webapp.workflow.services.deciding import ToMend
from webapp.workflow.services.timing import look_at_clocks

DIFFERS = [Finding(verdict=Verdict.DIFFERS, stated="aktiv", found="bağlı", remark="closed", place="purpose.why")]


def test_the_clock_stands_while_the_applicant_mends(world, declared):
    declared()
    with time_machine.travel("2026-12-01T06:00:00Z", tick=False):
        public_id = world.applied()
        due = case_of(public_id).due_on
    with time_machine.travel("2026-12-02T06:00:00Z", tick=False), transaction():
        marks = [ToMend("purpose.days", "unclear", "Günlərin sayını dəqiqləşdirin.")]
        deciding.return_case(public_id, marks, version=version_of(public_id), actor=world.officer)
    with time_machine.travel("2026-12-09T06:00:00Z", tick=False):
        with transaction():
            version = version_of(public_id)
            applying.save_answers(public_id, "purpose", {"why": "repair", "days": 5}, version=version, actor=world.head)
        sign(public_id, world.head)
        case = case_of(public_id)
    assert (case.state, due.isoformat(), case.due_on.isoformat()) == ("checking", "2026-12-15", "2026-12-22")
    assert case.number == "26-000001"
    world.work()
    assert case_of(public_id).state == "in_review"
    with transaction(read_only=True) as session:
        assert session.execute(text("SELECT mended_at IS NOT NULL FROM workflow_marks")).scalars().all() == [True]


def test_a_clock_cannot_be_stopped_twice(world, declared):
    declared()
    public_id = world.applied()
    with transaction():
        stop_clock(case_by_id(public_id, lock=True), "waiting", "növbə")
    with pytest.raises(Conflict), transaction():
        deciding.return_case(
            public_id, [ToMend("", "unclear", "x")], version=version_of(public_id), actor=world.officer
        )
    assert case_of(public_id).state == "in_review"


def test_an_old_answer_is_asked_anew_before_the_decision(world, declared):
    declared()
    public_id = world.applied()
    world.register.asked.clear()
    with transaction(read_only=True):
        version = version_of(public_id)
    deciding.recheck_before_decision(public_id, version=version, actor=world.officer)
    assert world.register.asked == []  # fresh enough

    with time_machine.travel(now() + timedelta(hours=1), tick=False):
        world.register.says["taxpayer"] = DIFFERS
        with pytest.raises(ChecksChanged):
            deciding.recheck_before_decision(public_id, version=version, actor=world.officer)
        assert {who for _code, who in world.register.asked} == {world.officer.fin}
        with pytest.raises(ChecksFail):
            approve(world, public_id)


def test_silence_past_the_date_escalates_once(world, declared):
    declared()
    public_id = world.applied()
    with time_machine.travel(now() + timedelta(days=40), tick=False):
        look_at_clocks()
        look_at_clocks()
    assert case_of(public_id).state == "in_review"
    assert told("workflow.overdue") == 2  # the officer who has it, and the head of section
    assert actions(public_id).count("escalate") == 1


def test_silence_is_consent_where_the_law_says_so(world, declared):
    declared(course={"consent": True})
    public_id = world.applied()
    with time_machine.travel(now() + timedelta(days=40), tick=False):
        look_at_clocks()
    assert (case_of(public_id).state, case_of(public_id).consented) == ("issued", True)


def test_nobody_is_escalated_while_the_clock_stands_and_what_is_not_mended_ends(world, declared):
    declared()
    public_id = world.applied()
    with transaction():
        marks = [ToMend("purpose.why", "unclear", "x")]
        deciding.return_case(public_id, marks, version=version_of(public_id), actor=world.officer)
    with time_machine.travel(now() + timedelta(days=40), tick=False):
        look_at_clocks()
    assert case_of(public_id).state == "lapsed"
    assert told("workflow.overdue") == 0


def test_an_officer_is_reminded_once_before_the_date(world, declared):
    declared()
    public_id = world.applied()
    due = case_of(public_id).due_on
    with time_machine.travel(f"{due - timedelta(days=1)}T06:00:00Z", tick=False):
        look_at_clocks()
        look_at_clocks()
    assert actions(public_id).count("remind") == 1
