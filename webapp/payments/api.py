"""What other rooms ask of payments. Plug a `Payable` into your manifest, `open_invoice`, and wait for `InvoicePaid`."""

from dataclasses import dataclass
from datetime import date, datetime

from webapp.payments.models import Invoice as InvoiceRow
from webapp.payments.offer import Payable
from webapp.payments.permissions import PAY
from webapp.payments.queries import invoice_by, newest_invoice, receipt_of
from webapp.payments.services.invoicing import Line, cancel_invoice, open_invoice

__all__ = ["PAY", "Invoice", "Line", "Payable", "cancel_invoice", "invoice", "invoice_of", "open_invoice"]


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice as other rooms see it: `state` is open, paid, cancelled or lapsed; its page is /cabinet/payments/<public_id>."""

    public_id: str
    payable: str
    ref: str
    party_id: int
    qepik: int
    due_on: date | None
    state: str
    opened_at: datetime
    closed_at: datetime | None
    receipt: str | None


def invoice(public_id: str) -> Invoice:
    """Return the invoice. Raises NoSuchInvoice."""
    return _shown(invoice_by(public_id))


def invoice_of(payable: str, ref: str) -> Invoice | None:
    """Return the newest invoice of a matter, whatever its state; None when none was ever opened."""
    found = newest_invoice(payable, ref)
    return None if found is None else _shown(found)


def _shown(row: InvoiceRow) -> Invoice:
    receipt = receipt_of(row.id)
    return Invoice(
        public_id=row.public_id,
        payable=row.payable,
        ref=row.ref,
        party_id=row.party_id,
        qepik=row.qepik,
        due_on=row.due_on,
        state=row.state,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        receipt=receipt.number if receipt else None,
    )
