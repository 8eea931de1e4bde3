"""Tables: keys of codes, codes that ended, devices at the door and what they saw."""

from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base

TRIP: Final = "bus_trips.id"
DEVICE: Final = "door_devices.id"


class TicketKey(Base):
    """A key of ticket codes: its number is a byte of the code. The private half is forgotten when it retires."""

    __tablename__ = "ticket_keys"
    __table_args__ = (
        Index(
            "one_ticket_key_in_use",
            text("(retired_at IS NULL)"),
            unique=True,
            postgresql_where=text("retired_at IS NULL"),
        ),
        CheckConstraint("id BETWEEN 1 AND 255", name="number_is_a_byte"),
        CheckConstraint("length(public_key) = 65", name="public_key_length"),
        CheckConstraint("(private_key IS NULL) = (retired_at IS NOT NULL)", name="private_while_in_use"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    public_key: Mapped[bytes]
    private_key: Mapped[bytes | None]
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class TicketEnding(Base):
    """A ticket whose codes up to `issue_no` are not good any more, listed while its code could still be shown."""

    __tablename__ = "ticket_endings"
    __table_args__ = (UniqueConstraint("ticket_id", "issue_no"), Index(None, "ended_at"))

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("bus_tickets.id"))
    issue_no: Mapped[int]
    how: Mapped[str]
    ended_at: Mapped[datetime]
    listed_until: Mapped[datetime]


class DoorDevice(Base):
    """A phone that checks tickets for a carrier: its public key (P-256), whose it is, until when."""

    __tablename__ = "door_devices"
    __table_args__ = (
        Index(None, "party_id", "id"),
        CheckConstraint("length(public_key) = 65", name="public_key_length"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    person: Mapped[str]
    party_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    public_key: Mapped[bytes] = mapped_column(unique=True)
    registered_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]


class DoorScan(Base):
    """A ticket that a device saw: what it said (`said`), what we find (`found`), and how these disagree (`conflict`)."""

    __tablename__ = "door_scans"
    __table_args__ = (
        UniqueConstraint("device_id", "nonce"),
        Index(None, "trip_id", "id"),
        Index(None, "ticket_id"),
        CheckConstraint("means IN ('camera', 'typed', 'list')", name="means_known"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey(DEVICE))
    nonce: Mapped[str]
    trip_id: Mapped[int] = mapped_column(ForeignKey(TRIP))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("bus_tickets.id"))
    means: Mapped[str]
    said: Mapped[str]
    let_in: Mapped[bool]
    found: Mapped[str]
    conflict: Mapped[str | None]
    device_state: Mapped[str]
    scanned_at: Mapped[datetime]
    received_at: Mapped[datetime]


class DoorCount(Base):
    """How many people were on board when the bus left, as the driver counted them, beside what the device knew."""

    __tablename__ = "door_counts"
    __table_args__ = (
        UniqueConstraint("device_id", "nonce"),
        Index(None, "trip_id", "id"),
        CheckConstraint("counted BETWEEN 0 AND 200", name="counted_possible"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey(DEVICE))
    nonce: Mapped[str]
    trip_id: Mapped[int] = mapped_column(ForeignKey(TRIP))
    counted: Mapped[int]
    boarded: Mapped[int]
    counted_at: Mapped[datetime]
    received_at: Mapped[datetime]


class DoorSale(Base):
    """A seat that was sold on board for cash; `problem` says why there is no ticket for it."""

    __tablename__ = "door_sales"
    __table_args__ = (
        UniqueConstraint("device_id", "nonce"),
        Index(None, "trip_id", "id"),
        CheckConstraint("start_at < end_at", name="stops_in_order"),
        CheckConstraint("qepik > 0", name="price_possible"),
        CheckConstraint("(order_ref IS NULL) = (problem IS NOT NULL)", name="sold_or_a_problem"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey(DEVICE))
    nonce: Mapped[str]
    trip_id: Mapped[int] = mapped_column(ForeignKey(TRIP))
    seat: Mapped[int]
    start_at: Mapped[int]
    end_at: Mapped[int]
    rider: Mapped[str]
    name: Mapped[str | None] = mapped_column(EncryptedText)
    qepik: Mapped[int] = mapped_column(BigInteger)
    order_ref: Mapped[str | None]
    problem: Mapped[str | None]
    sold_at: Mapped[datetime]
    received_at: Mapped[datetime]
