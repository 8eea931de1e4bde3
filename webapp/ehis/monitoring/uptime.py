"""For how much of a month each component was there, and when it was not (decision 4, 5.1.5: stable work is watched).

What lies between two spells of a component is an outage. Nothing is reckoned before its first spell.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, text

from webapp.core.clock import BAKU, local
from webapp.ehis.monitoring.judging import SILENT_SECONDS
from webapp.ehis.monitoring.models import COMPONENTS

MONTHS: Final = 12
GRACE: Final = timedelta(seconds=SILENT_SECONDS)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A time from one instant to another."""

    began: datetime
    ended: datetime

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.ended - self.began


@dataclass(frozen=True, slots=True)
class Availability:
    """A component in a month: the share of the watched time in which it was there; None when it was not watched."""

    component: str
    share: float | None
    outages: tuple[Span, ...] = ()

    @property
    def down(self) -> timedelta:
        """How long it was away, all outages together."""
        return sum((one.length for one in self.outages), timedelta())


@dataclass(frozen=True, slots=True)
class Month:
    """A month of Baku's calendar and all components in it."""

    first: datetime
    components: tuple[Availability, ...]


SPELLS: Final = text("SELECT component, began_at, seen_at FROM ehis_stats.spells ORDER BY began_at")


def months(connection: Connection, count: int = MONTHS) -> list[Month]:
    """Return the last `count` months, this one first; months before anything was watched are left out."""
    now: datetime = connection.execute(text("SELECT now()")).scalar_one()
    spells: dict[str, list[Span]] = {}
    for component, began, seen in connection.execute(SPELLS):
        spells.setdefault(component, []).append(Span(began, seen))
    watched = [code for code in COMPONENTS if code in spells]
    first = min((one[0].began for one in spells.values()), default=now)
    return [
        Month(span.began, tuple(availability(code, spells[code], span, now) for code in watched))
        for span in _months(now, count)
        if span.ended > first
    ]


def availability(component: str, spells: Iterable[Span], month: Span, now: datetime) -> Availability:
    """Return the availability within `month`, as it is known at `now`, of a component that was there in `spells`."""
    united = union(spells)
    watched = Span(max(month.began, united[0].began), min(month.ended, now)) if united else month
    if not united or watched.ended <= watched.began:
        return Availability(component, None)
    outages = tuple(gaps(united, watched))
    away = sum((one.length for one in outages), timedelta())
    return Availability(component, 1 - away / watched.length, outages)


def union(spells: Iterable[Span]) -> list[Span]:
    """Return the spans that `spells` cover together; those less than half a minute apart are one."""
    found: list[Span] = []
    for spell in sorted(spells):
        if found and spell.began - found[-1].ended <= GRACE:
            found[-1] = Span(found[-1].began, max(found[-1].ended, spell.ended))
        else:
            found.append(spell)
    return found


def gaps(united: Sequence[Span], watched: Span) -> Iterable[Span]:
    """Yield what of `watched` no span covers; one that may still be going on must have lasted half a minute."""
    last = watched.began
    for span in united:
        if span.began > last:
            yield Span(last, min(span.began, watched.ended))
        last = max(last, span.ended)
        if last >= watched.ended:
            return
    if watched.ended - last > GRACE:
        yield Span(last, watched.ended)


def _months(now: datetime, count: int) -> Iterable[Span]:
    year, month = local(now).year, local(now).month
    for _ in range(count):
        following = (year + month // 12, month % 12 + 1)
        yield Span(datetime(year, month, 1, tzinfo=BAKU), datetime(*following, 1, tzinfo=BAKU))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
