"""A list longer than its page: every row once, forwards and back, also when rows were changed at the same instant."""

import re

import pytest
from sqlalchemy import select, update

from webapp.core import db
from webapp.core.clock import now
from webapp.core.pagination import PAGE_SIZE
from webapp.core.transaction import transaction
from webapp.waybills.models import ShelfEntry
from webapp.waybills.rules import Role
from webapp.waybills.services.drafting import start_draft

LIST = "/cabinet/waybills?shelf=drafts"
MANY = 2 * PAGE_SIZE + 3


@pytest.fixture
def many(world):
    with transaction():
        return [start_draft(frozenset({Role.CARRIER}), actor=world.carrier) for _one in range(MANY)]


def rows_of(page):
    """The waybills on a page in their order."""
    found = re.findall(r"/cabinet/waybills/([0-9A-Z]{26})", page.text)
    return list(dict.fromkeys(found))


def walk(client, page, words):
    """The rows of the pages from here on, by following the link with these words."""
    seen = [rows_of(page)]
    while any(words in " ".join("".join(a.itertext()).split()) for a in page.all("a")):
        page = client.open(page.link(words), expect=200)
        seen.append(rows_of(page))
    return page, seen


@pytest.mark.parametrize("at_one_instant", [False, True])
def test_the_pages_hold_every_row_once_and_lead_back_the_same_way(enter, many, at_one_instant):
    if at_one_instant:
        with transaction():
            db.session().execute(update(ShelfEntry).values(changed_at=now()))
    client = enter("carrier")
    last, onwards = walk(client, client.open(LIST, expect=200), "Növbəti")
    assert [len(rows) for rows in onwards] == [PAGE_SIZE, PAGE_SIZE, 3]
    assert [row for rows in onwards for row in rows] == many[::-1]
    first, back = walk(client, last, "Əvvəlki")
    assert back == onwards[::-1]
    assert rows_of(first) == onwards[0]


def test_a_row_that_moves_up_meanwhile_shifts_no_other(enter, many):
    client = enter("carrier")
    first = client.open(LIST, expect=200)
    with transaction():
        db.session().execute(update(ShelfEntry).where(ShelfEntry.waybill_id.in_(moved())).values(changed_at=now()))
    second = client.open(first.link("Növbəti"), expect=200)
    assert not set(rows_of(first)) & set(rows_of(second))
    assert rows_of(second) == [row for row in many[::-1][PAGE_SIZE:] if row != many[0]][:PAGE_SIZE]


def moved():
    """The oldest draft, now changed last."""
    return db.session().scalars(select(ShelfEntry.waybill_id).order_by(ShelfEntry.changed_at).limit(1)).all()


def test_a_made_up_cursor_finds_no_page(enter):
    client = enter("carrier")
    for wrong in ("x", "WzFd", "bm9wZQ"):
        client.open(f"{LIST}&after={wrong}", expect=404)


def test_what_a_search_finds_goes_by_pages_too(enter, many):
    client = enter("carrier")
    _last, onwards = walk(client, client.open("/cabinet/waybills?q=xəzər", expect=200), "Növbəti")
    assert [row for rows in onwards for row in rows] == many[::-1]
