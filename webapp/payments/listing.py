"""Reads over many payments: what is to be asked after, what is overdue, the accountants' pages."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final, cast

from sqlalchemy import Select, and_, func, select

from webapp.core import db
from webapp.core.clock import BAKU, now, today
from webapp.core.pagination import Page, descending, numbers, page
from webapp.payments.ledger import clearing
from webapp.payments.models import Attempt, Difference, Invoice, LedgerEntry, LedgerPosting, Refund
from webapp.payments.queries import LIVE_STATES
from webapp.payments.rules import ATTEMPT_LIFE
from webapp.payments.services.reconciling import Booked

AT_ONCE: Final = 500
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


def booked_on(provider: str, day: date) -> dict[str, Booked]:
    """Return what we booked of the payments made on a day of Baku, by the provider's reference."""
    begin = datetime.combine(day, time(), BAKU)
    wanted = _booked(provider).where(Attempt.paid_at >= begin, Attempt.paid_at < begin + timedelta(days=1))
    return _by_ref(wanted)


def booked_of(provider: str, refs: Collection[str]) -> dict[str, Booked]:
    """Return what we booked of the payments with these references."""
    return _by_ref(_booked(provider).where(Attempt.provider_ref.in_(refs)))


def _booked(provider: str) -> Select[Any]:
    """Select attempts with what came and what went back, as the ledger has them."""
    account = clearing(provider)
    came = select(func.coalesce(func.sum(LedgerPosting.qepik), 0)).join(
        LedgerEntry, LedgerEntry.id == LedgerPosting.entry_id
    )
    came = came.where(LedgerPosting.account == account, LedgerEntry.key == func.concat("payment:", Attempt.public_id))
    went = select(func.coalesce(func.sum(Refund.qepik), 0)).where(
        Refund.attempt_id == Attempt.id, Refund.state == "done"
    )
    columns = (Attempt.provider_ref, Attempt.id, came.scalar_subquery(), went.scalar_subquery())
    return cast("Select[Any]", select(*columns)).where(Attempt.provider == provider, Attempt.paid_at.is_not(None))


def _by_ref(wanted: Select[Any]) -> dict[str, Booked]:
    return {ref: Booked(key, int(came), int(went)) for ref, key, came, went in db.session().execute(wanted)}


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
    """Return the newest refund of each of these attempts."""
    wanted = select(Refund).where(Refund.attempt_id.in_(attempt_ids)).order_by(Refund.id)
    return {found.attempt_id: found for found in db.session().scalars(wanted)}


def attempts_by_id(attempt_ids: Sequence[int]) -> dict[int, Attempt]:
    """Return these attempts, by key."""
    return {row.id: row for row in db.session().scalars(select(Attempt).where(Attempt.id.in_(attempt_ids)))}
