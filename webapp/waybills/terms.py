"""Terms of the life after delivery, read from their dated rows; all need an open transaction."""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import local
from webapp.core.working_days import is_holiday
from webapp.waybills.models import Term

HIDDEN_DAMAGE, DELAY, NO_SHOW = "hidden_damage_days", "delay_days", "no_show_hours"
SUNDAY: Final = 7


def term_on(code: str, day: date) -> int:
    """Return the length that holds on a day. Raises LookupError when none does."""
    query = select(Term.amount).where(Term.code == code, Term.valid_from <= day).order_by(Term.valid_from.desc())
    found = db.session().scalar(query.limit(1))
    if found is None:
        raise LookupError(code)
    return found


def closes_at(delivered_at: datetime) -> datetime:
    """Return when the last complaint can come (CMR art. 30): hidden damage and delay, whichever ends later.

    Days of hidden damage leave Sundays and public holidays out; those of delay count all.
    """
    day = local(delivered_at).date()
    left, end = term_on(HIDDEN_DAMAGE, day), day
    while left:
        end += timedelta(days=1)
        left -= end.isoweekday() != SUNDAY and not is_holiday(end)
    latest = max(end, day + timedelta(days=term_on(DELAY, day)))
    return delivered_at + (latest - day)


def no_show_after(day: date) -> timedelta:
    """Return how long the driver waits for somebody who takes the goods."""
    return timedelta(hours=term_on(NO_SHOW, day))
