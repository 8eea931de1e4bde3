"""Places of the staff lists and who holds them; who came and who left within a year."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import and_, func, or_, select

from webapp.civil_service.figures.cube import Post, at_work, count_by
from webapp.civil_service.record_tables import ServicePost
from webapp.core import db

YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a staff list of one class on a day and how many people hold such a post."""

    body_id: int
    post_class: str
    places: int
    held: int

    @property
    def vacant(self) -> int:
        """How many places nobody holds."""
        return max(self.places - self.held, 0)


@dataclass(frozen=True, slots=True)
class Turnover:
    """Who was in a body a year before, who is on the day, who both: whoever came or left is in one of them only."""

    body_id: int
    before: int
    now: int
    both: int

    @property
    def came(self) -> int:
        """How many are there who were not."""
        return self.now - self.both

    @property
    def left(self) -> int:
        """How many are there no more."""
        return self.before - self.both

    @property
    def percent(self) -> float | None:
        """Those who left as a share of the middle number, in percent; None where nobody was."""
        middle = (self.before + self.now) / 2
        return round(100 * self.left / middle, 1) if middle else None


def places_on(day: date, body_id: int | None = None) -> list[Places]:
    """Return the places of each body and class on a day, with how many are held."""
    listed = select(ServicePost.body_id, ServicePost.post_class, func.sum(ServicePost.places)).where(
        ServicePost.valid_from <= day, or_(ServicePost.valid_to.is_(None), ServicePost.valid_to >= day)
    )
    if body_id is not None:
        listed = listed.where(ServicePost.body_id == body_id)
    held = {one.values: one.people for one in count_by(day, ("body", "class"))}
    rows = db.session().execute(listed.group_by(ServicePost.body_id, ServicePost.post_class))
    return [Places(row[0], row[1], int(row[2]), held.get((str(row[0]), row[1]), 0)) for row in rows]


def turnover_on(day: date, body_id: int | None = None) -> list[Turnover]:
    """Return who came to and left each body in the year that ends on a day."""
    before, after = _there(day - YEAR), _there(day)
    same = and_(before.c.servant_id == after.c.servant_id, before.c.body_id == after.c.body_id)
    body = func.coalesce(before.c.body_id, after.c.body_id)
    both = func.count().filter(before.c.servant_id == after.c.servant_id)
    query = select(body, func.count(before.c.servant_id), func.count(after.c.servant_id), both)
    query = query.select_from(before.join(after, same, full=True)).group_by(body).order_by(body)
    rows = [Turnover(*row) for row in db.session().execute(query)]
    return [one for one in rows if body_id in {None, one.body_id}]


def _there(day: date) -> Any:
    return at_work(select(Post.servant_id, Post.body_id), day).subquery()
