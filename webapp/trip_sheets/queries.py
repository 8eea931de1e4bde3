"""Reads: a sheet for those who may see it, lists, what an inspector finds, figures by vehicle and month."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import or_, select, text

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import normal_plate
from webapp.core.crypto import blind_index
from webapp.core.pagination import Page, descending, numbers, page
from webapp.core.plain_json import reader
from webapp.trip_sheets.content import Back, Content
from webapp.trip_sheets.errors import NoSuchSheet
from webapp.trip_sheets.models import Sheet, SheetDriver, SheetStep, SheetWaybill
from webapp.trip_sheets.permissions import DRIVE, VIEW
from webapp.trip_sheets.rules import State

MOST = 50
content_of = reader(Content)
back_of = reader(Back)
FIGURES = text("""
    SELECT plate, to_char(returned_at AT TIME ZONE 'Asia/Baku', 'YYYY-MM') AS month, count(*) AS sheets,
           sum(km) AS km, sum(fuel_used) AS litres,
           round(100 * sum(fuel_used) / nullif(sum(km), 0), 1) AS per_100,
           sum((back->>'trips')::int) AS trips, sum((back->>'tonnes')::numeric) AS tonnes,
           sum((back->>'tonne_km')::numeric) AS tonne_km, sum((back->>'hours')::numeric) AS hours
    FROM trip_sheets WHERE carrier_party_id = :party AND state = 'closed'
    GROUP BY 1, 2 ORDER BY 2 DESC, 1 LIMIT 1200
""")


class Figures(NamedTuple):
    """What a vehicle did in a month."""

    plate: str
    month: str
    sheets: int
    km: int
    litres: Any
    per_100: Any
    trips: int | None
    tonnes: Any
    tonne_km: Any
    hours: Any


def sheet_seen_by(public_id: str, actor: Actor, *, lock: bool = False) -> Sheet:
    """Return a sheet of the carrier acted for, or an opened one that names the actor as driver. Raises NoSuchSheet."""
    found = _one(Sheet.public_id == public_id, lock=lock)
    if found is None:
        raise NoSuchSheet
    own = actor.has(VIEW.code) and actor.party_id is not None and found.carrier_party_id == actor.party_id
    if not own and not (found.state != State.DRAFT.value and is_driver(found, actor)):
        raise NoSuchSheet
    return found


def sheet_by_public_id(public_id: str, *, lock: bool = False) -> Sheet | None:
    """Return the sheet whoever asks: for documents and reactions."""
    return _one(Sheet.public_id == public_id, lock=lock)


def is_driver(sheet: Sheet, actor: Actor) -> bool:
    """Whether the actor, as oneself, drives under the sheet."""
    if not actor.fin or not actor.has(DRIVE.code):
        return False
    query = select(SheetDriver.sheet_id).where(
        SheetDriver.sheet_id == sheet.id, SheetDriver.driver_index == blind_index(actor.fin)
    )
    return db.session().scalar(query) is not None


def sheets_of(party_id: int, *, after: str | None = None, before: str | None = None) -> Page[Sheet]:
    """Return a page of a carrier's sheets, newest first; drafts that were put away are left out."""
    shown = (Sheet.carrier_party_id == party_id) & ((Sheet.state != State.CANCELLED.value) | Sheet.number.is_not(None))
    query, backwards = descending(select(Sheet).where(shown), Sheet.id, after=after, before=before, parts=numbers)
    rows = list(db.session().scalars(query))
    return page(rows, lambda row: (row.id,), backwards=backwards, started=bool(after or before))


def sheets_driven(fin: str) -> list[Sheet]:
    """Return opened sheets that name the person as driver, the open ones first, then the newest."""
    query = select(Sheet).join(SheetDriver, SheetDriver.sheet_id == Sheet.id)
    mine = query.where(
        SheetDriver.driver_index == blind_index(fin), Sheet.state.in_([State.OPEN.value, State.CLOSED.value])
    )
    return list(db.session().scalars(mine.order_by(Sheet.state.desc(), Sheet.id.desc()).limit(MOST)))


def inspected(typed: str) -> list[Sheet]:
    """Return what an inspector finds by number or plate, drafts left out, newest first."""
    number, plate = "".join(typed.split()).upper(), normal_plate(typed)
    if not number:
        return []
    wanted = or_(Sheet.number == number, Sheet.plate == plate) if plate else Sheet.number == number
    query = select(Sheet).where(wanted, Sheet.number.is_not(None), Sheet.opened_at.is_not(None))
    return list(db.session().scalars(query.order_by(Sheet.id.desc()).limit(MOST)))


def last_closed(plate: str, besides: int) -> tuple[int | None, str]:
    """Return the odometer and the number with which the vehicle's last sheet was closed; (None, "") before the first."""
    query = select(Sheet).where(Sheet.plate == plate, Sheet.state == State.CLOSED.value, Sheet.id != besides)
    found = db.session().scalar(query.order_by(Sheet.id.desc()).limit(1))
    return (back_of(found.back).odometer, found.number or "") if found is not None else (None, "")


def open_with_plate(plate: str, besides: int) -> str:
    """Return the number of an open sheet of the vehicle, empty when there is none."""
    query = select(Sheet.number).where(Sheet.plate == plate, Sheet.state == State.OPEN.value, Sheet.id != besides)
    return db.session().scalar(query) or ""


def open_with_driver(fin: str, besides: int) -> str:
    """Return the number of an open sheet of the driver, empty when there is none."""
    query = select(Sheet.number).join(SheetDriver, SheetDriver.sheet_id == Sheet.id)
    out = query.where(SheetDriver.driver_index == blind_index(fin), SheetDriver.is_out, Sheet.id != besides)
    return db.session().scalar(out) or ""


def steps_of(sheet_id: int) -> Sequence[SheetStep]:
    """Return the steps in order."""
    return db.session().scalars(select(SheetStep).where(SheetStep.sheet_id == sheet_id).order_by(SheetStep.seq)).all()


def waybills_of(sheet_id: int) -> list[str]:
    """Return the public ids of the waybills carried under a sheet."""
    return list(db.session().scalars(select(SheetWaybill.waybill).where(SheetWaybill.sheet_id == sheet_id)))


def sheets_of_waybill(waybill: str) -> list[Sheet]:
    """Return the opened sheets under which a waybill was carried, oldest first: more than one after a reloading."""
    query = select(Sheet).join(SheetWaybill, SheetWaybill.sheet_id == Sheet.id)
    shown = query.where(SheetWaybill.waybill == waybill, Sheet.opened_at.is_not(None))
    return list(db.session().scalars(shown.order_by(Sheet.id).limit(MOST)))


def figures_of(party_id: int) -> list[Figures]:
    """Return what each vehicle of a carrier did in each month, by closed sheets."""
    return [Figures(*row) for row in db.session().execute(FIGURES, {"party": party_id})]


def _one(condition: Any, *, lock: bool) -> Sheet | None:
    query = select(Sheet).where(condition)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return db.session().scalar(query)
