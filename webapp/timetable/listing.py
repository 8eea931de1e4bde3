"""The network as lists: routes with their carriers, a route with its stops, departures and fares."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from webapp.cabinets.api import Party, party
from webapp.core import db
from webapp.core.clock import today
from webapp.timetable.errors import NoSuchRoute
from webapp.timetable.models import FareRow, RouteRow, ServiceDateRow, ServiceRow, StationRow
from webapp.timetable.queries import stops_of, value_of, ways_of
from webapp.timetable.values import Route, Station, Stop


@dataclass(frozen=True, slots=True)
class Departure:
    """A departure of a route with its days beside the weekdays."""

    row: Any
    added: list[Any]
    removed: list[Any]


@dataclass(frozen=True, slots=True)
class Routed:
    """A route with all that is known of it."""

    route: Route
    way: str
    carrier: Party
    stops: list[tuple[Stop, Station]]
    departures: list[Departure]
    fares: list[Any]


def all_routes() -> list[tuple[Route, str, str]]:
    """Return every route with its way and the name of its carrier, by number."""
    rows = [value_of(Route, row) for row in db.session().scalars(select(RouteRow).order_by(RouteRow.number))]
    ways = ways_of({row.id for row in rows})
    names = {party_id: party(party_id).name for party_id in {row.party_id for row in rows}}
    return [(row, ways.get(row.id, row.number), names[row.party_id]) for row in rows]


def all_places() -> list[Station]:
    """Return every station, also one that no route has yet, by its Azerbaijani name."""
    return [value_of(Station, row) for row in db.session().scalars(select(StationRow).order_by(StationRow.name_az))]


def route_by_number(number: str) -> Routed:
    """Return a route with its stops, the departures that are not over, and its fares, the newest first. Raises NoSuchRoute."""
    row = db.session().scalar(select(RouteRow).where(RouteRow.number == number))
    if row is None:
        raise NoSuchRoute
    fares = select(FareRow).where(FareRow.route_id == row.id)
    order = (FareRow.zone_low, FareRow.zone_high, FareRow.rider, FareRow.benefit, FareRow.valid_from.desc())
    return Routed(
        value_of(Route, row),
        ways_of({row.id}).get(row.id, row.number),
        party(row.party_id),
        stops_of(row.id),
        _departures(row.id),
        list(db.session().scalars(fares.order_by(*order))),
    )


def _departures(route_id: int) -> list[Departure]:
    query = (
        select(ServiceRow).where(ServiceRow.route_id == route_id).order_by(ServiceRow.departs, ServiceRow.valid_from)
    )
    rows = [row for row in db.session().scalars(query) if row.valid_to is None or row.valid_to >= today()]
    dates = select(ServiceDateRow).where(ServiceDateRow.service_id.in_([row.id for row in rows]))
    days = list(db.session().scalars(dates.where(ServiceDateRow.day >= today()).order_by(ServiceDateRow.day)))
    return [
        Departure(
            row,
            [one.day for one in days if one.service_id == row.id and one.runs],
            [one.day for one in days if one.service_id == row.id and not one.runs],
        )
        for row in rows
    ]
