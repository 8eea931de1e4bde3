"""The ways of an invoice, an attempt and a refund, and the judgement on what a provider says. Nothing but the standard library."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeVar

CURRENCY: Final = "AZN"
MOST_QEPIK: Final = 1_000_000_000  # ten million manat: more is a defect, not a fee
ATTEMPT_LIFE: Final = timedelta(minutes=90)


class InvoiceState(StrEnum):
    """An invoice waits, or has ended in one of three ways."""

    OPEN = "open"
    PAID = "paid"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class AttemptState(StrEnum):
    """`held`: money came that does not fit; `late`: money came that the invoice no longer takes."""

    CREATED = "created"
    PENDING = "pending"
    HELD = "held"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    LATE = "late"
    RETURNED = "returned"


class RefundState(StrEnum):
    """A refund waits for a second person, for the provider, for an accountant after its no, or has ended.

    `sent`: the provider took it and has not made it yet.
    """

    ASKED = "asked"
    APPROVED = "approved"
    SENT = "sent"
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"


class Verdict(StrEnum):
    """What becomes of a provider's answer."""

    IGNORE = "ignore"
    WAIT = "wait"
    END = "end"
    APPLY = "apply"
    LATE = "late"
    HOLD = "hold"


LIVE: Final = frozenset({AttemptState.CREATED, AttemptState.PENDING, AttemptState.HELD})
GIVEN_UP: Final = frozenset({AttemptState.FAILED, AttemptState.CANCELLED, AttemptState.EXPIRED})
OPEN_ENDED: Final = frozenset({AttemptState.CREATED, AttemptState.PENDING}) | GIVEN_UP

INVOICE_STEPS: Final = {
    (InvoiceState.OPEN, "pay"): InvoiceState.PAID,
    (InvoiceState.OPEN, "cancel"): InvoiceState.CANCELLED,
    (InvoiceState.OPEN, "lapse"): InvoiceState.LAPSED,
    (InvoiceState.CANCELLED, "pay_late"): InvoiceState.PAID,
    (InvoiceState.LAPSED, "pay_late"): InvoiceState.PAID,
}
ATTEMPT_STEPS: Final = {
    (AttemptState.CREATED, "reach"): AttemptState.PENDING,
    **{(state, "succeed"): AttemptState.SUCCEEDED for state in OPEN_ENDED},
    **{(state, "late"): AttemptState.LATE for state in OPEN_ENDED},
    **{(state, "hold"): AttemptState.HELD for state in (AttemptState.CREATED, AttemptState.PENDING)},
    **{(state, "fail"): AttemptState.FAILED for state in (AttemptState.CREATED, AttemptState.PENDING)},
    **{(state, "cancel"): AttemptState.CANCELLED for state in (AttemptState.CREATED, AttemptState.PENDING)},
    **{(state, "expire"): AttemptState.EXPIRED for state in (AttemptState.CREATED, AttemptState.PENDING)},
    (AttemptState.HELD, "return"): AttemptState.RETURNED,
    (AttemptState.LATE, "return"): AttemptState.RETURNED,
}
REFUND_STEPS: Final = {
    (RefundState.ASKED, "approve"): RefundState.APPROVED,
    (RefundState.ASKED, "refuse"): RefundState.REFUSED,
    (RefundState.APPROVED, "send"): RefundState.SENT,
    **{(state, "finish"): RefundState.DONE for state in (RefundState.APPROVED, RefundState.SENT)},
    **{(state, "refuse"): RefundState.REFUSED for state in (RefundState.APPROVED, RefundState.SENT)},
    **{(state, "hold"): RefundState.WAITING for state in (RefundState.APPROVED, RefundState.SENT)},
    (RefundState.WAITING, "retry"): RefundState.APPROVED,
    (RefundState.WAITING, "refuse"): RefundState.REFUSED,
}
ENDINGS: Final = {"failed": "fail", "cancelled": "cancel", "expired": "expire"}
S = TypeVar("S", InvoiceState, AttemptState, RefundState)


class NotAllowed(Exception):
    """The table knows no such step."""


def step(table: Mapping[tuple[S, str], S], state: S, action: str) -> S:
    """Return the state after `action`. Raises NotAllowed, which names both."""
    try:
        return table[state, action]
    except KeyError:
        raise NotAllowed(state, action) from None


@dataclass(frozen=True, slots=True)
class Claim:
    """What we expect of a payment, or what a provider says of it: the same fields, so that they can be compared."""

    qepik: int
    currency: str
    invoice: str
    attempt: str


def different(expected: Claim, seen: Claim) -> tuple[str, ...]:
    """Return the names of the fields in which the provider's words are not ours, in a fixed order."""
    names = ("qepik", "currency", "invoice", "attempt")
    return tuple(name for name in names if getattr(expected, name) != getattr(seen, name))


def judge(
    attempt: AttemptState, invoice: InvoiceState, status: str, *, paid_on: date, due_on: date | None, fits: bool
) -> Verdict:
    """Return what becomes of the provider's `status` for an attempt (the table of auth and payments, 6.1.7).

    Money is applied once, in time, in full, or not at all: what comes too late or does not fit is kept apart.
    """
    if attempt not in OPEN_ENDED:
        return Verdict.IGNORE
    if status != "succeeded":
        if attempt in GIVEN_UP:
            return Verdict.IGNORE
        return Verdict.END if status in ENDINGS else Verdict.WAIT
    if not fits:
        return Verdict.LATE if attempt in GIVEN_UP else Verdict.HOLD
    in_time = due_on is None or paid_on <= due_on
    return Verdict.APPLY if invoice is InvoiceState.OPEN and in_time else Verdict.LATE


def amount(qepik: int, currency: str) -> str:
    """Return an amount as it stands in lists of differences, in the currency that was named: 249,99 USD."""
    sign = "-" if qepik < 0 else ""
    return f"{sign}{abs(qepik) // 100},{abs(qepik) % 100:02d} {currency}"


def needs_second(qepik: int, limit: int) -> bool:
    """Whether a refund of this size takes a second person, when it does from `limit` on."""
    return qepik >= limit


def may_return(paid: int, given: int, wanted: int) -> bool:
    """Whether `wanted` qəpik of a payment can go back when `given` went or are on their way; never more than was paid."""
    return type(wanted) is int and 0 < wanted <= paid - given
