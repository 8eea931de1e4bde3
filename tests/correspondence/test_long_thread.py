"""A thread of many pages: the newest part is shown, the others are a tap away, for both sides."""

import pytest

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.correspondence.queries import STEPS_ON_A_PAGE, letter_by_public_id
from webapp.correspondence.services.stepping import note


@pytest.fixture
def long(world):
    """A letter with three pages of steps, numbered in the order in which they were taken."""
    public_id = world.taken()
    with transaction():
        letter = letter_by_public_id(public_id, lock=True)
        for n in range(2 * STEPS_ON_A_PAGE + 5):
            note(letter, "note", actor=SYSTEM, text=f"Addım-{n:03}.", body_id=letter.body_id)
        db.session().flush()
    return public_id


@pytest.mark.parametrize(("part", "address"), [("citizen", "/cabinet/letters"), ("officer", "/office/letters")])
def test_a_long_thread_is_read_part_by_part_from_the_newest_back(world, long, enter, part, address):
    client = enter(part)
    page = client.get(f"{address}/{long}", expect=200)
    seen = []
    for _ in range(3):
        words = page.words
        shown = [n for n in range(2 * STEPS_ON_A_PAGE + 5) if f"Addım-{n:03}." in words]
        assert shown == sorted(shown, key=lambda n: words.index(f"Addım-{n:03}."))
        assert 0 < len(shown) <= STEPS_ON_A_PAGE
        seen = shown + seen
        last = page
        page = client.get(page.link("Əvvəlki yazılanlar"), expect=200) if "Əvvəlki yazılanlar" in words else None
    assert page is None
    assert seen == list(range(2 * STEPS_ON_A_PAGE + 5))
    assert "Məktub göndərildi və qeydə alındı" in last.words or "Gediş cədvəli" in last.words
    newer = client.get(last.link("Sonrakı yazılanlar"), expect=200)
    assert "Əvvəlki yazılanlar" in newer.words
    client.get(f"{address}/{long}?after=made-up", expect=404)
