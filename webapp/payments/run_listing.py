"""Reads of reconciliation runs and of what they compared."""

from typing import Any, Final

from sqlalchemy import Select, select

from webapp.core import db
from webapp.core.pagination import Page, descending, numbers, page
from webapp.payments.errors import NoSuchPayment
from webapp.payments.models import Run, RunLine

SIZE: Final = 50


def run_by(public_id: str) -> Run:
    """Return the run. Raises NoSuchPayment."""
    found = db.session().scalar(select(Run).where(Run.public_id == public_id))
    if found is None:
        raise NoSuchPayment
    return found


def latest_runs(*, after: str | None, before: str | None) -> Page[Any]:
    """Return a page of runs, newest first. Raises NotFound for a cursor that is none."""
    return _page(select(Run), Run.id, after, before)


def lines_of_run(run_id: int, *, after: str | None, before: str | None) -> Page[Any]:
    """Return a page of what a run compared, last line first: what is missing there stands last, so it comes first."""
    return _page(select(RunLine).where(RunLine.run_id == run_id), RunLine.id, after, before)


def _page(wanted: Select[Any], key: Any, after: str | None, before: str | None) -> Page[Any]:
    query, backwards = descending(wanted, key, after=after, before=before, size=SIZE, parts=numbers)
    rows = db.session().scalars(query).all()
    started = after is not None or before is not None
    return page(rows, lambda row: (row.id,), backwards=backwards, started=started, size=SIZE)
