"""Tables of the network: stations, routes, services by day of the week, fares, trips."""

from datetime import date, datetime, time

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class StationRow(Base):
    """A place where one boards. `closes_minutes` before the departure its sale ends."""

    __tablename__ = "bus_stations"
    __table_args__ = (CheckConstraint("closes_minutes BETWEEN 0 AND 1440", name="closing_possible"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name_az: Mapped[str]
    name_en: Mapped[str]
    name_ru: Mapped[str]
    closes_minutes: Mapped[int]


class RouteRow(Base):
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


class StopRow(Base):
    """A station of a route: its place in the order, minutes from the start, its fare zone."""

    __tablename__ = "bus_stops"
    __table_args__ = (
        UniqueConstraint("route_id", "station_id"),
        Index(None, "station_id"),
        CheckConstraint("position >= 0 AND minutes >= 0 AND zone > 0", name="numbers_possible"),
    )

    route_id: Mapped[int] = mapped_column(ForeignKey("bus_routes.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    station_id: Mapped[int] = mapped_column(ForeignKey("bus_stations.id"))
    minutes: Mapped[int]
    zone: Mapped[int]


class ServiceRow(Base):
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
    route_id: Mapped[int] = mapped_column(ForeignKey("bus_routes.id"))
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
    route_id: Mapped[int] = mapped_column(ForeignKey("bus_routes.id"))
    zone_low: Mapped[int]
    zone_high: Mapped[int]
    rider: Mapped[str]
    qepik: Mapped[int] = mapped_column(BigInteger)
    basis: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class TripRow(Base):
    """One run on a day. Bus and seats are those of its service when it was made."""

    __tablename__ = "bus_trips"
    __table_args__ = (UniqueConstraint("service_id", "day"), Index(None, "route_id", "day"))

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("bus_services.id"))
    route_id: Mapped[int] = mapped_column(ForeignKey("bus_routes.id"))
    day: Mapped[date]
    departs_at: Mapped[datetime]
    plate: Mapped[str]
    seats: Mapped[int]
    layout: Mapped[str]
