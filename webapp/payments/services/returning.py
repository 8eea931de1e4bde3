"""Refunds of paid invoices: asked for by the room that sold, whole or in parts, never more than was paid."""

from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.payments import ledger
from webapp.payments.errors import KeyReused, NotRefundable, RefundTooLarge
from webapp.payments.models import Attempt, Invoice, Refund
from webapp.payments.queries import locked_invoice, receipt_of
from webapp.payments.rules import may_return
from webapp.payments.services.attempting import locked_attempt
from webapp.payments.services.refunds import given_back, new_refund

LONGEST: Final = 500


def request_refund(invoice: str, *, qepik: int, reason: str, key: str, actor: Actor) -> str:
    """Send `qepik` of a paid invoice back to the instrument that paid; return the refund's public id.

    The room that sold calls this in its own transaction and decides who may; `reason` (Azerbaijani, a msgid) is shown to
    the payer. The same `key` again is the same refund. From the limit of the day on a second person approves.
    `RefundDone` or `RefundFailed` follows. Raises NoSuchInvoice, NotRefundable, RefundTooLarge, KeyReused.
    """
    found = locked_invoice(invoice)
    known = db.session().scalar(select(Refund).where(Refund.key == key))
    if known is not None:
        return _same(known, found, qepik)
    receipt = receipt_of(found.id)
    if receipt is None:
        raise NotRefundable
    row = locked_attempt(db.session().get_one(Attempt, receipt.attempt_id).public_id)
    if not may_return(row.qepik, given_back(row.id), qepik):
        raise RefundTooLarge
    made = new_refund(row, qepik, reason=reason[:LONGEST], actor=actor, key=key)
    _owe(made, found)
    return made.public_id


def take_back_due(found: Refund) -> None:
    """Take the debt to the payer out of the books again: this refund will not be made."""
    ledger.reverse(_due(found), "refund_refused")


def _owe(made: Refund, invoice: Invoice) -> None:
    sides = {ledger.revenue(invoice.payable): made.qepik, ledger.REFUNDS_DUE: -made.qepik}
    ledger.post(_due(made), "refund_due", invoice.public_id, sides)


def _same(known: Refund, invoice: Invoice, qepik: int) -> str:
    """Return the refund that this key stands for. Raises KeyReused when it stands for something else."""
    row = db.session().get_one(Attempt, known.attempt_id)
    if (row.invoice_id, known.qepik) != (invoice.id, qepik):
        raise KeyReused(known.key)
    return known.public_id


def _due(found: Refund) -> str:
    return f"refund-due:{found.public_id}"
