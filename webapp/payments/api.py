"""What other rooms ask of payments. Plug a `Payable` into your manifest, `open_invoice`, and wait for `InvoicePaid`.

The ledger is for others too: `open_account`, `book`, `book_all`, `balance`, `statement`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from webapp.payments.accounts import Statement, StatementLine, balance, balances, open_account, statement
from webapp.payments.addresses import guest_url
from webapp.payments.booking import Entry, Outcome, book, book_all
from webapp.payments.days import DayBooks, ProviderDay, books_of, kept_and_posted, out_of_balance
from webapp.payments.ledger import clearing, revenue, till_account
from webapp.payments.limits_in_force import limit_on, limit_rows, set_limit
from webapp.payments.models import Invoice as InvoiceRow
from webapp.payments.offer import Payable
from webapp.payments.payee import bank_lines, payee_on
from webapp.payments.permissions import PAY
from webapp.payments.queries import (
    credit_note_of,
    invoice_by,
    newest_invoice,
    receipt_of,
    refund_by,
    refunds_of_invoice,
)
from webapp.payments.services.adopting import adopt
from webapp.payments.services.invoicing import Line, cancel_invoice, open_invoice
from webapp.payments.services.returning import request_refund
from webapp.payments.services.tilling import refund_at_till, second_at_till, take_at_till, takes_second

__all__ = [
    "PAY",
    "DayBooks",
    "Entry",
    "Invoice",
    "Line",
    "Outcome",
    "Payable",
    "ProviderDay",
    "Refund",
    "Statement",
    "StatementLine",
    "adopt",
    "balance",
    "balances",
    "bank_lines",
    "book",
    "book_all",
    "books_of",
    "cancel_invoice",
    "clearing",
    "guest_url",
    "invoice",
    "invoice_of",
    "kept_and_posted",
    "limit_on",
    "limit_rows",
    "open_account",
    "open_invoice",
    "out_of_balance",
    "payee_on",
    "refund",
    "refund_at_till",
    "request_refund",
    "revenue",
    "second_at_till",
    "set_limit",
    "statement",
    "take_at_till",
    "takes_second",
    "till_account",
]


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice as other rooms see it: `state` is open, paid, cancelled or lapsed; its page is /cabinet/payments/<public_id>, a guest's (without party) `guest_url`.

    `refunded` went back; `refunding` is on its way.
    """

    public_id: str
    payable: str
    ref: str
    party_id: int | None
    qepik: int
    due_on: date | None
    state: str
    opened_at: datetime
    closed_at: datetime | None
    receipt: str | None
    refunded: int = 0
    refunding: int = 0


@dataclass(frozen=True, slots=True)
class Refund:
    """A refund of a paid invoice: `state` is asked, approved, sent, waiting, done or refused; `number` the credit note's."""

    public_id: str
    qepik: int
    state: str
    reason: str
    key: str
    asked_at: datetime
    ended_at: datetime | None
    number: str | None


def invoice(public_id: str) -> Invoice:
    """Return the invoice. Raises NoSuchInvoice."""
    return _shown(invoice_by(public_id))


def invoice_of(payable: str, ref: str) -> Invoice | None:
    """Return the newest invoice of a matter, whatever its state; None when none was ever opened."""
    found = newest_invoice(payable, ref)
    return None if found is None else _shown(found)


def refund(public_id: str) -> Refund:
    """Return a refund that `request_refund` named. Raises NoSuchPayment."""
    row = refund_by(public_id)
    note = credit_note_of(row.id)
    return Refund(
        public_id=row.public_id,
        qepik=row.qepik,
        state=row.state,
        reason=row.reason,
        key=row.key or "",
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        number=note.number if note else None,
    )


def _shown(row: InvoiceRow) -> Invoice:
    receipt = receipt_of(row.id)
    back = refunds_of_invoice(row.id) if receipt else []
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
        refunded=sum(each.qepik for each in back if each.state == "done"),
        refunding=sum(each.qepik for each in back if each.state not in {"done", "refused"}),
    )
