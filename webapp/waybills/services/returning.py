"""An offer taken back, sent back or cancelled, always with its reason. No contract exists yet, so no signature is needed."""

from webapp.core import db
from webapp.core.actor import Actor
from webapp.signing import api as signing
from webapp.waybills.access import ensure_role
from webapp.waybills.content_json import content_from_json, to_json
from webapp.waybills.errors import ReasonNeeded, StepNotPossible
from webapp.waybills.models import PendingAct, Waybill
from webapp.waybills.past import is_open, past_of
from webapp.waybills.rules import WITH_REASON, Action, State
from webapp.waybills.services.asking import PURPOSES
from webapp.waybills.services.freezing import frozen
from webapp.waybills.services.locking import ensure_version, locked
from webapp.waybills.services.stepping import ensure_possible, step_by, take


def withdraw_offer(public_id: str, *, reason: str, version: int, actor: Actor) -> None:
    """Make the consignor's own offer a draft again."""
    _return(public_id, Action.WITHDRAW, reason=reason, version=version, actor=actor)


def ask_change(public_id: str, *, reason: str, version: int, actor: Actor) -> None:
    """Send the offer back to the consignor: the carrier or driver says what must change."""
    _return(public_id, Action.ASK_CHANGE, reason=reason, version=version, actor=actor)


def cancel_offer(public_id: str, *, reason: str, version: int, actor: Actor) -> None:
    """Cancel the offer, or the draft that it is again, for good; a number that it had been given stays with it as void."""
    _return(public_id, Action.CANCEL, reason=reason, version=version, actor=actor)


def refuse_to_load(public_id: str, *, reason: str, version: int, actor: Actor) -> None:
    """Refuse the goods at loading for good: the carrier or driver says why."""
    _return(public_id, Action.REFUSE_TO_LOAD, reason=reason, version=version, actor=actor)


def _return(public_id: str, action: Action, *, reason: str, version: int, actor: Actor) -> None:
    """Take the step. Raises ReasonNeeded, StaleVersion, StepNotPossible, NotYourStep."""
    waybill, roles = locked(public_id, actor=actor)
    role = ensure_role(actor, action, roles)
    ensure_possible(waybill, action)
    if not is_open(action, past_of(waybill), roles):
        raise StepNotPossible
    ensure_version(waybill, version)
    if action in WITH_REASON and not reason.strip():
        raise ReasonNeeded(fields={"reason": ReasonNeeded.text})
    _overtake(waybill, actor)
    if State(waybill.state) is State.DRAFT:
        waybill.content = to_json(frozen(content_from_json(waybill.content), waybill))
    take(waybill, step_by(actor, action, role, reason=reason.strip()), actor=actor)


def _overtake(waybill: Waybill, actor: Actor) -> None:
    """A signature that is being given at this moment for the old state ends: the offer it accepts is no more."""
    pending = db.session().get(PendingAct, waybill.id)
    if pending is not None:
        db.session().delete(pending)
        signing.withdraw_open(PURPOSES[Action(pending.action)], waybill.public_id, actor=actor)
