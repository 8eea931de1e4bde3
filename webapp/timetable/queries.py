"""Reads of the network: places by name, the stops of a route, its fares, the trips between two places on a day."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Integer, bindparam, func, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import aliased

from webapp.core import db
from webapp.core.clock import BAKU
from webapp.core.statements import Statement
from webapp.core.text import current_language
from webapp.core.words import typed_words, words_of
from webapp.timetable.errors import NoSuchTrip
from webapp.timetable.models import FareRow, RouteRow, StationRow, StopRow, TripRow
from webapp.timetable.rides import END, ORIGIN, START, TARGET, ride_from, rides_query
from webapp.timetable.rules import Fare, Kind, Rider, means
from webapp.timetable.values import CANCELLED, PLANNED, Ride, Route, Station, Stop, Trip

MOST_TRIPS = 60
MOST_OF_A_CARRIER = 100
LANGUAGES = ("az", "en", "ru")
V = TypeVar("V")
_station, _fare = StationRow.__table__.c, FareRow.__table__.c
_on_sale = (
    select(StopRow.__table__.c.station_id).join(RouteRow.__table__).where(RouteRow.__table__.c.kind != Kind.CITY.value)
)
SOLD = Statement(
    select(*(_station[one.name] for one in fields(Station))).where(_station.id.in_(_on_sale)).order_by(_station.name_az)
)
FARES = Statement(select(*_fare).where(_fare.route_id == func.any(bindparam("routes", type_=ARRAY(BigInteger)))))
BETWEEN = Statement(
    rides_query(
        END.position > START.position,
        TripRow.day.between(bindparam("since"), bindparam("until")),
        TripRow.state == func.any(bindparam("states", type_=ARRAY(TEXT))),
        START.station_id == func.any(bindparam("origins", type_=ARRAY(BigInteger))),
        END.station_id == func.any(bindparam("targets", type_=ARRAY(BigInteger))),
    )
)
_leaves = TripRow.departs_at + func.make_interval(0, 0, 0, 0, 0, START.minutes)
PAGE = Statement(
    rides_query(
        END.position > START.position,
        TripRow.day.between(bindparam("since"), bindparam("until")),
        TripRow.state == PLANNED,
        START.station_id == func.any(bindparam("origins", type_=ARRAY(BigInteger))),
        END.station_id == func.any(bindparam("targets", type_=ARRAY(BigInteger))),
        tuple_(_leaves, TripRow.id) > tuple_(bindparam("begin"), bindparam("last", type_=BigInteger)),
        _leaves < bindparam("end"),
    )
    .add_columns(func.count().over().label("many"))
    .order_by(_leaves, TripRow.id)
    .limit(bindparam("most", type_=Integer))
)
NAMED = Statement(
    rides_query(
        END.position > START.position,
        TripRow.number == bindparam("number"),
        ORIGIN.code == bindparam("origin"),
        TARGET.code == bindparam("target"),
    )
)
name_words = lru_cache(maxsize=8192)(words_of)  # the same names are folded with every search


def name_of(station: Station) -> str:
    """Return the station's name in the language of the page."""
    return str(getattr(station, f"name_{current_language()}"))


def stations() -> list[Station]:
    """Return every station between which tickets are sold, by its Azerbaijani name; stops of city routes are not."""
    return [Station(*row) for row in SOLD.all()]


def named(typed: str) -> list[Station]:
    """Return the stations that may be meant, in any of the three languages; marks, case and one slip are forgiven.

    Who writes a name in full means it alone.
    """
    return meant(typed, stations())


def meant(typed: str, known: Sequence[Station]) -> list[Station]:
    """Return which of these stations may be meant, as `named`; for a page that has read them already."""
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
    rows = BETWEEN.all(
        since=day - timedelta(days=1),  # a night bus comes to later stops on the next day
        until=day,
        states=[PLANNED, CANCELLED] if cancelled else [PLANNED],
        origins=[one.id for one in origins],
        targets=[one.id for one in targets],
    )
    rides = map(ride_from, rows)
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
    rows = PAGE.all(
        since=day - timedelta(days=1),  # a night bus comes to later stops on the next day
        until=day,
        begin=begin,
        last=last,
        end=datetime.combine(day + timedelta(days=1), time(), BAKU),
        origins=[one.id for one in origins],
        targets=[one.id for one in targets],
        most=most,
    )
    return [ride_from(row) for row in rows], rows[0].many if rows else 0


def trip_of(trip_id: int) -> Trip:
    """Return the trip by its key."""
    return value_of(Trip, db.session().get_one(TripRow, trip_id))


def locked_trip(trip_id: int, *, share: bool = True) -> Trip:
    """Return the trip as it stands now, locked until the end of the transaction.

    Who takes or frees a seat shares the lock with others who do; who cancels the trip or puts another bus has it alone,
    so that neither happens between a look at the seats and the taking of one. Whoever sells looks at `runs` as well.
    """
    query = select(TripRow).where(TripRow.id == trip_id).with_for_update(read=share)
    return value_of(Trip, db.session().scalars(query.execution_options(populate_existing=True)).one())


def trip_by_number(number: str) -> Trip:
    """Return the trip. Raises NoSuchTrip."""
    found = db.session().scalar(select(TripRow).where(TripRow.number == number))
    if found is None:
        raise NoSuchTrip
    return value_of(Trip, found)


def route_of(route_id: int) -> Route:
    """Return the route by its key."""
    return value_of(Route, db.session().get_one(RouteRow, route_id))


def ride_of(trip: Trip, start: int, end: int) -> Ride:
    """Return the ride between two stops by their place in the order. Raises NoSuchTrip."""
    stops = {stop.position: (stop, station) for stop, station in stops_of(trip.route_id)}
    if start not in stops or end not in stops or start >= end:
        raise NoSuchTrip
    return Ride(trip, route_of(trip.route_id), stops[start][0], stops[end][0], stops[start][1], stops[end][1])


def ride_named(number: str, origin: str, target: str) -> Ride:
    """Return the ride of a trip from one station to another, by their codes. Raises NoSuchTrip."""
    rows = NAMED.all(number=number, origin=origin, target=target)
    if not rows:
        raise NoSuchTrip
    return ride_from(rows[0])


def stops_of(route_id: int) -> list[tuple[Stop, Station]]:
    """Return the stops of a route with their stations, in order."""
    query = select(StopRow, StationRow).join(StationRow, StationRow.id == StopRow.station_id)
    rows = db.session().execute(query.where(StopRow.route_id == route_id).order_by(StopRow.position))
    return [(value_of(Stop, row[0]), value_of(Station, row[1])) for row in rows]


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


def fares_of(route_id: int) -> list[Fare]:
    """Return the dated fares of a route."""
    return fares_of_routes([route_id]).get(route_id, [])


def fares_of_routes(route_ids: Collection[int]) -> dict[int, list[Fare]]:
    """Return the dated fares of several routes with one statement; routes without any are left out."""
    found: dict[int, list[Fare]] = {}
    for row in FARES.all(routes=list(route_ids)):
        plain = (row.zone_low, row.zone_high, Rider(row.rider), row.qepik, row.valid_from, row.valid_to, row.basis)
        fare = Fare(*plain, benefit=row.benefit, product=row.product, medium=row.medium)
        found.setdefault(row.route_id, []).append(fare)
    return found


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
    """Return the number of a planned trip that this bus runs between two instants, empty when it runs none."""
    length = select(func.max(StopRow.minutes)).where(StopRow.route_id == TripRow.route_id).scalar_subquery()
    arrives = TripRow.departs_at + length * timedelta(minutes=1)
    query = select(TripRow.number).where(TripRow.plate == plate, TripRow.state == PLANNED)
    query = query.where(TripRow.departs_at < until, TripRow.departs_at > since - timedelta(days=2), arrives > since)
    return db.session().scalar(query.limit(1)) or ""


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
