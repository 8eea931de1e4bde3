"""Which columns a table of a group has, how they are called in three languages, how a cell is read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from webapp.civil_service.beside import rank_titles
from webapp.civil_service.groups import Field, Kind, Span, group
from webapp.civil_service.groups.classes import CLASSES
from webapp.core.azerbaijani import fold
from webapp.core.overlay import published
from webapp.core.text import LANGUAGES, Text, _l, in_language

SERIAL: Final = re.compile(r"[1-6]\d{4}(?:\.0+)?")
DAY: Final = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})|(\d{4})-(\d{2})-(\d{2})")
FIRST_DAY: Final = date(1899, 12, 30)  # as spreadsheet programs count days
FIN, FIRST, LAST, NUMBER, ORDER_DAY = "fin", "valid_from", "valid_to", "order_number", "order_date"
OURS: Final[dict[str, Text]] = {
    FIN: _l("FİN"),
    FIRST: _l("Başlanğıc"),
    LAST: _l("Son gün"),
    NUMBER: _l("Əmrin nömrəsi"),
    ORDER_DAY: _l("Əmrin tarixi"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code and what it is called; `field` is the group's, None for those of every table."""

    code: str
    label: Text
    field: Field | None
    needed: bool


class NotADay(ValueError):
    """A cell holds no day."""


@cache
def columns_of(code: str) -> tuple[Column, ...]:
    """Return the columns of a group's table, in the order of the example."""
    of = group(code)
    if of is None:
        return ()
    own = tuple(Column(one.name, one.label, one, one.required) for one in of.fields if one.name != "body")
    days = [Column(FIRST, OURS[FIRST], None, needed=True)]
    if of.span is Span.STRETCH:
        days.append(Column(LAST, OURS[LAST], None, needed=False))
    order = [Column(name, OURS[name], None, of.needs_order) for name in (NUMBER, ORDER_DAY)]
    return (Column(FIN, OURS[FIN], None, needed=True), *own, *days, *order)


def names_of(code: str) -> dict[str, str]:
    """Return folded name -> column code: the code itself and its label in each language."""
    return _names_of(code, published().version)


@cache
def _names_of(code: str, words: str) -> dict[str, str]:  # noqa: ARG001 - kept as long as the words of the portal stand
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with in_language(language):
            for one in columns_of(code):
                found.setdefault(_plain(str(one.label)), one.code)
    return found | {_plain(one.code): one.code for one in columns_of(code)}


def places_of(code: str, header: Sequence[str]) -> dict[str, int]:
    """Return where each known column stands in a table."""
    known = names_of(code)
    found: dict[str, int] = {}
    for place, name in enumerate(header):
        column = known.get(_plain(name))
        if column is not None:
            found.setdefault(column, place)
    return found


def missing(code: str, places: dict[str, int]) -> list[Text]:
    """Return the names of needed columns that the table has not."""
    return [one.label for one in columns_of(code) if one.needed and one.code not in places]


def day_of(cell: str) -> date | None:
    """Return the day of a cell: 22.11.2026, 2026-11-22, or a number of days as spreadsheets count. Raises NotADay."""
    if not cell:
        return None
    try:
        if SERIAL.fullmatch(cell):
            return FIRST_DAY + timedelta(days=int(float(cell)))
        found = DAY.match(cell)
        if found is None:
            raise NotADay
        day, month, year, iso_year, iso_month, iso_day = found.groups()
        return date(int(year), int(month), int(day)) if year else date(int(iso_year), int(iso_month), int(iso_day))
    except (ValueError, OverflowError):
        raise NotADay from None


def value_of(field: Field, cell: str) -> str:
    """Return what a cell says in the normal form of its field: codes for words. Raises NotADay."""
    if field.kind is Kind.DATE:
        found = day_of(cell)
        return found.isoformat() if found else ""
    offered: tuple[tuple[str, Text], ...] = field.choices
    if field.kind in {Kind.CLASS, Kind.RANK}:
        offered = tuple((CLASSES if field.kind is Kind.CLASS else rank_titles()).items())
    if not offered or not cell:
        return cell
    return _codes(offered, published().version).get(_plain(cell), cell)


@cache
def _codes(offered: tuple[tuple[str, Text], ...], words: str) -> dict[str, str]:  # noqa: ARG001 - kept as long as the words of the portal stand
    found = {_plain(code): code for code, _words in offered}
    for language in LANGUAGES:
        with in_language(language):
            found |= {_plain(str(words)): code for code, words in offered}
    return found


def _plain(name: str) -> str:
    return " ".join(fold(name.replace("_", " ")).split())
