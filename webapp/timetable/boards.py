"""What leaves a station next, what is on its way now, and on which other days somebody travels."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, func, literal, select, text

from webapp.core import db
from webapp.timetable.errors import NoSuchStation
from webapp.timetable.models import StationRow, StopRow, TripRow
from webapp.timetable.queries import value_of
from webapp.timetable.rides import END, START, rides_of, rides_query
from webapp.timetable.values import PLANNED, Ride, Station

LONGEST_WAY: Final = timedelta(hours=48)
ON_BOARD: Final = 20
GONE: Final = timedelta(minutes=10)  # who comes running sees that the bus has left
SIGHT: Final = timedelta(hours=24)
MOST_LIVE: Final = 3000
DAYS_LOOKED: Final = 30


def station_by_code(code: str) -> Station:
    """Return the station. Raises NoSuchStation."""
    row = db.session().scalar(select(StationRow).where(StationRow.code == code))
    if row is None:
        raise NoSuchStation
    return value_of(Station, row)


def all_stations() -> list[Station]:
    """Return every place where a bus stops, city stops too, by its Azerbaijani name."""
    used = select(StopRow.station_id)
    rows = db.session().scalars(select(StationRow).where(StationRow.id.in_(used)).order_by(StationRow.name_az))
    return [value_of(Station, row) for row in rows]


def departures(station: Station, at: datetime) -> list[Ride]:
    """Return the next departures of a station as they are expected, each to the end of its way, those of the last minutes first."""
    leaves = TripRow.departs_at + func.make_interval(0, 0, 0, 0, 0, START.minutes + TripRow.delay_minutes)
    query = _to_the_end(START.station_id == station.id, START.position < END.position)
    query = query.where(TripRow.departs_at > at - LONGEST_WAY, leaves.between(at - GONE, at + SIGHT))
    return rides_of(query.order_by(leaves, TripRow.id).limit(ON_BOARD))


def live_rides(at: datetime) -> list[Ride]:
    """Return what is on its way or leaves within a day, each from end to end; cancelled ones too."""
    query = _to_the_end(START.position == 0, TripRow.departs_at.between(at - LONGEST_WAY / 4, at + SIGHT))
    return rides_of(query.order_by(TripRow.departs_at, TripRow.id).limit(MOST_LIVE))


def next_days(origins: Sequence[Station], targets: Sequence[Station], day: date, *, most: int = 3) -> list[date]:
    """Return the nearest days after `day` on which a bus goes between the places: for who found that day empty."""
    minutes = func.make_interval(0, 0, 0, 0, 0, START.minutes)
    leaves = func.date(func.timezone(literal("Asia/Baku"), TripRow.departs_at + minutes))
    query = (
        select(leaves)
        .join(START, START.route_id == TripRow.route_id)
        .join(END, (END.route_id == TripRow.route_id) & (END.position > START.position))
        .where(START.station_id.in_([one.id for one in origins]), END.station_id.in_([one.id for one in targets]))
        .where(TripRow.day.between(day - timedelta(days=1), day + timedelta(days=DAYS_LOOKED)))
        .where(TripRow.state == PLANNED, leaves > day)
    )
    return list(db.session().scalars(query.distinct().order_by(text("1")).limit(most)))


def _to_the_end(*conditions: ColumnElement[bool]) -> Any:
    """Return the query of rides from a stop to the last of the route."""
    last = select(func.max(StopRow.position)).where(StopRow.route_id == TripRow.route_id).scalar_subquery()
    return rides_query(END.position == last, *conditions)
