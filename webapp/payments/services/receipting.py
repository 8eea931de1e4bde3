"""The receipt: numbered without gaps in the transaction that takes the money, printed and sealed by a job after it."""

from typing import Final, cast

from sqlalchemy import Table

from webapp.core.clock import local, now
from webapp.core.numbering import next_number
from webapp.core.statements import adding
from webapp.documents.api import register
from webapp.payments.models import Attempt, Invoice, Receipt
from webapp.payments.offer import payable_of
from webapp.payments.payers import payer_of

SERIES: Final = "payment_receipt"
DOCUMENT: Final = "payment_receipt"
WRITTEN: Final = (
    "number",
    "year",
    "serial",
    "invoice_id",
    "attempt_id",
    "document_token",
    "qepik",
    "payer_name",
    "payer_number",
    "issued_at",
)
WRITE: Final = adding(cast("Table", Receipt.__table__), *WRITTEN)


def issue_receipt(invoice: Invoice, attempt: Attempt) -> Receipt:
    """Issue and return the receipt of a payment, for reading alone. The number's lock lasts until the transaction ends, so this comes late in it."""
    payable_of(invoice.payable)
    payer = payer_of(invoice)
    moment = now()
    year = local(moment).year
    serial = next_number(SERIES, year)
    number = f"QB-{year}-{serial:07d}"
    receipt = Receipt(
        number=number,
        year=year,
        serial=serial,
        invoice_id=invoice.id,
        attempt_id=attempt.id,
        document_token=register(DOCUMENT, invoice.public_id, number).token,
        qepik=attempt.qepik,
        payer_name=payer.name,
        payer_number=payer.number,
        issued_at=moment,
    )
    WRITE.all(**{name: getattr(receipt, name) for name in WRITTEN})
    return receipt
