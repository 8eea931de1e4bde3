"""City routes: ridden by the transport card for a flat fare; no seat of theirs is sold."""

from sqlalchemy import select

from webapp.core import db
from webapp.timetable.models import RouteRow
from webapp.timetable.queries import value_of
from webapp.timetable.rules import Kind
from webapp.timetable.values import Route


def city_routes() -> list[Route]:
    """Return the city routes, by their numbers."""
    query = select(RouteRow).where(RouteRow.kind == Kind.CITY).order_by(RouteRow.number)
    return [value_of(Route, row) for row in db.session().scalars(query)]
