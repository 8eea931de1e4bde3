"""Tables: the sheet, its drivers, its waybills, its signed steps."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.trip_sheets.errors import AlreadyOut

SHEET = "trip_sheets.id"


class Sheet(Base):
    """One sheet. `back` is what was written after the return; a trigger keeps what is signed.

    `km` and `fuel_used` follow from both when it is closed, for the figures. `wish` is what waits for the signature.
    """

    __tablename__ = "trip_sheets"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'open', 'closed', 'cancelled')", name="state_known"),
        CheckConstraint("state IN ('draft', 'cancelled') OR number IS NOT NULL", name="opened_has_number"),
        CheckConstraint("km >= 0 AND fuel_used >= 0", name="figures_possible"),
        CheckConstraint("octet_length(content::text) < 50000 AND octet_length(back::text) < 20000", name="bounded"),
        Index(None, "carrier_party_id", "id"),
        Index(None, "plate", "id"),
        Index(
            constraint("uq_trip_sheets_open_plate", AlreadyOut),
            "plate",
            unique=True,
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_trip_sheets_figures", "carrier_party_id", "returned_at", postgresql_where=text("state = 'closed'")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    version: Mapped[int]
    state: Mapped[str]
    number: Mapped[str | None] = mapped_column(unique=True)
    carrier_party_id: Mapped[int] = mapped_column(BigInteger)
    plate: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    content: Mapped[dict[str, Any]]
    back: Mapped[dict[str, Any]]
    km: Mapped[int | None]
    fuel_used: Mapped[Decimal | None] = mapped_column(Numeric(9, 2))
    returned_at: Mapped[datetime | None]
    document_token: Mapped[str | None]
    request_id: Mapped[str | None] = mapped_column(unique=True)
    wish: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    opened_at: Mapped[datetime | None]
    created_by: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class SheetDriver(Base):
    """Who drives, by blind index; on one open sheet at a time."""

    __tablename__ = "trip_sheet_drivers"
    __table_args__ = (
        Index(
            constraint("uq_trip_sheet_drivers_out", AlreadyOut),
            "driver_index",
            unique=True,
            postgresql_where=text("is_out"),
        ),
        Index(None, "driver_index", "sheet_id"),
    )

    sheet_id: Mapped[int] = mapped_column(ForeignKey(SHEET), primary_key=True)
    driver_index: Mapped[bytes] = mapped_column(primary_key=True)
    is_out: Mapped[bool]


class SheetWaybill(Base):
    """A waybill carried under a sheet; after a reloading one waybill has several sheets."""

    __tablename__ = "trip_sheet_waybills"
    __table_args__ = (Index(None, "waybill"),)

    sheet_id: Mapped[int] = mapped_column(ForeignKey(SHEET), primary_key=True)
    waybill: Mapped[str] = mapped_column(primary_key=True)


class SheetStep(Base):
    """A signed step or the driver's readings, in order (append-only trigger)."""

    __tablename__ = "trip_sheet_steps"
    __table_args__ = (
        UniqueConstraint("sheet_id", "seq"),
        CheckConstraint("action IN ('open', 'close', 'correct', 'cancel', 'readings')", name="action_known"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey(SHEET))
    seq: Mapped[int]
    action: Mapped[str]
    at: Mapped[datetime]
    actor_name: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str]
    data: Mapped[dict[str, Any]]
