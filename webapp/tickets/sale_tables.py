"""Tables beside an order: who waits for a seat, what registers said of a benefit, permits to enter a territory."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base

TRIP, ORDER = "bus_trips.id", "bus_orders.id"


class Waiting(Base):
    """A group that waits for `seats` on a full trip. An offer is an ordinary order that is held for it.

    A guest has no party, but an address (sealed, forgotten when the wait is over) and a link of which the digest is kept.
    """

    __tablename__ = "bus_waiting"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'offered', 'taken', 'ended', 'left')", name="state_known"),
        CheckConstraint("seats BETWEEN 1 AND 6 AND start_at < end_at", name="wish_possible"),
        CheckConstraint("(state IN ('offered', 'taken')) <= (order_id IS NOT NULL)", name="an_offer_is_an_order"),
        Index("ix_bus_waiting_open", "trip_id", "id", postgresql_where=text("state = 'waiting'")),
        Index(
            "one_wait_a_trip",
            "trip_id",
            "party_id",
            unique=True,
            postgresql_where=text("state IN ('waiting', 'offered')"),
        ),
        Index(
            "one_wait_an_address",
            "trip_id",
            "contact_key",
            unique=True,
            postgresql_where=text("state IN ('waiting', 'offered')"),
        ),
        CheckConstraint("party_id IS NOT NULL OR guest_key IS NOT NULL", name="somebody_waits"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    trip_id: Mapped[int] = mapped_column(ForeignKey(TRIP))
    start_at: Mapped[int]
    end_at: Mapped[int]
    seats: Mapped[int]
    party_id: Mapped[int | None] = mapped_column(BigInteger)
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    guest_key: Mapped[bytes | None] = mapped_column(unique=True)
    contact_key: Mapped[bytes | None]
    email: Mapped[str | None] = mapped_column(EncryptedText)
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    language: Mapped[str] = mapped_column(server_default="az")
    state: Mapped[str]
    order_id: Mapped[int | None] = mapped_column(ForeignKey(ORDER), unique=True)
    joined_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class BenefitCheck(Base):
    """A benefit that a passenger claims, and what the register said. While it is silent the full fare is paid.

    When it confirms later, the difference goes back. The personal number is sealed, and forgotten with the answer.
    """

    __tablename__ = "bus_benefit_checks"
    __table_args__ = (
        UniqueConstraint("order_id", "position"),
        CheckConstraint("state IN ('confirmed', 'refused', 'silent')", name="state_known"),
        CheckConstraint("(state = 'silent') = (fin IS NOT NULL)", name="asked_while_silent"),
        Index("ix_bus_benefit_checks_silent", "asked_at", postgresql_where=text("state = 'silent'")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey(ORDER))
    position: Mapped[int]
    benefit: Mapped[str]
    state: Mapped[str]
    fin: Mapped[str | None] = mapped_column(EncryptedText)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class EntryPermit(Base):
    """A passenger's permit to enter a territory, asked with the purchase; without one nothing is sold."""

    __tablename__ = "bus_entry_permits"
    __table_args__ = (
        UniqueConstraint("order_id", "position"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey(ORDER))
    position: Mapped[int]
    number: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    asked_at: Mapped[datetime]
