"""Another bus: which seat of the new one each passenger gets. Pure: nobody lost, nobody doubled. Only the standard library."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

AISLES: Final = {"2+2": (2, 2), "2+1": (2, 1)}
FAR: Final = 1000  # a seat of another kind is taken only where no seat of the same kind is free
CARTS: Final = 1_000_000  # a seat in an open cart only where no other is free: who has paid goes first


@dataclass(frozen=True, slots=True)
class Bus:
    """As many seats, numbered from the front, rows as `layout` says."""

    seats: int
    layout: str

    def is_window(self, seat: int) -> bool:
        """Whether the seat stands at the end of its row: windows are there."""
        left, right = AISLES[self.layout]
        return (seat - 1) % (left + right) in {0, left + right - 1} or (seat == self.seats and right > 0)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A ticket with its seat, on the pieces of the way from `start` to `end`; `family` is the order it was bought in."""

    ticket: int
    family: int
    seat: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits where on the new bus, and for whom there is no seat."""

    placed: dict[int, int]
    unplaced: tuple[int, ...]


@dataclass
class _Rows:
    """What is taken of the new bus while seats are given."""

    bus: Bus
    carts: frozenset[int]
    taken: set[tuple[int, int]] = field(default_factory=set)

    def take(self, one: Sitting, seat: int) -> None:
        self.taken.update((seat, piece) for piece in range(one.start, one.end))

    def give(self, one: Sitting, seat: int) -> None:
        self.taken.difference_update((seat, piece) for piece in range(one.start, one.end))

    def is_free(self, one: Sitting, seat: int) -> bool:
        return all((seat, piece) not in self.taken for piece in range(one.start, one.end))


def seated(sitting: Iterable[Sitting], old: Bus, new: Bus, carts: Iterable[int] = ()) -> Seating:
    """Return the seats of the new bus for those who have paid for one on the old.

    Who can keep the number of the seat never loses it to another. A family of which one loses it moves together where
    as many free seats follow each other; else the nearest free seat of the same kind (window, aisle), then any.
    `carts` are seats in open carts: taken last.
    """
    people = sorted(sitting, key=lambda one: (one.seat, one.start))
    rows, placed = _Rows(new, frozenset(carts)), {}
    for one in people:
        if one.seat <= new.seats:
            rows.take(one, one.seat)
            placed[one.ticket] = one.seat
    families: dict[int, list[Sitting]] = {}
    for one in people:
        families.setdefault(one.family, []).append(one)
    moved = [group for group in families.values() if any(one.ticket not in placed for one in group)]
    for group in sorted(moved, key=lambda group: (-len(group), group[0].seat)):
        placed |= _together(rows, group) or _one_by_one(rows, group, placed, old)
    return Seating(placed, tuple(one.ticket for one in people if one.ticket not in placed))


def _together(rows: _Rows, group: list[Sitting]) -> dict[int, int]:
    """Seat a family in a run of free seats, the nearest to where it sat; nothing where there is none."""
    if len(group) == 1:
        return {}
    own = [one for one in group if one.seat <= rows.bus.seats]
    for one in own:
        rows.give(one, one.seat)
    starts = [
        first
        for first in range(1, rows.bus.seats - len(group) + 2)
        if all(rows.is_free(one, first + n) for n, one in enumerate(group))
        and not rows.carts & set(range(first, first + len(group)))
    ]
    if not starts:
        for one in own:
            rows.take(one, one.seat)
        return {}
    first = min(starts, key=lambda start: abs(start - group[0].seat))
    found = {one.ticket: first + n for n, one in enumerate(group)}
    for one in group:
        rows.take(one, found[one.ticket])
    return found


def _one_by_one(rows: _Rows, group: list[Sitting], placed: dict[int, int], old: Bus) -> dict[int, int]:
    found = {}
    for one in group:
        if one.ticket in placed:
            continue
        free = [seat for seat in range(1, rows.bus.seats + 1) if rows.is_free(one, seat)]
        if free:
            best = min(free, key=lambda seat: _distance(rows, one, seat, old))
            rows.take(one, best)
            found[one.ticket] = best
    return found


def _distance(rows: _Rows, one: Sitting, seat: int, old: Bus) -> int:
    other_kind = rows.bus.is_window(seat) != old.is_window(one.seat)
    return abs(seat - one.seat) + FAR * other_kind + CARTS * (seat in rows.carts)
