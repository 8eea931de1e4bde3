"""The beginning and the end of a draft: begun once, in the part of last time, put away or cancelled."""

import re

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.audit.models import AuditEntry
from webapp.core import db
from webapp.core.errors import AppError
from webapp.core.ids import new_public_id
from webapp.core.transaction import transaction
from webapp.waybills.chain import acts_of, first_break
from webapp.waybills.errors import ActUnderWay, NotADraft, NotYourStep, SignedBefore, StepNotPossible
from webapp.waybills.queries import last_part, shelf, waybill_by_public_id
from webapp.waybills.rules import Role, State
from webapp.waybills.services.discarding import discard_draft
from webapp.waybills.services.drafting import start_draft
from webapp.waybills.services.offering import request_offer
from webapp.waybills.services.returning import cancel_offer, withdraw_offer

NEW = "/cabinet/waybills/new"
CARRIER_ALONE = frozenset({Role.CARRIER})


def drafts_of(actor):
    with transaction(read_only=True):
        return [line.public_id for line in shelf(actor.party_id, "drafts").rows]


def withdrawn(world):
    """A draft that was an offer once."""
    public_id = world.offered()
    with transaction():
        withdraw_offer(public_id, reason="Çəki səhvdir", version=world.version(public_id), actor=world.consignor)
    return public_id


def chosen(page):
    """The values of the radio buttons that are chosen."""
    return re.findall(r'<input[^>]*\bchecked\b[^>]*type="radio"[^>]*value="(\w+)"', page.text)


def test_a_page_sent_twice_begins_one_draft_and_another_view_of_it_another(enter, world):
    client = enter("carrier")
    page = client.open(NEW, expect=200)
    first, second = (client.submit(page, "/new", part="carrier", expect=303).location for _time in range(2))
    assert first == second
    assert client.submit(client.open(NEW), "/new", part="carrier", expect=303).location != first
    assert client.submit(page, "/new", part="both", expect=303).location != first
    assert len(drafts_of(world.carrier)) == 3


def test_a_copy_asked_for_twice_is_one_draft(enter, world):
    source = world.offered()
    client = enter("carrier")
    page = client.open(f"/cabinet/waybills/{source}", expect=200)
    first, second = (client.submit(page, "/copy", expect=303).location for _time in range(2))
    assert first == second
    assert len(drafts_of(world.carrier)) == 1


def test_the_key_of_one_party_says_nothing_to_another_and_a_made_up_one_is_none(world):
    key = new_public_id()
    with transaction():
        begun = [start_draft(CARRIER_ALONE, actor=actor, view=key) for actor in (world.carrier, world.consignor)]
        begun += [start_draft(CARRIER_ALONE, actor=world.carrier, view="'; --") for _time in range(2)]
    assert len(set(begun)) == 4


def test_nobody_is_put_into_a_part_that_they_did_not_choose(enter, world):
    client = enter("consignor")
    page = client.open(NEW, expect=200)
    assert chosen(page) == []
    for part in ("", "consignee"):
        refused = client.submit(page, "/new", part=part, expect=422)
        assert "Bu daşımada kim olduğunuzu seçin." in refused.words
    assert drafts_of(world.consignor) == []


def test_the_part_of_last_time_is_offered_and_before_that_a_fleet_makes_a_carrier(enter, world):
    client = enter("carrier")
    page = client.open(NEW, expect=200)
    assert chosen(page) == ["carrier"]
    for part in ("both", "consignor"):
        client.submit(client.open(NEW), "/new", part=part, expect=303)
        assert chosen(client.open(NEW, expect=200)) == [part]
    with transaction(read_only=True):
        assert last_part(world.consignee.party_id) is None


def test_a_draft_is_put_away_after_a_question_and_is_nowhere_any_more(enter, world):
    client = enter("carrier")
    made = client.submit(client.open(NEW), "/new", part="carrier", expect=303).location
    page = client.open(made, expect=200)
    public_id = made.split("/")[3]
    question = client.open(page.link("Qaralamanı sil"), expect=200)
    assert drafts_of(world.carrier) == [public_id]
    gone = client.submit(question, to=f"/cabinet/waybills/{public_id}/discard", expect=303)
    shown = client.open(gone.location, expect=200)
    assert "Qaralama silindi." in shown.words
    assert public_id not in shown.text
    client.submit(question, to=f"/cabinet/waybills/{public_id}/discard", expect=303)
    for path in ("", "/edit", "/check", "/discard"):
        client.open(f"/cabinet/waybills/{public_id}{path}", expect=404)
    with transaction(read_only=True):
        assert waybill_by_public_id(public_id).discarded_at is not None
        kept = db.session().query(AuditEntry).filter_by(action="waybills.discarded", object_key=public_id).count()
    assert kept == 1


def test_whom_a_draft_was_handed_to_learns_that_it_is_gone(enter, world):
    public_id = world.draft()
    with transaction():
        discard_draft(public_id, version=world.version(public_id), actor=world.carrier)
    other = enter("consignor")
    other.open(f"/cabinet/waybills/{public_id}", expect=404)
    assert "Qaimə qaralaması silindi" in other.open("/cabinet/notices", expect=200).words


def test_only_the_side_that_began_it_puts_a_draft_away(enter, world):
    public_id = world.draft()
    with pytest.raises(NotYourStep), transaction():
        discard_draft(public_id, version=world.version(public_id), actor=world.consignor)
    assert "Qaralamanı sil" not in enter("consignor").open(f"/cabinet/waybills/{public_id}", expect=200).words


def test_strangers_and_people_without_the_right_put_nothing_away(app, world):
    public_id = world.draft()
    client = AssertingClient(app)
    sign_in(client, "9SVD3F6")
    client.open(f"/cabinet/waybills/{public_id}/discard", expect=403)


def test_what_is_signed_or_being_signed_is_not_put_away(world):
    public_id = world.draft()
    with transaction():
        request_offer(public_id, version=world.version(public_id), actor=world.consignor)
    with pytest.raises(ActUnderWay), transaction():
        discard_draft(public_id, version=world.version(public_id), actor=world.carrier)
    offered = world.offered()
    with pytest.raises(NotADraft), transaction():
        discard_draft(offered, version=world.version(offered), actor=world.carrier)


def test_a_draft_that_was_an_offer_once_keeps_its_acts_and_is_cancelled_with_a_reason(enter, world):
    public_id = withdrawn(world)
    with pytest.raises(SignedBefore), transaction():
        discard_draft(public_id, version=world.version(public_id), actor=world.carrier)
    client = enter("carrier")
    show = client.open(f"/cabinet/waybills/{public_id}", expect=200)
    assert "Qaralamanı sil" not in show.words
    client.open(f"/cabinet/waybills/{public_id}/discard", expect=409)
    question = client.open(show.link("Ləğv et"), expect=200)
    client.submit(question, to=f"/cabinet/waybills/{public_id}/cancel", reason="Sifariş ləğv olundu", expect=303)
    with transaction(read_only=True):
        waybill = waybill_by_public_id(public_id)
        assert (waybill.state, first_break(waybill)) == (State.CANCELLED, None)
        assert [act.action for act in acts_of(waybill.id)] == ["offer", "withdraw", "cancel"]
        assert waybill.content["consignor"]["name"] == "“Göyçay Meyvə” MMC"


def test_a_draft_that_was_never_an_offer_is_not_cancelled(enter, world):
    public_id = world.draft()
    with pytest.raises(StepNotPossible), transaction():
        cancel_offer(public_id, reason="Yox", version=world.version(public_id), actor=world.consignor)
    show = enter("consignor").open(f"/cabinet/waybills/{public_id}", expect=200)
    assert "Ləğv et" not in show.words


def test_a_view_whose_draft_was_put_away_may_begin_another(world):
    key = new_public_id()
    with transaction():
        first = start_draft(CARRIER_ALONE, actor=world.carrier, view=key)
        discard_draft(first, version=1, actor=world.carrier)
        assert start_draft(CARRIER_ALONE, actor=world.carrier, view=key) != first


def test_a_draft_changed_meanwhile_is_not_put_away_unseen(world):
    public_id = world.draft()
    with pytest.raises(AppError) as refused, transaction():
        discard_draft(public_id, version=world.version(public_id) - 1, actor=world.carrier)
    assert refused.value.status == 409
