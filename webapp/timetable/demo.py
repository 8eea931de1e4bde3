"""Writes the demo network, its fares and the trips of two weeks."""

from datetime import date
from typing import Final

from sqlalchemy import select

from webapp.cabinets.api import ensure_party
from webapp.core import db
from webapp.core.clock import now
from webapp.timetable.demo_network import LINES, STATIONS, DemoLine
from webapp.timetable.models import FareRow, RouteRow, ServiceRow, StationRow, StopRow
from webapp.timetable.scheduling import make_trips

SINCE: Final = date(2026, 1, 1)
BASIS: Final = "Tarif (qiymət) Şurasının qərarı; Nazirlər Kabinetinin 141/2009 nömrəli qərarı"
CITY: Final = "city"


def seed_timetable() -> None:
    """Write the demo network and its trips, inside the open transaction; only the trips when it is there already."""
    if db.session().scalar(select(StationRow.id).limit(1)) is None:
        _network()
    make_trips()


def _network() -> None:
    names = ("code", "name_az", "name_en", "name_ru", "closes_minutes", "latitude", "longitude")
    places = {row[0]: StationRow(**dict(zip(names, row, strict=True))) for row in STATIONS}
    db.session().add_all(places.values())
    db.session().flush()
    for line in LINES:
        voen, name, address = line.carrier
        carrier = ensure_party("organisation", voen, name=name, address=address, source="AZ/GOV/DVX", as_of=now())
        _line(line, {code: place.id for code, place in places.items()}, carrier.id)


def _line(line: DemoLine, places: dict[str, int], party_id: int) -> None:
    route = RouteRow(number=line.number, kind=line.kind, party_id=party_id)
    db.session().add(route)
    db.session().flush()
    platforms = dict(line.platforms)
    for position, (code, minutes, zone) in enumerate(line.stops):
        row = {"route_id": route.id, "position": position, "station_id": places[code], "minutes": minutes, "zone": zone}
        db.session().add(StopRow(**row, platform=platforms.get(code)))
    plate, seats, layout = line.bus
    for departs in line.departs:
        bus = {"plate": plate, "seats": seats, "layout": layout}
        db.session().add(ServiceRow(route_id=route.id, departs=departs, weekdays="1234567", valid_from=SINCE, **bus))
    for fare in _fares(line):
        db.session().add(FareRow(route_id=route.id, basis=BASIS, valid_from=SINCE, **fare))
    db.session().flush()


def _fares(line: DemoLine) -> list[dict[str, object]]:
    """Return the fares: in a city one price by card, else one for each pair of zones, a child's half of it."""
    if line.kind == CITY:
        return [{"zone_low": 1, "zone_high": 1, "rider": "adult", "medium": "card", "qepik": line.zone_qepik}]
    zones = sorted({zone for _code, _minutes, zone in line.stops})
    return [
        {"zone_low": low, "zone_high": high, "rider": rider, "qepik": line.zone_qepik * (high - low + 1) // part}
        for low in zones
        for high in zones
        if low <= high
        for rider, part in (("adult", 1), ("child", 2))
    ]
