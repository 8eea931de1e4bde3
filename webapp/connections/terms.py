"""The numbers of the law that are in force at this office: rows, so that a change of the law is a change of a row."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import select

from webapp.connections.models import Term
from webapp.connections.rules import cure_due, earliest_withdrawal
from webapp.core import db
from webapp.core.working_days import deadline, is_working, moved_days


def term(code: str) -> int:
    """Return the number under `code`. Raises NoResultFound for one that the migration did not write."""
    return db.session().scalars(select(Term.value).where(Term.code == code)).one()


def working_term(code: str, start: date) -> date:
    """Return the last day of the term `code`, in working days after `start`."""
    return deadline(start, term(code))


def cure_term(received: date) -> date:
    """Return the last day to cure a breach received on this day (3.6)."""
    working: Callable[[date], bool] | None = None
    if term("cure_moves_to_working_day"):
        moved = moved_days()

        def working(day: date) -> bool:
            return is_working(day, moved)

    return cure_due(received, months=term("cure_months"), working=working)


def withdrawal_day(told: date) -> date:
    """Return the first day on which a service may be disconnected after its users were told (3.14)."""
    return earliest_withdrawal(told, term("withdrawal_months"))
