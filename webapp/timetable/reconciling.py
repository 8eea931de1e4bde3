"""Brings trips that were made already in line with a changed timetable; what was sold is never dropped."""

from collections.abc import Sequence
from datetime import date, time
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.timetable.events import TripChanged
from webapp.timetable.models import ServiceRow, TripRow
from webapp.timetable.offer import passengers_of
from webapp.timetable.rules import runs_on
from webapp.timetable.running import cancel_rows
from webapp.timetable.scheduling import exceptions_of
from webapp.timetable.values import PLANNED

REASON: Final = "Hərəkət cədvəli dəyişdirilib."


def reconcile(route_ids: Sequence[int], *, actor: Actor) -> list[str]:
    """Give each coming trip of the routes the service that runs it now; cancel those that none runs and nobody bought.

    Returns the numbers of the trips that passengers have tickets for although no service runs them any more.
    """
    query = select(TripRow, ServiceRow.departs).join(ServiceRow, ServiceRow.id == TripRow.service_id)
    query = query.where(TripRow.route_id.in_(route_ids), TripRow.departs_at > now(), TripRow.state == PLANNED)
    query = query.order_by(TripRow.id).with_for_update(of=TripRow).execution_options(populate_existing=True)
    trips = [(row[0], row[1]) for row in db.session().execute(query)]
    if not trips:
        return []
    days = [trip.day for trip, _departs in trips]
    services = _Services(route_ids, min(days), max(days))
    passengers = passengers_of([trip.id for trip, _departs in trips])
    gone = []
    for trip, departs in trips:
        service = services.of(trip.route_id, departs, trip.day)
        if service is None:
            gone.append(trip)
        else:
            _attach(trip, service, sold=trip.id in passengers)
    db.session().flush()
    cancel_rows([trip for trip in gone if trip.id not in passengers], REASON, actor=actor)
    return [trip.number for trip in gone if trip.id in passengers]


class _Services:
    """The services of routes, to be found by route, departure and day."""

    def __init__(self, route_ids: Sequence[int], first: date, last: date) -> None:
        rows = list(db.session().scalars(select(ServiceRow).where(ServiceRow.route_id.in_(route_ids))))
        self.exceptions = exceptions_of([row.id for row in rows], first, last)
        self.rows: dict[tuple[int, time], list[ServiceRow]] = {}
        for row in rows:
            self.rows.setdefault((row.route_id, row.departs), []).append(row)

    def of(self, route_id: int, departs: time, day: date) -> ServiceRow | None:
        """Return the service that runs it."""
        for row in self.rows.get((route_id, departs), []):
            exceptions = self.exceptions.get(row.id, {})
            if runs_on(day, row.weekdays, row.valid_from, row.valid_to, exceptions):
                return row
        return None


def _attach(trip: TripRow, service: ServiceRow, *, sold: bool) -> None:
    """Give a trip its service; and the bus of it, unless somebody has a seat in the one it has."""
    trip.service_id = service.id
    was = (trip.plate, trip.seats, trip.layout)
    if not sold and was != (service.plate, service.seats, service.layout):
        trip.plate, trip.seats, trip.layout = service.plate, service.seats, service.layout
        db.session().flush()
        publish(TripChanged(trip_number=trip.number, was_plate=was[0], was_seats=was[1], was_layout=was[2]))
