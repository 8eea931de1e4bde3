"""Proposals: who must agree to which change, and what may be proposed when."""

from collections.abc import Iterator
from typing import Any, Final

from webapp.cabinets.api import party_by_number
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.errors import Invalid
from webapp.core.ids import new_public_id
from webapp.core.text import _l
from webapp.waybills.changing import changed, difference
from webapp.waybills.content_json import content_from_json
from webapp.waybills.errors import NotYourStep, StepNotPossible
from webapp.waybills.models import Proposal, Waybill, WaybillAct
from webapp.waybills.past import Past
from webapp.waybills.quantities import NotConserved, lines_after
from webapp.waybills.rules import Action, Role, State
from webapp.waybills.validation.delivery import accepted_quantity

REDIRECT, HAND_OVER, ADJUST, VOID = "redirect", "hand_over", "adjust", "void"
SIGNATORIES: Final = {
    Action.OFFER: Role.CONSIGNOR,
    Action.ACCEPT: Role.CARRIER,
    Action.RECEIVE: Role.CONSIGNEE,
    Action.RECEIVE_DROP: Role.CONSIGNEE,
}
ON_THE_ROAD: Final = (State.ACCEPTED, State.IN_TRANSIT, State.AT_STORAGE, State.STOPPED, State.ARRIVED)
WHEN: Final = {
    REDIRECT: ON_THE_ROAD,
    HAND_OVER: (State.IN_TRANSIT, State.AT_STORAGE, State.STOPPED),
    ADJUST: (*ON_THE_ROAD, State.DELIVERED),
    VOID: (State.ACCEPTED,),
}
PARTIES: Final = {
    Role.CONSIGNOR: "consignor_party_id",
    Role.CARRIER: "carrier_party_id",
    Role.CONSIGNEE: "consignee_party_id",
}


def kinds_open(past: Past, roles: frozenset[Role], actor: Actor) -> tuple[str, ...]:
    """Return what the actor may propose now."""
    state = State(past.waybill.state)
    if past.proposal is not None:
        return ()
    return tuple(kind for kind, states in WHEN.items() if state in states and _proposer(kind, past, roles, actor))


def ensure_proposable(kind: str, past: Past, roles: frozenset[Role], actor: Actor) -> Role:
    """Return the part in which the actor proposes. Raises StepNotPossible, NotYourStep."""
    if past.proposal is not None or State(past.waybill.state) not in WHEN.get(kind, ()):
        raise StepNotPossible
    role = _proposer(kind, past, roles, actor)
    if role is None:
        raise NotYourStep
    return role


def ensure_sensible(kind: str, change: dict[str, Any], past: Past) -> None:
    """Raise Invalid for a change of nothing, of parties that nobody knows or that are there, of goods already received."""
    waybill = past.waybill
    content = content_from_json(waybill.standing)
    after = changed(content, change)
    if kind != VOID and not difference(content, after):
        raise Invalid(fields={"reason": _l("Heç nə dəyişməyib: nəyin dəyişdiyini yazın.")})
    try:
        amounts, stops = [accepted_quantity(row) for row in after.goods], [row.drop for row in after.goods]
        lines_after(amounts, [(act.action, act.data) for act in past.acts], stops)
    except NotConserved as wrong:
        raise Invalid(fields={f"packages_{wrong.line}": _l("Bu sətirdən artıq daha çox təhvil alınıb.")}) from None
    if kind != ADJUST or State(waybill.state) is not State.DELIVERED:  # then each consignee of them is asked
        _ensure_stops_open(change, past)
    for name, number, here in _named(change, waybill):
        found = party_by_number(number)
        if found is None:
            raise Invalid(fields={name: _l("Bu VÖEN ilə tərəf portalda tapılmadı. Nömrəni yoxlayın.")})
        if found.id == here:
            raise Invalid(fields={name: _l("Bu tərəf artıq qaimədədir.")})


def _named(change: dict[str, Any], waybill: Waybill) -> Iterator[tuple[str, str, int | None]]:
    """Yield (field, VÖEN, whom it replaces) of the parties that a change names."""
    for name, column in (("carrier", waybill.carrier_party_id), ("consignee", waybill.consignee_party_id)):
        if "number" in change.get(name, {}):
            yield name, change[name]["number"], column
    for place, one in change.get("drops", {}).items():
        if "consignee" in one:
            yield "consignee", one["consignee"]["number"], waybill.drop_party_ids[int(place) - 1]


def _ensure_stops_open(change: dict[str, Any], past: Past) -> None:
    """Raise Invalid for a stop, or its goods, when its consignee has them, or refused them, already."""
    wanted = [int(place) for place in change.get("drops", {})]
    wanted += [0] if {"consignee", "unloading"} & change.keys() else []
    if past.waybill.drop_party_ids:
        wanted += [past.goods[int(place)].drop for place in change.get("goods", {})]
    if not set(wanted) <= set(past.open_drops):
        raise Invalid(fields={"drop": _l("Bu dayanacaqda yük artıq təhvil verilib: onu dəyişmək olmaz.")})


def opened(waybill: Waybill, act: WaybillAct) -> Proposal:
    """Write down the proposal that `act` made; the parties that signed before must agree to what they signed."""
    kind = act.data["kind"]
    consignees = _consignees_asked(kind, waybill, act)
    proposal = Proposal(
        public_id=new_public_id(),
        waybill_id=waybill.id,
        kind=kind,
        change=act.data["change"],
        reason=act.reason,
        role=act.role,
        party_id=act.party_id,
        needs=[role.value for role in _needed(kind, waybill, act, consignees)],
        agreed=[act.role],
        consignees=consignees,
        state="open",
        opened_at=act.at,
    )
    db.session().add(proposal)
    db.session().flush()
    return proposal


def _proposer(kind: str, past: Past, roles: frozenset[Role], actor: Actor) -> Role | None:
    """Return the part in which the actor may propose it, None when in none."""
    waybill = past.waybill
    allowed: tuple[Role, ...]
    if kind == REDIRECT:
        holder = waybill.disposal_party_id or waybill.consignor_party_id
        allowed = (Role.CONSIGNOR, Role.CONSIGNEE) if holder is not None and actor.party_id == holder else ()
    elif kind == HAND_OVER:
        allowed = (Role.CARRIER,)
    elif kind == VOID:
        allowed = (Role.CONSIGNOR, Role.CARRIER)
    else:
        allowed = tuple(_signed(past))
    return next((role for role in allowed if role in roles), None)


def _signed(past: Past) -> list[Role]:
    return [role for action, role in SIGNATORIES.items() if past.last(action) is not None]


def _consignees_asked(kind: str, waybill: Waybill, act: WaybillAct) -> list[int]:
    """Return those of several consignees whose goods, received already, change; all when no line of goods does."""
    if kind != ADJUST or not waybill.drop_party_ids or waybill.state != State.DELIVERED.value:
        return []
    stops = [waybill.consignee_party_id, *waybill.drop_party_ids]
    goods = content_from_json(waybill.standing).goods
    places = {goods[int(line)].drop for line in act.data["change"].get("goods", {})} or set(range(len(stops)))
    already = {act.party_id, waybill.consignor_party_id, waybill.carrier_party_id}  # these agree by that other part
    return [
        party_id for party_id in dict.fromkeys(stops[n] for n in sorted(places)) if party_id and party_id not in already
    ]


def _needed(kind: str, waybill: Waybill, act: WaybillAct, consignees: list[int]) -> list[Role]:
    """Return whose consent is awaited; a party that plays two parts agrees once, by proposing."""
    if kind == HAND_OVER:
        return [Role.NEXT_CARRIER]
    if kind == ADJUST and waybill.drop_party_ids and waybill.state == State.DELIVERED.value:
        others = [role for role in (Role.CONSIGNOR, Role.CARRIER) if getattr(waybill, PARTIES[role]) != act.party_id]
        return [*others, *([Role.CONSIGNEE] if consignees else [])]
    if kind == ADJUST:
        delivered = waybill.state == State.DELIVERED.value
        wanted = [Role.CONSIGNOR, Role.CARRIER, *([Role.CONSIGNEE] if delivered else [])]
    else:
        wanted = [Role.CARRIER] if kind == REDIRECT else [Role.CONSIGNOR, Role.CARRIER]
    return [role for role in wanted if getattr(waybill, PARTIES[role]) != act.party_id]
