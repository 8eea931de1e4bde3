"""Who has a case, what other bodies say of it, and complaints: through the services."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.support.cases import actions, approve, case_of, service, told, version_of
from webapp.core.clock import now, today
from webapp.core.errors import Forbidden, Invalid
from webapp.core.text import _l
from webapp.core.transaction import transaction
from webapp.workflow.errors import (
    AlreadyComplained,
    HadAHand,
    NoSuchCase,
    NoSuchReview,
    NotCompetent,
    ReviewsOpen,
    StepNotPossible,
)
from webapp.workflow.models import Complaint
from webapp.workflow.offer import Review, as_offer
from webapp.workflow.queries import case_by_id, reviews_of
from webapp.workflow.services import assigning, complaining, deciding, reviewing
from webapp.workflow.services.timing import look_at_clocks

TODAY = (date(2026, 1, 1), date(2027, 12, 31))


def officer(world, part, **changes):
    told_of = {"kinds": [], "away": None, "deputy_id": None, "actor": world.section, **changes}
    with transaction():
        assigning.set_officer(world.actors[part].account_id, **told_of)


def test_a_case_goes_to_whoever_is_competent_and_has_less(world, declared):
    declared()
    officer(world, "officer", kinds=["permits"])
    first = world.applied()
    assert case_of(first).assignee_id == world.section.account_id

    officer(world, "officer", kinds=["papers"])
    assert case_of(world.applied()).assignee_id == world.officer.account_id


def test_what_an_absent_officer_has_goes_to_the_deputy(world, declared):
    declared()
    officer(world, "section", kinds=["nothing"])
    public_id = world.applied()
    assert case_of(public_id).assignee_id == world.officer.account_id
    officer(world, "officer", away=TODAY, deputy_id=world.section.account_id)
    assert case_of(public_id).assignee_id == world.section.account_id


def test_an_absence_that_begins_later_is_noticed_by_the_clock(world, declared):
    declared()
    officer(world, "section", kinds=["nothing"])
    public_id = world.applied()
    tomorrow = today() + timedelta(days=1)
    officer(world, "officer", away=(tomorrow, tomorrow))
    officer(world, "section")
    assert case_of(public_id).assignee_id == world.officer.account_id
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        look_at_clocks()
    assert case_of(public_id).assignee_id == world.section.account_id


def test_claim_and_release(world, declared):
    declared()
    for part in ("officer", "section"):
        officer(world, part, kinds=["nothing"])
    public_id = world.applied()
    assert case_of(public_id).assignee_id is None
    with transaction():
        assigning.claim(public_id, actor=world.officer)
    with pytest.raises(StepNotPossible), transaction():
        assigning.claim(public_id, actor=world.section)
    with pytest.raises(StepNotPossible), transaction():
        assigning.release(public_id, actor=world.section)
    with transaction():
        assigning.release(public_id, actor=world.officer)
    assert case_of(public_id).assignee_id is None
    with pytest.raises(NotCompetent), transaction():
        assigning.assign(public_id, world.officer.account_id, actor=world.section)
    with pytest.raises(Forbidden), transaction():
        assigning.assign(public_id, world.officer.account_id, actor=world.officer)


def reviewed(world, declared, **changes):
    review = {"code": "police", "body": "DİN", "title": _l("Müraciət"), "question": _l("Müraciət"), "days": 3}
    declared(course={"reviews": (Review(**review, role="head_of_section", **changes),)})
    return world.applied()


def asked(public_id):
    with transaction(read_only=True):
        return reviews_of(case_by_id(public_id))


def test_nobody_approves_before_the_other_body_has_answered(world, declared):
    public_id = reviewed(world, declared)
    with pytest.raises(ReviewsOpen):
        approve(world, public_id)
    review = asked(public_id)[0].public_id
    with pytest.raises(NoSuchReview), transaction():
        reviewing.give_opinion(review, opinion="agrees", text="", actor=world.officer)
    with pytest.raises(Invalid), transaction():
        reviewing.give_opinion(review, opinion="objects", text=" ", actor=world.section)
    with transaction():
        reviewing.give_opinion(review, opinion="agrees", text="", actor=world.section)
    with pytest.raises(StepNotPossible), transaction():
        reviewing.give_opinion(review, opinion="objects", text="x", actor=world.section)
    approve(world, public_id)
    assert case_of(public_id).state == "issued"


def test_a_body_that_this_case_does_not_need_is_not_asked(world, declared):
    assert asked(reviewed(world, declared, when=lambda facts: facts.answers["purpose"]["days"] > 10)) == []


def refused(world, declared):
    declared()
    public_id = world.applied()
    with transaction():
        told_of = {"ground": "unfit", "reason": "Şərt", "version": version_of(public_id)}
        deciding.refuse(public_id, **told_of, actor=world.officer)
    return public_id


def complained(world, public_id, actor=None):
    with transaction():
        return complaining.file_complaint(public_id, text="Səbəb göstərilməyib.", actor=actor or world.head)


def test_another_official_answers_a_complaint(world, declared):
    public_id = refused(world, declared)
    complaint = complained(world, public_id)
    assert told("workflow.complaint") == 1
    with pytest.raises(Forbidden), transaction():
        complaining.answer_complaint(complaint, upheld=True, answer="x", actor=world.officer)
    with pytest.raises(Invalid), transaction():
        complaining.answer_complaint(complaint, upheld=True, answer=" ", actor=world.section)
    with transaction():
        complaining.answer_complaint(complaint, upheld=True, answer="Haqlısınız.", actor=world.section)
    with transaction(read_only=True) as session:
        row = session.query(Complaint).one()
        assert (row.state, row.answered_by) == ("upheld", world.section.account_id)
    assert told("workflow.complaint_answered") == 1
    assert actions(public_id, only_open=True)[-2:] == ["complain", "complaint_answered"]


def test_who_decided_does_not_answer(world, declared):
    declared()
    public_id = world.applied()
    with transaction():
        told_of = {"ground": "unfit", "reason": "Şərt", "version": version_of(public_id)}
        deciding.refuse(public_id, **told_of, actor=world.section)
    complaint = complained(world, public_id)
    with pytest.raises(HadAHand), transaction():
        complaining.answer_complaint(complaint, upheld=False, answer="Xeyr.", actor=world.section)


def test_one_complaint_at_a_time_and_only_about_ones_own(world, declared):
    public_id = refused(world, declared)
    first = complained(world, public_id)
    with pytest.raises(AlreadyComplained):
        complained(world, public_id)
    with pytest.raises(NoSuchCase):
        complained(world, public_id, world.stranger)
    with transaction():
        complaining.withdraw_complaint(first, actor=world.head)
    assert complained(world, public_id) != first


def test_a_complaint_has_its_own_clock(world, declared):
    public_id = refused(world, declared)
    complained(world, public_id)
    before = told("workflow.complaint")
    with time_machine.travel(now() + timedelta(days=40), tick=False):
        look_at_clocks()
        look_at_clocks()
    assert told("workflow.complaint") == before + 1
    assert actions(public_id).count("complaint_late") == 1


def test_the_service_of_the_tests_is_a_lawful_offer(world):
    """What the tests declare passes the model form too: the regulation is made from the same definition."""

    offer = as_offer(service(world.register, qepik=100))
    assert offer.paid
    assert [one.register for one in offer.fetched] == ["DVX"]
    assert offer.start_with == {"code": "papers.certificate"}
    assert "10 iş günü" in offer.complaint_term
