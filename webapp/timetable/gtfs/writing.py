"""Writes a network as a GTFS archive: the same network gives the same bytes."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from webapp.timetable.gtfs.calendars import ENDLESS
from webapp.timetable.gtfs.fare_tables import fare_tables
from webapp.timetable.gtfs.kinds import OURS
from webapp.timetable.gtfs.network import Halt, Line, Network, Place, Run
from webapp.timetable.gtfs.schema import FILES, WEEKDAYS

Row = dict[str, object]

BUS: Final = 3  # extended types say more, and public validators know none of them: the kind is a column of ours
STAMP: Final = (2026, 1, 1, 0, 0, 0)  # of every file inside: what is the same is the same to the byte
SIGHT: Final = timedelta(days=60)


def written(network: Network, *, address: str, day: date) -> bytes:
    """Return the archive of what is run on `day` or later; `address` is that of the portal."""
    runs = [run for run in network.runs.values() if run.valid_to is None or run.valid_to >= day]
    lines = [network.lines[number] for number in dict.fromkeys(run.line for run in runs)]
    split = split_stations(lines)
    codes = {halt.station for line in lines for halt in line.halts}
    places = [place for code, place in network.places.items() if code in codes]
    tables: dict[str, Iterable[Row]] = {
        "agency": _agencies(network, lines, address),
        "stops": _stops(places, lines),
        "routes": [_route(line, network, address) for line in lines],
        "trips": [_trip(run, network) for run in runs],
        "stop_times": [row for run in runs for row in _stop_times(run, network.lines[run.line], split)],
        "calendar": [_calendar(run) for run in runs],
        "calendar_dates": [row for run in runs for row in _dates(run)],
        "translations": [row for place in places for row in _translations(place)],
        "feed_info": [_feed(network, address, day)],
        **fare_tables(network, lines),
    }
    return _packed(tables)


def trip_id(run: Run) -> str:
    """Return the identifier of a run: it stays while the run does, realtime names it."""
    return f"{run.line}-{run.departs.replace(':', '')}-{run.valid_from:%Y%m%d}"


def stop_id(halt: Halt, split: set[str]) -> str:
    """Return the identifier of where one boards: the platform's at a station that has some."""
    return f"{halt.station}.{halt.platform or '0'}" if halt.station in split else halt.station


def split_stations(lines: Iterable[Line]) -> set[str]:
    """Return the stations of which platforms are known."""
    return {halt.station for line in lines for halt in line.halts if halt.platform}


def _packed(tables: dict[str, Iterable[Row]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in sorted(tables.items()):
            content = _text(f"{name}.txt", list(rows))
            if content:
                entry = zipfile.ZipInfo(f"{name}.txt", STAMP)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content)
    return packed.getvalue()


def _text(name: str, rows: list[Row]) -> str:
    used = {column for row in rows for column, value in row.items() if value not in {None, ""}}
    if not used:
        return ""
    columns = [one for one in FILES[name].columns if one in used or FILES[name].columns[one].required]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _agencies(network: Network, lines: list[Line], address: str) -> Iterator[Row]:
    for number in sorted({line.agency for line in lines}):
        yield {
            "agency_id": number,
            "agency_name": network.agencies[number],
            "agency_url": f"{address}/carriers",
            "agency_timezone": OURS,
            "agency_lang": "az",
        }


def _stops(places: list[Place], lines: list[Line]) -> Iterator[Row]:
    split = split_stations(lines)
    for place in places:
        row: Row = {
            "stop_id": place.code,
            "stop_name": place.az,
            "stop_lat": _degrees(place.latitude),
            "stop_lon": _degrees(place.longitude),
            "zone_id": "" if place.code in split else place.code,
            "location_type": 1 if place.code in split else 0,
            "sale_closes_minutes": place.closes,
        }
        yield row
        platforms = {halt.platform for line in lines for halt in line.halts if halt.station == place.code}
        for platform in sorted(platforms, key=lambda one: one or "") if place.code in split else ():
            child = {"stop_id": f"{place.code}.{platform or '0'}", "zone_id": place.code, "location_type": 0}
            yield {**row, **child, "parent_station": place.code, "platform_code": platform}


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"


def _route(line: Line, network: Network, address: str) -> Row:
    ends = [network.places[line.halts[n].station].az for n in (0, -1)]
    return {
        "route_id": line.number,
        "agency_id": line.agency,
        "route_short_name": line.number,
        "route_long_name": " – ".join(ends),
        "route_type": BUS,
        "bus_kind": line.kind,
        "route_url": f"{address}/board",
    }


def _trip(run: Run, network: Network) -> Row:
    return {
        "route_id": run.line,
        "service_id": trip_id(run),
        "trip_id": trip_id(run),
        "trip_headsign": network.places[network.lines[run.line].halts[-1].station].az,
        "bus_plate": run.plate,
        "bus_seats": run.seats,
        "bus_layout": run.layout,
    }


def _stop_times(run: Run, line: Line, split: set[str]) -> Iterator[Row]:
    hours, minutes = map(int, run.departs.split(":"))
    for position, halt in enumerate(line.halts):
        at = hours * 60 + minutes + halt.minutes
        clock = f"{at // 60:02d}:{at % 60:02d}:00"
        yield {
            "trip_id": trip_id(run),
            "arrival_time": clock,
            "departure_time": clock,
            "stop_id": stop_id(halt, split),
            "stop_sequence": position,
            "timepoint": 1,
        }


def _calendar(run: Run) -> Row:
    return {
        "service_id": trip_id(run),
        **{name: int(str(n) in run.weekdays) for n, name in enumerate(WEEKDAYS, 1)},
        "start_date": f"{run.valid_from:%Y%m%d}",
        "end_date": f"{run.valid_to or ENDLESS:%Y%m%d}",
    }


def _dates(run: Run) -> Iterator[Row]:
    for day, runs in run.dates:
        yield {"service_id": trip_id(run), "date": f"{day:%Y%m%d}", "exception_type": 1 if runs else 2}


def _translations(place: Place) -> Iterator[Row]:
    for language, words in (("en", place.en), ("ru", place.ru)):
        about = {"table_name": "stops", "field_name": "stop_name", "record_id": place.code}
        yield {**about, "language": language, "translation": words}


def _feed(network: Network, address: str, day: date) -> Row:
    return {
        "feed_publisher_name": "AYNA",
        "feed_publisher_url": address,
        "feed_lang": "az",
        "feed_start_date": f"{day:%Y%m%d}",
        "feed_end_date": f"{day + SIGHT:%Y%m%d}",
        "feed_version": network.digest()[:12],
        "feed_contact_url": f"{address}/help",
    }
