"""Reads over many refunds: what is to be asked for again, what waits for an accountant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import now
from webapp.payments.models import TILL, Attempt, Invoice, Refund

AT_ONCE: Final = 500
PATIENCE: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class RefundWork:
    """A refund that has not ended, with the invoice it is of and the provider it goes through."""

    refund: Refund
    invoice: Invoice
    provider: str


def waiting_refunds() -> list[str]:
    """Return the refunds that a provider was to make five minutes ago and has not made, the oldest first."""
    wanted = select(Refund.public_id).join(Attempt, Attempt.id == Refund.attempt_id).where(Attempt.provider != TILL)
    wanted = wanted.where(Refund.state.in_(("approved", "sent")), Refund.asked_at < now() - PATIENCE)
    return list(db.session().scalars(wanted.order_by(Refund.id).limit(AT_ONCE)))


def refunds_under_way() -> Sequence[RefundWork]:
    """Return what goes back of paid invoices and has not ended, the oldest first."""
    wanted = select(Refund, Invoice, Attempt.provider).join(Attempt, Attempt.id == Refund.attempt_id)
    wanted = wanted.join(Invoice, Invoice.id == Attempt.invoice_id)
    wanted = wanted.where(Refund.applied, Refund.state.not_in(("done", "refused"))).order_by(Refund.id).limit(AT_ONCE)
    return [RefundWork(*row) for row in db.session().execute(wanted)]
