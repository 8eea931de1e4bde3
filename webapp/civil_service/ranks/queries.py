"""Whose rank is due: everybody's, or those of one state body."""

from datetime import date
from typing import Final

from sqlalchemy import func, select

from webapp.civil_service.ranks.models import RankOutlook
from webapp.civil_service.record_tables import Servant
from webapp.core import db
from webapp.core.pagination import Page, ascending, day_and_number, page

SIZE: Final = 20


def due_ranks(
    until: date, *, body_id: int | None = None, after: str | None = None, before: str | None = None
) -> tuple[Page[RankOutlook], dict[int, Servant]]:
    """Return a page of ranks that are due by a day, the soonest first, with their servants."""
    query = select(RankOutlook).where(RankOutlook.due_on <= until)
    if body_id is not None:
        query = query.where(RankOutlook.body_id == body_id)
    columns = RankOutlook.due_on, RankOutlook.servant_id
    wanted, backwards = ascending(query, *columns, after=after, before=before, size=SIZE, parts=day_and_number)
    rows = list(db.session().scalars(wanted))
    started = bool(after or before)
    found = page(
        rows, lambda row: (row.due_on.isoformat(), row.servant_id), backwards=backwards, started=started, size=SIZE
    )
    ids = [row.servant_id for row in found.rows]
    servants = {one.id: one for one in db.session().scalars(select(Servant).where(Servant.id.in_(ids)))}
    return found, servants


def due_count(until: date, *, body_id: int | None = None) -> int:
    """Return how many ranks are due by a day."""
    query = select(func.count()).where(RankOutlook.due_on <= until)
    if body_id is not None:
        query = query.where(RankOutlook.body_id == body_id)
    return db.session().scalar(query) or 0
