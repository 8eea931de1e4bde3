"""Telling the rooms that an invoice is paid, or a refund has ended. A room that fails undoes neither: it is told again."""

from typing import Final

import structlog

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.bus import publish
from webapp.core.events import Event
from webapp.core.transaction import savepoint
from webapp.payments.errors import NoSuchPayment
from webapp.payments.events import InvoicePaid, PaymentUnheard, RefundDone, RefundFailed, RefundUnheard
from webapp.payments.models import Attempt, Invoice, Receipt, Refund
from webapp.payments.queries import credit_note_of, invoice_by, receipt_of, refund_by
from webapp.payments.services.differing import close_of_attempt, close_of_refund, note_difference, note_foreign

log = structlog.get_logger()
UNHEARD: Final = "not_taken_up"
REFUND_UNHEARD: Final = "refund_not_taken_up"


def announce(invoice: Invoice, attempt: Attempt, receipt: Receipt) -> None:
    """Tell that the invoice is paid. What a room raises is undone alone, put on the list, and tried again by a job."""
    trouble = _try(_fact(invoice, attempt, receipt), invoice.payable)
    if trouble:
        note_difference(UNHEARD, attempt, trouble)
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


def announce_refund(found: Refund) -> None:
    """Tell that a refund of a paid invoice was made, or never will be; a room's failure is treated in the same way."""
    fact = _refund_fact(found)
    trouble = _try(fact, fact.payable)
    if trouble:
        attempt = db.session().get_one(Attempt, found.attempt_id)
        key = found.provider_key
        note_foreign(REFUND_UNHEARD, attempt.provider, key, "", trouble, attempt_id=attempt.id)
        publish(RefundUnheard(refund=found.public_id))


def announce_refund_again(public_id: str) -> None:
    """Tell once more. Raises whatever the room raises, NoSuchPayment for a refund that has not ended."""
    found = refund_by(public_id)
    publish(_refund_fact(found))
    close_of_refund(found, resolution="", actor=SYSTEM)


def _try(fact: Event, payable: str) -> str:
    """Publish a fact; return the name of what a room raised, nothing when all went on."""
    try:
        with savepoint():
            publish(fact)
    except Exception as error:  # noqa: BLE001 - whatever another room's defect is, the money has moved
        log.warning("money that moved was not taken up", payable=payable, kind=type(error).__name__)
        return type(error).__name__
    return ""


def _fact(invoice: Invoice, attempt: Attempt, receipt: Receipt) -> InvoicePaid:
    return InvoicePaid(
        invoice=invoice.public_id,
        payable=invoice.payable,
        ref=invoice.ref,
        qepik=receipt.qepik,
        paid_at=attempt.paid_at or receipt.issued_at,
        receipt=receipt.number,
    )


def _refund_fact(found: Refund) -> RefundDone | RefundFailed:
    attempt = db.session().get_one(Attempt, found.attempt_id)
    invoice = db.session().get_one(Invoice, attempt.invoice_id)
    about = {"invoice": invoice.public_id, "ref": invoice.ref, "payable": invoice.payable}
    about |= {"refund": found.public_id, "key": found.key or ""}
    if found.state == "refused":
        return RefundFailed(qepik=found.qepik, reason=found.trouble, **about)
    note = credit_note_of(found.id)
    if note is None:
        raise NoSuchPayment
    return RefundDone(qepik=found.qepik, number=note.number, **about)
