"""Telling the rooms that an invoice is paid. A room that fails does not undo the payment: it is told again until it goes on."""

from typing import Final

import structlog

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.bus import publish
from webapp.core.transaction import savepoint
from webapp.payments.errors import NoSuchPayment
from webapp.payments.events import InvoicePaid, PaymentUnheard
from webapp.payments.models import Attempt, Invoice, Receipt
from webapp.payments.queries import invoice_by, receipt_of
from webapp.payments.services.differing import close_of_attempt, note_difference

log = structlog.get_logger()
UNHEARD: Final = "not_taken_up"


def announce(invoice: Invoice, attempt: Attempt, receipt: Receipt) -> None:
    """Tell that the invoice is paid. What a room raises is undone alone, put on the list, and tried again by a job."""
    try:
        with savepoint():
            publish(_fact(invoice, attempt, receipt))
    except Exception as error:  # noqa: BLE001 - whatever another room's defect is, the money has come
        log.warning("a payment was not taken up", payable=invoice.payable, kind=type(error).__name__)
        note_difference(UNHEARD, attempt, type(error).__name__)
        publish(PaymentUnheard(invoice=invoice.public_id))


def announce_again(public_id: str) -> None:
    """Tell once more. Raises whatever the room raises, NoSuchPayment for an invoice that is not paid."""
    invoice = invoice_by(public_id)
    receipt = receipt_of(invoice.id)
    if receipt is None:
        raise NoSuchPayment
    attempt = db.session().get_one(Attempt, receipt.attempt_id)
    publish(_fact(invoice, attempt, receipt))
    close_of_attempt(attempt.id, resolution="", actor=SYSTEM)


def _fact(invoice: Invoice, attempt: Attempt, receipt: Receipt) -> InvoicePaid:
    return InvoicePaid(
        invoice=invoice.public_id,
        payable=invoice.payable,
        ref=invoice.ref,
        qepik=receipt.qepik,
        paid_at=attempt.paid_at or receipt.issued_at,
        receipt=receipt.number,
    )
