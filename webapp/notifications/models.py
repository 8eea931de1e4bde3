"""Tables: notices, what became of them with each reader, deliveries, and what people want to be told by which channel."""

from datetime import datetime, time
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.notifications.running_tables import Broadcast, ChannelState, Lane, Receipt, TermRow

ACCOUNT = "accounts.id"
CHANNEL_KNOWN = "channel IN ('sms', 'email', 'push')"
ENDED = "state IN ('delivered', 'failed', 'given_up')"
WAITS = "ended_at IS NULL AND taken_at IS NULL AND NOT gathered"

__all__ = [
    "Broadcast",
    "ChannelState",
    "Choice",
    "Delivery",
    "Device",
    "Lane",
    "Notice",
    "NoticePreference",
    "NoticeRead",
    "Receipt",
    "TermRow",
]


class Notice(Base):
    """A message to one account, or to everybody who holds `permission` for a party. `words` is what the search looks in."""

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
    words: Mapped[str]
    created_at: Mapped[datetime]


class NoticeRead(Base):
    """An account has read a notice, and perhaps put it into the archive."""

    __tablename__ = "notice_reads"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT), primary_key=True)
    read_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]


class Delivery(Base):
    """One message on its way by one channel: of a notice to an account, or to an address that belongs to no account.

    `due_at` is when it is to be tried next; of one that is being sent, when somebody else may take it up; of one that
    the provider has, how long we wait for a receipt. `gathered` ones wait for a message that carries several. `sealed`
    holds recipient and params of one without an account until it is sent. `key` makes its effect happen once.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        CheckConstraint(CHANNEL_KNOWN, name="channel"),
        CheckConstraint("state IN ('queued', 'in_flight', 'retrying', 'delivered', 'failed', 'given_up')", name="state"),
        CheckConstraint(f"({ENDED}) = (ended_at IS NOT NULL)", name="ended_at_an_instant"),
        CheckConstraint("(account_id IS NULL) = (language IS NOT NULL)", name="contact_has_language"),
        CheckConstraint("notice_id IS NULL OR account_id IS NOT NULL", name="notice_has_account"),
        CheckConstraint("account_id IS NULL OR sealed IS NULL", name="sealed_for_contacts"),
        CheckConstraint("sealed IS NULL OR (ended_at IS NULL AND taken_at IS NULL)", name="forgotten_when_over"),
        Index("uq_deliveries_notice_channel", "notice_id", "account_id", "channel", unique=True,
              postgresql_where=text("device_id IS NULL")),
        Index("uq_deliveries_notice_device", "notice_id", "device_id", unique=True),
        Index("ix_deliveries_waiting", "channel", "priority", "due_at", postgresql_where=text(WAITS)),
        Index("ix_deliveries_awaiting", "due_at", postgresql_where=text("state = 'in_flight' AND taken_at IS NOT NULL")),
        Index("ix_deliveries_gathered", "due_at", postgresql_where=text("gathered AND ended_at IS NULL AND carried_by IS NULL")),
        Index(None, "account_id", "created_at"),
        Index(None, "carried_by", postgresql_where=text("carried_by IS NOT NULL")),
    )  # fmt: skip
    FORGOTTEN: ClassVar = ("sealed",)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notices.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    device_id: Mapped[int | None] = mapped_column(ForeignKey("push_devices.id"))
    template: Mapped[str]
    channel: Mapped[str]
    language: Mapped[str | None]
    sealed: Mapped[str | None] = mapped_column(EncryptedText)
    key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    priority: Mapped[int]
    attempts: Mapped[int]
    gathered: Mapped[bool]
    carried_by: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id"))
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    parts: Mapped[int | None]
    cost: Mapped[int | None]


class NoticePreference(Base):
    """Whether an account wants to hear of an area by a channel; no row means yes."""

    __tablename__ = "notice_preferences"
    __table_args__ = (CheckConstraint(CHANNEL_KNOWN, name="channel"),)

    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT), primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    wanted: Mapped[bool]


class Choice(Base):
    """The hours in which a person is left alone, and the hour of their daily mail (None: a mail for each notice)."""

    __tablename__ = "notice_choices"
    __table_args__ = (
        CheckConstraint("(quiet_from IS NULL) = (quiet_until IS NULL)", name="quiet_whole"),
        CheckConstraint("digest_hour BETWEEN 0 AND 23", name="digest_hour"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT), primary_key=True)
    quiet_from: Mapped[time | None]
    quiet_until: Mapped[time | None]
    digest_hour: Mapped[int | None]


class Device(Base):
    """A browser that a person lets us wake up. `sealed` holds its address and keys; both go when it is over.

    It was taken in the session `session_id`, and goes when that one is signed out or ended.
    """

    __tablename__ = "push_devices"
    __table_args__ = (
        UniqueConstraint("endpoint_index"),
        CheckConstraint("(ended_at IS NULL) = (sealed IS NOT NULL)", name="forgotten_when_over"),
        CheckConstraint("(ended_at IS NULL) = (endpoint_index IS NOT NULL)", name="found_while_it_lasts"),
        Index(None, "account_id"),
        Index(None, "session_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    session_id: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str]
    sealed: Mapped[str | None] = mapped_column(EncryptedText)
    endpoint_index: Mapped[bytes | None]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str | None]
