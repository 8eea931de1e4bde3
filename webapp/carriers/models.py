"""Tables: drivers, the errands to the registers; certificates that we keep.

Vehicles stand in `vehicle_tables`, the registers of carriers and operators in `register_tables`.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from webapp.carriers.register_tables import Carrier, Operator, RegisterChange, Suspension
from webapp.carriers.vehicle_tables import FleetAssignment, FleetVehicle, VehicleHolding, VehiclePlate
from webapp.core.crypto import EncryptedText
from webapp.core.db import Base

__all__ = [
    "Carrier",
    "FleetAssignment",
    "FleetDriver",
    "FleetRefresh",
    "FleetVehicle",
    "Operator",
    "RegisterChange",
    "Suspension",
    "TrainingCertificate",
    "VehicleHolding",
    "VehiclePlate",
]


class FleetDriver(Base):
    """Somebody who drives for a party by an employment contract, with the licence if the register gave one."""

    __tablename__ = "fleet_drivers"
    __table_args__ = (UniqueConstraint("party_id", "fin_index"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    party_id: Mapped[int] = mapped_column(BigInteger)
    fin: Mapped[str] = mapped_column(EncryptedText)
    fin_index: Mapped[bytes]
    name: Mapped[str]
    position: Mapped[str]
    employed_since: Mapped[date | None]
    source: Mapped[str]
    as_of: Mapped[datetime]
    licence_number: Mapped[str | None]
    licence_categories: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    licence_valid_to: Mapped[date | None]
    licence_status: Mapped[str | None]
    licence_source: Mapped[str | None]
    licence_as_of: Mapped[datetime | None]
    seen_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]


class FleetRefresh(Base):
    """One errand to the registers for a party: waiting (perhaps after a register did not answer), running, done, failed."""

    __tablename__ = "fleet_refreshes"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="state_known"),
        CheckConstraint("(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name="end_has_instant"),
        Index("one_open_refresh", "party_id", unique=True, postgresql_where=text("state IN ('waiting', 'running')")),
        Index("ix_fleet_refreshes_party_id", "party_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    party_id: Mapped[int] = mapped_column(BigInteger)
    account_id: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str]
    reason: Mapped[str | None]
    asked_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class TrainingCertificate(Base):
    """A certificate of a driver's special training, for carrying passengers, goods or dangerous goods (charter 004, 9.2)."""

    __tablename__ = "training_certificates"
    __table_args__ = (
        CheckConstraint("training IN ('goods', 'passengers', 'dangerous_goods', 'taxi')", name="training_known"),
        CheckConstraint("state IN ('active', 'suspended', 'revoked')", name="state_known"),
        CheckConstraint("issued_on <= valid_to", name="term_possible"),
        Index("ix_training_certificates_fin_index", "fin_index"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    fin: Mapped[str] = mapped_column(EncryptedText)
    fin_index: Mapped[bytes]
    name: Mapped[str]
    training: Mapped[str]
    state: Mapped[str]
    issued_on: Mapped[date]
    valid_to: Mapped[date]
    changed_at: Mapped[datetime]
