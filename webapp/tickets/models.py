"""Tables: what is sold of trips."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.tickets.errors import ONE_PASSENGER

TRIP, ORDER = "bus_trips.id", "bus_orders.id"


class Order(Base):
    """Seats of a trip between two stops for one buyer; `invoice` is the public id of what is to be paid."""

    __tablename__ = "bus_orders"
    __table_args__ = (
        CheckConstraint("state IN ('held', 'paid', 'lapsed', 'given_up')", name="state_known"),
        CheckConstraint("start_at < end_at", name="stops_in_order"),
        CheckConstraint("(state = 'paid') = (paid_at IS NOT NULL)", name="paid_at_an_instant"),
        Index(None, "party_id", "id"),
        Index(None, "trip_id"),
        Index("ix_bus_orders_held", "held_until", postgresql_where=text("state = 'held'")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    trip_id: Mapped[int] = mapped_column(ForeignKey(TRIP))
    party_id: Mapped[int] = mapped_column(BigInteger)
    account_id: Mapped[int] = mapped_column(BigInteger)
    start_at: Mapped[int]
    end_at: Mapped[int]
    state: Mapped[str]
    held_until: Mapped[datetime]
    invoice: Mapped[str | None]
    opened_at: Mapped[datetime]
    paid_at: Mapped[datetime | None]


class Place(Base):
    """A seat on one piece of the way, kept for an order. The key is what makes a second sale impossible."""

    __tablename__ = "bus_places"
    __table_args__ = (
        UniqueConstraint("trip_id", "seat", "segment", name=ONE_PASSENGER),
        Index(None, "order_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    trip_id: Mapped[int] = mapped_column(ForeignKey(TRIP))
    seat: Mapped[int]
    segment: Mapped[int]
    order_id: Mapped[int] = mapped_column(ForeignKey(ORDER))


class Ticket(Base):
    """One passenger of an order; without `seat` a child on the lap. The number comes with the payment.

    Name, document and birth date are sealed.
    """

    __tablename__ = "bus_tickets"
    __table_args__ = (
        UniqueConstraint("order_id", "position"),
        CheckConstraint("rider IN ('lap', 'child', 'adult')", name="rider_known"),
        CheckConstraint("qepik >= 0", name="price_possible"),
        CheckConstraint("seat IS NOT NULL OR qepik = 0", name="no_seat_no_price"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey(ORDER))
    position: Mapped[int]
    seat: Mapped[int | None]
    rider: Mapped[str | None]
    qepik: Mapped[int | None] = mapped_column(BigInteger)
    basis: Mapped[str | None]
    name: Mapped[str | None] = mapped_column(EncryptedText)
    document: Mapped[str | None] = mapped_column(EncryptedText)
    born: Mapped[str | None] = mapped_column(EncryptedText)
    number: Mapped[str | None] = mapped_column(unique=True)
    token: Mapped[str | None]
    boarded_at: Mapped[datetime | None]
    boarded_by: Mapped[int | None] = mapped_column(BigInteger)
