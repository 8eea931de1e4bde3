"""Tables: waybills of the sandbox, and requests of programs that a person sign."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class SandboxWaybill(Base):
    """A waybill of a program in the sandbox: no other table, list, number series or register knows of it."""

    __tablename__ = "sandbox_waybills"
    __table_args__ = (
        CheckConstraint("version > 0", name="version_positive"),
        CheckConstraint("octet_length(content::text) < 400000", name="content_bounded"),
        Index(None, "client_id", "changed_at", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    client_id: Mapped[int] = mapped_column(BigInteger)
    party_id: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int]
    state: Mapped[str]
    number: Mapped[str | None]
    role: Mapped[str]
    content: Mapped[dict[str, Any]]
    acts: Mapped[list[Any]]
    asked: Mapped[list[Any]]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    discarded_at: Mapped[datetime | None]


class SignatureWish(Base):
    """A program asks a person of its firm to sign a step: the person alone does so, in the cabinet."""

    __tablename__ = "waybill_signature_wishes"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'signed', 'dropped')", name="state_known"),
        Index(
            "one_wish_waits",
            "waybill_id",
            unique=True,
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    waybill_id: Mapped[int] = mapped_column(ForeignKey("waybills.id"), index=True)
    party_id: Mapped[int] = mapped_column(BigInteger)
    program: Mapped[str]
    action: Mapped[str]
    signer: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str]
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
