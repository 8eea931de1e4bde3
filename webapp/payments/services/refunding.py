"""Refunds from the office: money that was never applied, whole; what a second person says; what follows a provider's no."""

from webapp.core.actor import SYSTEM, Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.permissions import ensure_may
from webapp.payments import ledger
from webapp.payments.errors import SecondPersonNeeded, StepNotPossible
from webapp.payments.events import RefundApproved
from webapp.payments.models import Attempt
from webapp.payments.permissions import SETTLE
from webapp.payments.services.announcing import announce_refund
from webapp.payments.services.attempting import locked_attempt
from webapp.payments.services.differing import close_of_refund
from webapp.payments.services.refunds import approve, locked_refund, new_refund, note_refund, take_refund
from webapp.payments.services.returning import take_back_due


def return_at_once(row: Attempt, reason: str) -> None:
    """Send back by itself what came too late; a large amount waits for an accountant."""
    _ask(row, reason, SYSTEM)


def ask_refund(attempt: str, *, reason: str, actor: Actor) -> str:
    """Ask for the return of money that was held or came late; return the refund's public id.

    Raises NoSuchPayment, StepNotPossible when there is nothing to return or it is on its way.
    """
    ensure_may(actor, SETTLE)
    row = locked_attempt(attempt)
    return _ask(row, reason, actor)


def approve_refund(public_id: str, *, actor: Actor) -> None:
    """Approve a refund that another asked for. Raises NoSuchPayment, SecondPersonNeeded, StepNotPossible."""
    ensure_may(actor, SETTLE)
    found = locked_refund(public_id)
    if found.asked_by == actor.account_id:
        raise SecondPersonNeeded
    approve(found, actor)


def retry_refund(public_id: str, *, actor: Actor) -> None:
    """Have the provider asked once more after its no. Raises NoSuchPayment, StepNotPossible."""
    ensure_may(actor, SETTLE)
    found = locked_refund(public_id)
    take_refund(found, "retry")
    found.tries, found.trouble = found.tries + 1, ""
    note_refund("refund_retried", found, actor)
    publish(RefundApproved(refund=public_id))


def decline_refund(public_id: str, *, reason: str, actor: Actor) -> None:
    """End a refund that waits for a second person or for us after the provider's no; the asking room is told.

    Raises NoSuchPayment, StepNotPossible.
    """
    ensure_may(actor, SETTLE)
    found = locked_refund(public_id)
    if found.state not in {"asked", "waiting"}:
        raise StepNotPossible
    take_refund(found, "refuse")
    found.ended_at, found.trouble = now(), reason
    note_refund("refund_declined", found, actor)
    if found.applied:
        take_back_due(found)
        close_of_refund(found, resolution=reason, actor=actor)
        announce_refund(found)


def _ask(row: Attempt, reason: str, actor: Actor) -> str:
    amount = ledger.credited(f"payment:{row.public_id}", ledger.UNAPPLIED)
    if row.state not in {"held", "late"} or amount <= 0:
        raise StepNotPossible
    return new_refund(row, amount, reason=reason, actor=actor).public_id
