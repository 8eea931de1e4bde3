"""Tables: orders of one or two legs, a ticket for each passenger of a leg, the places that they keep."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.tickets.boarding.models import DoorCount, DoorDevice, DoorSale, DoorScan, TicketEnding, TicketKey
from webapp.tickets.changing.models import Change
from webapp.tickets.errors import ONE_PASSENGER
from webapp.tickets.law_tables import BenefitRow, CommissionRow, RouteTermsRow
from webapp.tickets.proposals.models import RuleProposal
from webapp.tickets.sale_tables import BenefitCheck, EntryPermit, Waiting

__all__ = [
    "BenefitCheck",
    "BenefitRow",
    "CommissionRow",
    "EntryPermit",
    "Leg",
    "Order",
    "Place",
    "RouteTermsRow",
    "RuleProposal",
]
__all__ += ["Change", "Ticket", "Waiting"]
__all__ += ["DoorCount", "DoorDevice", "DoorSale", "DoorScan", "TicketEnding", "TicketKey"]
TRIP, ORDER, LEG, TICKET = "bus_trips.id", "bus_orders.id", "bus_legs.id", "bus_tickets.id"


class Order(Base):
    """What one buyer holds and pays at once. `invoice` is the public id of what is to be paid.

    A guest has no party and no account, but an e-mail address or a telephone number (sealed) and a link, of which the
    digest is kept.
    """

    __tablename__ = "bus_orders"
    __table_args__ = (
        CheckConstraint("state IN ('held', 'paid', 'lapsed', 'given_up')", name="state_known"),
        CheckConstraint("channel IN ('web', 'till', 'bus')", name="channel_known"),
        CheckConstraint("(state = 'paid') = (paid_at IS NOT NULL)", name="paid_at_an_instant"),
        CheckConstraint("party_id IS NOT NULL OR guest_key IS NOT NULL OR channel <> 'web'", name="somebody_buys"),
        Index(None, "party_id", "id"),
        Index("ix_bus_orders_held", "held_until", postgresql_where=text("state = 'held'")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    party_id: Mapped[int | None] = mapped_column(BigInteger)
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    email: Mapped[str | None] = mapped_column(EncryptedText)
    phone: Mapped[str | None] = mapped_column(EncryptedText)
    language: Mapped[str]
    guest_key: Mapped[bytes | None] = mapped_column(unique=True)
    channel: Mapped[str]
    state: Mapped[str]
    held_until: Mapped[datetime]
    invoice: Mapped[str | None]
    opened_at: Mapped[datetime]
    paid_at: Mapped[datetime | None]


class Leg(Base):
    """A ride of an order: 1 the way out, 2 the way back, further ones by exchange.

    `prices` are the fares at the moment of the hold, by rider: what is paid, whatever becomes of the tariff meanwhile.
    """

    __tablename__ = "bus_legs"
    __table_args__ = (
        UniqueConstraint("order_id", "number"),
        CheckConstraint("number > 0", name="numbered"),
        CheckConstraint("start_at < end_at", name="stops_in_order"),
        Index(None, "trip_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey(ORDER))
    number: Mapped[int]
    trip_id: Mapped[int] = mapped_column(ForeignKey(TRIP))
    start_at: Mapped[int]
    end_at: Mapped[int]
    prices: Mapped[dict[str, Any]]


class Ticket(Base):
    """A passenger (`position`) on a leg; without `seat` a child on the lap. The number comes with the payment.

    `commission_qepik` is the part of the price that is for selling in advance; `issue_no` counts the codes given for
    the ticket, of which the last is good. Name, document and birth date are sealed; so is the personal number, until an entry permit is asked
    with it.
    """

    __tablename__ = "bus_tickets"
    __table_args__ = (
        UniqueConstraint("leg_id", "position"),
        CheckConstraint("state IN ('held', 'paid', 'unplaced', 'refunded', 'exchanged', 'void')", name="state_known"),
        CheckConstraint("rider IN ('lap', 'child', 'adult', 'benefit')", name="rider_known"),
        CheckConstraint("rider <> 'benefit' OR benefit IS NOT NULL", name="benefit_named"),
        CheckConstraint("qepik >= 0 AND commission_qepik BETWEEN 0 AND qepik", name="price_possible"),
        CheckConstraint("seat IS NOT NULL OR qepik = 0", name="no_seat_no_price"),
        CheckConstraint("issue_no > 0", name="issued"),
        Index(None, "order_id"),
        Index(None, "replaces_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey(ORDER))
    leg_id: Mapped[int] = mapped_column(ForeignKey(LEG))
    position: Mapped[int]
    seat: Mapped[int | None]
    rider: Mapped[str | None]
    benefit: Mapped[str | None]
    qepik: Mapped[int | None] = mapped_column(BigInteger)
    commission_qepik: Mapped[int] = mapped_column(BigInteger, default=0)
    basis: Mapped[str | None]
    name: Mapped[str | None] = mapped_column(EncryptedText)
    document: Mapped[str | None] = mapped_column(EncryptedText)
    born: Mapped[str | None] = mapped_column(EncryptedText)
    fin: Mapped[str | None] = mapped_column(EncryptedText)
    number: Mapped[str | None] = mapped_column(unique=True)
    token: Mapped[str | None]
    state: Mapped[str]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey(TICKET))
    issue_no: Mapped[int] = mapped_column(default=1)
    boarded_at: Mapped[datetime | None]
    boarded_by: Mapped[int | None] = mapped_column(BigInteger)


class Place(Base):
    """A seat on one piece of the way, kept by a ticket. The key is what makes a second sale impossible.

    Only `services/places.py` writes here.
    """

    __tablename__ = "bus_places"
    __table_args__ = (
        UniqueConstraint("trip_id", "seat", "segment", name=ONE_PASSENGER),
        Index(None, "ticket_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    trip_id: Mapped[int] = mapped_column(ForeignKey(TRIP))
    seat: Mapped[int]
    segment: Mapped[int]
    ticket_id: Mapped[int] = mapped_column(ForeignKey(TICKET))
