"""Lists of texts: shelves, words, filters, places in the list."""

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.core import db
from webapp.core.azerbaijani import fold
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.translations.models import TextRow, TextTarget

SAMIRA = "3SMR8V7"


def a_text(key, msgid, en="", *, reach=1, area="waybills", plural=None, **standing):
    row = TextRow(
        key=key,
        msgid=msgid,
        plural=plural,
        context=None,
        locations=[f"webapp/{area}/views.py"],
        areas=[area],
        flags=[],
        notes="",
        reach=reach,
        longest=None,
        words=f"{fold(msgid)} {key}",
        since=now(),
        gone_at=None,
        previous_id=None,
    )
    db.session().add(row)
    db.session().flush()
    forms = [en] if en else []
    known = {
        "base": forms,
        "base_fuzzy": False,
        "state": "translated" if en else "untranslated",
        "shown": forms,
        "failing": [],
        "blocked": False,
        "words": fold(en),
    }
    for language in ("az", "en", "ru"):
        db.session().add(
            TextTarget(text_id=row.id, language=language, **(known | standing if language == "en" else known))
        )
    return row


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


@pytest.fixture
def samira(app, database, texts):
    client = AssertingClient(app)
    sign_in(client, SAMIRA, office=True)
    return client


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


def test_the_first_page_says_how_far_each_language_is(samira):
    page = samira.open("/office/texts", expect=200)
    assert "3 / 4" not in page.words
    assert page.words.count("%") >= 6
