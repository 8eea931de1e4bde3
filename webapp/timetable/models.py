"""Tables of the network: stations, routes, services with their days, fares, trips; what was imported and exported."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class StationRow(Base):
    """A place where one boards (WGS 84). `closes_minutes` before the departure its sale ends."""

    __tablename__ = "bus_stations"
    __table_args__ = (
        CheckConstraint("closes_minutes BETWEEN 0 AND 1440", name="closing_possible"),
        CheckConstraint("latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180", name="place_on_earth"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="place_whole"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name_az: Mapped[str]
    name_en: Mapped[str]
    name_ru: Mapped[str]
    closes_minutes: Mapped[int]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


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
    """A station of a route: its place in the order, minutes from the start, its fare zone, its platform there."""

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
    platform: Mapped[str | None]


class ServiceRow(Base):
    """When a route is run and by which bus: `weekdays` are digits, 1 is Monday; the time is that of Baku.

    Days that are added or removed stand in `bus_service_dates`; without weekdays a service is run on those alone.
    """

    __tablename__ = "bus_services"
    __table_args__ = (
        UniqueConstraint("route_id", "departs", "valid_from"),
        CheckConstraint("weekdays ~ '^[1-7]{0,7}$'", name="weekdays_known"),
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


class ServiceDateRow(Base):
    """A day on which a service is run beside its weekdays (`runs`), or is not."""

    __tablename__ = "bus_service_dates"

    service_id: Mapped[int] = mapped_column(ForeignKey("bus_services.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    runs: Mapped[bool]


class FareRow(Base):
    """A price between two zones of a route for a rider, from a day on. A new price is a new row.

    `benefit` is the code of the group when the rider has a benefit; `medium` is how one pays, `any` for all.
    """

    __tablename__ = "bus_fares"
    __table_args__ = (
        UniqueConstraint(
            *("route_id", "zone_low", "zone_high", "rider", "benefit", "product", "medium", "valid_from"),
            name="one_fare_from_a_day",
        ),
        CheckConstraint("rider IN ('adult', 'child', 'benefit')", name="rider_known"),
        CheckConstraint("(rider = 'benefit') = (benefit <> '')", name="benefit_named"),
        CheckConstraint("medium IN ('any', 'cash', 'card', 'account')", name="medium_known"),
        CheckConstraint("zone_low <= zone_high AND qepik >= 0 AND btrim(basis) <> ''", name="row_possible"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("bus_routes.id"))
    zone_low: Mapped[int]
    zone_high: Mapped[int]
    rider: Mapped[str]
    benefit: Mapped[str] = mapped_column(server_default="")
    product: Mapped[str] = mapped_column(server_default="single")
    medium: Mapped[str] = mapped_column(server_default="any")
    qepik: Mapped[int] = mapped_column(BigInteger)
    basis: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class TripRow(Base):
    """One run on a day. Bus and seats are those of its service when it was made, until the carrier puts another."""

    __tablename__ = "bus_trips"
    __table_args__ = (
        UniqueConstraint("service_id", "day"),
        Index(None, "route_id", "day"),
        Index(None, "departs_at"),
        CheckConstraint("state IN ('planned', 'cancelled')", name="state_known"),
        CheckConstraint("(state = 'cancelled') = (reason IS NOT NULL)", name="cancelled_with_a_reason"),
        CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_at_an_instant"),
        CheckConstraint("seats BETWEEN 1 AND 99", name="seats_possible"),
        CheckConstraint("layout IN ('2+2', '2+1')", name="layout_known"),
        CheckConstraint("delay_minutes BETWEEN 0 AND 1440", name="delay_possible"),
        CheckConstraint("(delay_minutes > 0) = (delay_reason IS NOT NULL)", name="late_for_a_reason"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("bus_services.id"))
    route_id: Mapped[int] = mapped_column(ForeignKey("bus_routes.id"))
    day: Mapped[date]
    departs_at: Mapped[datetime]
    plate: Mapped[str]
    seats: Mapped[int]
    layout: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="planned")
    reason: Mapped[str | None]
    cancelled_at: Mapped[datetime | None]
    delay_minutes: Mapped[int] = mapped_column(server_default="0")
    delay_reason: Mapped[str | None]


class DelayRow(Base):
    """What was said of a trip's delay, and when: rows are only added, the last is what the trip says."""

    __tablename__ = "bus_delays"
    __table_args__ = (
        Index(None, "trip_id"),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_possible"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    trip_id: Mapped[int] = mapped_column(ForeignKey("bus_trips.id"))
    minutes: Mapped[int]
    reason: Mapped[str]
    said_by: Mapped[str]
    said_at: Mapped[datetime]


class ImportRow(Base):
    """A timetable that was handed in: the file, what was found in it, what it would change, what became of it.

    `stands` is the digest of the network when the file was looked through: what an office agreed to is what is applied.
    """

    __tablename__ = "bus_imports"
    __table_args__ = (
        CheckConstraint("state IN ('faulty', 'clean', 'applying', 'applied', 'stale')", name="state_known"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    file_id: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[str]
    report: Mapped[dict[str, Any]]
    stands: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    handed_in_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]


class ExportRow(Base):
    """A GTFS archive that was made; `digest` is that of the network it says."""

    __tablename__ = "bus_exports"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    digest: Mapped[str]
    file_id: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
