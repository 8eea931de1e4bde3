"""Trips of the days ahead, made from the services' calendar."""

from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.clock import BAKU, today
from webapp.timetable.models import RouteRow, ServiceDateRow, ServiceRow, TripRow
from webapp.timetable.rules import DAYS_AHEAD, runs_on


def make_trips(days: int = DAYS_AHEAD) -> int:
    """Make the trips of today and the next days that are not there yet; return how many were made."""
    first = today()
    last = first + timedelta(days=days)
    query = select(ServiceRow, RouteRow.number).join(RouteRow, RouteRow.id == ServiceRow.route_id)
    added = select(ServiceDateRow.service_id).where(ServiceDateRow.day >= first, ServiceDateRow.runs)
    alive = or_(ServiceRow.valid_to.is_(None), ServiceRow.valid_to >= first, ServiceRow.id.in_(added))
    services = [(row[0], row[1]) for row in db.session().execute(query.where(alive))]
    exceptions = exceptions_of([service.id for service, _number in services], first, last)
    ahead = [first + timedelta(days=n) for n in range(days + 1)]
    rows = [
        _trip(service, number, day)
        for day in ahead
        for service, number in services
        if runs_on(day, service.weekdays, service.valid_from, service.valid_to, exceptions.get(service.id, {}))
    ]
    if not rows:
        return 0
    made = db.session().execute(insert(TripRow).on_conflict_do_nothing().returning(TripRow.id), rows)
    return len(made.all())


def exceptions_of(service_ids: list[int], first: date, last: date) -> dict[int, dict[date, bool]]:
    """Return the days between two that are added to services or removed from them."""
    found: dict[int, dict[date, bool]] = {}
    query = select(ServiceDateRow).where(ServiceDateRow.service_id.in_(service_ids))
    for row in db.session().scalars(query.where(ServiceDateRow.day.between(first, last))):
        found.setdefault(row.service_id, {})[row.day] = row.runs
    return found


def trip_number(route: str, day: date, departs: str) -> str:
    """Return the number under which people know a trip: route, day, time of departure."""
    return f"{route}-{day:%Y%m%d}-{departs.replace(':', '')}"


def _trip(service: ServiceRow, number: str, day: date) -> dict[str, object]:
    """Return the row of one run. The clock of Baku stands still since 2016; if it is moved, 08:00 stays 08:00 there."""
    return {
        "number": trip_number(number, day, f"{service.departs:%H:%M}"),
        "service_id": service.id,
        "route_id": service.route_id,
        "day": day,
        "departs_at": datetime.combine(day, service.departs, BAKU),
        "plate": service.plate,
        "seats": service.seats,
        "layout": service.layout,
    }
