"""The law on a day, read from its dated rows. All need an open transaction."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from webapp.core import db
from webapp.permits.errors import ExceptedByLaw, TypeNotInForce
from webapp.permits.models import LawRow
from webapp.permits.rows import Cap, PermitType, Setting, Tariff, Territory, VehicleRule, content_of


def rows_on(family: str, day: date) -> dict[str, tuple[Any, LawRow]]:
    """Return what holds on a day, by key: the value and its row. A key whose newest row has ended is absent."""
    query = (
        select(LawRow)
        .where(LawRow.family == family, LawRow.is_default, LawRow.valid_from <= day)
        .ext(distinct_on(LawRow.key))
        .order_by(LawRow.key, LawRow.valid_from.desc(), LawRow.id.desc())
    )
    held = [row for row in db.session().scalars(query) if row.valid_to is None or row.valid_to >= day]
    return {row.key: (content_of(family, row.content), row) for row in sorted(held, key=lambda row: row.id)}


def row_on(family: str, key: str, day: date) -> tuple[Any, LawRow] | None:
    """Return the value of one key on a day with its row, None when nothing holds."""
    query = select(LawRow).where(LawRow.family == family, LawRow.key == key, LawRow.is_default)
    row = db.session().scalar(
        query.where(LawRow.valid_from <= day).order_by(LawRow.valid_from.desc(), LawRow.id.desc()).limit(1)
    )
    if row is None or (row.valid_to is not None and row.valid_to < day):
        return None
    return content_of(family, row.content), row


def type_on(code: str, day: date) -> PermitType:
    """Return the type of permit as it is on a day. Raises TypeNotInForce, ExceptedByLaw (charter 003, 5.1.9)."""
    found = row_on("type", code, day)
    if found is None:
        raise TypeNotInForce
    kind = cast("PermitType", found[0])
    if kind.excepted:
        raise ExceptedByLaw
    return kind


def types_on(day: date) -> list[PermitType]:
    """Return the types of permits in force on a day, those that the charter excepts last."""
    found = [value for value, _row in rows_on("type", day).values()]
    return sorted(found, key=lambda one: bool(one.excepted))


def tariff_on(type_code: str, what: str, day: date) -> tuple[int, str, date]:
    """Return a duty in qəpik, its basis and since when; 0 where no row holds."""
    found = row_on("tariff", f"{type_code}.{what}", day)
    if found is None:
        return 0, "", day
    return cast("Tariff", found[0]).qepik, found[1].basis, found[1].valid_from


def vehicle_rules_on(type_code: str, day: date) -> dict[str, tuple[int | None, Sequence[str]]]:
    """Return what a vehicle must be for a type of permit, by rule."""
    found: list[VehicleRule] = [value for value, _row in rows_on("vehicle_rule", day).values()]
    return {one.rule: (one.number, one.words) for one in found if one.type == type_code}


def territories_on(day: date) -> list[Territory]:
    """Return the territories."""
    return [value for value, _row in rows_on("territory", day).values()]


def territory_name(code: str | None, day: date) -> str:
    """Return the name of a territory in the language of the page; empty for none."""
    found = row_on("territory", code, day) if code else None
    return cast("Territory", found[0]).name if found else code or ""


def cap_on(type_code: str, territory: str, day: date) -> int | None:
    """Return how many cards of a type a territory may have on a day, None when there is no cap."""
    found = row_on("cap", f"{type_code}.{territory}", day)
    return cast("Cap", found[0]).most if found else None


def setting_on(code: str, day: date) -> int:
    """Return a number of days. Raises TypeNotInForce when the setting was ended."""
    found = row_on("setting", code, day)
    if found is None:
        raise TypeNotInForce
    return cast("Setting", found[0]).number


def limits_on(day: date) -> dict[str, int]:
    """Return the sizes and masses above which a trip needs a permit."""
    return {key: value.number for key, (value, _row) in rows_on("oversize_limit", day).items()}
