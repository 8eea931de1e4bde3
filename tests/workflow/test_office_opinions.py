"""Opinions of other bodies: asked side by side, seen by their officials alone, given once, back in the case."""

import pytest

from tests.support.cases import SAID, case_of, told
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.audit.models import AuditEntry
from webapp.core.text import _l
from webapp.core.transaction import transaction
from webapp.workflow.models import ReviewRow
from webapp.workflow.offer import Review

POLICE = Review(code="police", body="DYP", title=_l("Rəy"), question=_l("Səbəb"), role="road_police", days=5)
ROADS = Review(code="roads", body="AAYDA", title=_l("Cavab"), question=_l("Yer"), role="road_agency", days=5)


@pytest.fixture
def asked(app, world, declared):
    """A case about which two bodies are asked; returns it and the opinions by role."""
    for fin in ("7FAQ6P2", "4LQR2J5"):
        sign_in(AssertingClient(app), fin, office=True)
    declared(course={"reviews": (POLICE, ROADS)})
    public_id = world.applied()
    with transaction(read_only=True) as session:
        return public_id, {row.role: row.public_id for row in session.query(ReviewRow)}


def test_each_body_finds_what_is_asked_of_it_and_answers_once(world, asked, enter):
    public_id, opinions = asked
    assert told("workflow.review_asked") == 2
    client = enter("police")
    page = client.open("/office/cases/reviews")
    assert opinions["road_police"] in page.text
    assert opinions["road_agency"] not in page.text
    action = f"/office/cases/reviews/{opinions['road_police']}"
    page = client.open(action)
    assert "Gəncə" in page.words  # an answer of the application
    client.submit(page, action, opinion="agrees", text="Müşayiət lazımdır")
    assert "Müşayiət lazımdır" in enter("officer").open(f"/office/cases/{public_id}").words
    assert told("workflow.review_given") == 1  # the officer who has the case
    client.submit(page, action, opinion="objects", text="x", expect=409)
    assert "Müşayiət lazımdır" in client.open(action).words


def test_an_objection_says_why_and_what_was_typed_stays(asked, enter):
    _public_id, opinions = asked
    action = f"/office/cases/reviews/{opinions['road_agency']}"
    client = enter("roads")
    page = client.submit(client.open(action), action, opinion="objects", expect=422)
    assert "Etirazın səbəbini yazın." in page.words
    page = client.submit(page, action, text="Körpü", expect=303)
    with transaction(read_only=True) as session:
        row = session.query(ReviewRow).filter_by(role="road_agency").one()
    assert (row.opinion, row.text) == ("objects", "Körpü")


def test_the_decision_waits_for_every_body(world, asked, enter):
    public_id, opinions = asked
    officer = enter("officer")
    action = f"/office/cases/{public_id}/approve"
    page = officer.open(f"/office/cases/{public_id}")
    assert "Hələ təsdiq etmək olmaz" in page.words
    assert action not in page.text
    officer.submit(officer.open(action), action, expect=409)
    for part, role in (("police", "road_police"), ("roads", "road_agency")):
        client = enter(part)
        address = f"/office/cases/reviews/{opinions[role]}"
        client.submit(client.open(address), address, opinion="agrees")
    officer.submit(officer.open(action), action)
    assert case_of(public_id).state == "issued"


def test_another_bodys_official_sees_nothing_of_the_case_but_what_is_asked(asked, enter):
    public_id, opinions = asked
    police = enter("police")
    police.open("/office/cases", expect=403)
    police.open(f"/office/cases/{public_id}", expect=403)
    police.open(f"/office/cases/reviews/{opinions['road_agency']}", expect=404)
    words = police.open(f"/office/cases/reviews/{opinions['road_police']}").words
    assert "Uyğun yoxlamalar" not in words
    assert "Daxili qeydlər" not in words


@pytest.mark.parametrize("part", ["officer", "section", "auditor", "head"])
def test_nobody_else_answers_for_a_body(asked, enter, part):
    _public_id, opinions = asked
    enter(part).open(f"/office/cases/reviews/{opinions['road_police']}", expect=403)
    enter(part).open("/office/cases/reviews", expect=403)


def test_the_look_of_a_body_is_kept_with_its_purpose(asked, enter):
    public_id, opinions = asked
    enter("police").open(f"/office/cases/reviews/{opinions['road_police']}")
    with transaction(read_only=True) as session:
        entry = session.query(AuditEntry).filter_by(object_key=public_id, action="viewed").one()
    assert "rəy" in entry.purpose


def test_of_a_case_that_was_withdrawn_nothing_is_waited_for(world, asked, enter):
    public_id, opinions = asked
    client = enter("head")
    client.submit(client.open(f"/cabinet/applications/{public_id}/withdraw"), f"/{public_id}/withdraw")
    police = enter("police")
    assert opinions["road_police"] not in police.open("/office/cases/reviews").text
    assert "rəy gözlənilmir" in police.open(f"/office/cases/reviews/{opinions['road_police']}").words


def test_given_opinions_are_listed_apart(world, asked, enter):
    _public_id, opinions = asked
    client = enter("police")
    action = f"/office/cases/reviews/{opinions['road_police']}"
    client.submit(client.open(action), action, opinion="agrees")
    assert opinions["road_police"] not in client.open("/office/cases/reviews").text
    assert opinions["road_police"] in client.open("/office/cases/reviews?state=given").text
    assert SAID["stops"][0]["place"] in client.open(action).words
