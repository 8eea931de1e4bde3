"""The signed steps: opening before departure, closing after the return, corrections of what was closed."""

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select, update

from webapp.carriers import api as carriers
from webapp.core import db
from webapp.core.actor import Actor, current_actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.errors import StaleVersion
from webapp.core.findings import blocking
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.core.plain_json import to_json
from webapp.core.transaction import savepoint
from webapp.documents import api as documents
from webapp.signing import api as signing
from webapp.signing.events import SignatureCompleted
from webapp.trip_sheets.checks import after_return, before_departure
from webapp.trip_sheets.content import Back, Content
from webapp.trip_sheets.document_data import TEMPLATE, document_data
from webapp.trip_sheets.errors import AlreadyOut, NotReady, StepNotPossible
from webapp.trip_sheets.events import SheetChanged
from webapp.trip_sheets.models import Sheet, SheetDriver, SheetStep
from webapp.trip_sheets.permissions import SIGN
from webapp.trip_sheets.queries import back_of, content_of, sheet_by_public_id
from webapp.trip_sheets.rules import SERIES, Action, State, next_state, sheet_number, work_of
from webapp.trip_sheets.services.drafting import note
from webapp.trip_sheets.situating import situation_of

PURPOSE = "trip_sheets.sign"
DOCUMENT = "trip_sheet"


def ask_opening(sheet: Sheet, *, version: int, actor: Actor) -> str:
    """Ask the carrier's responsible person to open the sheet; return the signature request's public id.

    What the registers say is written into the sheet, which gets its number now and keeps it. Raises NotReady,
    StaleVersion, StepNotPossible.
    """
    _ensure(sheet, Action.OPEN, version, actor)
    _refuse(before_departure(situation_of(sheet)))
    sheet.content = to_json(_frozen(sheet, content_of(sheet.content)))
    if sheet.number is None:
        sheet.number = sheet_number(today().year, next_number(SERIES, today().year))
    if sheet.document_token is None:
        sheet.document_token = documents.register(DOCUMENT, sheet.public_id).token
        documents.set_number(sheet.document_token, sheet.number)
    return _ask(sheet, Action.OPEN, back_of(sheet.back), "", actor)


def ask_closing(sheet: Sheet, back: Back, *, version: int, actor: Actor) -> str:
    """Ask for the signature under the readings of the return. Raises NotReady, StaleVersion, StepNotPossible."""
    _ensure(sheet, Action.CLOSE, version, actor)
    _refuse(after_return(content_of(sheet.content), back, now()))
    return _ask(sheet, Action.CLOSE, back, "", actor)


def ask_correction(sheet: Sheet, back: Back, reason: str, *, version: int, actor: Actor) -> str:
    """Ask for the signature under other readings of a closed sheet. Raises NotReady, StaleVersion, StepNotPossible."""
    _ensure(sheet, Action.CORRECT, version, actor)
    _refuse(after_return(content_of(sheet.content), back, now()))
    return _ask(sheet, Action.CORRECT, back, reason, actor)


def complete(fact: SignatureCompleted) -> None:
    """Take the step that was signed; a signature for what was changed meanwhile counts for nothing. Told twice, done once."""
    sheet = sheet_by_public_id(fact.ref, lock=True)
    if sheet is None or sheet.request_id != fact.request_id or sheet.wish is None:
        return
    action = Action(sheet.wish["action"])
    after = next_state(State(sheet.state), action)
    if after is None:
        return
    try:
        with savepoint():
            _apply(sheet, action, after, fact)
    except AlreadyOut:  # another sheet of the same vehicle or driver was opened while this one was signed
        sheet.wish = sheet.request_id = None
        db.session().flush()
        return
    note(action.value, sheet, current_actor())
    publish(SheetChanged(public_id=sheet.public_id, what=action.value))


def write_step(
    sheet: Sheet, action: str, *, by: str, account_id: int | None, reason: str = "", data: Any = None
) -> None:
    """Write a step down."""
    last = db.session().scalar(select(func.max(SheetStep.seq)).where(SheetStep.sheet_id == sheet.id)) or 0
    step = SheetStep(sheet_id=sheet.id, seq=last + 1, action=action, at=now(), actor_name=by, account_id=account_id)
    step.reason, step.data = reason, data or {}
    db.session().add(step)
    db.session().flush()


def set_out(sheet: Sheet, *, out: bool) -> None:
    """Say of the sheet's drivers that they are on the road, or no longer."""
    db.session().execute(update(SheetDriver).where(SheetDriver.sheet_id == sheet.id).values(is_out=out))


def _apply(sheet: Sheet, action: Action, after: State, fact: SignatureCompleted) -> None:
    wish = sheet.wish or {}
    assert sheet.document_token is not None  # given before the first signature was asked for
    documents.add_version(sheet.document_token, fact.file_id, label="İmzalandı")
    before = sheet.back
    sheet.back, sheet.state, sheet.changed_at = wish["back"], after.value, now()
    sheet.version += 1
    if action is Action.OPEN:
        sheet.opened_at = fact.signed_at
    else:
        work = work_of(content_of(sheet.content), back_of(sheet.back))
        sheet.km, sheet.fuel_used, sheet.returned_at = work.km, work.used, back_of(sheet.back).returned_at
    db.session().flush()
    sheet.wish = sheet.request_id = None
    set_out(sheet, out=after is State.OPEN)
    data = {"before": before} if action is Action.CORRECT else {}
    write_step(sheet, action.value, by=wish["by"], account_id=fact.account_id, reason=wish["reason"], data=data)


def _ensure(sheet: Sheet, action: Action, version: int, actor: Actor) -> None:
    ensure_may(actor, SIGN)
    if next_state(State(sheet.state), action) is None:
        raise StepNotPossible
    if sheet.version != version:
        raise StaleVersion(version=sheet.version)


def _refuse(found: list[Any]) -> None:
    stopping = blocking(found)
    if stopping:
        raise NotReady(stopping)


def _ask(sheet: Sheet, action: Action, back: Back, reason: str, actor: Actor) -> str:
    wish = {"action": action.value, "back": to_json(back), "reason": reason, "by": actor.name}
    open_request = signing.open_request(PURPOSE, sheet.public_id)
    if open_request is not None and open_request == sheet.request_id and sheet.wish == wish:
        return open_request
    signing.withdraw_open(PURPOSE, sheet.public_id, actor=actor)
    data = document_data(sheet, back, action=action, signer=actor.name, party=actor.party_name, reason=reason)
    pdf = documents.render_pdf(TEMPLATE, data)
    sheet.request_id = signing.request_signature(
        purpose=PURPOSE, ref=sheet.public_id, pdf=pdf, text=f"Yol vərəqi {sheet.number}", actor=actor
    )
    sheet.wish = wish
    db.session().flush()
    return sheet.request_id


def _frozen(sheet: Sheet, content: Content) -> Content:
    vehicle = carriers.vehicle(sheet.carrier_party_id, content.plate)
    known = {one.public_id: one for one in carriers.drivers(sheet.carrier_party_id)}
    drivers = tuple(
        replace(one, name=known[one.ref].name, licence_number=known[one.ref].licence_number or "")
        for one in content.drivers
        if one.ref in known
    )
    return replace(content, drivers=drivers, description=vehicle.description if vehicle else "")
