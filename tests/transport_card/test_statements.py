"""The statement adds up, page by page, as CSV and as PDF."""

import csv
import io
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.transport_card.conftest import FARE
from webapp.core.clock import local, now
from webapp.core.errors import NotFound
from webapp.core.transaction import transaction
from webapp.transport_card.statements import MOST_ROWS, Period, page_of, period_typed, whole


@pytest.fixture
def ridden(city):
    with transaction():
        card = city.card(2000, holder=city.aysel)
        city.ride(*(city.tap(card, hours * 60) for hours in range(30, 0, -1)))
        return card


def test_every_line_says_what_was_left_after_it(city, ridden):
    with transaction():
        lines = whole(ridden, Period())
    assert lines[0].balance == 2000 - 30 * FARE
    assert all(newer.balance - newer.qepik == older.balance for newer, older in pairwise(lines))
    assert (lines[-1].kind, lines[-1].qepik, lines[-1].balance) == ("card_topup", 2000, 2000)
    assert (lines[0].route, lines[0].vehicle) == (city.route.number, "10-AB-008")


def test_pages_follow_one_another_without_gap_or_repetition(city, ridden):
    with transaction():
        found, after = [], None
        while True:
            page = page_of(ridden, Period(), after=after, size=7)
            found += page.lines
            after = page.following
            if after is None:
                break
        assert [one.entry for one in found] == [one.entry for one in whole(ridden, Period())]
        assert [one.balance for one in found] == [one.balance for one in whole(ridden, Period())]


def test_a_period_holds_its_days(city, ridden):
    day = local(now()).date()
    with transaction():
        assert len(whole(ridden, Period(day, day))) == 31
        assert whole(ridden, Period(last=day - timedelta(days=1))) == []
    with pytest.raises(NotFound):
        period_typed(day, day - timedelta(days=1))


def test_a_made_up_cursor_is_no_page(city, client, ridden):
    for after in ("x", "WzFd0", "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5XQ", "WyJhIl0"):
        client.open(f"/cabinet/cards/{ridden.public_id}?after={after}", expect=404)


def test_the_csv_adds_up(city, client, ridden):
    answer = client.open(f"/cabinet/cards/{ridden.public_id}/statement.csv", expect=200)
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert len(rows) == 31 <= MOST_ROWS
    assert sum(round(float(row["amount"]) * 100) for row in rows) == 2000 - 30 * FARE
    assert rows[0]["balance"] == "2.00"


def test_the_pdf_is_a_paper_of_several_pages(city, client, ridden):
    answer = client.open(f"/cabinet/cards/{ridden.public_id}/statement.pdf", expect=200)
    assert answer.data.startswith(b"%PDF")
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_page_shows_a_period_and_its_files(city, client, ridden):
    page = client.open(f"/cabinet/cards/{ridden.public_id}?first=01.01.2026", expect=200)
    assert "first=2026-01-01" in page.link("CSV")
    following = page.link("Növbəti") if "Növbəti" in page.words else None
    if following:
        client.open(following, expect=200)
