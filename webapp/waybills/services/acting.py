"""Acts on the road and after it: each is checked, signed where it must be, chained, and has its effect."""

from collections.abc import Callable
from typing import Any, Final

from webapp.core.actor import Actor
from webapp.core.findings import blocking
from webapp.waybills.access import ensure_role
from webapp.waybills.changing import changed, difference
from webapp.waybills.content import EarlierCarrier
from webapp.waybills.content_json import content_from_json, to_json
from webapp.waybills.errors import NotReady, ReasonNeeded, StepNotPossible
from webapp.waybills.models import Waybill
from webapp.waybills.past import Past, answering, is_open, past_of
from webapp.waybills.rules import SIGNED, WITH_REASON, Action, Role
from webapp.waybills.services.accepting import for_carrier
from webapp.waybills.services.asking import already_asked, ask_for_signature
from webapp.waybills.services.freezing import frozen_transport, named
from webapp.waybills.services.locking import ensure_version, locked
from webapp.waybills.services.proposing import HAND_OVER, VOID, ensure_proposable, ensure_sensible
from webapp.waybills.services.stepping import Step, ensure_possible, step_by, take
from webapp.waybills.services.stopping import at_this_stop, of_this_stop
from webapp.waybills.situating import hold_vehicle, situation_of
from webapp.waybills.validation.checks import ON_RELOADING, findings
from webapp.waybills.validation.delivery import left_fits, stored_fits

Said = dict[str, Any]


def act(public_id: str, action: Action, said: Said, *, reason: str = "", version: int, actor: Actor) -> str | None:
    """Take a step of the life after loading; return the signature request's public id, None for one without signature.

    `said` is what the act says, as plain JSON (see `saying.py`). Raises NoSuchWaybill, NotYourStep, StepNotPossible,
    StaleVersion, ActUnderWay, ReasonNeeded, NotReady, Invalid.
    """
    waybill, roles = locked(public_id, actor=actor)
    past = past_of(waybill)
    action = at_this_stop(action, past)
    roles = answering(action, past, roles, actor.party_id)
    if action is Action.PROPOSE:
        role = ensure_proposable(said["kind"], past, roles, actor)
    else:
        role = ensure_role(actor, action, roles & _asked(action, past, roles))
    ensure_possible(waybill, action)
    asked = already_asked(waybill, action, actor=actor) if action in SIGNED else None
    if asked is not None:
        return asked
    if not is_open(action, past, roles):
        raise StepNotPossible
    ensure_version(waybill, version)
    if action in WITH_REASON and not reason.strip():
        raise ReasonNeeded(fields={"reason": ReasonNeeded.text})
    said = CHECKED[action](past, said) if action in CHECKED else said
    step = for_carrier(step_by(actor, action, role, reason=reason.strip(), data=said), waybill)
    return _done(waybill, step, actor)


def _done(waybill: Waybill, step: Step, actor: Actor) -> str | None:
    if step.action in SIGNED:
        return ask_for_signature(waybill, step, actor=actor)
    take(waybill, step, actor=actor)
    return None


def _asked(action: Action, past: Past, roles: frozenset[Role]) -> frozenset[Role]:
    """Return in which of one's parts the step can be taken: consent only in the part whose consent is awaited."""
    if action not in {Action.AGREE, Action.DECLINE} or past.proposal is None:
        return roles
    awaited = {Role(name) for name in past.proposal.needs}
    return frozenset(awaited | {Role.DRIVER} if Role.CARRIER in awaited else awaited)


def _reloaded(past: Past, said: Said) -> Said:
    """Another vehicle or driver must be fit to carry now."""
    return {**said, "change": _fit(past.waybill, said["change"], past.waybill.carrier_party_id)}


def _proposed(past: Past, said: Said) -> Said:
    ensure_sensible(said["kind"], said["change"], past)
    content = content_from_json(past.waybill.standing)
    change = named(said["change"])
    if said["kind"] == HAND_OVER:  # CMR art. 34: the one before stays in the document
        before = EarlierCarrier(party=content.carrier, sub=bool(said.get("sub")))
        change["earlier_carriers"] = to_json([*content.earlier_carriers, before])
    shown = [list(one) for one in difference(content, changed(content, change)) if one[0] != "earlier_carriers"]
    return {**said, "change": change, "differences": shown}


def _agreed(past: Past, said: Said) -> Said:
    """The next carrier says with which vehicle and driver it goes on; a waybill is made void only before it leaves."""
    proposal = past.proposal
    assert proposal is not None  # guarded
    if proposal.kind == VOID:
        ensure_possible(past.waybill, Action.VOID)
    if proposal.kind != HAND_OVER:
        return {**said, "kind": proposal.kind, "proposal": proposal.public_id}
    change = {**proposal.change, **said.get("change", {})}
    fit = _fit(past.waybill, change, past.waybill.next_carrier_party_id)
    return {**said, "kind": proposal.kind, "proposal": proposal.public_id, "change": fit}


def _fit(waybill: Waybill, change: Said, carrier_id: int | None) -> Said:
    """Return the change with what the registers say of vehicle and driver. Raises NotReady when they may not carry now."""
    content = frozen_transport(changed(content_from_json(waybill.standing), change), carrier_id)
    if content.vehicle.plate:
        hold_vehicle(content.vehicle.plate)
    stopping = blocking(findings(situation_of(waybill, content, carrier_id=carrier_id), ON_RELOADING))
    if stopping:
        raise NotReady(stopping)
    known: Said = to_json(content)
    return {**change, **{name: known[name] for name in ("vehicle", "trailers", "driver") if name in change}}


def _counted(past: Past, said: Said) -> Said:
    said = of_this_stop(said, past)
    wrong = list(left_fits(past.lines, said, past.own_lines, explained=bool(said.get("difference")), last=False))
    if wrong:
        raise NotReady(wrong)
    return said


def _resealed(past: Past, said: Said) -> Said:
    """Which seals were on is known here."""
    return {**said, "old": list(past.seals)}


def _moved_aside(past: Past, said: Said) -> Said:
    """No more is stored than is aboard, and not all of it: that would be another act."""
    wrong = list(stored_fits(past.lines, said["stored"], back=False))
    if wrong:
        raise NotReady(wrong)
    return said


def _taken_up(past: Past, said: Said) -> Said:
    wrong = list(stored_fits(past.lines, said["stored"], back=True))
    if wrong:
        raise NotReady(wrong)
    return said


def _here(past: Past, said: Said) -> Said:
    return of_this_stop(said, past)


CHECKED: Final[dict[Action, Callable[[Past, Said], Said]]] = {
    Action.RESEAL: _resealed,
    Action.RELOAD: _reloaded,
    Action.PROPOSE: _proposed,
    Action.AGREE: _agreed,
    Action.RECEIVE_PART: _counted,
    Action.STORE_PART: _moved_aside,
    Action.RETRIEVE_PART: _taken_up,
    **dict.fromkeys((Action.REFUSE, Action.REFUSE_DROP, Action.REPORT_NO_SHOW, Action.MISS_DROP), _here),
}
