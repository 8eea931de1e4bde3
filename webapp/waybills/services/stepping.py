"""Taking a step: the state changes, the act is chained, the journal and the shelves follow, the fact is told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from webapp.audit.api import record
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.events import Event
from webapp.waybills import events
from webapp.waybills.chain import append
from webapp.waybills.content_json import content_from_json, sha256_of
from webapp.waybills.errors import StepNotPossible
from webapp.waybills.models import Waybill, WaybillAct
from webapp.waybills.rules import Action, NotAllowed, Role, State, next_state
from webapp.waybills.services.applying import apply
from webapp.waybills.shelves import put_on_shelves

FACTS: Final[dict[Action, Callable[[str], Event]]] = {
    Action.OFFER: lambda public_id: events.WaybillOffered(public_id=public_id),
    Action.WITHDRAW: lambda public_id: events.WaybillReturned(public_id=public_id, action=Action.WITHDRAW.value),
    Action.ASK_CHANGE: lambda public_id: events.WaybillReturned(public_id=public_id, action=Action.ASK_CHANGE.value),
    Action.CANCEL: lambda public_id: events.WaybillCancelled(public_id=public_id),
    Action.REFUSE_TO_LOAD: lambda public_id: events.WaybillCancelled(public_id=public_id),
    Action.ACCEPT: lambda public_id: events.WaybillAccepted(public_id=public_id),
    Action.DEPART: lambda public_id: events.WaybillDeparted(public_id=public_id),
    Action.ARRIVE: lambda public_id: events.WaybillArrived(public_id=public_id),
    Action.RECEIVE: lambda public_id: events.WaybillDelivered(public_id=public_id),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is done and by whom; a signed step also says by which signature and in which version of the document."""

    action: Action
    role: Role
    account_id: int | None
    actor_name: str
    party_id: int | None
    party_name: str
    reason: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    request_id: str | None = None
    certificate_number: str | None = None
    document_version: int | None = None


def step_by(actor: Actor, action: Action, role: Role, **more: Any) -> Step:
    """Return the step of the person at work, for whom they act."""
    return Step(
        action=action,
        role=role,
        account_id=actor.account_id,
        actor_name=actor.name,
        party_id=actor.party_id,
        party_name=actor.party_name,
        **more,
    )


def ensure_possible(waybill: Waybill, action: Action) -> State:
    """Return the state that the step leads to. Raises StepNotPossible."""
    try:
        return next_state(State(waybill.state), action)
    except NotAllowed:
        raise StepNotPossible from None


def take(waybill: Waybill, step: Step, *, actor: Actor) -> WaybillAct:
    """Take the step; the caller holds the waybill's lock. Raises StepNotPossible."""
    waybill.state = ensure_possible(waybill, step.action).value
    waybill.version += 1
    waybill.changed_at = now()
    act = append(waybill, _act(waybill, step, "done"))
    apply(waybill, act)
    put_on_shelves(waybill)
    _journal(waybill, step, actor, "done")
    publish(_fact(waybill, step.action))
    return act


def _fact(waybill: Waybill, action: Action) -> Event:
    made = FACTS.get(action)
    return made(waybill.public_id) if made else events.WaybillActed(public_id=waybill.public_id, action=action.value)


def refuse(waybill: Waybill, step: Step, *, actor: Actor) -> WaybillAct:
    """Keep in the chain that a step came too late: it changes nothing else."""
    act = append(waybill, _act(waybill, step, "refused"))
    _journal(waybill, step, actor, "refused")
    return act


def _act(waybill: Waybill, step: Step, outcome: str) -> WaybillAct:
    return WaybillAct(
        action=step.action.value,
        outcome=outcome,
        role=step.role.value,
        account_id=step.account_id,
        actor_name=step.actor_name,
        party_id=step.party_id,
        party_name=step.party_name,
        at=now(),
        reason=step.reason,
        data=step.data,
        content_sha256=sha256_of(content_from_json(waybill.content)),
        request_id=step.request_id,
        certificate_number=step.certificate_number,
        document_version=step.document_version,
    )


def _journal(waybill: Waybill, step: Step, actor: Actor, outcome: str) -> None:
    detail = {"role": step.role.value, "outcome": outcome, "state": waybill.state, "version": waybill.version}
    record(
        f"waybills.{step.action.value}",
        actor=actor,
        object_type="waybill",
        object_key=waybill.public_id,
        subject_fin=waybill.driver_fin,
        detail=detail,
    )
