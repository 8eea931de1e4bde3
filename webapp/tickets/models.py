"""Tables: the network (stations, routes, services, fares), trips, and what is sold of them."""

from datetime import date, datetime, time

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.tickets.errors import ONE_PASSENGER

ROUTE, TRIP, ORDER = "bus_routes.id", "bus_trips.id", "bus_orders.id"


class Station(Base):
    """A place where one boards. `closes_minutes` before the departure its sale ends."""

    __tablename__ = "bus_stations"
    __table_args__ = (CheckConstraint("closes_minutes BETWEEN 0 AND 1440", name="closing_possible"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name_az: Mapped[str]
    name_en: Mapped[str]
    name_ru: Mapped[str]
    closes_minutes: Mapped[int]


class Route(Base):
    """A way with its number, of one carrier."""

    __tablename__ = "bus_routes"
    __table_args__ = (
        CheckConstraint("kind IN ('city', 'intercity', 'international')", name="kind_known"),
        Index(None, "party_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    party_id: Mapped[int] = mapped_column(BigInteger)


class Stop(Base):
    """A station of a route: its place in the order, minutes from the start, its fare zone."""

    __tablename__ = "bus_stops"
    __table_args__ = (
        UniqueConstraint("route_id", "station_id"),
        Index(None, "station_id"),
        CheckConstraint("position >= 0 AND minutes >= 0 AND zone > 0", name="numbers_possible"),
    )

    route_id: Mapped[int] = mapped_column(ForeignKey(ROUTE), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    station_id: Mapped[int] = mapped_column(ForeignKey("bus_stations.id"))
    minutes: Mapped[int]
    zone: Mapped[int]


class Service(Base):
    """When a route is run and by which bus: `weekdays` are digits, 1 is Monday; the time is that of Baku."""

    __tablename__ = "bus_services"
    __table_args__ = (
        UniqueConstraint("route_id", "departs", "valid_from"),
        CheckConstraint("weekdays ~ '^[1-7]{1,7}$'", name="weekdays_known"),
        CheckConstraint("seats BETWEEN 1 AND 99", name="seats_possible"),
        CheckConstraint("layout IN ('2+2', '2+1')", name="layout_known"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey(ROUTE))
    departs: Mapped[time]
    weekdays: Mapped[str]
    plate: Mapped[str]
    seats: Mapped[int]
    layout: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class FareRow(Base):
    """A price between two zones of a route for a rider, from a day on. A new price is a new row."""

    __tablename__ = "bus_fares"
    __table_args__ = (
        UniqueConstraint("route_id", "zone_low", "zone_high", "rider", "valid_from", name="one_fare_from_a_day"),
        CheckConstraint("rider IN ('adult', 'child')", name="rider_known"),
        CheckConstraint("zone_low <= zone_high AND qepik > 0 AND btrim(basis) <> ''", name="row_possible"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey(ROUTE))
    zone_low: Mapped[int]
    zone_high: Mapped[int]
    rider: Mapped[str]
    qepik: Mapped[int] = mapped_column(BigInteger)
    basis: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Trip(Base):
    """One run on a day. Bus and seats are those of its service when it was made."""

    __tablename__ = "bus_trips"
    __table_args__ = (UniqueConstraint("service_id", "day"), Index(None, "route_id", "day"))

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("bus_services.id"))
    route_id: Mapped[int] = mapped_column(ForeignKey(ROUTE))
    day: Mapped[date]
    departs_at: Mapped[datetime]
    plate: Mapped[str]
    seats: Mapped[int]
    layout: Mapped[str]


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
