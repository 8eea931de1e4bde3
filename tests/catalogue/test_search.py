"""Search in the register: letters with and without marks, Cyrillic, endings, filters, pages by key."""

import pytest

from webapp.catalogue.demo import seed_catalogue
from webapp.catalogue.law import informative_of_the_list, list_of_the_act
from webapp.catalogue.listing import Wanted, authorities, find, find_offers
from webapp.catalogue.models import Area, Entry
from webapp.catalogue.rules import KINDS
from webapp.core import db
from webapp.core.errors import NotFound
from webapp.core.words import by_beginning, typed_words, words_of

pytestmark = pytest.mark.usefixtures("opened")


def names(rows):
    return [row.code for row in rows]


def look(**wanted):
    return find(Wanted(**wanted), after=None, before=None)


def test_the_register_holds_what_the_act_lists():
    act = list_of_the_act()
    listed = {body["name"]: len(body["services"]) for body in act["authorities"]}

    assert len(listed) == 41
    assert sum(listed.values()) == 285
    assert {row.name: row.services for row in authorities()} == listed
    assert db.session().query(Area).count() == 29
    used = {no for row in db.session().query(Entry) for no in row.areas}
    assert used == set(range(1, 30))


@pytest.mark.parametrize(
    "typed",
    [
        "Rəqəmsal taxoqraf",
        "reqemsal taxoqraf",
        "REQEMSAL TAXOQRAF",
        "рәгәмсал тахограф",
        "taxoqraf",
        "taxoqrafların",
        "17.2",
        "taxoqraf kartlarının verilməsi üçün",
    ],
)
def test_a_service_is_found_however_it_is_typed(typed):
    found, _loose = look(q=typed)
    assert "17.2" in names(found.rows)


@pytest.mark.parametrize("typed", ["Şəhadətnamə", "sehadetname", "SƏHADƏTNAMƏ", "шәһадәтнамә"])
def test_marks_and_case_and_alphabet_find_the_same(typed):
    assert names(look(q=typed)[0].rows) == names(look(q="şəhadətnamə")[0].rows) != []


def test_endings_are_left_off_only_when_nothing_is_found_otherwise():
    assert look(q="taxoqraf")[1] is False
    assert look(q="taxoqrafların")[1] is True
    assert names(look(q="qwertyuiop")[0].rows) == []


@pytest.mark.parametrize("typed", ["'", "' | 'a", "a:*", "!&|()", "\\", "%_", "<script>", "a" * 5000])
def test_odd_characters_are_words_or_nothing(typed):
    look(q=typed)
    assert all(word.replace(".", "").isalnum() for word in typed_words(typed))


def test_authority_and_area_narrow_together():
    of_transport = names(look(area=18)[0].rows)
    assert {"17.1", "17.2", "10.8", "2.4"} <= set(of_transport)
    assert names(look(area=18, authority=17)[0].rows) == ["17.1", "17.2", "17.3", "17.4", "17.5"]
    assert names(look(area=18, authority=17, q="lisenziya")[0].rows) == ["17.1"]


def test_pages_follow_each_other_to_the_last_entry_and_back():
    seen, after = [], None
    while True:
        found, _ = find(Wanted(), after=after, before=None)
        seen += names(found.rows)
        if not found.following:
            break
        after = found.following
    assert len(seen) == len(set(seen)) == 285
    assert seen[:3] == ["1.1", "1.2", "2.1"]
    assert seen[-1] == "41.2"
    back, _ = find(Wanted(), after=None, before=found.previous)
    assert back.following is not None


def test_a_cursor_that_is_none_is_not_found():
    with pytest.raises(NotFound):
        find(Wanted(), after="x", before=None)


def test_a_service_of_ours_without_its_number_is_not_shown():
    assert find_offers(Wanted()) == []


def test_our_own_services_are_found_by_the_same_words():
    seed_catalogue()
    assert {offer.code for offer in find_offers(Wanted())} >= {"e-waybill", "verify-document", "own-data", "who-looked"}
    assert [offer.code for offer in find_offers(Wanted(q="qaime"))] == ["e-waybill"]
    assert [offer.code for offer in find_offers(Wanted(q="гаимә"))] == ["e-waybill"]
    assert [offer.code for offer in find_offers(Wanted(area=24))] == []
    assert look(here=True)[0].rows == ()


def test_informative_and_interactive_add_up_to_the_whole():
    shown = db.session().query(Entry).filter(Entry.shown)
    kinds = {kind: shown.filter(Entry.kind == kind).count() for kind in KINDS}
    assert sum(kinds.values()) == shown.count()
    assert kinds["informative"] == len(informative_of_the_list())
    assert look(kind="informative", q="kalkulyator")[0].rows
    assert not look(kind="interactive", q="kalkulyator")[0].rows


def test_words_are_folded_once_and_wanted_by_their_beginning():
    assert words_of("Şəhadətnamənin verilməsi, 17.2.") == ["sehadetnamenin", "verilmesi", "17.2"]
    assert by_beginning(["kart", "17.2"]) == "'kart':* & '17.2':*"
    assert by_beginning(["taxoqraflarin", "17.2"], loose=True) == "'taxoqraf':* & '17.2':*"
