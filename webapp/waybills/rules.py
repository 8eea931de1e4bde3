"""What may happen to a waybill, by whom, and what the signature covers.

Cabinet decision 355/2023; e-CMR art. 4 and 5; CMR art. 8, 12, 14, 15, 30.
"""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """How far the waybill is. ACCEPTED is its final form, with a number; what comes later is added in acts.

    AT_STORAGE: unloaded on the way. STOPPED: cannot go on. REFUSED: nobody took the goods; RETURNING: they go back under a
    waybill of their own. DELIVERED waits until nobody can complain any more, then it is CLOSED. VOID: undone before departure.
    """

    DRAFT = "draft"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    IN_TRANSIT = "in_transit"
    ARRIVED = "arrived"
    AT_STORAGE = "at_storage"
    STOPPED = "stopped"
    REFUSED = "refused"
    RETURNING = "returning"
    DELIVERED = "delivered"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    VOID = "void"


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
    REFUSE_TO_LOAD = "refuse_to_load"
    REPLY = "reply"
    RESEAL = "reseal"
    RELOAD = "reload"
    STORE = "store"
    RETRIEVE = "retrieve"
    STOP = "stop"
    STORE_PART = "store_part"
    RETRIEVE_PART = "retrieve_part"
    RECEIVE_PART = "receive_part"
    RECEIVE_DROP = "receive_drop"
    REFUSE_DROP = "refuse_drop"
    MISS_DROP = "miss_drop"
    CONFIRM = "confirm"
    COUNTERSIGN = "countersign"
    REFUSE = "refuse"
    REPORT_NO_SHOW = "report_no_show"
    SEND_BACK = "send_back"
    COMPLAIN = "complain"
    HAND_DISPOSAL = "hand_disposal"
    PROPOSE = "propose"
    AGREE = "agree"
    DECLINE = "decline"
    DROP = "drop"
    VOID = "void"
    CLOSE = "close"


class Role(StrEnum):
    """The part that somebody plays in one waybill.

    OTHER_CONSIGNEE is one of several consignees while the goods stand at another's; NEXT_CARRIER is asked to take the goods
    over; FORMER was a party until an act replaced it, and still reads; PORTAL is this system, by its clock.
    """

    CONSIGNOR = "consignor"
    CARRIER = "carrier"
    DRIVER = "driver"
    CONSIGNEE = "consignee"
    OTHER_CONSIGNEE = "other_consignee"
    NEXT_CARRIER = "next_carrier"
    FORMER = "former"
    PORTAL = "portal"


class Covered(StrEnum):
    """What a signature is given for."""

    CONTENT = "content"
    EARLIER_ACTS = "earlier_acts"
    LOADING = "loading"
    RESERVATIONS = "reservations"
    DELIVERED_QUANTITIES = "delivered_quantities"
    SAID = "said"


class NotAllowed(Exception):
    """The life cycle knows no such step from this state."""

    def __init__(self, state: State, action: Action) -> None:
        super().__init__(f"{action} from {state}")
        self.state, self.action = state, action


UNDER_WAY: Final = (State.ACCEPTED, State.IN_TRANSIT, State.AT_STORAGE, State.STOPPED, State.ARRIVED)
SIGNED_STATES: Final = (*UNDER_WAY, State.REFUSED, State.DELIVERED)
TALKS: Final = (Action.PROPOSE, Action.AGREE, Action.DECLINE, Action.DROP)
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
    (State.OFFERED, Action.REFUSE_TO_LOAD): State.CANCELLED,
    (State.ARRIVED, Action.RECEIVE_PART): State.IN_TRANSIT,
    (State.ARRIVED, Action.RECEIVE_DROP): State.IN_TRANSIT,  # other consignees still wait for their part
    (State.ARRIVED, Action.REFUSE_DROP): State.IN_TRANSIT,
    (State.ARRIVED, Action.MISS_DROP): State.IN_TRANSIT,
    (State.ARRIVED, Action.REFUSE): State.REFUSED,
    (State.ARRIVED, Action.REPORT_NO_SHOW): State.REFUSED,
    (State.REFUSED, Action.SEND_BACK): State.RETURNING,
    (State.DELIVERED, Action.SEND_BACK): State.DELIVERED,  # of what was refused while the rest was taken
    (State.IN_TRANSIT, Action.STORE): State.AT_STORAGE,
    (State.AT_STORAGE, Action.RETRIEVE): State.IN_TRANSIT,
    (State.IN_TRANSIT, Action.STORE_PART): State.IN_TRANSIT,
    (State.IN_TRANSIT, Action.RETRIEVE_PART): State.IN_TRANSIT,
    (State.IN_TRANSIT, Action.STOP): State.STOPPED,
    (State.AT_STORAGE, Action.STOP): State.STOPPED,
    (State.IN_TRANSIT, Action.RELOAD): State.IN_TRANSIT,
    (State.AT_STORAGE, Action.RELOAD): State.AT_STORAGE,
    (State.STOPPED, Action.RELOAD): State.IN_TRANSIT,
    (State.DELIVERED, Action.CONFIRM): State.DELIVERED,
    (State.DELIVERED, Action.COMPLAIN): State.DELIVERED,
    (State.ACCEPTED, Action.VOID): State.VOID,  # when both agreed to it
    (State.DELIVERED, Action.CLOSE): State.CLOSED,
    (State.RETURNING, Action.CLOSE): State.CLOSED,
    **{(state, Action.RESEAL): state for state in (State.IN_TRANSIT, State.AT_STORAGE, State.ARRIVED, State.STOPPED)},
    **{(state, Action.REPLY): state for state in UNDER_WAY},
    **{(state, Action.COUNTERSIGN): state for state in (*SIGNED_STATES, State.RETURNING)},
    **{(state, Action.HAND_DISPOSAL): state for state in UNDER_WAY},
    **{(state, action): state for state in SIGNED_STATES for action in TALKS},
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
    Action.REFUSE_TO_LOAD: frozenset({Role.CARRIER, Role.DRIVER}),
    Action.REPLY: frozenset({Role.CONSIGNOR}),
    Action.RESEAL: frozenset({Role.CARRIER, Role.DRIVER}),
    Action.RELOAD: frozenset({Role.CARRIER, Role.DRIVER}),
    Action.STORE: frozenset({Role.CARRIER, Role.DRIVER}),
    Action.RETRIEVE: frozenset({Role.CARRIER, Role.DRIVER}),
    Action.STOP: frozenset({Role.CARRIER, Role.DRIVER}),
    Action.STORE_PART: frozenset({Role.CARRIER, Role.DRIVER}),
    Action.RETRIEVE_PART: frozenset({Role.CARRIER, Role.DRIVER}),
    Action.RECEIVE_PART: frozenset({Role.CONSIGNEE}),
    Action.RECEIVE_DROP: frozenset({Role.CONSIGNEE}),
    Action.REFUSE_DROP: frozenset({Role.CONSIGNEE}),
    Action.MISS_DROP: frozenset({Role.CARRIER, Role.DRIVER}),
    Action.CONFIRM: frozenset({Role.CARRIER, Role.DRIVER}),
    Action.COUNTERSIGN: frozenset({Role.CARRIER, Role.DRIVER}),
    Action.REFUSE: frozenset({Role.CONSIGNEE}),
    Action.REPORT_NO_SHOW: frozenset({Role.CARRIER, Role.DRIVER}),
    Action.SEND_BACK: frozenset({Role.CARRIER}),
    Action.COMPLAIN: frozenset({Role.CONSIGNEE}),
    Action.HAND_DISPOSAL: frozenset({Role.CONSIGNOR}),
    Action.PROPOSE: frozenset({Role.CONSIGNOR, Role.CARRIER, Role.CONSIGNEE}),
    Action.AGREE: frozenset({Role.CONSIGNOR, Role.CARRIER, Role.DRIVER, Role.CONSIGNEE, Role.NEXT_CARRIER}),
    Action.DECLINE: frozenset({Role.CONSIGNOR, Role.CARRIER, Role.DRIVER, Role.CONSIGNEE, Role.NEXT_CARRIER}),
    Action.DROP: frozenset({Role.CONSIGNOR, Role.CARRIER, Role.CONSIGNEE}),
    Action.VOID: frozenset({Role.PORTAL}),
    Action.CLOSE: frozenset({Role.PORTAL}),
}
ACT: Final = (Covered.CONTENT, Covered.EARLIER_ACTS, Covered.SAID)
SIGNED: Final = {
    Action.OFFER: (Covered.CONTENT,),
    Action.ACCEPT: (Covered.CONTENT, Covered.EARLIER_ACTS, Covered.LOADING, Covered.RESERVATIONS),
    Action.RECEIVE: (Covered.CONTENT, Covered.EARLIER_ACTS, Covered.DELIVERED_QUANTITIES, Covered.RESERVATIONS),
    Action.RECEIVE_PART: (Covered.CONTENT, Covered.EARLIER_ACTS, Covered.DELIVERED_QUANTITIES, Covered.RESERVATIONS),
    Action.RECEIVE_DROP: (Covered.CONTENT, Covered.EARLIER_ACTS, Covered.DELIVERED_QUANTITIES, Covered.RESERVATIONS),
    **dict.fromkeys(
        (
            Action.STORE_PART,
            Action.RETRIEVE_PART,
            Action.REFUSE_DROP,
            Action.MISS_DROP,
            Action.REPLY,
            Action.RESEAL,
            Action.RELOAD,
            Action.STORE,
            Action.RETRIEVE,
            Action.STOP,
            Action.CONFIRM,
            Action.COUNTERSIGN,
            Action.REFUSE,
            Action.REPORT_NO_SHOW,
            Action.COMPLAIN,
            Action.HAND_DISPOSAL,
            Action.PROPOSE,
            Action.AGREE,
        ),
        ACT,
    ),
}
WITH_REASON: Final = frozenset(
    {
        Action.WITHDRAW,
        Action.ASK_CHANGE,
        Action.CANCEL,
        Action.REFUSE_TO_LOAD,
        Action.REFUSE,
        Action.REPORT_NO_SHOW,
        Action.REFUSE_DROP,
        Action.MISS_DROP,
        Action.STOP,
        Action.COMPLAIN,
        Action.DECLINE,
    }
)
AT_A_STOP: Final = {  # what ends the stop of one consignee -> what ends the last one
    Action.RECEIVE_DROP: Action.RECEIVE,
    Action.REFUSE_DROP: Action.REFUSE,
    Action.MISS_DROP: Action.REPORT_NO_SHOW,
}
ENDED_BY: Final = {ending: dropping for dropping, ending in AT_A_STOP.items()}
FINAL_STATES: Final = frozenset({State.DELIVERED, State.CLOSED, State.CANCELLED, State.VOID})
FORWARD: Final = {  # the step that the waybill waits for
    State.DRAFT: Action.OFFER,
    State.OFFERED: Action.ACCEPT,
    State.ACCEPTED: Action.DEPART,
    State.IN_TRANSIT: Action.ARRIVE,
    State.AT_STORAGE: Action.RETRIEVE,
    State.STOPPED: Action.RELOAD,
    State.ARRIVED: Action.RECEIVE,
    State.REFUSED: Action.SEND_BACK,
}


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
    return ACTORS[FORWARD[state]] if state in FORWARD else frozenset()
