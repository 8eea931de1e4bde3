"""Days become years, months and days. Pure.

The definition, once for everything that the portal says of a length of service:

1. Counted days that follow each other without a gap are one run, however many periods they came from.
2. A run is measured on the calendar from its first day: as many whole months as fit, then the days that are left. The
   month after 31 January is over on the last day of February, after 29 February on the 28th of the next year's.
3. Months and days of all runs are added. Of the days, what is over thirty becomes months of thirty; twelve months are a
   year. Thirty days alone stay days: in a month of thirty-one they are not yet the month.

Runs are made of days alone, so the order of periods, a period cut in two and a period inside another one change nothing.
(To add days first and to turn the sum into years afterwards would make two whole years of two leap-free years and a day
less than that of others.)
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

MONTHS: Final = 12
DAYS: Final = 30


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A length: years, months below twelve, days up to thirty."""

    years: int = 0
    months: int = 0
    days: int = 0

    @property
    def whole_months(self) -> int:
        """All whole months of it."""
        return self.years * MONTHS + self.months


def months_later(day: date, months: int) -> date:
    """Return the same day `months` months later, or the last of that month. Raises OverflowError after the year 9999."""
    place = day.year * MONTHS + day.month - 1 + months
    year, month = divmod(place, MONTHS)
    if year > date.max.year:
        raise OverflowError("there is no such year")
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def measured(first: int, last: int) -> Span:
    """Return how long the days from ordinal `first` to `last` are, both included: rule 2."""
    begin, end = date.fromordinal(first), date.fromordinal(last + 1)
    months = (end.year - begin.year) * MONTHS + end.month - begin.month
    if months_later(begin, months) > end:
        months -= 1
    years, rest = divmod(months, MONTHS)
    return Span(years, rest, (end - months_later(begin, months)).days)


def added(spans: Iterable[Span]) -> Span:
    """Return the sum of `spans`: rule 3."""
    found = list(spans)
    days = sum(span.days for span in found)
    more = max(days - 1, 0) // DAYS
    years, months = divmod(sum(span.whole_months for span in found) + more, MONTHS)
    return Span(years, months, days - more * DAYS)
