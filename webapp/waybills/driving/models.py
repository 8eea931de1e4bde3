"""Tables: what phones stated and what became of it, photos that belong to acts."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class Statement(Base):
    """One act as a phone signed it: `body` are the signed bytes (RFC 8785), `nonce` is its idempotency key.

    `stated_at` is the phone's own clock, `happened_at` the same instant by ours, counted back from the arrival. `answer` is
    told again when the phone asks again. `time_stamp` proves by when the signature was there (RFC 3161).
    """

    __tablename__ = "waybill_statements"
    __table_args__ = (
        UniqueConstraint("device_id", "nonce"),
        Index(None, "waybill_id", "id"),
        CheckConstraint("outcome IN ('taken', 'same', 'refused')", name="outcome_known"),
        CheckConstraint("(outcome = 'taken') = (act_id IS NOT NULL)", name="taken_has_an_act"),
        CheckConstraint("octet_length(body) < 65536", name="body_bounded"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("device_keys.id"))
    waybill_id: Mapped[int] = mapped_column(ForeignKey("waybills.id"))
    nonce: Mapped[str]
    action: Mapped[str]
    body: Mapped[bytes]
    signature: Mapped[bytes]
    stated_at: Mapped[datetime]
    happened_at: Mapped[datetime]
    received_at: Mapped[datetime]
    outcome: Mapped[str]
    act_id: Mapped[int | None] = mapped_column(ForeignKey("waybill_acts.id"), unique=True)
    answer: Mapped[dict[str, Any]]
    time_stamp: Mapped[bytes | None]


class Photo(Base):
    """A photo of a waybill: what the phone said its digest is, the digest of what is kept, the sealed copy."""

    __tablename__ = "waybill_photos"
    __table_args__ = (
        UniqueConstraint("waybill_id", "stated_sha256"),
        CheckConstraint("octet_length(stated_sha256) = 32 AND octet_length(sha256) = 32", name="hashes_whole"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    waybill_id: Mapped[int] = mapped_column(ForeignKey("waybills.id"))
    account_id: Mapped[int] = mapped_column(BigInteger)
    stated_sha256: Mapped[bytes]
    sha256: Mapped[bytes]
    copy: Mapped[str]
    received_at: Mapped[datetime]
