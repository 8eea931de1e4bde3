"""What the operator's offices change by hand: stations, routes with their stops, departures, fares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.cabinets.api import party_by_number
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.timetable.errors import NoSuchRoute, RouteSold
from webapp.timetable.models import FareRow, RouteRow, ServiceDateRow, ServiceRow, StationRow, StopRow, TripRow
from webapp.timetable.offer import passengers_of
from webapp.timetable.permissions import KEEP, PRICE
from webapp.timetable.reconciling import reconcile
from webapp.timetable.scheduling import make_trips
from webapp.timetable.values import PLANNED
from webapp.ui.forms import refused


@dataclass(frozen=True, slots=True)
class Halting:
    """A stop of a route as it is typed: station, minutes from the start, zone, platform."""

    code: str
    minutes: int
    zone: int
    platform: str | None


@dataclass(frozen=True, slots=True)
class Departing:
    """A departure as it is typed; `added` and `removed` are days beside the weekdays."""

    departs: time
    weekdays: str
    valid_from: date
    valid_to: date | None
    added: tuple[date, ...]
    removed: tuple[date, ...]
    plate: str
    seats: int
    layout: str


def keep_station(code: str, values: dict[str, Any], *, actor: Actor) -> None:
    """Write a station: names, place, closing minutes; a code that is new adds it. Raises Forbidden."""
    ensure_may(actor, KEEP)
    row = insert(StationRow).values(code=code, **values)
    db.session().execute(row.on_conflict_do_update(index_elements=["code"], set_=values))
    record("timetable.station_kept", actor=actor, object_type="bus_station", object_key=code)


def set_closing(code: str, minutes: int, *, actor: Actor) -> None:
    """Let the sale of a station end so many minutes before the departure; the caller knows that it may."""
    db.session().execute(update(StationRow).where(StationRow.code == code).values(closes_minutes=minutes))
    detail = {"closes_minutes": minutes}
    record("timetable.station_kept", actor=actor, object_type="bus_station", object_key=code, detail=detail)


def keep_route(number: str, kind: str, voen: str, halts: Sequence[Halting], *, actor: Actor) -> None:
    """Write a route with its stops; a number that is new adds it. Raises Forbidden, Invalid, RouteSold.

    Stops and times of a route with sold trips stay: tickets name them.
    """
    ensure_may(actor, KEEP)
    carrier = party_by_number(voen)
    if carrier is None:
        raise refused(voen=_l("Bu VÖEN ilə daşıyıcı portalda yoxdur."))
    stations = {row.code: row.id for row in db.session().execute(select(StationRow.code, StationRow.id))}
    unknown = next((halt.code for halt in halts if halt.code not in stations), None)
    if unknown is not None:
        raise refused(stops=_l("Dayanacaqlarda belə kodlu stansiya yoxdur. Kodu stansiyaların siyahısından götürün."))
    row = insert(RouteRow).values(number=number, kind=kind, party_id=carrier.id)
    row = row.on_conflict_do_update(index_elements=["number"], set_={"kind": kind, "party_id": carrier.id})
    route_id = db.session().scalars(row.returning(RouteRow.id)).one()
    new = [(stations[halt.code], halt.minutes, halt.zone, halt.platform) for halt in halts]
    _write_stops(route_id, new)
    record("timetable.route_kept", actor=actor, object_type="bus_route", object_key=number)


def keep_departure(number: str, departing: Departing, *, actor: Actor) -> list[str]:
    """Write a departure of a route, by its time and first day; return sold trips that it does not run any more.

    Trips of the days ahead are made at once. Raises Forbidden, NoSuchRoute.
    """
    ensure_may(actor, KEEP)
    route_id = _route_id(number)
    key = {"route_id": route_id, "departs": departing.departs, "valid_from": departing.valid_from}
    said: dict[str, Any] = {
        name: getattr(departing, name) for name in ("weekdays", "valid_to", "plate", "seats", "layout")
    }
    row = insert(ServiceRow).values(**key, **said).on_conflict_do_update(index_elements=list(key), set_=said)
    service_id = db.session().scalars(row.returning(ServiceRow.id)).one()
    db.session().execute(delete(ServiceDateRow).where(ServiceDateRow.service_id == service_id))
    days = dict.fromkeys(departing.removed, False) | dict.fromkeys(departing.added, True)
    if days:
        rows = [{"service_id": service_id, "day": day, "runs": runs} for day, runs in days.items()]
        db.session().execute(insert(ServiceDateRow), rows)
    db.session().expire_all()
    kept = reconcile([route_id], actor=actor)
    make_trips()
    record("timetable.route_kept", actor=actor, object_type="bus_route", object_key=number)
    return kept


def set_fare(number: str, values: dict[str, Any], *, actor: Actor) -> None:
    """Add a fare: a new price is a new row from a day to come, with its legal basis. Raises Forbidden, Invalid, NoSuchRoute."""
    ensure_may(actor, PRICE)
    route_id = _route_id(number)
    if values["valid_from"] <= today():
        raise refused(valid_from=_l("Tarif sabahdan və ya sonra qüvvəyə minir."))
    added = insert(FareRow).values(route_id=route_id, **values).on_conflict_do_nothing().returning(FareRow.id)
    if db.session().scalar(added) is None:
        raise refused(valid_from=_l("Bu gündən qüvvəyə minən tarif artıq var. Başqa gün yazın."))
    detail = {"zones": [values["zone_low"], values["zone_high"]], "qepik": values["qepik"]}
    record("timetable.fare_set", actor=actor, object_type="bus_route", object_key=number, detail=detail)


def _route_id(number: str) -> int:
    found = db.session().scalar(select(RouteRow.id).where(RouteRow.number == number))
    if found is None:
        raise NoSuchRoute
    return found


def _write_stops(route_id: int, new: list[tuple[int, int, int, str | None]]) -> None:
    query = select(StopRow).where(StopRow.route_id == route_id).order_by(StopRow.position)
    old = [(row.station_id, row.minutes, row.zone, row.platform) for row in db.session().scalars(query)]
    if old == new:
        return
    if [one[:2] for one in old] != [one[:2] for one in new] and _is_sold(route_id):
        raise RouteSold
    db.session().execute(delete(StopRow).where(StopRow.route_id == route_id))
    names = ("station_id", "minutes", "zone", "platform")
    rows = [
        {"route_id": route_id, "position": position, **dict(zip(names, one, strict=True))}
        for position, one in enumerate(new)
    ]
    db.session().execute(insert(StopRow), rows)


def _is_sold(route_id: int) -> bool:
    query = select(TripRow.id).where(TripRow.route_id == route_id, TripRow.departs_at > now(), TripRow.state == PLANNED)
    return bool(passengers_of(list(db.session().scalars(query))))
