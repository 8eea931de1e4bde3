"""Who plays which part in a waybill, and what that lets them see and do. A stranger is told that there is none."""

from typing import Final, TypeVar

from webapp.core.actor import Actor
from webapp.core.crypto import blind_index
from webapp.core.permissions import Permission
from webapp.waybills.chain import was_signed
from webapp.waybills.drafts import Draft
from webapp.waybills.errors import NoSuchWaybill, NotYourStep
from webapp.waybills.models import Waybill
from webapp.waybills.past import GUARDS, answering, is_open, past_of
from webapp.waybills.permissions import WAYBILLS_DRIVE, WAYBILLS_EDIT, WAYBILLS_SIGN, WAYBILLS_VIEW
from webapp.waybills.rules import Action, Role, State, acting_role, possible_actions

DRAFTERS: Final = frozenset({Role.CONSIGNOR, Role.CARRIER})
Parts = Waybill | Draft  # what decides who plays which part
Row = TypeVar("Row", Waybill, Draft)


def roles_of(actor: Actor, waybill: Parts) -> frozenset[Role]:
    """Return the parts that `actor` plays by the party acted for, and as the driver named in the waybill."""
    found: set[Role] = set()
    if actor.party_id is not None and actor.has(WAYBILLS_VIEW.code):
        columns = {
            Role.CONSIGNOR: waybill.consignor_party_id,
            Role.CARRIER: waybill.carrier_party_id,
            Role.CONSIGNEE: waybill.consignee_party_id,
        }
        found |= {role for role, party_id in columns.items() if party_id == actor.party_id}
        found = consigned(found, actor.party_id, waybill)
        if actor.party_id == getattr(waybill, "next_carrier_party_id", None):
            found.add(Role.NEXT_CARRIER)
        if not found and actor.party_id in getattr(waybill, "former_party_ids", ()):
            found.add(Role.FORMER)
    if is_driver(actor, waybill):
        found.add(Role.DRIVER)
    return frozenset(found)


def consigned(found: set[Role], party_id: int, waybill: Parts) -> set[Role]:
    """Return the parts with the one of several consignees right: while goods stand at one's place, it alone is asked."""
    others = getattr(waybill, "drop_party_ids", None) or []
    if not others:
        return found
    stops = [waybill.consignee_party_id, *others]
    if party_id not in stops:
        return found
    standing = getattr(waybill, "at_drop", None)
    mine = standing is None or stops[standing] == party_id
    return (found - {Role.CONSIGNEE}) | {Role.CONSIGNEE if mine else Role.OTHER_CONSIGNEE}


def is_driver(actor: Actor, waybill: Parts) -> bool:
    """Whether `actor` is the person who drives, acting as oneself."""
    if waybill.driver_index is None or actor.fin is None or not actor.has(WAYBILLS_DRIVE.code):
        return False
    return waybill.driver_index == blind_index(actor.fin)


def visible_roles(actor: Actor, waybill: Parts) -> frozenset[Role]:
    """Return the parts in which `actor` may see the waybill as it stands.

    A draft is its initiator's alone until it is handed to the other side; consignee and driver see what is offered.
    A discarded one is nobody's.
    """
    if waybill.discarded_at is not None:
        return frozenset()
    roles = roles_of(actor, waybill)
    if State(waybill.state) is not State.DRAFT:
        return roles
    if actor.party_id == waybill.initiator_party_id and actor.has(WAYBILLS_VIEW.code):
        return roles | {Role(waybill.initiator_role)}
    return roles & DRAFTERS if waybill.shared_at is not None else frozenset()


def ensure_visible(actor: Actor, waybill: Row | None) -> tuple[Row, frozenset[Role]]:
    """Return the waybill and the actor's parts in it. Raises NoSuchWaybill for a stranger and for nothing alike."""
    roles = visible_roles(actor, waybill) if waybill is not None else frozenset()
    if waybill is None or not roles:
        raise NoSuchWaybill
    return waybill, roles


def may_edit(actor: Actor, waybill: Parts) -> bool:
    """Whether `actor` may change the draft."""
    roles = visible_roles(actor, waybill)
    return State(waybill.state) is State.DRAFT and bool(roles & DRAFTERS) and actor.has(WAYBILLS_EDIT.code)


def may_discard(actor: Actor, waybill: Waybill) -> bool:
    """Whether `actor` may put the draft away: the side that began it, as long as it was never signed."""
    mine = actor.party_id == waybill.initiator_party_id and may_edit(actor, waybill)
    return mine and not was_signed(waybill.id)


def needed_right(role: Role) -> Permission:
    """Return the right that a step in this part asks for."""
    return WAYBILLS_DRIVE if role is Role.DRIVER else WAYBILLS_SIGN


def allowed_actions(actor: Actor, waybill: Waybill) -> tuple[Action, ...]:
    """Return the steps that `actor` may take now."""
    roles = visible_roles(actor, waybill)
    held = frozenset(role for role in roles if actor.has(needed_right(role).code))
    possible = possible_actions(State(waybill.state), held)
    if not GUARDS.keys() & set(possible):
        return possible
    past = past_of(waybill)
    return tuple(action for action in possible if is_open(action, past, answering(action, past, held, actor.party_id)))


def ensure_role(actor: Actor, action: Action, roles: frozenset[Role]) -> Role:
    """Return the part in which `actor` takes the step. Raises NotYourStep."""
    held = frozenset(role for role in roles if actor.has(needed_right(role).code))
    role = acting_role(action, held)
    if role is None:
        raise NotYourStep
    return role
