"""The accountant's day: every line agrees, or stands on the list with a name until somebody ends it."""

import pytest

from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.payments.api import book
from webapp.settlements import errors
from webapp.settlements.checking import check_day
from webapp.settlements.jobs import check_yesterday
from webapp.settlements.queries import closed_day, differences_of
from webapp.settlements.rules import Line
from webapp.settlements.services.closing import assign, close_day, close_difference, note_differences


def lines(day):
    return {one.line: one for one in check_day(day).lines}


def test_a_day_without_trouble_agrees_and_is_closed_once(books, opened):
    assert check_day(books.yesterday()).differing == []
    close_day(books.yesterday(), actor=books.first)
    assert closed_day(books.yesterday()).closed_name == books.first.name
    with pytest.raises(errors.DayNotOver):
        close_day(books.yesterday(), actor=books.second)


def test_a_day_is_closed_when_it_is_over(books, opened):
    with pytest.raises(errors.DayNotOver):
        close_day(today(), actor=books.first)


def test_an_open_shift_and_a_shortage_stand_on_the_list(books, station, opened):
    shift = station.opened()
    station.brought(1_000)
    assert not lines(today())[Line.SHIFTS_OPEN].agrees
    station.closed(shift, 900, reason="Əskik")
    found = lines(today())
    assert found[Line.TILLS].agrees
    assert (found[Line.CASH_DIFFERENCES].expected, found[Line.CASH_DIFFERENCES].found) == (0, -100)


def test_money_of_tickets_that_nobody_got_is_seen(books, opened):
    book("test:1", "test", "x", {"clearing:stripe": 500, "revenue:tickets.order": -500})
    assert (lines(today())[Line.TICKETS].expected, lines(today())[Line.TICKETS].found) == (0, 500)


def test_a_difference_has_a_name_a_word_and_an_end(books, opened):
    day = books.yesterday()
    book("test:1", "test", "x", {"clearing:stripe": 500, "revenue:tickets.order": -500})
    assert note_differences(day, actor=books.first) == 1
    assert note_differences(day, actor=books.first) == 1
    (one,) = differences_of(day)
    with pytest.raises(errors.DifferencesOpen):
        close_day(day, actor=books.first)
    with pytest.raises(errors.AccountWrong):
        assign(one.public_id, account_id=999_999, actor=books.first)
    assign(one.public_id, account_id=books.second.account_id, actor=books.first)
    close_day(day, actor=books.first)
    close_difference(one.public_id, comment="Sifariş bölüşdürüldü", actor=books.second)
    with pytest.raises(errors.DifferenceClosed):
        close_difference(one.public_id, comment="Yenə", actor=books.second)
    with pytest.raises(errors.NoSuchDifference):
        close_difference("none", comment="x", actor=books.second)


def test_every_morning_the_day_before_is_looked_at(books, database):
    with transaction():
        book("test:1", "test", "x", {"clearing:stripe": 500, "revenue:tickets.order": -500})
    check_yesterday.run(0)
    with transaction(read_only=True):
        assert [one.line for one in differences_of(books.yesterday())] == ["tickets"]
