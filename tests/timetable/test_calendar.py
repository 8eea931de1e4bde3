"""Days and clocks: exceptions before weekdays, midnight, the nights on which Baku once moved its clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.timetable.gtfs.calendars import Days
from webapp.timetable.gtfs.network import Run
from webapp.timetable.rules import runs_on

MONDAY = date(2026, 11, 23)
RUN = Run("501", "08:00", date(2010, 1, 1), None, "1234567", (), "", 45, "2+2")
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "runs"),
    [
        (MONDAY, True),
        (MONDAY + timedelta(days=1), False),
        (MONDAY + timedelta(days=7), False),
        (MONDAY + timedelta(days=2), True),
        (MONDAY - timedelta(days=7), False),
        (MONDAY + timedelta(days=70), False),
    ],
)
def test_exceptions_go_before_weekdays_and_weekdays_end_with_the_term(day, runs):
    exceptions = {MONDAY + timedelta(days=7): False, MONDAY + timedelta(days=2): True}
    assert runs_on(day, "1", MONDAY, MONDAY + timedelta(days=60), exceptions) is runs


@given(DAYS, st.text("1234567", max_size=7), st.lists(st.tuples(DAYS, st.booleans()), max_size=4), st.integers(0, 2))
def test_a_calendar_that_is_moved_runs_on_the_moved_days(day, weekdays, dates, step):
    plain = Days(
        "".join(sorted(set(weekdays))), date(2026, 3, 1), date(2027, 6, 30), tuple(sorted(dict(dates).items()))
    )
    moved, later = plain.shifted(step), day + timedelta(days=step)
    assert list(plain.within(day, day)) == [one - timedelta(days=step) for one in moved.within(later, later)]


@pytest.mark.parametrize(
    ("day", "hour"),
    [(date(2015, 3, 28), 4), (date(2015, 3, 29), 3), (date(2015, 10, 24), 3), (date(2015, 10, 25), 4), (MONDAY, 4)],
)
def test_eight_oclock_is_eight_oclock_on_the_day_the_clock_is_moved(day, hour):
    assert RUN.instant(day) == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
