"""Lists of texts: shelves, words, filters, places in the list."""

from uuid import uuid4

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.translations.conftest import a_text
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.translations.models import TextFault, TextPublication


@pytest.fixture(scope="module")
def texts(footing, app):
    with app.app_context(), transaction():
        a_text("a" * 20, "İsmayıllı rayonu", "Ismayilli district", area="timetable")
        a_text("b" * 20, "Qaimə imzalandı", "The waybill was signed", stale_from=["Qaimə imzalanıb"])
        a_text("c" * 20, "Yük alındı 50%", reach=2)
        a_text(
            "d" * 20,
            "%(num)s qaimə",
            "%(num)s waybills",
            plural="%(num)s qaimə",
            reach=3,
            failing=["placeholders"],
            blocked=True,
        )


def found(page):
    return [one for one in ("İsmayıllı", "imzalandı", "Yük alındı", "%(num)s qaimə") if one in page.text]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["İsmayıllı", "imzalandı", "Yük alındı", "%(num)s qaimə"]),
        ("q=ismayilli", ["İsmayıllı"]),
        ("q=İSMAYILLI", ["İsmayıllı"]),
        ("q=SIGNED", ["imzalandı"]),
        ("q=tərcümə:qaime", []),
        ("q=qaime+-signed", ["%(num)s qaimə"]),
        ("q=50%25", ["Yük alındı"]),
        ("q=5_%25", []),
        ("q=timetable", ["İsmayıllı"]),
        ("q=key:bbb", ["imzalandı"]),
        ("shelf=untranslated", ["Yük alındı"]),
        ("shelf=stale", ["imzalandı"]),
        ("shelf=failing", ["%(num)s qaimə"]),
        ("plural=1", ["%(num)s qaimə"]),
        ("area=timetable", ["İsmayıllı"]),
        ("place=waybills/", ["imzalandı", "Yük alındı", "%(num)s qaimə"]),
        ("by=me", []),
        ("since=01.01.2026", []),
    ],
)
def test_a_list_holds_what_its_address_asks_for(samira, asked, expected):
    assert found(samira.open(f"/office/texts/en?{asked}", expect=200)) == expected


def test_shelves_count_all_texts_and_say_no_number_beside_a_search(samira):
    counted = '<span class="count">1</span>'
    assert samira.open("/office/texts/en?shelf=stale", expect=200).text.count(counted) == 3
    searched = samira.open("/office/texts/en?shelf=stale&q=qaime", expect=200)
    assert counted not in searched.text
    assert "Orijinalı dəyişib" in searched.words


def test_the_first_page_says_how_far_each_language_is(samira):
    page = samira.open("/office/texts", expect=200)
    assert "3 / 4" not in page.words
    assert page.words.count("%") >= 6


def test_words_that_a_page_could_not_show_are_named_on_the_first_page(samira):
    with transaction():
        publication = {"by_name": "x", "note": "", "scope": {}, "counts": {"changed": 1, "texts": 1}, "at": now()}
        db.session().add(TextPublication(number=1, version=uuid4(), **publication))
        seen = {"times": 1, "first_at": now(), "last_at": now(), "publication": 1}
        db.session().add(TextFault(key="b" * 20, language="en", fault="KeyError: 'name'", **seen))
    page = samira.open("/office/texts", expect=200)
    assert "göstərilə bilmədi" in page.words
    assert page.link("b" * 20).endswith(f"/en/{'b' * 20}")


def test_every_place_of_the_desk_is_open_to_who_may_only_look(app, database, texts):
    auditor = AssertingClient(app)
    sign_in(auditor, "9MHR5Y2", office=True)
    page = auditor.open("/office/texts", expect=200)
    found = {one.get("href") or "" for one in page.all("a")}
    places = {one for one in found if one.startswith("/office/texts") and "lang=" not in one}
    assert len(places) > 12
    for place in sorted(places):
        auditor.open(place, expect=200)
    assert "Nə dəyişəcəyini" in auditor.open("/office/texts/en/replace?needle=waybill&by=note", expect=200).words
