"""Drafts: begun, saved, copied for the next trip, put away."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import delete

from webapp.audit.api import record
from webapp.cabinets.api import Kind, party
from webapp.carriers import api as carriers
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.crypto import blind_index
from webapp.core.errors import StaleVersion
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.plain_json import to_json
from webapp.trip_sheets.content import Back, Content, Driver, Mark
from webapp.trip_sheets.errors import CarriersOnly, NoSuchSheet, SheetLocked, StepNotPossible
from webapp.trip_sheets.models import Sheet, SheetDriver, SheetWaybill
from webapp.trip_sheets.permissions import EDIT
from webapp.trip_sheets.queries import back_of, content_of, last_closed, sheet_seen_by
from webapp.trip_sheets.rules import Action, State, next_state


def start(actor: Actor, *, like: str | None = None) -> str:
    """Begin a sheet for today, empty or after another one: same vehicle, driver and norm, readings carried on.

    Returns its public id. Raises CarriersOnly, NoSuchSheet.
    """
    ensure_may(actor, EDIT)
    if actor.party_id is None or party(actor.party_id).kind == Kind.PERSON:
        raise CarriersOnly
    own, moment = party(actor.party_id), now()
    content = _next(sheet_seen_by(like, actor)) if like else Content(valid_from=today(), valid_until=today())
    content = replace(content, carrier_name=own.name, carrier_number=own.number)
    sheet = Sheet(
        public_id=new_public_id(),
        version=1,
        state=State.DRAFT.value,
        carrier_party_id=own.id,
        content=to_json(content),
        back=to_json(Back()),
        created_by=actor.account_id,
        created_at=moment,
        changed_at=moment,
    )
    db.session().add(sheet)
    db.session().flush()
    link(sheet, content)
    note("started", sheet, actor)
    return sheet.public_id


def editable(public_id: str, actor: Actor, *, lock: bool = True) -> Sheet:
    """Return a draft of the carrier acted for, locked unless it is only looked at. Raises NoSuchSheet, SheetLocked."""
    ensure_may(actor, EDIT)
    sheet = own_sheet(public_id, actor, lock=lock)
    if sheet.state != State.DRAFT.value:
        raise SheetLocked
    return sheet


def own_sheet(public_id: str, actor: Actor, *, lock: bool = True) -> Sheet:
    """Return a sheet of the carrier acted for. Raises NoSuchSheet."""
    sheet = sheet_seen_by(public_id, actor, lock=lock)
    if sheet.carrier_party_id != actor.party_id:
        raise NoSuchSheet
    return sheet


def save(sheet: Sheet, content: Content, *, version: int) -> None:
    """Keep what was typed into a draft. Raises StaleVersion when somebody saved meanwhile; an open signature is void then."""
    if sheet.version != version:
        raise StaleVersion(version=sheet.version)
    own = party(sheet.carrier_party_id)
    names = {one.public_id: one.name for one in carriers.drivers(sheet.carrier_party_id)}
    drivers = tuple(replace(one, name=names.get(one.ref, "")) for one in content.drivers)
    content = replace(content, carrier_name=own.name, carrier_number=own.number, drivers=drivers)
    sheet.content = to_json(content)
    sheet.version += 1
    sheet.changed_at, sheet.request_id, sheet.wish = now(), None, None
    link(sheet, content)


def discard(sheet: Sheet, actor: Actor) -> None:
    """Put a draft away for good. Raises StepNotPossible."""
    after = next_state(State(sheet.state), Action.DISCARD)
    if after is None:
        raise StepNotPossible
    sheet.state, sheet.changed_at = after.value, now()
    db.session().flush()
    note("discard", sheet, actor)


def note(action: str, sheet: Sheet, actor: Actor) -> None:
    """Keep a step in the journal."""
    detail = {"state": sheet.state, "version": sheet.version}
    record(f"trip_sheets.{action}", actor=actor, object_type="trip_sheet", object_key=sheet.public_id, detail=detail)


def link(sheet: Sheet, content: Content) -> None:
    """Set the columns and rows by which the sheet is found: plate, days, drivers, waybills."""
    known = {one.public_id: one for one in carriers.drivers(sheet.carrier_party_id)}
    sheet.plate = content.plate or None
    sheet.valid_from, sheet.valid_until = content.valid_from, content.valid_until
    db.session().flush()
    indexes = {blind_index(known[one.ref].account_fin) for one in content.drivers if one.ref in known}
    _again(SheetDriver, sheet, ({"driver_index": index, "is_out": False} for index in indexes))
    _again(SheetWaybill, sheet, ({"waybill": one} for one in dict.fromkeys(content.waybills)))


def _again(table: type[SheetDriver | SheetWaybill], sheet: Sheet, rows: Iterable[dict[str, object]]) -> None:
    db.session().execute(delete(table).where(table.sheet_id == sheet.id))
    db.session().add_all([table(sheet_id=sheet.id, **row) for row in rows])
    db.session().flush()


def _next(before: Sheet) -> Content:
    """Return what the next sheet of the same vehicle begins with: where the last one ended."""
    content, back = content_of(before.content), back_of(before.back)
    last, _number = last_closed(content.plate, 0)
    return replace(
        content,
        drivers=tuple(Driver(ref=one.ref) for one in content.drivers),
        description="",
        valid_from=today(),
        valid_until=today(),
        departs_at=None,
        odometer=last if last is not None else back.odometer,
        odometer_reason="",
        fuel_left=back.fuel_left,
        fuel_given=None,
        medical=Mark(),
        technical=Mark(),
        waybills=(),
        remarks="",
    )
