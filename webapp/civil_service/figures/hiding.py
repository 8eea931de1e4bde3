"""Small numbers are hidden, and so many more that none of them can be reckoned. Pure.

A table is cells and sums (these cells make that one), totals being cells like others. Under five a cell is hidden. Then
the sums are read as somebody curious would read them, all together, as linear equations in what is hidden: as long as one
of these has a single solution, or a line's hidden cells are together too few, another cell is hidden.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeVar

Key = TypeVar("Key", bound=Hashable)
SMALLEST: Final = 5


@dataclass(frozen=True, slots=True)
class Sum:
    """`parts` make `whole`."""

    parts: tuple[Hashable, ...]
    whole: Hashable

    def has(self, key: Hashable) -> bool:
        """Whether the cell is one of it."""
        return key == self.whole or key in self.parts


def hidden(
    cells: Mapping[Key, int], sums: Sequence[Sum], smallest: int = SMALLEST, *, also: Iterable[Key] = ()
) -> frozenset[Key]:
    """Return the cells that are not shown: those from one to below `smallest`, and what keeps them from being reckoned.

    `also` names cells that other publications would give away.
    """
    found: set[Hashable] = {key for key, count in cells.items() if 0 < count < smallest} | (set(also) & set(cells))
    while exposed := _lonely(found, sums) | _too_few(found, cells, sums, smallest) or determined(found, sums):
        more = _next(exposed, found, cells, sums)
        if more is None:
            found |= set(cells)
            break
        found.add(more)
    return frozenset(key for key in cells if key in found)


def determined(unknown: Iterable[Hashable], sums: Sequence[Sum]) -> set[Hashable]:
    """Return those of the unknown cells that all the sums together leave one value."""
    names = set(unknown)
    rows: dict[Hashable, dict[Hashable, Fraction]] = {}
    for each in sums:
        row = {key: Fraction(1) for key in each.parts if key in names}
        if each.whole in names:
            row[each.whole] = Fraction(-1)
        _reduce(row, rows)
    return {lead for lead, row in rows.items() if len(row) == 1}


def _reduce(row: dict[Hashable, Fraction], rows: dict[Hashable, dict[Hashable, Fraction]]) -> None:
    """Bring one equation more into the reduced form that `rows` are, by the unknown that leads each."""
    for lead in [key for key in row if key in rows]:
        _subtract(row, rows[lead], row[lead])
    if not row:
        return
    lead, first = next(iter(row.items()))
    row = {key: value / first for key, value in row.items()}
    for other in rows.values():
        if lead in other:
            _subtract(other, row, other[lead])
    rows[lead] = row


def _subtract(row: dict[Hashable, Fraction], other: dict[Hashable, Fraction], times: Fraction) -> None:
    for key, value in other.items():
        left = row.get(key, Fraction(0)) - times * value
        if left:
            row[key] = left
        else:
            row.pop(key, None)


def _lonely(found: set[Hashable], sums: Sequence[Sum]) -> set[Hashable]:
    """Return the hidden cells that are the only one of a sum."""
    alone: set[Hashable] = set()
    for each in sums:
        here = [key for key in (*each.parts, each.whole) if key in found]
        if len(here) == 1:
            alone.update(here)
    return alone


def _too_few(found: set[Hashable], cells: Mapping[Key, int], sums: Sequence[Sum], smallest: int) -> set[Hashable]:
    """Return the hidden cells of sums whose whole is shown while their hidden parts are too few to hide anybody."""
    few: set[Hashable] = set()
    counts: Mapping[Hashable, int] = dict(cells.items())
    for each in sums:
        parts = [key for key in each.parts if key in found]
        together = sum(counts[key] for key in parts)
        if parts and each.whole not in found and together <= max(smallest - 1, len(parts)):
            few.update(parts)
    return few


def _next(
    exposed: set[Hashable], found: set[Hashable], cells: Mapping[Key, int], sums: Sequence[Sum]
) -> Hashable | None:
    """Return the cell to hide next, of those shown beside an exposed one.

    First what stands in most sums that have a single hidden cell, then parts before totals, then the smallest.
    """
    counts: Mapping[Hashable, int] = dict(cells.items())
    wholes = {each.whole for each in sums}
    near = [each for each in sums if any(each.has(one) for one in exposed)]
    lonely = [each for each in near if sum(each.has(one) for one in found) == 1]
    beside = {key for each in near for key in (*each.parts, each.whole) if key not in found and counts[key]}
    return min(
        beside,
        key=lambda key: (-sum(each.has(key) for each in lonely), key in wholes, counts[key], repr(key)),
        default=None,
    )
