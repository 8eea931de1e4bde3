"""Legal holds: one officer asks, another confirms; so a hold begins, and so it ends."""

from typing import Final

from sqlalchemy import exists, select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import Invalid
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.core.transaction import savepoint
from webapp.waybills.evidence.errors import AnotherPersonNeeded, NoSuchHold, NotInThisState
from webapp.waybills.evidence.permissions import WAYBILLS_HOLD
from webapp.waybills.models import Hold, Waybill
from webapp.waybills.numbers import normal_number
from webapp.waybills.queries import numbered_waybill

HOLDING: Final = ("asked", "in_force", "release_asked")


def is_held(waybill_id: int) -> bool:
    """Whether nothing of the waybill may be destroyed: also while somebody decides."""
    query = select(exists().where(Hold.waybill_id == waybill_id, Hold.state.in_(HOLDING)))
    return bool(db.session().scalar(query))


def ask_hold(number: str, *, document: str, reason: str, actor: Actor) -> str:
    """Ask for a hold on a waybill and return its public id; from now on nothing is destroyed.

    Raises Forbidden, Invalid for a number that there is not, HeldAlready.
    """
    ensure_may(actor, WAYBILLS_HOLD)
    normal = normal_number(number)
    waybill = numbered_waybill(normal) if normal else None
    if waybill is None or waybill.erased_at is not None:
        raise Invalid(fields={"number": _l("Bu nömrə ilə saxlanılan qaimə yoxdur.")})
    assert actor.account_id is not None  # ensured by the right
    hold = Hold(
        public_id=new_public_id(),
        waybill_id=waybill.id,
        state="asked",
        reason=reason.strip(),
        document=document.strip(),
        asked_by=actor.account_id,
        asked_name=actor.name,
        asked_at=now(),
    )
    with savepoint():
        db.session().add(hold)
    _kept("hold_asked", hold, actor)
    return hold.public_id


def confirm(public_id: str, *, actor: Actor) -> None:
    """Confirm a hold that another asked for. Raises AnotherPersonNeeded, NotInThisState, NoSuchHold."""
    hold = _locked(public_id, "asked", actor)
    _ensure_another(hold.asked_by, actor)
    hold.state, hold.confirmed_by, hold.confirmed_name, hold.confirmed_at = (
        "in_force",
        actor.account_id,
        actor.name,
        now(),
    )
    _kept("hold_confirmed", hold, actor)


def decline(public_id: str, *, actor: Actor) -> None:
    """Decline a hold that was asked for: the one who asked may take it back too. Raises NotInThisState, NoSuchHold."""
    hold = _locked(public_id, "asked", actor)
    hold.state = "declined"
    _kept("hold_declined", hold, actor)


def ask_release(public_id: str, *, reason: str, actor: Actor) -> None:
    """Ask for the end of a hold. Raises Invalid without a reason, NotInThisState, NoSuchHold."""
    hold = _locked(public_id, "in_force", actor)
    if not reason.strip():
        raise Invalid(fields={"reason": _l("Səbəbi yazın.")})
    hold.state, hold.release_reason = "release_asked", reason.strip()
    hold.release_asked_by, hold.release_asked_name, hold.release_asked_at = actor.account_id, actor.name, now()
    _kept("hold_release_asked", hold, actor)


def release(public_id: str, *, actor: Actor) -> None:
    """End a hold whose end another asked for. Raises AnotherPersonNeeded, NotInThisState, NoSuchHold."""
    hold = _locked(public_id, "release_asked", actor)
    _ensure_another(hold.release_asked_by, actor)
    moment = now()
    with db.session().no_autoflush:
        hold.released_by, hold.released_name, hold.released_at = actor.account_id, actor.name, moment
        hold.state = "released"
    _kept("hold_released", hold, actor)


def keep_on(public_id: str, *, actor: Actor) -> None:
    """Leave a hold in force whose end was asked for. Raises NotInThisState, NoSuchHold."""
    hold = _locked(public_id, "release_asked", actor)
    hold.state = "in_force"
    hold.release_reason = hold.release_asked_name = None
    hold.release_asked_by = hold.release_asked_at = None
    _kept("hold_kept_on", hold, actor)


def holds() -> list[tuple[Hold, str]]:
    """Return the newest holds with the numbers of their waybills, those that wait for a second person first."""
    waiting = Hold.state.in_(("asked", "release_asked"))
    query = select(Hold, Waybill.number).join(Waybill, Waybill.id == Hold.waybill_id)
    rows = db.session().execute(query.order_by(waiting.desc(), Hold.id.desc()).limit(200))
    return [(hold, number or "") for hold, number in rows]


def _locked(public_id: str, state: str, actor: Actor) -> Hold:
    ensure_may(actor, WAYBILLS_HOLD)
    hold = db.session().scalar(select(Hold).where(Hold.public_id == public_id).with_for_update())
    if hold is None:
        raise NoSuchHold
    if hold.state != state:
        raise NotInThisState
    return hold


def _ensure_another(first: int | None, actor: Actor) -> None:
    if actor.account_id == first:
        raise AnotherPersonNeeded


def _kept(what: str, hold: Hold, actor: Actor) -> None:
    db.session().flush()
    detail = {"hold": hold.public_id, "state": hold.state}
    waybill = db.session().get_one(Waybill, hold.waybill_id)
    record(
        f"waybills.{what}",
        actor=actor,
        object_type="waybill",
        object_key=waybill.public_id,
        subject_fin=waybill.driver_fin,
        detail=detail,
    )
