"""Reads over many payments: what is to be asked after, what is overdue, the accountants' pages."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, Final, cast

from sqlalchemy import Select, and_, select

from webapp.core import db
from webapp.core.clock import BAKU, now, today
from webapp.core.pagination import Page, descending, numbers, page
from webapp.core.working_days import add, is_working, moved_days
from webapp.payments.models import Attempt, Difference, Invoice, Refund
from webapp.payments.queries import LIVE_STATES
from webapp.payments.rules import ATTEMPT_LIFE

AT_ONCE: Final = 500
MOST_REMINDED: Final = 10_000
SIZE: Final = 50
UNDER_WAY: Final = ("created", "pending")


def waiting_attempts() -> list[str]:
    """Return the attempts that a provider has and that have not ended, the oldest first."""
    wanted = select(Attempt.public_id).where(Attempt.state == "pending", Attempt.provider_ref.is_not(None))
    return list(db.session().scalars(wanted.order_by(Attempt.started_at).limit(AT_ONCE)))


def stale_attempts() -> list[str]:
    """Return the attempts that are older than an attempt lives."""
    wanted = select(Attempt.public_id).where(Attempt.state.in_(UNDER_WAY), Attempt.started_at < now() - ATTEMPT_LIFE)
    return list(db.session().scalars(wanted.order_by(Attempt.started_at).limit(AT_ONCE)))


def overdue_invoices() -> list[tuple[str, str | None]]:
    """Return (invoice, its live attempt or None) for open invoices whose last day is over."""
    live = and_(Attempt.invoice_id == Invoice.id, Attempt.state.in_(LIVE_STATES))
    wanted = select(Invoice.public_id, Attempt.public_id).outerjoin(Attempt, live)
    wanted = wanted.where(Invoice.state == "open", Invoice.due_on < today()).order_by(Invoice.due_on).limit(AT_ONCE)
    return [(invoice, attempt) for invoice, attempt in db.session().execute(wanted)]


def invoices_to_remind() -> list[str]:
    """Return the open invoices of which one reminds today: today is the last working day before their last day.

    Nothing on other days, and nothing that was opened today: its notice has just been sent.
    """
    day, moved = today(), moved_days()
    if not is_working(day, moved):
        return []
    wanted = select(Invoice.public_id).where(Invoice.state == "open", Invoice.reminded_at.is_(None))
    wanted = wanted.where(Invoice.due_on > day, Invoice.due_on <= add(day, 1, moved))
    wanted = wanted.where(Invoice.opened_at < datetime.combine(day, time(), BAKU))
    return list(db.session().scalars(wanted.order_by(Invoice.id).limit(MOST_REMINDED)))


def latest_attempts(*, after: str | None, before: str | None) -> Page[Any]:
    """Return a page of (Attempt, Invoice), newest first. Raises NotFound for a cursor that is none."""
    wanted = cast("Select[Any]", select(Attempt, Invoice).join(Invoice, Invoice.id == Attempt.invoice_id))
    query, backwards = descending(wanted, Attempt.id, after=after, before=before, size=SIZE, parts=numbers)
    rows = db.session().execute(query).all()
    started = after is not None or before is not None
    return page(rows, lambda row: (row[0].id,), backwards=backwards, started=started, size=SIZE)


def open_differences() -> Sequence[Difference]:
    """Return what is to be cleared up, the oldest first."""
    wanted = select(Difference).where(Difference.closed_at.is_(None)).order_by(Difference.id).limit(AT_ONCE)
    return db.session().scalars(wanted).all()


def closed_differences() -> Sequence[Difference]:
    """Return what was cleared up last."""
    wanted = select(Difference).where(Difference.closed_at.is_not(None)).order_by(Difference.closed_at.desc())
    return db.session().scalars(wanted.limit(SIZE)).all()


def refunds_of(attempt_ids: Sequence[int]) -> dict[int, Refund]:
    """Return the newest refund of what was never applied of each of these attempts."""
    wanted = select(Refund).where(Refund.attempt_id.in_(attempt_ids), Refund.applied.is_(False)).order_by(Refund.id)
    return {found.attempt_id: found for found in db.session().scalars(wanted)}


def attempts_by_id(attempt_ids: Sequence[int]) -> dict[int, Attempt]:
    """Return these attempts, by key."""
    return {row.id: row for row in db.session().scalars(select(Attempt).where(Attempt.id.in_(attempt_ids)))}
