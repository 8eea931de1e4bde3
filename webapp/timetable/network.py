"""The network in memory: stations, routes, stops, fares. It is read when it changed, not with every page."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import BigInteger, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from webapp.core.kept import Kept
from webapp.core.statements import Statement
from webapp.timetable.models import FareRow, RouteRow, StationRow, StopRow
from webapp.timetable.rules import Fare, Kind, NoFare, Rider, fare_on
from webapp.timetable.values import Ride, Route, Station, Stop, Trip

MOST_PRICES: Final = 50_000
MOST_RIDES: Final = 20_000
PAYING: Final = (Rider.ADULT, Rider.CHILD)
_station, _route, _stop = StationRow.__table__.c, RouteRow.__table__.c, StopRow.__table__.c
_fare = FareRow.__table__.c
STATIONS: Final = Statement(select(*(_station[one.name] for one in fields(Station))).order_by(_station.name_az))
ROUTES: Final = Statement(select(*(_route[one.name] for one in fields(Route))))
STOPS: Final = Statement(select(*(_stop[one.name] for one in fields(Stop))).order_by(_stop.route_id, _stop.position))
FARES: Final = Statement(select(*_fare).where(_fare.route_id == func.any(bindparam("routes", type_=ARRAY(BigInteger)))))


class Way(NamedTuple):
    """A part of a route: from a stop to a later one."""

    start: Stop
    end: Stop


@dataclass(frozen=True, slots=True)
class Network:
    """Every station and route; `stops` by route in order, `calls` by station, `sold` are those between which one buys.

    The rest comes when it is first asked for: fares by route, prices by what is travelled, whom a typed name may mean, the
    names in the order of the alphabet by language.
    """

    stations: dict[int, Station]
    routes: dict[int, Route]
    stops: dict[int, list[Stop]]
    calls: dict[int, list[Stop]]
    sold: tuple[Station, ...]
    fares: dict[int, tuple[Fare, ...]] = field(default_factory=dict)
    meant: dict[str, list[Station]] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    prices: dict[tuple[int, int, int, date], dict[str, int]] = field(default_factory=dict)
    rides: dict[tuple[Any, ...], Ride] = field(default_factory=dict)

    def ways(self, origins: Iterable[Station], targets: Collection[Station]) -> list[Way]:
        """Return the parts of routes that lead from one of `origins` to one of `targets`."""
        wanted = {one.id for one in targets}
        return [
            Way(start, end)
            for origin in origins
            for start in self.calls.get(origin.id, ())
            for end in self.stops[start.route_id]
            if end.position > start.position and end.station_id in wanted
        ]

    def ride(self, trip: Trip, start: Stop, end: Stop) -> Ride:
        """Return what a passenger travels from a stop of the trip to another."""
        stations = self.stations
        return Ride(trip, self.routes[trip.route_id], start, end, stations[start.station_id], stations[end.station_id])

    def ride_along(self, row: tuple[Any, ...], way: Way) -> Ride:
        """Return what is travelled on a way by the trip of this row; the same object for equal rows."""
        key = (way.start.position, way.end.position, *row)
        known = self.rides.get(key)
        if known is None:
            if len(self.rides) >= MOST_RIDES:
                self.rides.clear()
            known = self.rides[key] = self.ride(Trip(*row), way.start, way.end)
        return known

    def fares_of(self, route_ids: Collection[int]) -> dict[int, Sequence[Fare]]:
        """Return the dated fares of routes; a route without any has none."""
        fresh = [one for one in route_ids if one not in self.fares]
        if fresh:
            self.fares.update(_fares(fresh))
        return {one: self.fares[one] for one in route_ids}

    def prices_of(self, ride: Ride) -> dict[str, int]:
        """Return the price of each rider who pays, by code; empty where no fare of the route is in force."""
        key = (ride.route.id, ride.start.zone, ride.end.zone, ride.day)
        if key not in self.prices:
            if len(self.prices) >= MOST_PRICES:
                self.prices.clear()
            self.prices[key] = _prices(self.fares_of([key[0]])[key[0]], *key[1:])
        return self.prices[key]


def _loaded() -> Network:
    stops: dict[int, list[Stop]] = {}
    calls: dict[int, list[Stop]] = {}
    for row in STOPS.all():
        stop = Stop(*row)
        stops.setdefault(stop.route_id, []).append(stop)
        calls.setdefault(stop.station_id, []).append(stop)
    routes = {row[0]: Route(*row) for row in ROUTES.all()}
    stations = {row[0]: Station(*row) for row in STATIONS.all()}
    joined = {stop.station_id for key, mine in stops.items() if routes[key].kind != Kind.CITY.value for stop in mine}
    return Network(stations, routes, stops, calls, tuple(one for one in stations.values() if one.id in joined))


def _prices(rows: Sequence[Fare], here: int, there: int, day: date) -> dict[str, int]:
    found = {}
    for rider in PAYING:
        with suppress(NoFare):
            found[rider.value] = fare_on(rows, here, there, rider, day)[0]
    return found


def _fares(routes: Collection[int]) -> dict[int, tuple[Fare, ...]]:
    found: dict[int, list[Fare]] = {one: [] for one in routes}
    for row in FARES.all(routes=list(routes)):
        found[row.route_id].append(_fare_of(row))
    return {route: tuple(rows) for route, rows in found.items()}


def _fare_of(row: Any) -> Fare:
    plain = (row.zone_low, row.zone_high, Rider(row.rider), row.qepik, row.valid_from, row.valid_to, row.basis)
    return Fare(*plain, benefit=row.benefit, product=row.product, medium=row.medium)


KEPT: Final = Kept("timetable.network", _loaded)


def network() -> Network:
    """Return the network as it stands for the open transaction."""
    return KEPT.get()
