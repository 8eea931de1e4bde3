"""Tables of the journal. Triggers (see the migration) refuse UPDATE, DELETE and TRUNCATE of entries."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base


class AuditEntry(Base):
    """One line of the journal; every column but `hash` and `prev_hash` is taken out of `body` by `audit_append`."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index(None, "subject_index", "seq", postgresql_where=text("subject_index IS NOT NULL")),
        Index(None, "action", "seq"),
        Index(None, "object_type", "object_key", "seq"),
        Index(None, "at"),
    )

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    action: Mapped[str]
    actor_account: Mapped[int | None] = mapped_column(BigInteger)
    actor_name: Mapped[str]
    office_roles: Mapped[str]
    on_behalf: Mapped[int | None] = mapped_column(BigInteger)
    on_behalf_name: Mapped[str]
    session_id: Mapped[int | None] = mapped_column(BigInteger)
    address: Mapped[str | None]
    object_type: Mapped[str]
    object_key: Mapped[str]
    subject_index: Mapped[bytes | None]
    subject_name: Mapped[str | None] = mapped_column(EncryptedText)
    purpose: Mapped[str | None]
    detail: Mapped[dict[str, Any]]
    body: Mapped[str]
    prev_hash: Mapped[bytes]
    hash: Mapped[bytes]


class AuditHead(Base):
    """The end of the chain: its one row is locked while entries are added, and nobody waits for it."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes]


class AuditWaiting(Base):
    """Entries whose transaction found the head taken: the next that has it puts them into the chain.

    A trigger lets a row leave only when it stands in the journal.
    """

    __tablename__ = "audit_waiting"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    body: Mapped[str]
