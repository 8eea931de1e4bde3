"""Tables: notices, who read them, deliveries, messages to people without an account, what people want by SMS."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base

ACCOUNT = "accounts.id"


class Notice(Base):
    """A message to one account, or to everybody who holds `permission` for a party."""

    __tablename__ = "notices"
    __table_args__ = (
        CheckConstraint("(account_id IS NULL) = (party_id IS NOT NULL)", name="one_addressee"),
        CheckConstraint("(party_id IS NULL) = (permission IS NULL)", name="party_with_permission"),
        Index(None, "account_id", "id"),
        Index(None, "party_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    party_id: Mapped[int | None] = mapped_column(ForeignKey("parties.id"))
    permission: Mapped[str | None]
    template: Mapped[str]
    params: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class NoticeRead(Base):
    """An account has read a notice."""

    __tablename__ = "notice_reads"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT), primary_key=True)
    read_at: Mapped[datetime]


class Delivery(Base):
    """A notice on its way to one account by one channel; `key` makes its effect happen once."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("notice_id", "account_id", "channel"),
        CheckConstraint("channel IN ('sms', 'email')", name="channel"),
        CheckConstraint("state IN ('queued', 'sent', 'failed')", name="state"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_at_an_instant"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    channel: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    attempts: Mapped[int]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class ContactMessage(Base):
    """A message to an address or a number that belongs to no account. `sealed` holds recipient and params until it is sent."""

    __tablename__ = "contact_messages"
    __table_args__ = (
        CheckConstraint("channel IN ('sms', 'email')", name="channel"),
        CheckConstraint("state IN ('queued', 'sent', 'failed')", name="state"),
        CheckConstraint("(state = 'queued') = (sealed IS NOT NULL)", name="forgotten_when_over"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_at_an_instant"),
    )
    FORGOTTEN: ClassVar = ("sealed",)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    template: Mapped[str]
    channel: Mapped[str]
    language: Mapped[str]
    sealed: Mapped[str | None] = mapped_column(EncryptedText)
    key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    attempts: Mapped[int]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class NoticePreference(Base):
    """Whether an account wants SMS about an area; no row means yes."""

    __tablename__ = "notice_preferences"

    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT), primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True)
    sms: Mapped[bool]
