"""The archive of the exchange: encrypted, append-only, chained by day."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.ehis.directory import models as directory  # noqa: F401 - its tables belong to the house's metadata


class ArchivedMessage(Base):
    """One message that passed. `sealed` is its bytes under AES-256-GCM, bound to the other columns.

    `hash` covers the row and `prev_hash`, the hash of the row before it on the same day (zeros for the first).
    """

    __tablename__ = "ehis_archive"
    __table_args__ = (
        UniqueConstraint("day", "position", name="uq_ehis_archive_day_position"),
        CheckConstraint("direction IN ('request', 'answer')", name="direction"),
        CheckConstraint("position > 0", name="position"),
        CheckConstraint("octet_length(hash) = 32 AND octet_length(prev_hash) = 32", name="hashes"),
        Index("ix_ehis_archive_message_id", "message_id"),
        Index("ix_ehis_archive_at", "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    day: Mapped[date]
    position: Mapped[int]
    direction: Mapped[str]
    client: Mapped[str]
    service: Mapped[str]
    message_id: Mapped[str]
    purpose: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    sealed: Mapped[bytes]
    signature: Mapped[bytes | None]
    signer: Mapped[str | None]
    outcome: Mapped[str]
    prev_hash: Mapped[bytes]
    hash: Mapped[bytes]
