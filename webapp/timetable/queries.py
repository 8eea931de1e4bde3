"""Reads of the network: places by name, the stops of a route, its fares, the trips between two places on a day."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final, TypeVar

from sqlalchemy import BigInteger, Integer, bindparam, column, func, literal_column, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import aliased

from webapp.core import db
from webapp.core.azerbaijani import sort_key
from webapp.core.clock import BAKU
from webapp.core.kept import ALONG, told
from webapp.core.reading import once_a_page
from webapp.core.statements import Statement
from webapp.core.text import current_language
from webapp.core.transaction import only_reads
from webapp.core.words import typed_words, words_of
from webapp.timetable.errors import NoSuchTrip
from webapp.timetable.models import RouteRow, StationRow, StopRow, TripRow
from webapp.timetable.network import network
from webapp.timetable.remembering import Remembered, remember
from webapp.timetable.rules import Fare, Kind, means
from webapp.timetable.values import CANCELLED, PLANNED, Ride, Route, Station, Stop, Trip

MOST_TRIPS = 60
MOST_TYPED = 10_000
MOST_OF_A_CARRIER = 100
LANGUAGES = ("az", "en", "ru")
V = TypeVar("V")
_trip = TripRow.__table__.c
TRIP: Final = tuple(_trip[one.name] for one in fields(Trip))
WIDTH: Final = len(TRIP)
_ways = (
    func.unnest(
        bindparam("routes", type_=ARRAY(BigInteger)),
        bindparam("numbers", type_=ARRAY(Integer)),
        bindparam("minutes", type_=ARRAY(Integer)),
    )
    .table_valued(column("route_id", BigInteger), column("way", Integer), column("minutes", Integer), name="ways")
    .render_derived()
)
_leaves = _trip.departs_at + func.make_interval(0, 0, 0, 0, 0, _ways.c.minutes)
_runs = (
    select(*TRIP, _ways.c.way)
    .join_from(_ways, TripRow.__table__, _trip.route_id == _ways.c.route_id)
    .where(_trip.day.between(bindparam("since"), bindparam("until")))
)
BETWEEN: Final = Statement(_runs.where(_trip.state == func.any(bindparam("states", type_=ARRAY(TEXT)))))
PAGE: Final = Statement(
    _runs.add_columns(func.count().over().label("many"))
    .where(
        _trip.state == PLANNED,
        tuple_(_leaves, _trip.id) > tuple_(bindparam("begin"), bindparam("last", type_=BigInteger)),
        _leaves < bindparam("end"),
    )
    .order_by(_leaves, _trip.id)
    .limit(bindparam("most", type_=Integer))
)
BY_ID: Final = Statement(select(*TRIP, ALONG).where(_trip.id == bindparam("trip_id")))
BY_NUMBER: Final = Statement(
    select(*TRIP, ALONG, literal_column("bus_trips.xmin::text").label("mark")).where(
        _trip.number == bindparam("number")
    )
)
name_words = lru_cache(maxsize=8192)(words_of)  # the same names are folded with every search


def name_of(station: Station) -> str:
    """Return the station's name in the language of the page."""
    return str(getattr(station, f"name_{current_language()}"))


def stations() -> Sequence[Station]:
    """Return every station between which tickets are sold, by its Azerbaijani name; stops of city routes are not."""
    return network().sold


def named(typed: str) -> list[Station]:
    """Return the stations that may be meant, in any of the three languages; marks, case and one slip are forgiven.

    Who writes a name in full means it alone.
    """
    known = network()
    if typed not in known.meant:
        if len(known.meant) >= MOST_TYPED:
            known.meant.clear()
        known.meant[typed] = meant(typed, known.sold)
    return known.meant[typed]


def station_names() -> tuple[str, ...]:
    """Return the names of `stations` in the language of the page, in the order of the alphabet."""
    known, language = network(), current_language()
    if language not in known.names:
        known.names[language] = tuple(sorted(map(name_of, known.sold), key=sort_key))
    return known.names[language]


def meant(typed: str, known: Sequence[Station]) -> list[Station]:
    """Return which of these stations may be meant, as `named`."""
    words = typed_words(typed)
    names = [[name_words(one) for one in (place.name_az, place.name_en, place.name_ru)] for place in known]
    for place, own in zip(known, names, strict=True):
        if words in own:
            return [place]
    return [place for place, own in zip(known, names, strict=True) if means(words, own)]


def rides_between(
    origins: Sequence[Station], targets: Sequence[Station], day: date, *, cancelled: bool = False
) -> list[Ride]:
    """Return the rides of `day` from one of `origins` to one of `targets`, the earliest first; cancelled ones if wanted."""
    known, rows = _asked(BETWEEN, origins, targets, day, states=[PLANNED, CANCELLED] if cancelled else [PLANNED])
    rides = (known(row) for row in rows)
    return sorted((ride for ride in rides if ride.day == day), key=lambda ride: ride.leaves)[:MOST_TRIPS]


def rides_page(
    origins: Sequence[Station],
    targets: Sequence[Station],
    day: date,
    *,
    most: int,
    since: datetime | None = None,
    after: tuple[datetime, int] | None = None,
) -> tuple[list[Ride], int]:
    """Return the first rides of `day`, `most` of them, the earliest first, and how many there are in all.

    With `since` only those that leave then or later, with `after` those behind this instant and trip id: the key of the last
    ride of the page before.
    """
    begin = datetime.combine(day, time(), BAKU)
    begin, last = after or (max(begin, since) if since else begin, -1)
    end = datetime.combine(day + timedelta(days=1), time(), BAKU)
    known, rows = _asked(PAGE, origins, targets, day, begin=begin, last=last, end=end, most=most)
    return [known(row) for row in rows], rows[0].many if rows else 0


def _asked(
    statement: Statement, origins: Sequence[Station], targets: Sequence[Station], day: date, **values: Any
) -> tuple[Callable[[Any], Ride], list[Any]]:
    """Return the rows of trips that go from one of `origins` to one of `targets`, and what makes a ride of one."""
    known = network()
    ways = known.ways(origins, targets)
    rows = statement.all(
        routes=[way.start.route_id for way in ways],
        numbers=list(range(len(ways))),
        minutes=[way.start.minutes for way in ways],
        since=day - timedelta(days=1),  # a night bus comes to later stops on the next day
        until=day,
        **values,
    )
    return lambda row: known.ride_along(row[:WIDTH], ways[row.way]), rows


@once_a_page
def trip_of(trip_id: int) -> Trip:
    """Return the trip by its key. It comes with the versions of what is kept, as `trip_by_number`."""
    return _trip_in(_found(BY_ID, trip_id=trip_id))


def locked_trip(trip_id: int, *, share: bool = True) -> Trip:
    """Return the trip as it stands now, locked until the end of the transaction.

    Who takes or frees a seat shares the lock with others who do; who cancels the trip or puts another bus has it alone,
    so that neither happens between a look at the seats and the taking of one. Whoever sells looks at `runs` as well.
    """
    query = select(TripRow).where(TripRow.id == trip_id).with_for_update(read=share)
    return value_of(Trip, db.session().scalars(query.execution_options(populate_existing=True)).one())


def trip_by_number(number: str) -> Trip:
    """Return the trip. Raises NoSuchTrip. It comes with the versions of what is kept: pages of a trip begin with it."""
    return _trip_in(_found(BY_NUMBER, number=number))


def _found(statement: Statement, **key: Any) -> Any:
    if not only_reads():
        db.session().flush()
    rows = statement.all(**key)
    if not rows:
        raise NoSuchTrip
    told(rows[0].versions)
    return rows[0]


def _trip_in(row: Any) -> Trip:
    return Trip(*row[:WIDTH])


def route_of(route_id: int) -> Route:
    """Return the route by its key."""
    return network().routes[route_id]


def ride_of(trip: Trip, start: int, end: int) -> Ride:
    """Return the ride between two stops by their place in the order. Raises NoSuchTrip."""
    known = network()
    stops = {stop.position: stop for stop in known.stops.get(trip.route_id, ())}
    if start not in stops or end not in stops or start >= end:
        raise NoSuchTrip
    return known.ride(trip, stops[start], stops[end])


def ride_named(number: str, origin: str, target: str) -> Ride:
    """Return the ride of a trip from one station to another, by their codes. Raises NoSuchTrip."""
    row = _found(BY_NUMBER, number=number)
    trip, known = _trip_in(row), network()
    stops = {known.stations[stop.station_id].code: stop for stop in known.stops.get(trip.route_id, ())}
    if origin not in stops or target not in stops or stops[origin].position >= stops[target].position:
        raise NoSuchTrip
    ride = known.ride(trip, stops[origin], stops[target])
    if only_reads():
        remember((number, origin, target), Remembered(ride, row.mark, row.versions))
    return ride


def stops_of(route_id: int) -> list[tuple[Stop, Station]]:
    """Return the stops of a route with their stations, in order."""
    known = network()
    return [(stop, known.stations[stop.station_id]) for stop in known.stops.get(route_id, ())]


def ways_of(route_ids: Collection[int]) -> dict[int, str]:
    """Return each route in one line: its number, its first and last station."""
    ends = select(
        StopRow.route_id, StopRow.position, RouteRow.number, *(getattr(StationRow, f"name_{one}") for one in LANGUAGES)
    )
    ends = ends.join(RouteRow, RouteRow.id == StopRow.route_id).join(StationRow, StationRow.id == StopRow.station_id)
    found: dict[int, list[Any]] = {}
    for row in db.session().execute(ends.where(StopRow.route_id.in_(route_ids)).order_by(StopRow.position)):
        found.setdefault(row.route_id, []).append(row)
    name = f"name_{current_language()}"
    return {
        key: f"{rows[0].number} {getattr(rows[0], name)} – {getattr(rows[-1], name)}" for key, rows in found.items()
    }


def fares_of(route_id: int) -> Sequence[Fare]:
    """Return the dated fares of a route."""
    return network().fares_of([route_id])[route_id]


def prices_of(rides: Collection[Ride]) -> list[dict[str, int]]:
    """Return, for each ride, the price of each rider who pays, by code; empty where no fare of its route is in force."""
    known = network()
    known.fares_of({ride.route.id for ride in rides})
    return [known.prices_of(ride) for ride in rides]


def carrier_trips(party_id: int, day: date) -> list[tuple[Trip, Route]]:
    """Return a carrier's trips of a day, the earliest first."""
    query = select(TripRow, RouteRow).join(RouteRow, RouteRow.id == TripRow.route_id)
    query = query.where(RouteRow.party_id == party_id, TripRow.day == day).order_by(TripRow.departs_at)
    rows = db.session().execute(query.limit(MOST_OF_A_CARRIER))
    return [(value_of(Trip, row[0]), value_of(Route, row[1])) for row in rows]


def value_of(kind: type[V], row: Any) -> V:
    """Return the plain value of a row: the columns that the value has."""
    return kind(*(getattr(row, one.name) for one in fields(kind)))  # type: ignore[arg-type]  # every `kind` is a dataclass


def trip_of_bus(plate: str, since: datetime, until: datetime) -> str:
    """Return the number of the last planned trip that this bus runs between two instants, empty when it runs none."""
    length = select(func.max(StopRow.minutes)).where(StopRow.route_id == TripRow.route_id).scalar_subquery()
    arrives = TripRow.departs_at + length * timedelta(minutes=1)
    query = select(TripRow.number).where(TripRow.plate == plate, TripRow.state == PLANNED)
    query = query.where(TripRow.departs_at < until, TripRow.departs_at > since - timedelta(days=2), arrives > since)
    return db.session().scalar(query.order_by(TripRow.departs_at.desc()).limit(1)) or ""


def joined_places() -> frozenset[tuple[str, str]]:
    """Return every pair of places, casefolded in each language, that some regular route joins in this direction."""
    start, end, origin, target = aliased(StopRow), aliased(StopRow), aliased(StationRow), aliased(StationRow)
    query = (
        select(origin, target)
        .join(start, start.station_id == origin.id)
        .join(end, (end.route_id == start.route_id) & (end.position > start.position))
        .join(target, target.id == end.station_id)
        .join(RouteRow, (RouteRow.id == start.route_id) & (RouteRow.kind != Kind.CITY))
    )
    return frozenset(
        (getattr(one, f"name_{code}").casefold(), getattr(other, f"name_{code}").casefold())
        for one, other in db.session().execute(query)
        for code in LANGUAGES
    )
