"""Tables of the ledger: entries and their postings. Only added to; postings of an entry sum to zero (triggers in the migration)."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class LedgerEntry(Base):
    """One event of bookkeeping; `key` makes it happen once, `reverses_id` names the entry that it takes back."""

    __tablename__ = "ledger_entries"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    ref: Mapped[str] = mapped_column(index=True)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_entries.id"), unique=True)
    at: Mapped[datetime]


class LedgerPosting(Base):
    """One side of an entry: debits are positive, credits negative, in qəpik."""

    __tablename__ = "ledger_postings"
    __table_args__ = (
        CheckConstraint("qepik <> 0", name="amount"),
        Index("ix_ledger_postings_account_entry_id", "account", "entry_id", postgresql_include=["qepik"]),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entries.id"), index=True)
    account: Mapped[str]
    qepik: Mapped[int] = mapped_column(BigInteger)
