"""What is done again and again is done quickly, and shows and finds the newest all the same."""

from dataclasses import replace

from webapp.core.transaction import transaction
from webapp.waybills.content import Place
from webapp.waybills.finding.queries import found as found_anywhere
from webapp.waybills.finding.wanted import Wanted
from webapp.waybills.queries import shelf, waybill_by_public_id
from webapp.waybills.rules import Role
from webapp.waybills.services.drafting import save_draft, start_draft


def begun(world):
    with transaction():
        return start_draft(frozenset({Role.CARRIER}), actor=world.carrier)


def saved(world, public_id, content):
    with transaction():
        save_draft(public_id, content, version=world.version(public_id), actor=world.carrier)


def content_of(world, **changes):
    with transaction(read_only=True):
        return world.content(**changes)


def found(world, words):
    with transaction(read_only=True):
        page = found_anywhere(world.carrier.party_id, Wanted(words=words))
        return [line.public_id for line in page.rows]


def test_a_card_shows_what_was_changed_in_the_language_of_the_page(enter, world):
    public_id = begun(world)
    saved(world, public_id, content_of(world))
    client = enter("carrier")
    address = "/cabinet/waybills?shelf=drafts"
    assert "Qaralama" in client.open(address, expect=200).words
    assert "Draft" in client.open(f"{address}&lang=en", expect=200).words
    saved(world, public_id, content_of(world, unloading=Place(name="Şamaxı")))
    assert "Şamaxı" in client.open(f"{address}&lang=az", expect=200).words


def test_typing_what_nobody_looks_for_keeps_the_words_under_which_a_draft_is_found(world):
    public_id, content = begun(world), content_of(world)
    saved(world, public_id, content)
    saved(world, public_id, replace(content, remarks="Ehtiyatla"))
    assert found(world, content.goods[0].nature) == [public_id]
    with transaction(read_only=True):
        row = waybill_by_public_id(public_id)
        assert (row.version, row.content["remarks"]) == (3, "Ehtiyatla")
        assert row.driver_index is not None
    saved(world, public_id, replace(content, loading=Place(name="Lənkəran")))
    assert found(world, "lənkəran") == [public_id]


def test_the_draft_typed_into_last_stands_in_front(world):
    first, second = begun(world), begun(world)
    content = content_of(world)
    for public_id in (first, second):
        saved(world, public_id, content)
    saved(world, first, replace(content, remarks="Ehtiyatla"))
    with transaction(read_only=True):
        assert [line.public_id for line in shelf(world.carrier.party_id, "drafts").rows] == [first, second]
