"""The network as our tables hold it."""

from datetime import date

from sqlalchemy import select

from webapp.cabinets.api import party
from webapp.core import db
from webapp.core.clock import today
from webapp.timetable.gtfs.network import Halt, Line, Network, Place, PriceKey, Run
from webapp.timetable.models import FareRow, RouteRow, ServiceDateRow, ServiceRow, StationRow, StopRow


def stored(on: date | None = None) -> Network:
    """Return our network with the fares in force `on` a day, today if none is given. Six statements, and one a carrier."""
    rows = {row.id: row for row in db.session().scalars(select(RouteRow))}
    parties = {party_id: party(party_id) for party_id in {row.party_id for row in rows.values()}}
    stations = {row.id: row for row in db.session().scalars(select(StationRow))}
    halts: dict[int, list[Halt]] = {}
    for stop in db.session().scalars(select(StopRow).order_by(StopRow.route_id, StopRow.position)):
        code = stations[stop.station_id].code
        halts.setdefault(stop.route_id, []).append(Halt(code, stop.minutes, stop.zone, stop.platform))
    lines = {
        row.number: Line(row.number, row.kind, parties[row.party_id].number, tuple(halts.get(row.id, ())))
        for row in rows.values()
    }
    numbers = {row.id: row.number for row in rows.values()}
    return Network(
        agencies={one.number: one.name for one in parties.values()},
        places={row.code: _place(row) for row in stations.values()},
        lines=lines,
        runs=_runs(numbers),
        prices=_prices(numbers, on or today()),
    )


def _place(row: StationRow) -> Place:
    names = (row.name_az, row.name_en, row.name_ru)
    return Place(row.code, *names, row.latitude, row.longitude, row.closes_minutes)


def _runs(numbers: dict[int, str]) -> dict[tuple[str, str, date], Run]:
    exceptions: dict[int, list[tuple[date, bool]]] = {}
    for row in db.session().scalars(select(ServiceDateRow).order_by(ServiceDateRow.day)):
        exceptions.setdefault(row.service_id, []).append((row.day, row.runs))
    found = {}
    for service in db.session().scalars(select(ServiceRow)):
        run = Run(
            line=numbers[service.route_id],
            departs=f"{service.departs:%H:%M}",
            valid_from=service.valid_from,
            valid_to=service.valid_to,
            weekdays=service.weekdays,
            dates=tuple(exceptions.get(service.id, ())),
            plate=service.plate,
            seats=service.seats,
            layout=service.layout,
        )
        found[run.key] = run
    return found


def _prices(numbers: dict[int, str], on: date) -> dict[PriceKey, int]:
    """Return the newest price in force of each key: rows are read the oldest first."""
    found = {}
    query = select(FareRow).where(FareRow.valid_from <= on).order_by(FareRow.valid_from)
    for row in db.session().scalars(query):
        key = PriceKey(
            numbers[row.route_id], row.zone_low, row.zone_high, row.rider, row.benefit, row.product, row.medium
        )
        if row.valid_to is None or on <= row.valid_to:
            found[key] = row.qepik
    return found
