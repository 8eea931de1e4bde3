"""The sandbox plays everybody's part: steps are taken without signatures, wishes for one are kept and nobody is told."""

from typing import Any, Final

from webapp.api_clients.api import announce
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import Invalid
from webapp.core.findings import blocking
from webapp.core.ids import new_public_id
from webapp.core.plain_json import sha256_of
from webapp.waybills.content_json import content_from_json
from webapp.waybills.errors import NotReady, ReasonNeeded, StepNotPossible
from webapp.waybills.machine.errors import NoSuchSigner
from webapp.waybills.machine.made_up import SIGNER, facts_of
from webapp.waybills.machine.models import SandboxWaybill
from webapp.waybills.machine.sandbox import change, ensure_version, note, row_of
from webapp.waybills.machine.values import Wish
from webapp.waybills.rules import ACTORS, WITH_REASON, Action, NotAllowed, Role, State, next_state
from webapp.waybills.validation.checks import findings

PLAYED: Final = (
    Action.OFFER,
    Action.WITHDRAW,
    Action.ASK_CHANGE,
    Action.CANCEL,
    Action.ACCEPT,
    Action.REFUSE_TO_LOAD,
    Action.DEPART,
    Action.ARRIVE,
    Action.RECEIVE,
    Action.REFUSE,
)
EVENTS: Final = {
    Action.OFFER: "waybill.offered",
    Action.WITHDRAW: "waybill.returned",
    Action.ASK_CHANGE: "waybill.returned",
    Action.CANCEL: "waybill.cancelled",
    Action.REFUSE_TO_LOAD: "waybill.cancelled",
    Action.ACCEPT: "waybill.accepted",
    Action.DEPART: "waybill.departed",
    Action.ARRIVE: "waybill.arrived",
    Action.RECEIVE: "waybill.delivered",
}


def simulated(public_id: str, action: Action, *, reason: str, actor: Actor) -> None:
    """Take a step in whosever part it is. Raises NoSuchWaybill, StepNotPossible, ReasonNeeded, NotReady, Invalid."""
    if action not in PLAYED:
        raise Invalid
    row = row_of(public_id, actor, lock=True)
    try:
        state = next_state(State(row.state), action)
    except NotAllowed:
        raise StepNotPossible from None
    if action is Action.CANCEL and row.state == State.DRAFT and not row.acts:
        raise StepNotPossible
    if action in WITH_REASON and not reason:
        raise ReasonNeeded
    if action is Action.OFFER:
        stopping = blocking(findings(facts_of(content_from_json(row.content))))
        if stopping:
            raise NotReady(stopping)
    if action is Action.ACCEPT:
        row.number = f"SANDBOX-{row.id:08d}"
    change(row, state=state.value, acts=[*row.acts, _act(row, action, reason, actor)])
    note("simulated", row, actor, step=action.value)
    if action in EVENTS:
        payload = {"number": row.number, "state": row.state, "version": row.version}
        announce(row.party_id, EVENTS[action], row.public_id, payload, sandbox_of=row.client_id)


def wished(public_id: str, action: Action, signer: str, *, version: int, actor: Actor) -> dict[str, Any]:
    """Keep that somebody was asked to sign; nobody is told. Raises NoSuchWaybill, NoSuchSigner, NotReady, StaleVersion."""
    row = row_of(public_id, actor, lock=True)
    if signer != SIGNER["id"]:
        raise NoSuchSigner
    ensure_version(row, version)
    try:
        next_state(State(row.state), action)
    except NotAllowed:
        raise StepNotPossible from None
    stopping = blocking(findings(facts_of(content_from_json(row.content)))) if action is Action.OFFER else []
    if stopping:
        raise NotReady(stopping)
    wish = Wish(new_public_id(), action.value, signer, "waiting", now()).as_json()
    row.asked = [*row.asked, wish]
    return wish


def own_wishes(public_id: str, *, actor: Actor) -> list[dict[str, Any]]:
    """Return who was asked to sign. Raises NoSuchWaybill."""
    return list(row_of(public_id, actor).asked)


def _act(row: SandboxWaybill, action: Action, reason: str, actor: Actor) -> dict[str, Any]:
    """Return an act in the form of a real one; nobody signed it."""
    role = next(role for role in Role if role in ACTORS[action])
    entry = content_from_json(row.content).parties.get(role.value)
    act: dict[str, Any] = {
        "seq": len(row.acts) + 1,
        "action": action.value,
        "outcome": "done",
        "role": role.value,
        "by": actor.name,
        "on_behalf_of": entry.name or entry.number if entry else "",
        "at": now().isoformat(),
        "reason": reason,
        "data": {},
        "certificate_number": None,
        "content_sha256": sha256_of(row.content).hex(),
        "previous_hash": row.acts[-1]["hash"] if row.acts else bytes(32).hex(),
    }
    return {**act, "hash": sha256_of(act).hex()}
