"""Writes the changes of a looked-through archive. Stations and fares are only added or renamed; no sold trip is touched."""

from datetime import date, time
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from webapp.cabinets.api import party_by_number
from webapp.core import db
from webapp.core.actor import Actor
from webapp.timetable.errors import NoSuchRoute
from webapp.timetable.gtfs.comparing import Changes, last_day
from webapp.timetable.gtfs.network import Network, Run
from webapp.timetable.models import FareRow, RouteRow, ServiceDateRow, ServiceRow, StationRow, StopRow
from webapp.timetable.reconciling import reconcile
from webapp.timetable.scheduling import make_trips


def apply_changes(new: Network, changes: Changes, *, basis: str, fares_from: date, actor: Actor) -> list[str]:
    """Write them; return the numbers of sold trips that are run although the new timetable does not have them.

    Raises NoSuchRoute when a carrier is gone meanwhile.
    """
    _write_places(new, changes)
    _write_lines(new, changes)
    routes = {row.number: row.id for row in db.session().execute(select(RouteRow.number, RouteRow.id))}
    _write_runs(new, changes, routes)
    _write_prices(new, changes, routes, basis, fares_from)
    touched = {key[0] for key in (*changes.runs.added, *changes.runs.changed, *changes.runs.ended)}
    kept = reconcile([routes[number] for number in touched], actor=actor)
    make_trips()
    return kept


def _write_places(new: Network, changes: Changes) -> None:
    for code in (*changes.places.added, *changes.places.changed):
        place = new.places[code]
        names = {"name_az": place.az, "name_en": place.en, "name_ru": place.ru}
        where = {"latitude": place.latitude, "longitude": place.longitude, "closes_minutes": place.closes}
        row = insert(StationRow).values(code=code, **names, **where)
        db.session().execute(row.on_conflict_do_update(index_elements=["code"], set_={**names, **where}))


def _write_lines(new: Network, changes: Changes) -> None:
    stations = {row.code: row.id for row in db.session().execute(select(StationRow.code, StationRow.id))}
    for number in (*changes.lines.added, *changes.lines.changed):
        line = new.lines[number]
        carrier = party_by_number(line.agency)
        if carrier is None:
            raise NoSuchRoute
        said = {"kind": line.kind, "party_id": carrier.id}
        row = insert(RouteRow).values(number=number, **said)
        row = row.on_conflict_do_update(index_elements=["number"], set_=said)
        route_id = db.session().scalars(row.returning(RouteRow.id)).one()
        db.session().execute(delete(StopRow).where(StopRow.route_id == route_id))
        stops = [
            {
                "route_id": route_id,
                "position": position,
                "station_id": stations[halt.station],
                "minutes": halt.minutes,
                "zone": halt.zone,
                "platform": halt.platform,
            }
            for position, halt in enumerate(line.halts)
        ]
        db.session().execute(insert(StopRow), stops)


def _write_runs(new: Network, changes: Changes, routes: dict[str, int]) -> None:
    for key in (*changes.runs.added, *changes.runs.changed):
        _write_run(new.runs[key], routes)
    for key in changes.runs.ended:
        number, departs, since = key
        same = (ServiceRow.route_id == routes[number], ServiceRow.departs == time.fromisoformat(departs))
        row = update(ServiceRow).where(*same, ServiceRow.valid_from == since).values(valid_to=last_day(key, new))
        db.session().execute(row)


def _write_run(run: Run, routes: dict[str, int]) -> None:
    key = {"route_id": routes[run.line], "departs": time.fromisoformat(run.departs), "valid_from": run.valid_from}
    said: dict[str, Any] = {"weekdays": run.weekdays, "valid_to": run.valid_to}
    said |= {"plate": run.plate, "seats": run.seats, "layout": run.layout}
    row = insert(ServiceRow).values(**key, **said).on_conflict_do_update(index_elements=list(key), set_=said)
    service_id = db.session().scalars(row.returning(ServiceRow.id)).one()
    db.session().execute(delete(ServiceDateRow).where(ServiceDateRow.service_id == service_id))
    dates: list[dict[str, Any]] = [{"service_id": service_id, "day": day, "runs": runs} for day, runs in run.dates]
    if dates:
        db.session().execute(insert(ServiceDateRow), dates)


def _write_prices(new: Network, changes: Changes, routes: dict[str, int], basis: str, fares_from: date) -> None:
    rows = [
        {
            "route_id": routes[key.line],
            "zone_low": key.low,
            "zone_high": key.high,
            "rider": key.rider,
            "benefit": key.benefit,
            "product": key.product,
            "medium": key.medium,
            "qepik": new.prices[key],
            "basis": basis,
            "valid_from": fares_from,
        }
        for key in (*changes.prices.added, *changes.prices.changed)
    ]
    if rows:
        db.session().execute(insert(FareRow), rows)
