"""What may happen to a waybill, by whom, and what the signature covers. Cabinet decision 355/2023; e-CMR art. 4 and 5."""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """How far the waybill is. ACCEPTED is its final form; DELIVERED and CANCELLED end it."""

    DRAFT = "draft"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    IN_TRANSIT = "in_transit"
    ARRIVED = "arrived"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """A step that leaves an act in the chain."""

    OFFER = "offer"
    WITHDRAW = "withdraw"
    ASK_CHANGE = "ask_change"
    CANCEL = "cancel"
    ACCEPT = "accept"
    DEPART = "depart"
    ARRIVE = "arrive"
    RECEIVE = "receive"


class Role(StrEnum):
    """The part that somebody plays in one waybill."""

    CONSIGNOR = "consignor"
    CARRIER = "carrier"
    DRIVER = "driver"
    CONSIGNEE = "consignee"


class Covered(StrEnum):
    """What a signature is given for."""

    CONTENT = "content"
    EARLIER_ACTS = "earlier_acts"
    LOADING = "loading"
    RESERVATIONS = "reservations"
    DELIVERED_QUANTITIES = "delivered_quantities"


class NotAllowed(Exception):
    """The life cycle knows no such step from this state."""

    def __init__(self, state: State, action: Action) -> None:
        super().__init__(f"{action} from {state}")
        self.state, self.action = state, action


TRANSITIONS: Final = {
    (State.DRAFT, Action.OFFER): State.OFFERED,
    (State.OFFERED, Action.WITHDRAW): State.DRAFT,
    (State.OFFERED, Action.ASK_CHANGE): State.DRAFT,
    (State.OFFERED, Action.CANCEL): State.CANCELLED,
    (State.DRAFT, Action.CANCEL): State.CANCELLED,  # only of a draft that was an offer once: see access.is_open
    (State.OFFERED, Action.ACCEPT): State.ACCEPTED,
    (State.ACCEPTED, Action.DEPART): State.IN_TRANSIT,
    (State.IN_TRANSIT, Action.ARRIVE): State.ARRIVED,
    (State.ARRIVED, Action.RECEIVE): State.DELIVERED,
}
ACTORS: Final = {
    Action.OFFER: frozenset({Role.CONSIGNOR}),
    Action.WITHDRAW: frozenset({Role.CONSIGNOR}),
    Action.ASK_CHANGE: frozenset({Role.CARRIER, Role.DRIVER}),
    Action.CANCEL: frozenset({Role.CONSIGNOR, Role.CARRIER}),
    Action.ACCEPT: frozenset({Role.CARRIER, Role.DRIVER}),
    Action.DEPART: frozenset({Role.DRIVER}),
    Action.ARRIVE: frozenset({Role.DRIVER}),
    Action.RECEIVE: frozenset({Role.CONSIGNEE}),
}
SIGNED: Final = {
    Action.OFFER: (Covered.CONTENT,),
    Action.ACCEPT: (Covered.CONTENT, Covered.EARLIER_ACTS, Covered.LOADING, Covered.RESERVATIONS),
    Action.RECEIVE: (Covered.CONTENT, Covered.EARLIER_ACTS, Covered.DELIVERED_QUANTITIES, Covered.RESERVATIONS),
}
WITH_REASON: Final = frozenset({Action.WITHDRAW, Action.ASK_CHANGE, Action.CANCEL})
FINAL_STATES: Final = frozenset({State.DELIVERED, State.CANCELLED})


def next_state(state: State, action: Action) -> State:
    """Return the state after `action`. Raises NotAllowed, which names both, when there is no such step."""
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise NotAllowed(state, action) from None


def possible_actions(state: State, roles: frozenset[Role]) -> tuple[Action, ...]:
    """Return what somebody with `roles` may do now, in the order of the life cycle."""
    return tuple(action for (before, action) in TRANSITIONS if before is state and roles & ACTORS[action])


def acting_role(action: Action, roles: frozenset[Role]) -> Role | None:
    """Return the one of `roles` in which somebody takes the step: the carrier before its driver. None: may not."""
    return next((role for role in Role if role in roles and role in ACTORS[action]), None)


def needs(state: State) -> frozenset[Role]:
    """Return who is expected to take the next step forward in `state`."""
    forward = {Action.OFFER, Action.ACCEPT, Action.DEPART, Action.ARRIVE, Action.RECEIVE}
    return frozenset(
        role for (before, action) in TRANSITIONS if before is state and action in forward for role in ACTORS[action]
    )
