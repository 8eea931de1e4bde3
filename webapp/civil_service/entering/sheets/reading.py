"""Rows of a table become changes, or faults that name row, column and reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from webapp.civil_service.entering.rules import Hand
from webapp.civil_service.entering.sheets.columns import (
    FIN,
    FIRST,
    LAST,
    NUMBER,
    ORDER_DAY,
    Column,
    NotADay,
    columns_of,
    day_of,
    value_of,
)
from webapp.civil_service.entering.stating import Change, looked_through
from webapp.civil_service.record_tables import Servant, ServiceBody
from webapp.civil_service.services.checking import NOT_A_DAY, REQUIRED
from webapp.civil_service.values import Given
from webapp.core import db
from webapp.core.azerbaijani import normal_fin
from webapp.core.crypto import blind_index
from webapp.core.errors import AppError
from webapp.core.text import LANGUAGES, Text, _l, in_language

WRONG_FIN = _l("FİN düzgün deyil")
NOT_YOURS = _l("Orqanınızda bu FİN-lə qulluqçu yoxdur")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: the row as the spreadsheet numbers it, the column's code, the reason in each language."""

    row: int
    column: str
    why: dict[str, str]
    typed: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row of the table with its number in the spreadsheet."""

    number: int
    cells: Sequence[str]


def read_rows(
    code: str, rows: Sequence[Numbered], places: Mapping[str, int], body: ServiceBody, manual: str | None
) -> tuple[list[Change], list[Fault]]:
    """Return the changes of the good rows and the faults of the others; `manual` is the reason of entry by hand."""
    changes: list[Change] = []
    faults: list[Fault] = []
    fins = {one.number: normal_fin(_cell(one, FIN, places)) for one in rows}
    servants = _servants({fin for fin in fins.values() if fin}, body)
    for one in rows:
        fin = fins[one.number]
        servant = servants.get(blind_index(fin)) if fin else None
        if servant is None:
            faults.append(_fault(one, FIN, NOT_YOURS if fin else WRONG_FIN, _cell(one, FIN, places)))
            continue
        given, wrong = _given(code, one, places, body)
        if given is not None and not wrong:
            change = Change(servant=servant, given=given, manual=manual is not None, reason=manual)
            wrong = _checked(change, changes)
        faults += [_fault(one, column, why, _cell(one, column, places)) for column, why in wrong]
    return changes, faults


def _checked(change: Change, changes: list[Change]) -> list[tuple[str, Text]]:
    """Keep the change when nothing is wrong with it, else return what is."""
    try:
        given = looked_through(change, Hand.PARTICIPANT)
    except AppError as refused:
        return [(name, why) for name, why in refused.fields.items()] or [(FIRST, refused.message)]
    changes.append(Change(servant=change.servant, given=given, manual=change.manual, reason=change.reason))
    return []


def _given(
    code: str, row: Numbered, places: Mapping[str, int], body: ServiceBody
) -> tuple[Given | None, list[tuple[str, Text]]]:
    wrong: list[tuple[str, Text]] = []
    content: dict[str, Any] = {}
    days: dict[str, Any] = {}
    for column in columns_of(code):
        cell = _cell(row, column.code, places)
        try:
            if column.field is not None:
                content[column.code] = value_of(column.field, cell)
            elif column.code in {FIRST, LAST, ORDER_DAY}:
                days[column.code] = day_of(cell)
        except NotADay:
            wrong.append((column.code, NOT_A_DAY))
        else:
            wrong += _needed(column, cell)
    if wrong or days.get(FIRST) is None:
        return None, wrong
    return (
        Given(
            group=code,
            content=content,
            valid_from=days[FIRST],
            valid_to=days.get(LAST),
            order_number=_cell(row, NUMBER, places) or None,
            order_date=days.get(ORDER_DAY),
            body_id=body.id if code == "post" else None,
        ),
        [],
    )


def _needed(column: Column, cell: str) -> list[tuple[str, Text]]:
    return [(column.code, REQUIRED)] if column.needed and not cell else []


def _servants(fins: set[str], body: ServiceBody) -> dict[bytes, Servant]:
    """Return the body's servants with these numbers, by the blind index."""
    indexes = [blind_index(fin) for fin in fins]
    query = select(Servant).where(Servant.fin_index.in_(indexes), Servant.body_id == body.id)
    return {bytes(row.fin_index): row for row in db.session().scalars(query)}


def _cell(row: Numbered, code: str, places: Mapping[str, int]) -> str:
    place = places.get(code)
    return row.cells[place].strip() if place is not None and place < len(row.cells) else ""


def _fault(row: Numbered, column: str, why: Text, typed: str) -> Fault:
    said = {}
    for language in LANGUAGES:
        with in_language(language):
            said[language] = str(why)
    return Fault(row.number, column, said, typed[:120])
