"""Tables of how sending runs: lanes and breaks of channels, receipts, terms as dated rows, notices to groups."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base

ACCOUNT = "accounts.id"


class Lane(Base):
    """One of the few places in which a channel is worked on at the same time; free when `held_until` is over."""

    __tablename__ = "notice_lanes"

    channel: Mapped[str] = mapped_column(primary_key=True)
    lane: Mapped[int] = mapped_column(primary_key=True)
    held_until: Mapped[datetime]
    holder: Mapped[str]


class ChannelState(Base):
    """How often a channel failed on end, and until when nothing is sent by it."""

    __tablename__ = "notice_channels"

    channel: Mapped[str] = mapped_column(primary_key=True)
    troubles: Mapped[int]
    closed_until: Mapped[datetime | None]


class Receipt(Base):
    """What the provider told of a delivery. Only added; one that comes again is known by its id."""

    __tablename__ = "notice_receipts"

    event: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    state: Mapped[str]
    at: Mapped[datetime]
    received_at: Mapped[datetime]


class TermRow(Base):
    """A figure of this room from a day on; `assumed` while the sources leave it open."""

    __tablename__ = "notice_terms"
    __table_args__ = (UniqueConstraint("code", "since"), CheckConstraint("value >= 0", name="value_possible"))

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str]
    value: Mapped[int]
    since: Mapped[date]
    basis: Mapped[str]
    assumed: Mapped[bool]


class Broadcast(Base):
    """A notice of the operator to a group: `texts` by language, sent to accounts up to `reached`."""

    __tablename__ = "notice_broadcasts"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'waiting', 'sending', 'sent', 'refused')", name="state"),
        CheckConstraint("NOT two_people OR decided_by IS NULL OR decided_by <> proposed_by", name="two_people"),
        CheckConstraint("(state IN ('sending', 'sent', 'refused')) = (decided_at IS NOT NULL)", name="decided"),
        Index(None, "state", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    audience: Mapped[str]
    texts: Mapped[dict[str, Any]]
    channels: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    state: Mapped[str]
    two_people: Mapped[bool]
    people: Mapped[int]
    reached: Mapped[int] = mapped_column(BigInteger)
    told: Mapped[int]
    proposed_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    reason: Mapped[str | None]
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
