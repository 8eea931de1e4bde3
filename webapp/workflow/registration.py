"""The office's registration journal: every application by its day and number, as a paper one would stand there (191/2011, 7.3)."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import BAKU
from webapp.core.errors import NotFound
from webapp.core.pagination import Page, ascending, numbers, page
from webapp.workflow.models import Case

SIZE: Final = 100
YEARS: Final = range(1900, 2200)


def entries(
    *, since: date | None, until: date | None, number: str, after: str | None, before: str | None
) -> Page[Case]:
    """Return a page of what was registered, the earliest first: of these days, or the one with this number.

    Raises NotFound for a made-up cursor.
    """
    query = select(Case).where(Case.number.is_not(None))
    if number:
        query = query.where(Case.number == number)
    if since:
        query = query.where(Case.submitted_at >= _begins(since))
    if until:
        query = query.where(Case.submitted_at < _begins(until + timedelta(days=1)))
    columns = (Case.submitted_at, Case.id)
    query, backwards = ascending(query, *columns, after=after, before=before, size=SIZE, parts=_moment_and_number)
    rows = db.session().scalars(query).all()
    return page(rows, _key, backwards=backwards, started=bool(after or before), size=SIZE)


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), BAKU)


def _key(case: Case) -> tuple[Any, ...]:
    return (case.submitted_at.isoformat() if case.submitted_at else "", case.id)


def _moment_and_number(parts: list[Any]) -> list[Any]:
    try:
        moment = datetime.fromisoformat(parts[0])
    except (TypeError, ValueError):
        raise NotFound from None
    if moment.tzinfo is None or moment.year not in YEARS:
        raise NotFound
    return [moment, *numbers(parts[1:])]
