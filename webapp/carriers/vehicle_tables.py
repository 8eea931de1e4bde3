"""Tables of vehicles: what a vehicle is by its VIN, which plates it bore from when to when, who holds it by what right.

Periods of one vehicle must not overlap. Each is written as a stretch of one line of whole numbers on which every vehicle
has a million days of its own, so that PostgreSQL's own ranges exclude overlaps and no extension is needed.
"""

from datetime import date, datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base

STRETCH: Final = (
    "int8range({key} * 1048576 + ({start} - DATE '2000-01-01'),"
    " {key} * 1048576 + coalesce({end} - DATE '2000-01-01', 1048575))"
)
PLATES_APART: Final = STRETCH.format(key="vehicle_id", start="valid_from", end="valid_to")


class FleetVehicle(Base):
    """A vehicle as the road police register last gave it; the insurances as the bureau did. Its identity is the VIN."""

    __tablename__ = "vehicles"
    __table_args__ = (CheckConstraint("tare_kg >= 0 AND max_mass_kg >= tare_kg", name="masses_possible"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    vin: Mapped[str] = mapped_column(unique=True)
    make: Mapped[str]
    model: Mapped[str]
    category: Mapped[str]
    tare_kg: Mapped[int]
    max_mass_kg: Mapped[int]
    seats: Mapped[int]
    year: Mapped[int]
    colour: Mapped[str]
    inspection_valid_to: Mapped[date | None]
    insurance_valid_to: Mapped[date | None]
    passengers_valid_to: Mapped[date | None]
    insured_as_of: Mapped[datetime | None]
    status: Mapped[str]
    source: Mapped[str]
    as_of: Mapped[datetime]
    seen_at: Mapped[datetime]


class VehiclePlate(Base):
    """A plate of a vehicle from the day it was first seen to the day on which another took its place (that day not counted).

    A lost plate is never made again: the vehicle gets another number, and stays the same vehicle.
    """

    __tablename__ = "vehicle_plates"
    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
        ExcludeConstraint((text(PLATES_APART), "&&"), name="plates_of_a_vehicle_do_not_overlap"),
        Index("one_vehicle_of_a_plate", "plate", unique=True, postgresql_where=text("valid_to IS NULL")),
        Index("ix_vehicle_plates_plate", "plate"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicles.id"))
    plate: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[str]


class VehicleHolding(Base):
    """By what right a party holds a vehicle, from when to when, and which register says so.

    `valid_to` is the last day of a contract or power; `gone_at` is when the register no longer told of it. Charter 003,
    4.0.1, 5.2.9, 5.2.10. `basis` is the bar code of a power of attorney.
    """

    __tablename__ = "vehicle_holdings"
    __table_args__ = (
        CheckConstraint("\"right\" IN ('own', 'lease', 'use', 'power')", name="right_known"),
        CheckConstraint("valid_to >= valid_from", name="days_in_order"),
        CheckConstraint("(\"right\" = 'power') = (basis IS NOT NULL)", name="power_has_code"),
        Index(
            "one_open_holding", "party_id", "vehicle_id", "right", unique=True, postgresql_where=text("gone_at IS NULL")
        ),
        Index("ix_vehicle_holdings_vehicle_id", "vehicle_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    party_id: Mapped[int] = mapped_column(BigInteger)
    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicles.id"))
    right: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    basis: Mapped[str | None]
    source: Mapped[str]
    as_of: Mapped[datetime]
    seen_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]


class FleetAssignment(Base):
    """That the carrier lets a driver drive a vehicle; a vehicle may have several drivers, a driver several vehicles."""

    __tablename__ = "fleet_assignments"
    __table_args__ = (
        CheckConstraint("until >= since", name="instants_in_order"),
        Index(
            "one_open_assignment",
            "party_id",
            "vehicle_id",
            "driver_id",
            unique=True,
            postgresql_where=text("until IS NULL"),
        ),
        Index("ix_fleet_assignments_driver_id", "driver_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    party_id: Mapped[int] = mapped_column(BigInteger)
    vehicle_id: Mapped[int] = mapped_column(ForeignKey("vehicles.id"))
    driver_id: Mapped[int] = mapped_column(ForeignKey("fleet_drivers.id"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    given_by: Mapped[str]
    taken_by: Mapped[str | None]
