"""The law as data and pure functions: nothing imported but the standard library.

Act 000, annex 2, 6.8; act 001, annex 3, 5.7; charter 003, 7.0.11 and 7.0.12; charter 004, 6.1.5-6.1.9 and 6.1.17.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

ANSWER_WITHIN: Final = timedelta(hours=24)
REMIND_AFTER: Final = timedelta(hours=20)
ATTEMPTS: Final = 5
ATTEMPTS_WITHIN: Final = timedelta(minutes=15)
SMALLEST_CELL: Final = 5

INTERFERENCE: Final = frozenset(
    {
        *("inconsistent_response", "invalid_response", "asic", "invalid_hash_chain", "malformed_hash_chain"),
        *("hashchain_unused_inputs", "invalid_hash_chain_ref", "duplicate_message_id", "signing_time_outside_window"),
        *("missing_signature", "signature_verification", "invalid_signature_value", "malformed_signature"),
        *("cert_validation", "incorrect_certificate", "invalid_certificate", "ssl_authentication_failed"),
    }
)
"""Fault kinds of the exchange that mean forged, changed or repeated messages; other defects are the exchange's tickets."""


class NotAllowed(Exception):
    """The life cycle knows no such step from this state."""


class Kind(StrEnum):
    """What happened (charter 004, 6.1.9): security was breached, something does not work, equipment had an accident."""

    SECURITY = "security"
    FAULT = "fault"
    ACCIDENT = "accident"


class State(StrEnum):
    """How far an incident is; there is no state in which it is gone."""

    REGISTERED = "registered"
    HANDLING = "handling"
    CLOSED = "closed"


STEPS: Final[dict[tuple[State, str], State]] = {
    (State.REGISTERED, "begin"): State.HANDLING,
    (State.REGISTERED, "note"): State.REGISTERED,
    (State.HANDLING, "note"): State.HANDLING,
    (State.HANDLING, "close"): State.CLOSED,
    (State.CLOSED, "reopen"): State.HANDLING,
}
REPORT_STEPS: Final[dict[tuple[str, str], str]] = {
    ("new", "take"): "taken",
    ("new", "done"): "done",
    ("taken", "done"): "done",
    ("done", "reopen"): "taken",
}
CHANGE_STEPS: Final[dict[tuple[str, str], str]] = {
    ("proposed", "accept"): "accepted",
    ("proposed", "decline"): "declined",
    ("accepted", "release"): "released",
    ("accepted", "decline"): "declined",
}
PRIORITIES: Final = {"blocked": 1, "wrong": 2, "small": 3}
"""How a fault hinders its reporter, and the priority that follows: 1 is urgent."""


def next_state(state: State, action: str) -> State:
    """Return the state after `action`. Raises NotAllowed."""
    if (state, action) not in STEPS:
        raise NotAllowed
    return STEPS[state, action]


def next_word(steps: dict[tuple[str, str], str], state: str, action: str) -> str:
    """Return the state after `action` by one of the small life cycles. Raises NotAllowed."""
    if (state, action) not in steps:
        raise NotAllowed
    return steps[state, action]


def topics(kind: str, services: Iterable[str], *, attempt: bool) -> frozenset[str]:
    """Return what an incident is about, as addressees are chosen: its kind, `exchange`, `attempt` (004, 6.1.6, 6.1.7, 6.1.9)."""
    found = {kind}
    if {"exchange", "cloud"} & set(services):
        found.add("exchange")
    if attempt:
        found.add("attempt")
    return frozenset(found)


def answer_due(received: datetime) -> datetime:
    """Return when a supervising body's request must be answered: 24 hours by the clock, nights and holidays included.

    The sum is made in UTC, so that no change of a country's clocks makes a day longer. Raises ValueError for a naive
    instant (004, 6.1.6).
    """
    return _utc(received) + ANSWER_WITHIN


def remind_at(received: datetime) -> datetime:
    """Return when those who answer are reminded: four hours before the end."""
    return _utc(received) + REMIND_AFTER


def time_left(due: datetime, at: datetime) -> timedelta:
    """Return how much of the clock is left at the instant `at`; negative when it is over."""
    return _utc(due) - _utc(at)


def is_late(due: datetime, answered: datetime | None, at: datetime) -> bool:
    """Whether the answer came, or has not come, after the end; the last instant itself is in time."""
    return time_left(due, answered or at) < timedelta()


def too_many(earlier: Iterable[datetime], at: datetime) -> bool:
    """Whether the failed sign-ins of one account or address, this one at `at` among them, are an attempt (004, 6.1.7)."""
    return sum(at - ATTEMPTS_WITHIN < moment <= at for moment in earlier) >= ATTEMPTS


def shown_count(count: int) -> int | None:
    """Return a count of people's doings for statistics; None for a small one, behind which somebody could be recognised."""
    return count if count == 0 or count >= SMALLEST_CELL else None


def _utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return instant.astimezone(UTC)
