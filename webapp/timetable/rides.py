"""Rides out of the database: plain columns in, frozen values out; no row object is made for what is only read."""

from collections.abc import Iterator
from dataclasses import fields
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from webapp.core import db
from webapp.timetable.models import RouteRow, StationRow, StopRow, TripRow
from webapp.timetable.values import Ride, Route, Station, Stop, Trip

START, END, ORIGIN, TARGET = aliased(StopRow), aliased(StopRow), aliased(StationRow), aliased(StationRow)
PARTS: Final[tuple[tuple[type[Any], Any], ...]] = (
    (Trip, TripRow),
    (Route, RouteRow),
    (Stop, START),
    (Stop, END),
    (Station, ORIGIN),
    (Station, TARGET),
)
COLUMNS: Final = tuple(getattr(row, one.name) for kind, row in PARTS for one in fields(kind))


def _slices() -> Iterator[tuple[type[Any], Any]]:
    first = 0
    for kind, _row in PARTS:
        after = first + len(fields(kind))
        yield kind, itemgetter(slice(first, after))
        first = after


MAKERS: Final = tuple(_slices())


def rides_query(end: ColumnElement[bool], *conditions: ColumnElement[bool]) -> Any:
    """Return the query of rides from a stop to one where `end` holds, of trips for which the conditions hold."""
    return (
        select(*COLUMNS)
        .select_from(TripRow)
        .join(RouteRow, RouteRow.id == TripRow.route_id)
        .join(START, START.route_id == TripRow.route_id)
        .join(END, (END.route_id == TripRow.route_id) & end)
        .join(ORIGIN, ORIGIN.id == START.station_id)
        .join(TARGET, TARGET.id == END.station_id)
        .where(*conditions)
    )


def ride_from(row: Any) -> Ride:
    """Return the ride of a row of `rides_query`."""
    return Ride(*(kind(*part(row)) for kind, part in MAKERS))


def rides_of(query: Any) -> list[Ride]:
    """Return the rides that the query finds."""
    return [ride_from(row) for row in db.session().execute(query)]
