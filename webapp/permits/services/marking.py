"""Marks of one vehicle do not overlap; two who ask at once come one after the other."""

from datetime import date, datetime

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.clock import today
from webapp.permits.errors import PeriodNotPossible, VehicleHasMark
from webapp.permits.models import Mark, Permit


def ensure_no_mark(vin: str, type_code: str, first: date, last: date) -> None:
    """Hold the vehicle to the end of the transaction. Raises VehicleHasMark when it has a mark in these days."""
    db.session().execute(select(func.pg_advisory_xact_lock(func.hashtext(f"permit_marks:{vin}"))))
    query = (
        select(Mark.permit_id)
        .join(Permit, Permit.id == Mark.permit_id)
        .where(Mark.vin == vin, Permit.type_code == type_code, Permit.state == "active")
        .where(Permit.valid_from <= last, Permit.valid_to >= first)
    )
    if db.session().scalar(query.limit(1)) is not None:
        raise VehicleHasMark


def free_days(days: tuple[date | None, date | None], signed_at: datetime) -> tuple[date, date]:
    """Return the days of a trip; one that was asked for in time and decided late begins today.

    Raises PeriodNotPossible when a day is missing or the trip is over.
    """
    first, last = days
    if first is None or last is None or last < today() or first < signed_at.date():
        raise PeriodNotPossible
    return max(first, today()), last
