"""What may become of a request for a signature. Nothing here but the standard library."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

TIME_TO_CONFIRM: Final = timedelta(minutes=3)  # the service gives the person two; the rest is for the way
QUICK_FOR: Final = timedelta(seconds=30)  # most people confirm within half a minute
SLOW_PAUSE: Final = timedelta(seconds=2)
TIME_TO_PREPARE: Final = timedelta(minutes=10)
MOST_TROUBLES: Final = 5  # tries of one attempt against a service that does not answer, before the person is told
MOST_ATTEMPTS: Final = 20  # tries by the person; more is push bombing


class State(StrEnum):
    """Where a request is."""

    PREPARING = "preparing"
    WAITING = "waiting"
    COMPLETED = "completed"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Means(StrEnum):
    """By what the person signs."""

    SIMA = "sima"
    ASAN_IMZA = "asan_imza"


class Reason(StrEnum):
    """Why there is no signature (yet)."""

    USER_CANCELLED = "user_cancelled"
    TIMEOUT = "timeout"
    CANCELLED = "cancelled"
    NOT_CUSTOMER = "not_customer"
    PHONE_ABSENT = "phone_absent"
    DELIVERY_ERROR = "delivery_error"
    HASH_MISMATCH = "hash_mismatch"
    WRONG_PERSON = "wrong_person"
    REVOKED = "revoked"
    EXPIRED = "expired"
    UNTRUSTED = "untrusted"
    REVOCATION_UNKNOWN = "revocation_unknown"
    SERVICE_DOWN = "service_down"
    TIME_STAMP_DOWN = "time_stamp_down"
    BUSY = "busy"
    OUTDATED = "outdated"


LIVE: Final = frozenset({State.PREPARING, State.WAITING})
ENDED: Final = frozenset(State) - LIVE
REPEATABLE: Final = frozenset({State.REFUSED, State.TIMED_OUT, State.FAILED, State.CANCELLED})
PASSING: Final = frozenset({Reason.SERVICE_DOWN, Reason.TIME_STAMP_DOWN, Reason.REVOCATION_UNKNOWN, Reason.BUSY})
RESULTS: Final = {
    "USER_CANCELLED": (State.REFUSED, Reason.USER_CANCELLED),
    "TIMEOUT": (State.TIMED_OUT, Reason.TIMEOUT),
    "NOT_CUSTOMER": (State.FAILED, Reason.NOT_CUSTOMER),
    "PHONE_ABSENT": (State.FAILED, Reason.PHONE_ABSENT),
    "DELIVERY_ERROR": (State.FAILED, Reason.DELIVERY_ERROR),
    "HASH_MISMATCH": (State.FAILED, Reason.HASH_MISMATCH),
}


def end_of(result: str) -> tuple[State, Reason]:
    """Return what a result of the signing service other than OK means; an unknown word is a failure of delivery."""
    return RESULTS.get(result, (State.FAILED, Reason.DELIVERY_ERROR))


def may_repeat(state: State, reason: Reason | None, attempts: int) -> bool:
    """Whether the person may try again with the same PDF: it ended without a signature and is still the right text."""
    return state in REPEATABLE and reason is not Reason.OUTDATED and attempts < MOST_ATTEMPTS


def wait_before_retry(troubles: int) -> timedelta:
    """Return how long to leave a service alone that has failed `troubles` times in this attempt: 2, 4, 8, 16 s."""
    return timedelta(seconds=2 ** max(troubles, 1))


def pause_after(waited: timedelta) -> timedelta:
    """Return how long to leave the service alone after asking in vain: not at all at first, then two seconds."""
    return timedelta(0) if waited < QUICK_FOR else SLOW_PAUSE
