"""Days of services out of calendar.txt and calendar_dates.txt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from webapp.core.clock import today
from webapp.timetable.gtfs.faults import Faults
from webapp.timetable.gtfs.kinds import day_of
from webapp.timetable.gtfs.reading import Tables
from webapp.timetable.gtfs.schema import WEEKDAYS
from webapp.timetable.rules import runs_on

ENDLESS: Final = date(2099, 12, 31)  # GTFS wants an end: this one means that none is known
ADDED: Final = "1"


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a service."""

    weekdays: str
    since: date
    until: date | None
    dates: tuple[tuple[date, bool], ...]

    def shifted(self, days: int) -> "Days":
        """Return the days on which it runs when its clock is already past midnight: GTFS counts those for the day before."""
        if not days:
            return self
        step = timedelta(days=days)
        weekdays = "".join(sorted(str((int(one) - 1 + days) % 7 + 1) for one in self.weekdays))
        dates = tuple((day + step, runs) for day, runs in self.dates)
        return Days(weekdays, self.since + step, self.until + step if self.until else None, dates)

    def within(self, first: date, last: date) -> Iterator[date]:
        """Return the days between two on which it runs."""
        exceptions = dict(self.dates)
        for n in range((last - first).days + 1):
            day = first + timedelta(days=n)
            if runs_on(day, self.weekdays, self.since, self.until, exceptions):
                yield day


def days_of(tables: Tables, faults: Faults) -> dict[str, Days]:
    """Return the days of each service that has any."""
    exceptions: dict[str, list[tuple[date, bool]]] = {}
    for row in tables["calendar_dates.txt"].rows:
        day = day_of(row["date"]) or ENDLESS
        exceptions.setdefault(row["service_id"], []).append((day, row["exception_type"] == ADDED))
    found: dict[str, Days] = {}
    for row in tables["calendar.txt"].rows:
        since, until = day_of(row["start_date"]) or ENDLESS, day_of(row["end_date"]) or ENDLESS
        service = row["service_id"]
        weekdays = "".join(str(n) for n, name in enumerate(WEEKDAYS, 1) if row[name] == "1")
        dates = tuple(sorted(exceptions.get(service, [])))
        if until < since:
            faults.add("dates-reversed", "calendar.txt", row.line, "end_date", row["end_date"])
        elif not weekdays and not any(runs for _day, runs in dates):
            faults.add("calendar-empty", "calendar.txt", row.line, "service_id", service)
        elif until < today():
            faults.add("calendar-over", "calendar.txt", row.line, "end_date", row["end_date"])
        found[service] = Days(weekdays, since, None if until == ENDLESS else until, dates)
    for service, listed in exceptions.items():
        days = [day for day, runs in listed if runs]
        if service not in found and days:
            found[service] = Days("", min(days), max(days), tuple(sorted(listed)))
    return found
