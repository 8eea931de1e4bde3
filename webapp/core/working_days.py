"""Working days of Azerbaijan: weekends, public holidays (the `holidays` library), and days moved by the Cabinet.

The Cabinet of Ministers moves days each year by decision; such days are rows of `calendar_days` and win.
"""

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.calendar_tables import CalendarDay

SATURDAY: Final = 5
Moved = dict[date, bool]


@lru_cache(maxsize=16)
def _holidays_of(year: int) -> frozenset[date]:
    import holidays  # the calendars of all countries: only who counts days pays for them

    return frozenset(holidays.country_holidays("AZ", years=year))


def is_working(day: date, moved: Moved) -> bool:
    """Whether `day` is a working day, given the days that were moved (day -> working)."""
    if day in moved:
        return moved[day]
    return day.weekday() < SATURDAY and day not in _holidays_of(day.year)


def is_holiday(day: date) -> bool:
    """Whether `day` is a public holiday, whatever day of the week it is."""
    return day in _holidays_of(day.year)


def add(start: date, days: int, moved: Moved) -> date:
    """Return the last day of a term of `days` working days that begins on the day after `start`."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working(day, moved)
    return day


def between(start: date, end: date, moved: Moved) -> int:
    """Return how many working days lie after `start` up to and including `end`; negative when `end` is earlier."""
    if end < start:
        return -between(end, start, moved)
    return sum(is_working(start + timedelta(days=n), moved) for n in range(1, (end - start).days + 1))


def next_month(day: date) -> date:
    """Return the same day of the next month, its last day when there is no such day."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)  # noqa: PLR2004 - December
    after = date(year + (month == 12), month % 12 + 1, 1)  # noqa: PLR2004 - December
    return min(date(year, month, 1) + timedelta(days=day.day - 1), after - timedelta(days=1))


def moved_days() -> Moved:
    """Return the days that the Cabinet moved, from the open transaction."""
    rows = db.session().execute(select(CalendarDay.day, CalendarDay.working))
    return {row.day: row.working for row in rows}


def deadline(start: date, days: int) -> date:
    """Return the last day of a term of `days` working days after `start`, by the calendar in force."""
    return add(start, days, moved_days())
