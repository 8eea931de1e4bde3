"""Demo data: six stations, four routes of Abşeron Avtobus and one of the city, their fares and the trips of two weeks."""

from dataclasses import dataclass
from datetime import date, time
from typing import Final

from sqlalchemy import select

from webapp.cabinets.api import ensure_party
from webapp.core import db
from webapp.core.clock import now
from webapp.timetable.models import FareRow, RouteRow, ServiceRow, StationRow, StopRow
from webapp.timetable.scheduling import make_trips

SINCE: Final = date(2026, 1, 1)
BASIS: Final = "Tarif (qiymət) Şurasının qərarı; Nazirlər Kabinetinin 141/2009 nömrəli qərarı"
CITY: Final = "8"  # ridden by the transport card
STATIONS: Final = (
    ("BAK", "Bakı", "Baku", "Баку", 15),
    ("SUM", "Sumqayıt", "Sumgait", "Сумгаит", 5),
    ("YEV", "Yevlax", "Yevlakh", "Евлах", 10),
    ("GNC", "Gəncə", "Ganja", "Гянджа", 10),
    ("SHK", "Şəki", "Shaki", "Шеки", 10),
    ("TBS", "Tbilisi", "Tbilisi", "Тбилиси", 15),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A demo route: stops with minutes and zones, departures, its bus, the price of each zone gone through."""

    number: str
    kind: str
    stops: tuple[tuple[str, int, int], ...]
    departs: tuple[time, ...]
    bus: tuple[str, int, str]
    zone_qepik: int


LINES: Final = (
    Line(
        "501",
        "intercity",
        (("BAK", 0, 1), ("YEV", 210, 3), ("GNC", 300, 4)),
        (time(8), time(14), time(20)),
        ("01-AB-401", 49, "2+2"),
        350,
    ),
    Line(
        "502",
        "intercity",
        (("GNC", 0, 4), ("YEV", 90, 3), ("BAK", 300, 1)),
        (time(7), time(13)),
        ("01-AB-402", 49, "2+2"),
        350,
    ),
    Line(
        "510", "intercity", (("SUM", 0, 1), ("BAK", 40, 1), ("SHK", 330, 5)), (time(9),), ("01-AB-403", 31, "2+2"), 280
    ),
    Line(
        "901",
        "international",
        (("BAK", 0, 1), ("GNC", 300, 4), ("TBS", 560, 7)),
        (time(21),),
        ("01-AB-404", 19, "2+1"),
        600,
    ),
)


def seed_timetable() -> None:
    """Write the demo network and its trips, inside the open transaction; only the trips when it is there already."""
    if db.session().scalar(select(StationRow.id).limit(1)) is None:
        _network()
    make_trips()


def _network() -> None:
    names = ("code", "name_az", "name_en", "name_ru", "closes_minutes")
    places = {row[0]: StationRow(**dict(zip(names, row, strict=True))) for row in STATIONS}
    db.session().add_all(places.values())
    carrier = ensure_party(
        "organisation",
        "9900010491",
        name="“Abşeron Avtobus” MMC",
        address="Xırdalan şəhəri, Heydər Əliyev prospekti 3",
        source="AZ/GOV/DVX",
        as_of=now(),
    )
    db.session().flush()
    db.session().add(RouteRow(number=CITY, kind="city", party_id=carrier.id))
    for line in LINES:
        _line(line, {code: place.id for code, place in places.items()}, carrier.id)


def _line(line: Line, places: dict[str, int], party_id: int) -> None:
    route = RouteRow(number=line.number, kind=line.kind, party_id=party_id)
    db.session().add(route)
    db.session().flush()
    for position, (code, minutes, zone) in enumerate(line.stops):
        row = {"route_id": route.id, "position": position, "station_id": places[code], "minutes": minutes, "zone": zone}
        db.session().add(StopRow(**row))
    plate, seats, layout = line.bus
    for departs in line.departs:
        bus = {"plate": plate, "seats": seats, "layout": layout}
        db.session().add(ServiceRow(route_id=route.id, departs=departs, weekdays="1234567", valid_from=SINCE, **bus))
    zones = sorted(zone for _code, _minutes, zone in line.stops)
    for low, high in sorted({(low, high) for low in zones for high in zones if low <= high}):
        adult = line.zone_qepik * (high - low + 1)
        for rider, qepik in (("adult", adult), ("child", adult // 2)):
            fare = {"zone_low": low, "zone_high": high, "rider": rider, "qepik": qepik}
            db.session().add(FareRow(route_id=route.id, basis=BASIS, valid_from=SINCE, **fare))
    db.session().flush()
