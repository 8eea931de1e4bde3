"""The open figures: counts by body of the first day of a quarter, small ones hidden, nothing of anybody (8.1.1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from webapp.civil_service.figures.cube import count_by, fewer
from webapp.civil_service.figures.hiding import Sum, hidden

ALL: Final = "all"
TABLES: Final = ("sex", "kind", "age")
TOGETHER: Final = ("body", "class", *TABLES)
QUARTER: Final = 3
Cell = tuple[str, str, str]
WHOLE: Final[Cell] = (ALL, ALL, ALL)


@dataclass(frozen=True, slots=True)
class OpenCell:
    """One number that anybody may see: of a body or all, of one value of a table or all. None: hidden."""

    body: str
    table: str
    value: str
    people: int | None

    @property
    def key(self) -> Cell:
        """Which number it is."""
        return (self.body, self.table, self.value)


def quarter_of(day: date) -> date:
    """Return the first day of the quarter in which a day lies: figures of single days, compared, would tell of persons."""
    return date(day.year, (day.month - 1) // QUARTER * QUARTER + 1, 1)


def open_table(day: date) -> tuple[dict[Cell, int], list[Sum]]:
    """Return the numbers of the first day of a quarter, every body and all, every table and its total, and their sums."""
    cells: dict[Cell, int] = {}
    sums: list[Sum] = []
    people = count_by(day, TOGETHER)
    for table in TABLES:
        _add(table, {one.values: one.people for one in fewer(people, TOGETHER, ("body", table))}, cells, sums)
    _add_classes({str(one.values[0]): one.people for one in fewer(people, TOGETHER, ("class",))}, cells, sums)
    return cells, sums


def hidden_by(cells: Mapping[Cell, int], sums: Sequence[Sum], also: Iterable[Cell] = ()) -> list[OpenCell]:
    """Return the numbers as anybody may see them: small ones hidden, those named in `also`, and what gives any of them away."""
    hide = hidden(cells, sums, also=also)
    return [OpenCell(*key, None if key in hide else count) for key, count in cells.items()]


def _add(table: str, counted: dict[tuple[str | None, ...], int], cells: dict[Cell, int], sums: list[Sum]) -> None:
    """Add the table of one dimension by body with its totals; totals of bodies are the same cells in every table."""
    bodies = sorted({str(values[0]) for values in counted})
    found = sorted({str(values[1]) for values in counted})
    for body in bodies:
        parts = tuple((body, table, value) for value in found)
        cells |= {part: counted.get((body, part[2]), 0) for part in parts}
        cells[body, ALL, ALL] = sum(cells[part] for part in parts)
        sums.append(Sum(parts, (body, ALL, ALL)))
    for value in found:
        parts = tuple((body, table, value) for body in bodies)
        cells[ALL, table, value] = sum(cells[part] for part in parts)
        sums.append(Sum(parts, (ALL, table, value)))
    _total(tuple((ALL, table, value) for value in found), cells, sums)
    _total(tuple((body, ALL, ALL) for body in bodies), cells, sums)


def _add_classes(counted: dict[str, int], cells: dict[Cell, int], sums: list[Sum]) -> None:
    """Add the classes of posts, which are counted for all bodies together; those of a kind are that kind."""
    cells |= {(ALL, "class", code): people for code, people in counted.items()}
    for kind in sorted({code[0] for code in counted}):
        parts = tuple((ALL, "class", code) for code in counted if code.startswith(kind))
        sums.append(Sum(parts, (ALL, "kind", kind)))


def _total(parts: tuple[Cell, ...], cells: dict[Cell, int], sums: list[Sum]) -> None:
    cells[ALL, ALL, ALL] = sum(cells[part] for part in parts)
    sums.append(Sum(parts, (ALL, ALL, ALL)))
