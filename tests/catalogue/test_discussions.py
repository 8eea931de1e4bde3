"""Draft regulations before the public (9.7): term, comments, answers, summary, approval, what anybody sees."""

from datetime import timedelta

import pytest
import time_machine

from webapp.catalogue.errors import DiscussionOver, NotReady, StepNotPossible
from webapp.catalogue.models import Comment, DraftRegulation
from webapp.catalogue.queries import approved_regulation
from webapp.catalogue.services import discussing
from webapp.core import db
from webapp.core.clock import now, today
from webapp.core.errors import Forbidden, Invalid, NotFound, StaleVersion, TooMany
from webapp.core.transaction import transaction


@pytest.fixture
def draft(app, world):
    """A draft of the waybill's regulation under discussion for ten days."""
    with app.test_request_context(), transaction():
        public_id = discussing.start_draft("e-waybill", actor=world.head)
        discussing.publish_draft(public_id, closes_on=today() + timedelta(days=10), actor=world.head)
    return public_id


@pytest.fixture
def after(draft):
    """The day after the last one."""
    with time_machine.travel(now() + timedelta(days=11), tick=True):
        yield


def found(public_id):
    return db.session().query(DraftRegulation).filter_by(public_id=public_id).one()


def test_a_draft_is_commented_answered_summed_up_and_approved(world, draft):
    with transaction():
        said = discussing.add_comment(draft, text="Müddət uzundur", point="1.7", actor=world.citizen)
        discussing.answer_comment(draft, said, text="Qısaldılır", actor=world.head)
        with pytest.raises(NotReady):
            discussing.close_discussion(draft, summary="Yekun", actor=world.head)
    with time_machine.travel(now() + timedelta(days=11)), transaction():
        with pytest.raises(DiscussionOver):
            discussing.add_comment(draft, text="Gecikdim", point="", actor=world.citizen)
        discussing.close_discussion(draft, summary="Bir rəy nəzərə alındı", actor=world.head)
        texts = {**found(draft).points, "1.7": "Dərhal"}
        discussing.save_draft(draft, texts, version=found(draft).version, actor=world.head)
        discussing.approve_regulation(draft, actor=world.head)
        approved = approved_regulation("e-waybill")
        assert (approved.public_id, approved.points["1.7"], approved.approved_by) == (draft, "Dərhal", world.head.name)


def test_the_last_day_belongs_to_those_who_comment(world, draft):
    with transaction():
        found(draft).opens_on, found(draft).closes_on = today() - timedelta(days=1), today()
    with transaction():
        discussing.add_comment(draft, text="Son gün", point="", actor=world.citizen)
        with pytest.raises(NotReady):
            discussing.close_discussion(draft, summary="Yekun", actor=world.head)


def test_without_answers_nothing_is_approved(world, draft, after):
    with transaction():
        db.session().query(DraftRegulation).one().closes_on += timedelta(days=5)
    with transaction():
        discussing.add_comment(draft, text="Sual", point="", actor=world.citizen)
        db.session().query(DraftRegulation).one().closes_on -= timedelta(days=5)
        discussing.close_discussion(draft, summary="Yekun", actor=world.head)
        with pytest.raises(NotReady):
            discussing.approve_regulation(draft, actor=world.head)


def test_the_text_stands_still_while_people_comment(world, draft):
    with transaction(), pytest.raises(StepNotPossible):
        discussing.save_draft(draft, {"1.1": "x"}, version=found(draft).version, actor=world.head)


def test_the_same_words_twice_are_one_comment_and_twenty_are_enough(world, draft):
    with transaction():
        one = discussing.add_comment(draft, text="Eyni söz", point="", actor=world.citizen)
        assert discussing.add_comment(draft, text="Eyni söz", point="", actor=world.citizen) == one
        for n in range(19):
            discussing.add_comment(draft, text=f"Rəy {n}", point="99.9", actor=world.citizen)
        with pytest.raises(TooMany):
            discussing.add_comment(draft, text="Daha bir", point="", actor=world.citizen)
        assert {row.point for row in db.session().query(Comment)} == {""}


def test_an_empty_point_stops_the_publication(app, world):
    with app.test_request_context(), transaction():
        public_id = discussing.start_draft("17.2", actor=world.head)
        with pytest.raises(NotReady) as refused:
            discussing.publish_draft(public_id, closes_on=today() + timedelta(days=5), actor=world.head)
    assert "p1_3" in [field for field, _text in refused.value.missing]


@pytest.mark.parametrize("days", [0, -1])
def test_a_discussion_lasts_at_least_a_day(app, world, days):
    with app.test_request_context(), transaction():
        public_id = discussing.start_draft("e-waybill", actor=world.head)
        with pytest.raises(Invalid):
            discussing.publish_draft(public_id, closes_on=today() + timedelta(days=days), actor=world.head)
        with pytest.raises(StaleVersion):
            discussing.save_draft(public_id, {"1.1": "x"}, version=99, actor=world.head)


def test_who_may_not_discuss_neither_opens_nor_answers(world, draft):
    with transaction():
        for actor in (world.bus, world.officer, world.citizen):
            with pytest.raises(Forbidden):
                discussing.start_draft("e-waybill", actor=actor)
        with pytest.raises(NotFound):
            discussing.answer_comment(draft, "0" * 26, text="x", actor=world.head)


def test_anybody_reads_and_only_the_signed_in_comment(client, enter, draft):
    address = f"/services/drafts/{draft}"
    page = client.open(address)
    assert "Rəy yazmaq üçün daxil olun." in page.words
    citizen = enter("citizen")
    seen = citizen.open(address)
    sent = citizen.submit(seen, address, text="<b>Açıq</b> olsun", point="1.7")
    assert sent.status_code in {302, 303}
    page = client.open(address)
    assert "<b>Açıq</b> olsun" in page.words
    assert "1.7 bəndi" in page.words
    empty = citizen.submit(citizen.open(address), address, text="")
    assert empty.status_code == 422


def test_the_office_leads_a_draft_from_the_first_text_to_the_open_page(enter, client):
    head = enter("head")
    opened = head.submit(head.open("/office/catalogue/drafts"), "/office/catalogue/drafts", code="own-data")
    address = opened.location
    day = (today() + timedelta(days=7)).strftime("%d.%m.%Y")
    head.submit(head.open(address), f"{address}/publish", closes_on=day)
    assert "Dövlət reyestrlərində olan öz məlumatlarının əldə edilməsi" in client.open("/services/drafts").words
    wrong = head.submit(head.open("/office/catalogue/drafts"), "/office/catalogue/drafts", code="no-such")
    assert wrong.status_code == 422
