"""Tables of what happens to tickets after the sale: dated rows of the rules, quotes, changes, claims, another bus."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base

ORDER, TICKET, LEG, TRIP = "bus_orders.id", "bus_tickets.id", "bus_legs.id", "bus_trips.id"
KINDS = "kind IN ('refund', 'exchange', 'transfer', 'cancelled', 'unplaced', 'claim', 'moved')"


class TierRow(Base):
    """A dated row of the rules (`tiers.Tier`), only ever added. `route_id` is empty for all routes."""

    __tablename__ = "bus_change_tiers"
    __table_args__ = (
        UniqueConstraint(
            "band",
            "route_id",
            "is_default",
            "valid_from",
            name="one_tier_from_a_day",
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint("band IN ('early', 'late', 'last', 'missed', 'papers', 'carrier')", name="band_known"),
        CheckConstraint("(band = 'carrier') = (minutes IS NULL)", name="minutes_but_for_a_fault"),
        CheckConstraint("keeps BETWEEN 0 AND 1000 AND adds BETWEEN 0 AND 1000", name="shares_possible"),
        CheckConstraint("btrim(basis) <> ''", name="basis_named"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    band: Mapped[str]
    route_id: Mapped[int | None] = mapped_column(ForeignKey("bus_routes.id"))
    minutes: Mapped[int | None]
    keeps: Mapped[int]
    commission: Mapped[bool]
    adds: Mapped[int]
    delay: Mapped[int | None]
    basis: Mapped[str]
    is_default: Mapped[bool]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    added_at: Mapped[datetime]
    added_by: Mapped[str]


class Quote(Base):
    """What was shown before the click: kept, and honoured until `expires_at` whatever the clock or the rules say then."""

    __tablename__ = "bus_quotes"
    __table_args__ = (Index(None, "order_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    order_id: Mapped[int] = mapped_column(ForeignKey(ORDER))
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    back: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Change(Base):
    """Something done to tickets of an order. An exchange that costs more waits until `until` for its `invoice`."""

    __tablename__ = "bus_changes"
    __table_args__ = (
        CheckConstraint(KINDS, name="kind_known"),
        CheckConstraint("state IN ('done', 'waiting', 'given_up')", name="state_known"),
        CheckConstraint("state <> 'waiting' OR (kind = 'exchange' AND until IS NOT NULL)", name="only_exchanges_wait"),
        Index(None, "order_id"),
        Index("ix_bus_changes_waiting", "until", postgresql_where=text("state = 'waiting'")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    order_id: Mapped[int] = mapped_column(ForeignKey(ORDER))
    kind: Mapped[str]
    state: Mapped[str]
    quote_id: Mapped[int | None] = mapped_column(ForeignKey("bus_quotes.id"), unique=True)
    key: Mapped[str | None] = mapped_column(unique=True)
    due: Mapped[int] = mapped_column(BigInteger)
    invoice: Mapped[str | None]
    until: Mapped[datetime | None]
    reason: Mapped[str]
    basis: Mapped[str]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class ChangeLine(Base):
    """A ticket of a change and what became of its price. A ticket ends once (`ends`), whoever asks how often."""

    __tablename__ = "bus_change_lines"
    __table_args__ = (
        Index("one_end_a_ticket", "ticket_id", unique=True, postgresql_where=text("ends")),
        Index(None, "change_id"),
        CheckConstraint("back >= 0 AND kept >= 0 AND commission >= 0", name="parts_possible"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("bus_changes.id"))
    ticket_id: Mapped[int] = mapped_column(ForeignKey(TICKET))
    new_ticket_id: Mapped[int | None] = mapped_column(ForeignKey(TICKET), unique=True)
    ends: Mapped[bool]
    back: Mapped[int] = mapped_column(BigInteger)
    kept: Mapped[int] = mapped_column(BigInteger)
    commission: Mapped[int] = mapped_column(BigInteger)


class ChangeRefund(Base):
    """Money of a change that goes back to one payment; `refund` is its public id with payments."""

    __tablename__ = "bus_change_refunds"
    __table_args__ = (UniqueConstraint("change_id", "invoice"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("bus_changes.id"))
    invoice: Mapped[str]
    qepik: Mapped[int] = mapped_column(BigInteger)
    refund: Mapped[str]


class Fund(Base):
    """How much of a ticket that came by exchange each payment holds; a ticket without rows was paid with its order."""

    __tablename__ = "bus_ticket_funds"
    __table_args__ = (CheckConstraint("qepik > 0", name="something"),)

    ticket_id: Mapped[int] = mapped_column(ForeignKey(TICKET), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    invoice: Mapped[str]
    qepik: Mapped[int] = mapped_column(BigInteger)


class Claim(Base):
    """Who missed the bus asks for the money or another trip; a person of the carrier decides."""

    __tablename__ = "bus_claims"
    __table_args__ = (
        CheckConstraint("state IN ('filling', 'waiting', 'accepted', 'refused', 'used')", name="state_known"),
        CheckConstraint("wants IN ('refund', 'exchange')", name="wish_known"),
        CheckConstraint("(decided_at IS NULL) = (state IN ('filling', 'waiting'))", name="decided_at_an_instant"),
        Index("one_claim_a_ticket", "ticket_id", unique=True, postgresql_where=text("state <> 'refused'")),
        Index(None, "party_id", "state"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(TICKET))
    order_id: Mapped[int] = mapped_column(ForeignKey(ORDER))
    party_id: Mapped[int] = mapped_column(BigInteger)
    band: Mapped[str]
    wants: Mapped[str]
    words: Mapped[str] = mapped_column(EncryptedText)
    state: Mapped[str]
    made_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    answer: Mapped[str]


class Swap(Base):
    """Another bus came: who was moved where (`moved`: ticket number, old seat, new seat)."""

    __tablename__ = "bus_swaps"
    __table_args__ = (Index(None, "trip_id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    trip_id: Mapped[int] = mapped_column(ForeignKey(TRIP))
    was_plate: Mapped[str]
    was_seats: Mapped[int]
    was_layout: Mapped[str]
    moved: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    made_at: Mapped[datetime]


class Unplaced(Base):
    """A ticket without a seat on the other bus: its holder chooses until `until`, then the money goes back whole."""

    __tablename__ = "bus_unplaced"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'exchanged', 'refunded', 'placed')", name="state_known"),
        Index("ix_bus_unplaced_open", "until", postgresql_where=text("state = 'open'")),
        Index(None, "trip_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey(TICKET), unique=True)
    trip_id: Mapped[int] = mapped_column(ForeignKey(TRIP))
    was_seat: Mapped[int]
    until: Mapped[datetime]
    state: Mapped[str]
    made_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
