"""Trips of the days ahead, made from the services' calendar."""

from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.clock import BAKU, today
from webapp.timetable.models import RouteRow, ServiceRow, TripRow
from webapp.timetable.rules import DAYS_AHEAD


def make_trips(days: int = DAYS_AHEAD) -> int:
    """Make the trips of today and the next days that are not there yet; return how many were made."""
    return sum(_make_day(today() + timedelta(days=ahead)) for ahead in range(days + 1))


def _make_day(day: date) -> int:
    query = select(ServiceRow, RouteRow).join(RouteRow, RouteRow.id == ServiceRow.route_id)
    query = query.where(ServiceRow.valid_from <= day, or_(ServiceRow.valid_to.is_(None), ServiceRow.valid_to >= day))
    rows = [
        {
            "number": f"{route.number}-{day:%Y%m%d}-{service.departs:%H%M}",
            "service_id": service.id,
            "route_id": route.id,
            "day": day,
            "departs_at": datetime.combine(day, service.departs, BAKU),
            "plate": service.plate,
            "seats": service.seats,
            "layout": service.layout,
        }
        for service, route in db.session().execute(query)
        if str(day.isoweekday()) in service.weekdays
    ]
    if not rows:
        return 0
    made = db.session().execute(insert(TripRow).values(rows).on_conflict_do_nothing().returning(TripRow.id))
    return len(made.all())
