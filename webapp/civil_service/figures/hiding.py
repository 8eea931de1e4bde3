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


def hidden(cells: Mapping[Key, int], sums: Sequence[Sum], smallest: int = SMALLEST) -> frozenset[Key]:
    """Return the cells that are not shown: those from one to below `smallest`, and what keeps them from being reckoned."""
    found: set[Hashable] = {key for key, count in cells.items() if 0 < count < smallest}
    while exposed := determined(found, sums) | _too_few(found, cells, sums, smallest):
        more = _next(exposed, found, cells, sums)
        if more is None:
            found |= set(cells)
            break
        found.add(more)
    return frozenset(key for key in cells if key in found)


def determined(unknown: Iterable[Hashable], sums: Sequence[Sum]) -> set[Hashable]:
    """Return those of the unknown cells that all the sums together leave one value."""
    names = list(unknown)
    rows = [[Fraction(_sign(each, name)) for name in names] for each in sums]
    pivots = _reduced(rows, len(names))
    return {
        names[column]
        for row, column in pivots.items()
        if not any(value for place, value in enumerate(rows[row]) if place != column)
    }


def _sign(each: Sum, key: Hashable) -> int:
    return -1 if key == each.whole else int(key in each.parts)


def _reduced(rows: list[list[Fraction]], width: int) -> dict[int, int]:
    """Bring `rows` to their reduced form in place; return the column of the leading one of each row that has one."""
    pivots: dict[int, int] = {}
    top = 0
    for column in range(width):
        lead = next((place for place in range(top, len(rows)) if rows[place][column]), None)
        if lead is None:
            continue
        rows[top], rows[lead] = rows[lead], rows[top]
        first = rows[top][column]
        rows[top] = [value / first for value in rows[top]]
        for place, row in enumerate(rows):
            if place != top and row[column]:
                times = row[column]
                rows[place] = [value - times * base for value, base in zip(row, rows[top], strict=True)]
        pivots[top] = column
        top += 1
    return pivots


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
