"""The life of a form, and what its passengers are counted by. Pure."""

from enum import StrEnum
from typing import Final

SERIES: Final = "journey_form"
MOST_LEGS: Final = 12
MOST_DRIVERS: Final = 3
MOST_PASSENGERS: Final = 100
LONGEST_NAME: Final = 120


class State(StrEnum):
    """SIGNED is locked: later only entries are added. CLOSED after the journey, CANCELLED before it."""

    DRAFT = "draft"
    SIGNED = "signed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """What changes the state."""

    SIGN = "sign"
    CLOSE = "close"
    CANCEL = "cancel"
    DISCARD = "discard"


class Model(StrEnum):
    """Which model of the form it is: within the country or abroad."""

    DOMESTIC = "domestic"
    INTERNATIONAL = "international"


TRANSITIONS: Final = {
    (State.DRAFT, Action.SIGN): State.SIGNED,
    (State.DRAFT, Action.DISCARD): State.CANCELLED,
    (State.SIGNED, Action.CLOSE): State.CLOSED,
    (State.SIGNED, Action.CANCEL): State.CANCELLED,
}


def next_state(state: State, action: Action) -> State | None:
    """Return the state after `action`, None when there is no such step."""
    return TRANSITIONS.get((state, action))


def form_number(year: int, sequence: int) -> str:
    """Return the number of the form that is `sequence`-th in `year`: F-2026-0000001."""
    return f"F-{year:04d}-{sequence:07d}"
