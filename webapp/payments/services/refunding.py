"""Money that goes back, whole and by the way it came: asked for by one, above a limit approved by a second."""

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.payments import ledger
from webapp.payments.errors import NoSuchPayment, SecondPersonNeeded, StepNotPossible
from webapp.payments.events import RefundApproved
from webapp.payments.models import Attempt, Invoice, Refund
from webapp.payments.permissions import SETTLE
from webapp.payments.rules import REFUND_STEPS, NotAllowed, RefundState, needs_second, step
from webapp.payments.services.attempting import locked_attempt, move
from webapp.payments.services.differing import close_of_attempt


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
    _approve(found, actor)


def finish_refund(public_id: str, provider_ref: str) -> None:
    """Book a refund that the provider has made: the unapplied money is gone, its differences are cleared up."""
    found = locked_refund(public_id)
    if found.state == RefundState.DONE:
        return
    row = db.session().get_one(Attempt, found.attempt_id)
    row = locked_attempt(row.public_id)
    _move(found, "finish")
    found.provider_ref, found.ended_at = provider_ref, now()
    invoice = db.session().get_one(Invoice, row.invoice_id)
    sides = {ledger.UNAPPLIED: found.qepik, ledger.clearing(row.provider): -found.qepik}
    ledger.post(f"refund:{found.public_id}", "refund", invoice.public_id, sides)
    move(row, "return")
    close_of_attempt(row.id, resolution=found.reason, actor=SYSTEM)
    _record("refund_done", found, SYSTEM)


def refuse_refund(public_id: str) -> None:
    """Note that the provider will not make a refund; the difference stays open for an accountant."""
    found = locked_refund(public_id)
    if found.state == RefundState.APPROVED:
        _move(found, "refuse")
        found.ended_at = now()
        _record("refund_refused", found, SYSTEM)


def locked_refund(public_id: str) -> Refund:
    """Return the refund, locked. Raises NoSuchPayment."""
    found = db.session().scalar(select(Refund).where(Refund.public_id == public_id).with_for_update())
    if found is None:
        raise NoSuchPayment
    return found


def _ask(row: Attempt, reason: str, actor: Actor) -> str:
    amount = ledger.credited(f"payment:{row.public_id}", ledger.UNAPPLIED)
    if row.state not in {"held", "late"} or amount <= 0:
        raise StepNotPossible
    found = Refund(
        public_id=new_public_id(),
        attempt_id=row.id,
        qepik=amount,
        state=RefundState.ASKED.value,
        reason=reason,
        asked_by=actor.account_id,
        asked_name=actor.name,
        approved_name="",
        asked_at=now(),
    )
    db.session().add(found)
    db.session().flush()
    _record("refund_asked", found, actor, qepik=amount)
    if not needs_second(amount):
        _approve(found, actor)
    return found.public_id


def _approve(found: Refund, actor: Actor) -> None:
    _move(found, "approve")
    found.approved_name = actor.name
    _record("refund_approved", found, actor)
    publish(RefundApproved(refund=found.public_id))


def _move(found: Refund, action: str) -> None:
    try:
        found.state = step(REFUND_STEPS, RefundState(found.state), action).value
    except NotAllowed:
        raise StepNotPossible from None


def _record(action: str, found: Refund, actor: Actor, **detail: object) -> None:
    key = found.public_id
    record(f"payments.{action}", actor=actor, object_type="payment_refund", object_key=key, detail=detail or None)
