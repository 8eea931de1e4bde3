"""Tables: invoices with their lines, attempts, what providers told, receipts. The ledger's stand in `ledger_tables`.

Triggers (see the migration) keep what an invoice says, and refuse to change lines, receipts and notices.
"""

from datetime import date, datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.payments.credit_tables import CreditNote
from webapp.payments.errors import AlreadyInvoiced, PaymentUnderWay
from webapp.payments.ledger_tables import LedgerAccount, LedgerEntry, LedgerPosting
from webapp.payments.limit_tables import Limit
from webapp.payments.run_tables import Run, RunLine
from webapp.payments.work_tables import Difference, Refund

ONE_OPEN: Final = constraint("one_open_invoice_per_matter", AlreadyInvoiced)
ONE_LIVE: Final = constraint("one_live_attempt_per_invoice", PaymentUnderWay)
INVOICE: Final = "payment_invoices.id"
PROVIDERS: Final = "provider IN ('asan_odenis', 'stripe')"
TILL: Final = "till"
WITH_TILL: Final = "provider IN ('asan_odenis', 'stripe', 'till')"

__all__ = ["Attempt", "CreditNote", "Difference", "Invoice", "InvoiceLine", "LedgerAccount", "LedgerEntry"]
__all__ += ["LedgerPosting", "Limit", "ProviderNotice", "Receipt", "Refund", "Run", "RunLine"]


class Invoice(Base):
    """Who owes what for which thing, and until when. A guest has no party; `guest_key` is the digest of the guest's link."""

    __tablename__ = "payment_invoices"
    __table_args__ = (
        Index(ONE_OPEN, "payable", "ref", unique=True, postgresql_where=text("state = 'open'")),
        Index(None, "payable", "ref", "id"),
        Index(None, "party_id", "id"),
        Index("ix_payment_invoices_open_due", "due_on", postgresql_where=text("state = 'open'")),
        CheckConstraint("state IN ('open', 'paid', 'cancelled', 'lapsed')", name="state"),
        CheckConstraint("qepik BETWEEN 1 AND 1000000000", name="amount"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_at_an_instant"),
        CheckConstraint("party_id IS NOT NULL OR guest_key IS NOT NULL", name="somebody_owes"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    payable: Mapped[str]
    ref: Mapped[str]
    party_id: Mapped[int | None] = mapped_column(BigInteger)
    guest_key: Mapped[bytes | None] = mapped_column(unique=True)
    qepik: Mapped[int] = mapped_column(BigInteger)
    due_on: Mapped[date | None]
    state: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]


class InvoiceLine(Base):
    """One item: the price of a unit, how many, and the clause that sets it (decision 191, 8.1). Never changed."""

    __tablename__ = "payment_lines"
    __table_args__ = (
        UniqueConstraint("invoice_id", "position"),
        CheckConstraint("qepik >= 0 AND units > 0", name="amounts"),
        CheckConstraint("btrim(basis) <> ''", name="legal_basis"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey(INVOICE))
    position: Mapped[int]
    what: Mapped[str]
    qepik: Mapped[int] = mapped_column(BigInteger)
    units: Mapped[int]
    basis: Mapped[str]


class Attempt(Base):
    """One try to pay an invoice; its public id is the idempotency key at the provider.

    Money taken at a till lies in the ledger's `money_account`; that of a provider in its clearing account.
    """

    __tablename__ = "payment_attempts"
    __table_args__ = (
        Index(
            ONE_LIVE,
            "invoice_id",
            unique=True,
            postgresql_where=text("state IN ('created', 'pending', 'held')"),
        ),
        Index(None, "invoice_id", "id"),
        Index(
            "ix_payment_attempts_live", "started_at", postgresql_where=text("state IN ('created', 'pending', 'held')")
        ),
        Index("uq_payment_attempts_provider_ref", "provider", "provider_ref", unique=True),
        CheckConstraint(WITH_TILL, name="provider"),
        CheckConstraint("(provider = 'till') = (money_account IS NOT NULL)", name="till_has_its_account"),
        CheckConstraint(
            "state IN ('created', 'pending', 'held', 'succeeded', 'failed', 'cancelled', 'expired', 'late', 'returned')",
            name="state",
        ),
        CheckConstraint("qepik > 0", name="amount"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    invoice_id: Mapped[int] = mapped_column(ForeignKey(INVOICE))
    provider: Mapped[str]
    qepik: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str]
    state: Mapped[str]
    provider_ref: Mapped[str | None]
    address: Mapped[str | None]
    transaction: Mapped[str] = mapped_column(default="")
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    money_account: Mapped[str | None]
    started_at: Mapped[datetime]
    paid_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class ProviderNotice(Base):
    """A signed notification of a provider, kept once: a second one of the same id changes nothing."""

    __tablename__ = "payment_notices"
    __table_args__ = (
        UniqueConstraint("provider", "event_id", name="one_notice_per_event"),
        CheckConstraint(PROVIDERS, name="provider"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    provider: Mapped[str]
    event_id: Mapped[str]
    kind: Mapped[str]
    body_sha256: Mapped[bytes]
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("payment_attempts.id"), index=True)
    received_at: Mapped[datetime]


class Receipt(Base):
    """The proof of a payment, with the payer as known on that day. Never changed; numbers have no gaps."""

    __tablename__ = "payment_receipts"
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        CheckConstraint("serial > 0 AND qepik > 0", name="amounts"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int]
    serial: Mapped[int] = mapped_column(BigInteger)
    invoice_id: Mapped[int] = mapped_column(ForeignKey(INVOICE), unique=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("payment_attempts.id"), unique=True)
    document_token: Mapped[str]
    qepik: Mapped[int] = mapped_column(BigInteger)
    payer_name: Mapped[str]
    payer_number: Mapped[str] = mapped_column(EncryptedText)
    issued_at: Mapped[datetime]
