"""What every refund has in common: its row, its lock, its steps, its line in the journal."""

from sqlalchemy import func, select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.payments.errors import NoSuchPayment, StepNotPossible
from webapp.payments.events import RefundApproved
from webapp.payments.limits_in_force import limit_on
from webapp.payments.models import Attempt, Difference, Refund
from webapp.payments.rules import REFUND_STEPS, NotAllowed, RefundState, needs_second, step


def new_refund(row: Attempt, qepik: int, *, reason: str, actor: Actor, key: str | None = None) -> Refund:
    """Write a refund of a locked attempt; a small one is approved at once. One with a `key` is of applied money.

    What one person asks for of one payment counts together: from the limit on a second one decides, and always where the
    holder of the card disputes the payment, or it would go back twice.

    Raises RefundTooLarge, by the database, for more than was paid.
    """
    found = Refund(
        public_id=new_public_id(),
        attempt_id=row.id,
        qepik=qepik,
        state=RefundState.ASKED.value,
        reason=reason,
        asked_by=actor.account_id,
        asked_name=actor.name,
        approved_name="",
        asked_at=now(),
        applied=key is not None,
        key=key,
        tries=1,
        trouble="",
    )
    db.session().add(found)
    db.session().flush()
    note_refund("refund_asked", found, actor, qepik=qepik)
    if not needs_second(_asked_by(found), limit_on(today())) and not _is_disputed(row):
        approve(found, actor)
    return found


def approve(found: Refund, actor: Actor) -> None:
    """Let the provider be asked. Raises StepNotPossible."""
    take_refund(found, "approve")
    found.approved_name = actor.name
    note_refund("refund_approved", found, actor)
    publish(RefundApproved(refund=found.public_id))


def locked_refund(public_id: str) -> Refund:
    """Return the refund as it stands, locked. Raises NoSuchPayment."""
    wanted = select(Refund).where(Refund.public_id == public_id).with_for_update()
    found = db.session().scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchPayment
    return found


def take_refund(found: Refund, action: str) -> None:
    """Move a locked refund. Raises StepNotPossible."""
    try:
        found.state = step(REFUND_STEPS, RefundState(found.state), action).value
    except NotAllowed:
        raise StepNotPossible from None


def given_back(attempt_id: int) -> int:
    """Return how much of an applied payment went back or is on its way; the caller holds the attempt's lock."""
    wanted = select(func.coalesce(func.sum(Refund.qepik), 0)).where(
        Refund.attempt_id == attempt_id, Refund.applied, Refund.state != RefundState.REFUSED
    )
    return int(db.session().scalar(wanted) or 0)


def _is_disputed(row: Attempt) -> bool:
    """Whether the payment stands on the list as disputed; the row is there before its end too, so that nobody hurries."""
    wanted = select(Difference.id).where(Difference.attempt_id == row.id, Difference.kind == "disputed")
    return db.session().scalar(wanted.where(Difference.closed_at.is_(None)).limit(1)) is not None


def would_wait(row: Attempt, qepik: int, actor: Actor) -> bool:
    """Whether a refund of so much, were this person to ask for it, would wait for a second one."""
    return needs_second(qepik + _asked_of(row.id, actor.account_id), limit_on(today())) or _is_disputed(row)


def _asked_by(found: Refund) -> int:
    """Return what this person asked for of this payment in all: the limit is not passed by asking in parts."""
    return _asked_of(found.attempt_id, found.asked_by)


def _asked_of(attempt_id: int, account_id: int | None) -> int:
    same = Refund.asked_by.is_not_distinct_from(account_id)
    wanted = select(func.sum(Refund.qepik)).where(Refund.attempt_id == attempt_id, same)
    return int(db.session().scalar(wanted.where(Refund.state != RefundState.REFUSED)) or 0)


def note_refund(action: str, found: Refund, actor: Actor, **detail: object) -> None:
    """Keep a step of a refund in the journal."""
    key = found.public_id
    record(f"payments.{action}", actor=actor, object_type="payment_refund", object_key=key, detail=detail or None)
