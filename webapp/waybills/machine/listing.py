"""A firm's waybills for its programs: filtered, the last changed first, page by page."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, cast, select
from sqlalchemy.dialects.postgresql import TSQUERY

from webapp.core import db
from webapp.core.errors import NotFound
from webapp.core.pagination import descending, numbers, page
from webapp.waybills.finding.models import SearchEntry
from webapp.waybills.finding.wanted import Wanted as Filter
from webapp.waybills.machine.values import Wanted
from webapp.waybills.models import ShelfEntry, Waybill
from webapp.waybills.numbers import normal_number
from webapp.waybills.queries import LINE, WaybillLine, line_of


def page_of(party_id: int, wanted: Wanted) -> tuple[list[WaybillLine], str | None]:
    """Return one page of a party's waybills and the cursor of the next. Raises NotFound for a cursor that was made up."""
    moved = ShelfEntry.changed_at.label("moved_at")
    query = (
        select(*LINE, moved, ShelfEntry.waybill_id)
        .join(ShelfEntry, ShelfEntry.waybill_id == Waybill.id)
        .where(ShelfEntry.party_id == party_id)
    )
    key = (ShelfEntry.changed_at, ShelfEntry.waybill_id)
    limited, _ = descending(_narrowed(query, wanted), *key, after=wanted.after, size=wanted.limit, parts=cursor)
    rows = db.session().execute(limited).all()
    found = page(
        rows,
        lambda row: (row.moved_at.isoformat(), row.waybill_id),
        backwards=False,
        started=bool(wanted.after),
        size=wanted.limit,
    )
    return [line_of(row) for row in found.rows], found.following


def cursor(parts: list[Any]) -> list[Any]:
    """Return the instant and id that a cursor holds. Raises NotFound for one that was made up."""
    try:
        moment = datetime.fromisoformat(str(parts[0]))
    except ValueError:
        raise NotFound from None
    if moment.tzinfo is None or not 1900 < moment.year < 9000:  # noqa: PLR2004 - the database reckons in every zone
        raise NotFound
    return [moment, *numbers(parts[1:])]


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.shelf is not None:
        query = query.where(ShelfEntry.shelf == wanted.shelf)
    if wanted.state is not None:
        query = query.where(Waybill.state == wanted.state)
    if wanted.since is not None:
        query = query.where(ShelfEntry.changed_at >= wanted.since)
    if wanted.until is not None:
        query = query.where(ShelfEntry.changed_at < wanted.until)
    number = normal_number(wanted.words)
    if number is not None:
        return query.where(Waybill.number == number)
    asked = " & ".join(term.query() for term in Filter(words=wanted.words, plate=wanted.plate or "").terms)
    if not asked:
        return query
    entry = (SearchEntry.waybill_id == Waybill.id) & (SearchEntry.party_id == ShelfEntry.party_id)
    return query.join(SearchEntry, entry).where(SearchEntry.words.op("@@")(cast(asked, TSQUERY)))
