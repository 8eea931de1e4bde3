"""Tables of the ledger: entries and their postings, and the accounts that have a floor.

Entries and postings are only added to, postings of an entry sum to zero, balances are moved by postings alone: triggers
in the migration.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.payments.errors import BelowFloor

FLOOR: Final = constraint("ck_ledger_accounts_floor", BelowFloor)


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


class LedgerAccount(Base):
    """An account that somebody opened. With a floor it keeps its balance, under a lock, and never falls below.

    The balance is counted on its own side: what a card holds and what lies in a till are both positive. Accounts without a
    floor (revenue, clearing) have no row that every payment would wait for: they are summed when somebody asks.
    """

    __tablename__ = "ledger_accounts"
    __table_args__ = (
        CheckConstraint("side IN ('debit', 'credit')", name="side"),
        CheckConstraint("(floor IS NULL) = (balance IS NULL)", name="balance_of_the_limited"),
        CheckConstraint("balance >= floor", name="floor"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    side: Mapped[str]
    floor: Mapped[int | None] = mapped_column(BigInteger)
    balance: Mapped[int | None] = mapped_column(BigInteger)
    opened_at: Mapped[datetime]
