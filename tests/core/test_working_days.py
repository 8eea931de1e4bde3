"""Terms in working days: weekends, holidays, days that the Cabinet moved."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.calendar_tables import CalendarDay
from webapp.core.working_days import add, between, deadline, is_working, next_month

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 20), True),  # Friday
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 3, 20), False),  # Novruz
        (date(2026, 1, 20), False),  # the day of general mourning
        (date(2026, 5, 28), False),  # Independence Day
    ],
)
def test_the_calendar_of_the_country(day, working):
    assert is_working(day, {}) is working


def test_seven_working_days_skip_the_weekend():
    assert add(date(2026, 11, 19), 7, {}) == date(2026, 11, 30)


def test_a_day_moved_by_the_cabinet_wins_over_the_calendar(opened):
    opened.add(CalendarDay(day=date(2026, 11, 23), working=False, reason="Nazirlər Kabinetinin qərarı"))
    opened.add(CalendarDay(day=date(2026, 11, 28), working=True, reason="Nazirlər Kabinetinin qərarı"))
    opened.flush()

    assert deadline(date(2026, 11, 20), 1) == date(2026, 11, 24)
    assert deadline(date(2026, 11, 27), 1) == date(2026, 11, 28)


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_a_term_ends_on_a_working_day_and_counts_back_to_its_length(start, days):
    end = add(start, days, {})

    assert is_working(end, {})
    assert between(start, end, {}) == days


@given(DAYS)
def test_a_month_later_is_never_more_than_31_days_away(day):
    assert timedelta(days=28) <= next_month(day) - day <= timedelta(days=31)


def test_a_month_after_the_31st_is_the_last_day_of_the_month():
    assert next_month(date(2026, 1, 31)) == date(2026, 2, 28)
    assert next_month(date(2026, 12, 31)) == date(2027, 1, 31)
