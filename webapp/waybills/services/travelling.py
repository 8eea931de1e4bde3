"""The driver's two reports: departed, arrived. No signature, but acts in the chain with the server's time."""

from typing import Any

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.waybills.access import ensure_role
from webapp.waybills.models import Waybill, WaybillAct
from webapp.waybills.past import past_of
from webapp.waybills.rules import TRANSITIONS, Action, State
from webapp.waybills.services.accepting import ensure_fit_now
from webapp.waybills.services.locking import ensure_version, locked
from webapp.waybills.services.stepping import ensure_possible, step_by, take
from webapp.waybills.services.stopping import stop_to_reach


def depart(public_id: str, *, version: int, actor: Actor) -> None:
    """Report the departure. Raises NotReady when vehicle or driver may not carry now, StaleVersion, StepNotPossible, NotYourStep."""
    _report(public_id, Action.DEPART, version=version, actor=actor)


def arrive(public_id: str, *, version: int, actor: Actor, drop: int | None = None) -> None:
    """Report the arrival: with several consignees at the next stop, or at `drop`, counted from 0.

    Raises Invalid for a stop that is over, StaleVersion, StepNotPossible, NotYourStep.
    """
    _report(public_id, Action.ARRIVE, version=version, actor=actor, drop=drop)


def _report(public_id: str, action: Action, *, version: int, actor: Actor, drop: int | None = None) -> None:
    waybill, roles = locked(public_id, actor=actor)
    role = ensure_role(actor, action, roles)
    if _reported(waybill, action, actor):
        return
    ensure_possible(waybill, action)
    ensure_version(waybill, version)
    said: dict[str, Any] = {}
    if action is Action.DEPART:
        ensure_fit_now(waybill)
    elif waybill.drop_party_ids:
        said = {"drop": stop_to_reach(past_of(waybill), drop)}
    take(waybill, step_by(actor, action, role, data=said), actor=actor)


def _reported(waybill: Waybill, action: Action, actor: Actor) -> bool:
    """Whether this very report was the last step: a second tap is the first one."""
    if State(waybill.state) not in {after for (_, known), after in TRANSITIONS.items() if known is action}:
        return False
    newest = select(WaybillAct).where(WaybillAct.waybill_id == waybill.id).order_by(WaybillAct.seq.desc()).limit(1)
    last = db.session().scalar(newest)
    return last is not None and last.action == action.value and last.account_id == actor.account_id
