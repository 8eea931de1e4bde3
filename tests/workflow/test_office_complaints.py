"""Complaints in the office: by their own date, answered by somebody who had no hand in the case."""

import pytest

from tests.support.cases import approve, told
from webapp.core.transaction import transaction
from webapp.workflow.models import Complaint
from webapp.workflow.services.complaining import file_complaint, withdraw_complaint


@pytest.fixture
def complained(world, declared):
    """A complaint about a case that the officer approved."""
    declared()
    public_id = world.applied()
    approve(world, public_id)
    with transaction():
        return public_id, file_complaint(public_id, text="Çox gecikdi", actor=world.head)


def state_of(complaint):
    with transaction(read_only=True) as session:
        row = session.query(Complaint).filter_by(public_id=complaint).one()
    return row.state, row.answer


def test_the_head_who_had_no_hand_in_it_answers_and_the_applicant_reads_it(world, complained, enter):
    public_id, complaint = complained
    client = enter("section")
    assert "Çox" not in client.open("/office/cases/complaints").words
    action = f"/office/cases/complaints/{complaint}"
    assert client.open("/office/cases/complaints").link("Ş-26-") == action
    page = client.open(action)
    assert "Çox gecikdi" in page.words
    page = client.submit(page, action, outcome="upheld", expect=422)
    assert "Cavabı əsaslandırın." in page.words
    client.submit(page, action, answer="Üzr istəyirik", expect=303)
    assert state_of(complaint) == ("upheld", "Üzr istəyirik")
    assert told("workflow.complaint_answered") == 1
    assert "Üzr istəyirik" in enter("head").open(f"/cabinet/applications/{public_id}").words
    client.submit(page, action, outcome="dismissed", answer="Yox", expect=409)
    assert complaint not in client.open("/office/cases/complaints").text
    assert complaint in client.open("/office/cases/complaints?state=closed").text


def test_whoever_decided_reads_why_they_may_not_answer(world, declared, enter):
    declared()
    public_id = world.applied()
    approve(world, public_id, world.section)
    with transaction():
        complaint = file_complaint(public_id, text="Razı deyiləm", actor=world.head)
    client = enter("section")
    action = f"/office/cases/complaints/{complaint}"
    page = client.open(action)
    assert "Siz cavab verə bilməzsiniz" in page.words
    token = client.open(f"/office/cases/{public_id}").form("/note")["csrf_token"]
    sent = {"csrf_token": token, "outcome": "dismissed", "answer": "Yox"}
    client.open(action, method="POST", data=sent, expect=403)
    assert state_of(complaint) == ("open", "")


def test_an_officer_and_an_auditor_read_and_do_not_answer(world, complained, enter):
    public_id, complaint = complained
    action = f"/office/cases/complaints/{complaint}"
    for part in ("officer", "auditor"):
        client = enter(part)
        page = client.open(action, expect=200)
        assert 'name="answer"' not in page.text
        token = page.form()["csrf_token"]
        client.open(action, method="POST", data={"csrf_token": token, "outcome": "upheld", "answer": "x"}, expect=403)
    assert complaint in enter("officer").open(f"/office/cases/{public_id}").text
    assert state_of(complaint) == ("open", "")


@pytest.mark.parametrize("part", ["head", "stranger", "police"])
def test_carriers_and_other_bodies_do_not_see_the_list(complained, enter, part):
    _public_id, complaint = complained
    enter(part).open("/office/cases/complaints", expect=403)
    enter(part).open(f"/office/cases/complaints/{complaint}", expect=403)


def test_one_that_was_taken_back_needs_no_answer(world, complained, enter):
    _public_id, complaint = complained
    with transaction():
        withdraw_complaint(complaint, actor=world.head)
    page = enter("section").open(f"/office/cases/complaints/{complaint}")
    assert "cavab tələb olunmur" in page.words
    assert 'name="answer"' not in page.text
    enter("section").open("/office/cases/complaints/none", expect=404)
