"""On the road and after it: the driver's readings, what the carrier adds, a sheet that nobody left with."""

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.errors import StaleVersion
from webapp.core.permissions import ensure_may
from webapp.core.plain_json import to_json
from webapp.trip_sheets.content import Back
from webapp.trip_sheets.errors import StepNotPossible
from webapp.trip_sheets.events import ReadingsSent, SheetChanged
from webapp.trip_sheets.models import Sheet
from webapp.trip_sheets.permissions import EDIT, SIGN
from webapp.trip_sheets.queries import back_of, is_driver, sheet_seen_by
from webapp.trip_sheets.rules import Action, State, next_state
from webapp.trip_sheets.services.drafting import note, own_sheet
from webapp.trip_sheets.services.signing import set_out, write_step


def on_the_road(public_id: str, actor: Actor, *, lock: bool = True) -> Sheet:
    """Return an open sheet that the actor drives under or draws up. Raises NoSuchSheet, StepNotPossible."""
    sheet = sheet_seen_by(public_id, actor, lock=lock)
    if not is_driver(sheet, actor):
        ensure_may(actor, EDIT)
    if sheet.state != State.OPEN.value:
        raise StepNotPossible
    return sheet


def write_readings(sheet: Sheet, back: Back, *, version: int, actor: Actor) -> None:
    """Keep odometer, fuel and work of the return; nothing is judged before the sheet is closed. Raises StaleVersion."""
    if sheet.version != version:
        raise StaleVersion(version=sheet.version)
    if to_json(back) == sheet.back:
        return
    sheet.back = to_json(back)
    sheet.version += 1
    sheet.changed_at, sheet.request_id, sheet.wish = now(), None, None
    db.session().flush()
    write_step(sheet, "readings", by=actor.name, account_id=actor.account_id)
    note("readings", sheet, actor)
    if is_driver(sheet, actor):
        publish(ReadingsSent(public_id=sheet.public_id))


def cancel(public_id: str, *, reason: str, actor: Actor) -> None:
    """Cancel an open sheet of a lorry that did not leave. Raises NoSuchSheet, StepNotPossible when there are readings."""
    ensure_may(actor, SIGN)
    sheet = own_sheet(public_id, actor)
    after = next_state(State(sheet.state), Action.CANCEL)
    if after is None or back_of(sheet.back).departed_at is not None:
        raise StepNotPossible
    sheet.state, sheet.changed_at, sheet.request_id, sheet.wish = after.value, now(), None, None
    db.session().flush()
    set_out(sheet, out=False)
    write_step(sheet, "cancel", by=actor.name, account_id=actor.account_id, reason=reason)
    note("cancel", sheet, actor)
    publish(SheetChanged(public_id=public_id, what="cancel"))
