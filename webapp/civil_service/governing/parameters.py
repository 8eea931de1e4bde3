"""What a parameter of the register is on a day: its newest row that has begun."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from webapp.civil_service.governing.models import ServiceParameter
from webapp.civil_service.governing.rules import BY_CODE
from webapp.core import db
from webapp.core.clock import today
from webapp.core.working_days import deadline


def value_of(code: str, day: date | None = None) -> int:
    """Return the value of a parameter on `day` (today). Raises LookupError for one that there is not, which is a defect."""
    query = select(ServiceParameter.value).where(
        ServiceParameter.code == BY_CODE[code].code, ServiceParameter.valid_from <= (day or today())
    )
    found = db.session().scalar(query.order_by(ServiceParameter.valid_from.desc()).limit(1))
    if found is None:
        raise LookupError(f"the parameter {code} has no row in force")
    return found


def due_in(code: str) -> date:
    """Return the last day of a term of as many working days from today as the parameter says."""
    return deadline(today(), value_of(code))


def rows_of_parameters() -> Sequence[ServiceParameter]:
    """Return every row, by parameter, newest first."""
    query = select(ServiceParameter).order_by(ServiceParameter.code, ServiceParameter.valid_from.desc())
    return db.session().scalars(query).all()


def in_force_and_later(rows: Sequence[ServiceParameter], day: date) -> dict[str, list[ServiceParameter]]:
    """Return by parameter the row in force on `day`, those that begin later, and the former ones, newest first."""
    found: dict[str, list[ServiceParameter]] = {code: [] for code in BY_CODE}
    for row in rows:
        found.setdefault(row.code, []).append(row)
    for code, known in found.items():
        now = next((row for row in known if row.valid_from <= day), None)
        found[code] = [*([now] if now else []), *(row for row in known if row is not now)]
    return found
