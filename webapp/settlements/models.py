"""Tables: what each ticket brought to whom, statements to carriers, their bank accounts, closed days and their differences.

Triggers (see the migration) let bookings change in one way only: they are put into a statement, once.
"""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.settlements.errors import DayNotOver, SecondPersonNeeded

STATEMENT: Final = "settlement_statements.id"
TWO_PERSONS: Final = constraint("ck_settlement_statements_two_persons_approve", SecondPersonNeeded)


FIGURES: Final = "qepik = CASE kind WHEN 'station' THEN station ELSE gross - station - advance END"


class Statement(Base):
    """What a carrier, or who keeps a station, is owed for the days up to `until`; numbers have no gaps, figures never change.

    `carrier_id` is the party that is paid, `station_code` the station of a statement of the kind `station`.

    Approved by two persons, then paid; what changes afterwards stands in the next one.
    """

    __tablename__ = "settlement_statements"
    __table_args__ = (
        UniqueConstraint("carrier_id", "kind", "station_code", "until", name="one_statement_up_to_a_day"),
        CheckConstraint("kind IN ('carrier', 'station')", name="kind_known"),
        CheckConstraint("(kind = 'station') = (station_code <> '')", name="station_named"),
        UniqueConstraint("year", "serial"),
        CheckConstraint("state IN ('drawn', 'agreed', 'approved', 'paid')", name="state_known"),
        CheckConstraint("until >= since", name="days_in_order"),
        CheckConstraint(FIGURES, name="figures_agree"),
        CheckConstraint(
            "(state IN ('agreed', 'approved', 'paid')) = (first_by IS NOT NULL)", name="agreed_by_somebody"
        ),
        CheckConstraint("(state IN ('approved', 'paid')) = (second_by IS NOT NULL)", name="approved_by_somebody"),
        CheckConstraint("second_by <> first_by", name="two_persons_approve"),
        CheckConstraint(
            "(state = 'paid') = (paid_at IS NOT NULL AND btrim(bank_reference) <> '')", name="paid_by_the_bank"
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int]
    serial: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(server_default="carrier")
    station_code: Mapped[str] = mapped_column(server_default="")
    carrier_id: Mapped[int] = mapped_column(BigInteger)
    since: Mapped[date]
    until: Mapped[date]
    gross: Mapped[int] = mapped_column(BigInteger)
    station: Mapped[int] = mapped_column(BigInteger)
    advance: Mapped[int] = mapped_column(BigInteger)
    qepik: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str]
    document_token: Mapped[str]
    drawn_at: Mapped[datetime]
    drawn_name: Mapped[str]
    first_by: Mapped[int | None] = mapped_column(BigInteger)
    first_name: Mapped[str] = mapped_column(default="")
    first_at: Mapped[datetime | None]
    second_by: Mapped[int | None] = mapped_column(BigInteger)
    second_name: Mapped[str] = mapped_column(default="")
    second_at: Mapped[datetime | None]
    bank_reference: Mapped[str] = mapped_column(default="")
    paid_at: Mapped[datetime | None]
    paid_name: Mapped[str] = mapped_column(default="")


OF_STATIONS: Final = text("station_statement_id IS NULL AND station <> ''")


class Booking(Base):
    """What one ticket brought or took back, and for whom; `key` makes it happen once.

    It stands in one statement of its carrier, and in one of the station that sold it.
    """

    __tablename__ = "settlement_bookings"
    __table_args__ = (
        Index("ix_settlement_bookings_waiting", "carrier_id", "day", postgresql_where=text("statement_id IS NULL")),
        Index(None, "statement_id"),
        Index(None, "station_statement_id"),
        Index("ix_settlement_bookings_of_stations", "station", "day", postgresql_where=OF_STATIONS),
        Index(None, "day"),
        CheckConstraint(
            "kind IN ('sold', 'refunded', 'exchanged', 'void', 'surcharge', 'card_rides')", name="kind_known"
        ),
        CheckConstraint("gross = carrier + station_part + advance", name="parts_make_the_whole"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    order: Mapped[str]
    ticket: Mapped[str]
    trip: Mapped[str]
    route: Mapped[str]
    carrier_id: Mapped[int] = mapped_column(BigInteger)
    station: Mapped[str]
    channel: Mapped[str]
    count: Mapped[int]
    gross: Mapped[int] = mapped_column(BigInteger)
    carrier: Mapped[int] = mapped_column(BigInteger)
    station_part: Mapped[int] = mapped_column(BigInteger)
    advance: Mapped[int] = mapped_column(BigInteger)
    permille: Mapped[int]
    day: Mapped[date]
    at: Mapped[datetime]
    statement_id: Mapped[int | None] = mapped_column(ForeignKey(STATEMENT))
    station_statement_id: Mapped[int | None] = mapped_column(ForeignKey(STATEMENT))


class BankAccount(Base):
    """Where a carrier is paid, from a day on. A new account is a new row."""

    __tablename__ = "settlement_accounts"
    __table_args__ = (UniqueConstraint("party_id", "valid_from", name="one_account_from_a_day"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    party_id: Mapped[int] = mapped_column(BigInteger)
    iban: Mapped[str] = mapped_column(EncryptedText)
    bic: Mapped[str]
    valid_from: Mapped[date]
    set_by: Mapped[str]
    set_at: Mapped[datetime]


class ClosedDay(Base):
    """A day that an accountant closed, with the figures as they stood."""

    __tablename__ = "settlement_days"
    __table_args__ = (UniqueConstraint("day", name=constraint("one_closing_a_day", DayNotOver)),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    day: Mapped[date]
    figures: Mapped[dict[str, Any]]
    closed_at: Mapped[datetime]
    closed_by: Mapped[int | None] = mapped_column(BigInteger)
    closed_name: Mapped[str]


class DayDifference(Base):
    """A line of a day that does not agree: what was expected and found, whose it is, what was said about it."""

    __tablename__ = "settlement_differences"
    __table_args__ = (
        UniqueConstraint("day", "line", "subject", name="one_difference_a_line"),
        Index("ix_settlement_differences_open", "id", postgresql_where=text("closed_at IS NULL")),
        CheckConstraint("(closed_at IS NULL) = (btrim(closed_name) = '')", name="closed_by_somebody"),
        CheckConstraint("closed_at IS NULL OR btrim(comment) <> ''", name="closed_with_words"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    day: Mapped[date]
    line: Mapped[str]
    subject: Mapped[str]
    expected: Mapped[int] = mapped_column(BigInteger)
    found: Mapped[int] = mapped_column(BigInteger)
    noted_at: Mapped[datetime]
    assigned_to: Mapped[int | None] = mapped_column(BigInteger)
    assigned_name: Mapped[str] = mapped_column(default="")
    comment: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]
    closed_name: Mapped[str] = mapped_column(default="")
