"""What a new network would change in the one that stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from webapp.core.clock import today
from webapp.timetable.gtfs.network import Line, Network, Place, PriceKey, Run

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Part:
    """What is added, changed and ended of one kind, by key."""

    added: tuple[Any, ...] = ()
    changed: tuple[Any, ...] = ()
    ended: tuple[Any, ...] = ()

    @property
    def size(self) -> int:
        """How many."""
        return len(self.added) + len(self.changed) + len(self.ended)


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of a network. Stations and fares are never ended: tickets name them, and fares are only added."""

    places: Part
    lines: Part
    runs: Part
    prices: Part

    @property
    def size(self) -> int:
        """How many."""
        return self.places.size + self.lines.size + self.runs.size + self.prices.size


def compare(known: Network, new: Network) -> Changes:
    """Return what `new` adds to `known`, changes in it and ends of it."""
    runs = _part(known.runs, new.runs)
    over = tuple(key for key in runs.ended if not _is_over(known.runs[key]))
    return Changes(
        places=_kept(_part(known.places, new.places)),
        lines=_kept(_part(known.lines, new.lines)),
        runs=Part(runs.added, runs.changed, over),
        prices=_kept(_part(known.prices, new.prices)),
    )


def last_day(key: tuple[str, str, date], new: Network) -> date:
    """Return the last day of a run that a new network does not have: the day before its successor, else yesterday."""
    line, departs, since = key
    later = [run.valid_from for run in new.runs.values() if (run.line, run.departs) == (line, departs)]
    next_one = min((day for day in later if day > today()), default=today())
    return max(next_one - timedelta(days=1), since)


def said(key: Place | Line | Run | PriceKey | str | tuple[Any, ...]) -> str:
    """Return the key of a change as one line for people."""
    if isinstance(key, PriceKey):
        who = f"{key.rider} {key.benefit}".strip()
        return f"{key.line}: {key.low}–{key.high}, {who}, {key.medium}"
    return " ".join(str(part) for part in key) if isinstance(key, tuple) else str(key)


def _part(old: Mapping[K, V], new: Mapping[K, V]) -> Part:
    return Part(
        added=tuple(key for key in new if key not in old),
        changed=tuple(key for key in new if key in old and old[key] != new[key]),
        ended=tuple(key for key in old if key not in new),
    )


def _kept(part: Part) -> Part:
    return Part(part.added, part.changed)


def _is_over(run: Run) -> bool:
    return run.valid_to is not None and run.valid_to < today()
