"""Opinions asked of a body, as its officials list them: what waits by date, what was given newest first."""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import func, select, text

from webapp.auth.api import staff_roles
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.pagination import Page, ascending, day_and_number, descending, numbers, page
from webapp.workflow.models import OFFICE, Case, ReviewRow

SIZE: Final = 30
MOST_COUNTED: Final = 100
Listed = tuple[ReviewRow, Case]


def asked_of(actor: Actor, *, given: bool, after: str | None, before: str | None) -> Page[Any]:
    """Return a page of (opinion, its case) asked of the bodies for which the actor answers. NotFound for a made-up cursor.

    What is asked of a case that was withdrawn or sent back is not waited for.
    """
    query: Any = select(ReviewRow, Case).join(Case, Case.id == ReviewRow.case_id)
    query = query.where(ReviewRow.role.in_(roles_of(actor)))
    if given:
        query = query.where(ReviewRow.opinion.is_not(None))
        query, backwards = descending(query, ReviewRow.id, after=after, before=before, size=SIZE, parts=numbers)
    else:
        query = query.where(ReviewRow.opinion.is_(None), text(OFFICE))
        columns = (ReviewRow.due_on, ReviewRow.id)
        query, backwards = ascending(query, *columns, after=after, before=before, size=SIZE, parts=day_and_number)
    rows = [(row[0], row[1]) for row in db.session().execute(query)]
    return page(rows, _given_key if given else _open_key, backwards=backwards, started=bool(after or before), size=SIZE)


def waiting_for(actor: Actor) -> int:
    """Return how many opinions are waited for, up to a hundred."""
    query = select(ReviewRow.id).join(Case, Case.id == ReviewRow.case_id)
    query = query.where(ReviewRow.role.in_(roles_of(actor)), ReviewRow.opinion.is_(None), text(OFFICE))
    limited = query.limit(MOST_COUNTED).subquery()
    return db.session().scalar(select(func.count()).select_from(limited)) or 0


def roles_of(actor: Actor) -> Collection[str]:
    """Return the posts by which the actor answers for bodies."""
    return staff_roles(actor.account_id) if actor.account_id else frozenset()


def _given_key(listed: Listed) -> tuple[Any, ...]:
    return (listed[0].id,)


def _open_key(listed: Listed) -> tuple[Any, ...]:
    return (listed[0].due_on.isoformat(), listed[0].id)
