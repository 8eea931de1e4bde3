"""Reads of the network: places by name, the stops of a route, its fares, the trips between two places on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import aliased

from webapp.core import db
from webapp.core.clock import local
from webapp.core.text import current_language
from webapp.core.words import typed_words, words_of
from webapp.tickets.errors import NoSuchTrip
from webapp.tickets.models import FareRow, Route, Station, Stop, Trip
from webapp.tickets.rules import Fare, Rider, means

MOST_TRIPS = 60


@dataclass(frozen=True, slots=True)
class Ride:
    """A trip from one of its stops to another: what a passenger travels."""

    trip: Trip
    route: Route
    start: Stop
    end: Stop
    origin: Station
    target: Station

    @property
    def leaves(self) -> datetime:
        """When it leaves where the passenger boards."""
        return self.trip.departs_at + timedelta(minutes=self.start.minutes)

    @property
    def day(self) -> date:
        """The day on which the passenger boards: fares and ages are those of this day."""
        return local(self.leaves).date()

    @property
    def arrives(self) -> datetime:
        """When it comes to where the passenger leaves."""
        return self.trip.departs_at + timedelta(minutes=self.end.minutes)


def name_of(station: Station) -> str:
    """Return the station's name in the language of the page."""
    return str(getattr(station, f"name_{current_language()}"))


def stations() -> Sequence[Station]:
    """Return every station, by its Azerbaijani name."""
    return db.session().scalars(select(Station).order_by(Station.name_az)).all()


def named(typed: str) -> list[Station]:
    """Return the stations that may be meant, in any of the three languages; marks, case and one slip are forgiven.

    Who writes a name in full means it alone.
    """
    words = typed_words(typed)
    found = []
    for station in stations():
        names = [words_of(one) for one in (station.name_az, station.name_en, station.name_ru)]
        if words in names:
            return [station]
        if means(words, names):
            found.append(station)
    return found


def rides_between(origins: Sequence[Station], targets: Sequence[Station], day: date) -> list[Ride]:
    """Return the rides of `day` from one of `origins` to one of `targets`, the earliest first."""
    start, end, origin, target = aliased(Stop), aliased(Stop), aliased(Station), aliased(Station)
    query = (
        select(Trip, Route, start, end, origin, target)
        .join(Route, Route.id == Trip.route_id)
        .join(start, start.route_id == Trip.route_id)
        .join(end, (end.route_id == Trip.route_id) & (end.position > start.position))
        .join(origin, origin.id == start.station_id)
        .join(target, target.id == end.station_id)
        .where(Trip.day.between(day - timedelta(days=1), day))  # a night bus comes to later stops on the next day
        .where(start.station_id.in_([one.id for one in origins]), end.station_id.in_([one.id for one in targets]))
    )
    rides = [Ride(*row) for row in db.session().execute(query)]
    return sorted((ride for ride in rides if ride.day == day), key=lambda ride: ride.leaves)[:MOST_TRIPS]


def trip_by_number(number: str) -> Trip:
    """Return the trip. Raises NoSuchTrip."""
    found = db.session().scalar(select(Trip).where(Trip.number == number))
    if found is None:
        raise NoSuchTrip
    return found


def ride_of(trip: Trip, start: int, end: int) -> Ride:
    """Return the ride between two stops by their place in the order. Raises NoSuchTrip."""
    stops = {stop.position: (stop, station) for stop, station in stops_of(trip.route_id)}
    if start not in stops or end not in stops or start >= end:
        raise NoSuchTrip
    route = db.session().get_one(Route, trip.route_id)
    return Ride(trip, route, stops[start][0], stops[end][0], stops[start][1], stops[end][1])


def stops_of(route_id: int) -> list[tuple[Stop, Station]]:
    """Return the stops of a route with their stations, in order."""
    query = select(Stop, Station).join(Station, Station.id == Stop.station_id).where(Stop.route_id == route_id)
    return [(row[0], row[1]) for row in db.session().execute(query.order_by(Stop.position))]


def fares_of(route_id: int) -> list[Fare]:
    """Return the dated fares of a route."""
    rows = db.session().scalars(select(FareRow).where(FareRow.route_id == route_id))
    return [
        Fare(one.zone_low, one.zone_high, Rider(one.rider), one.qepik, one.valid_from, one.valid_to, one.basis)
        for one in rows
    ]
