"""Stations out of stops.txt and translations.txt: platforms belong to their station, names are in three languages."""

from dataclasses import dataclass
from typing import Final

from webapp.timetable.gtfs.faults import Faults
from webapp.timetable.gtfs.network import Network, Place
from webapp.timetable.gtfs.reading import Row, Tables

STOPS: Final = "stops.txt"
CLOSES: Final = 15  # minutes, where neither the archive nor the network says
REGION: Final = ((35.0, 48.0), (25.0, 56.0))  # Azerbaijan and where its international routes go
STATION: Final = "1"


@dataclass(frozen=True, slots=True)
class Stops:
    """Stations by code; and of each stop of the archive, which station and platform it is."""

    places: dict[str, Place]
    halts: dict[str, tuple[str, str | None]]
    zones: dict[str, str]


def stops_of(tables: Tables, known: Network, faults: Faults) -> Stops:
    """Return the stations. What the archive does not say of one that we know stays as it is."""
    rows = {row["stop_id"]: row for row in tables[STOPS].rows}
    names = _translations(tables)
    found = Stops({}, {}, {})
    for stop_id, row in rows.items():
        parent = rows.get(row["parent_station"])
        if parent is not None and parent["location_type"] != STATION:
            faults.add("parent-not-station", STOPS, row.line, "parent_station", row["parent_station"])
        if row["location_type"] in {"", "0", STATION}:
            if parent is None:
                _add_place(found, row, names, known, faults)
            if row["location_type"] != STATION:
                found.halts[stop_id] = (row["parent_station"] or stop_id, row["platform_code"] or None)
                found.zones[stop_id] = row["zone_id"]
    _warn_alike(found, rows, faults)
    return found


def _add_place(found: Stops, row: Row, names: dict[tuple[str, str], str], known: Network, faults: Faults) -> None:
    code = row["stop_id"]
    for column in ("stop_name", "stop_lat", "stop_lon"):
        if not row[column]:
            faults.add("value-missing", STOPS, row.line, column)
            return
    latitude, longitude = float(row["stop_lat"]), float(row["stop_lon"])
    if abs(latitude) < 1 and abs(longitude) < 1:
        faults.add("stop-nowhere", STOPS, row.line, "stop_lat", f"{latitude} {longitude}")
    elif not all(low <= at <= high for (low, high), at in zip(REGION, (latitude, longitude), strict=True)):
        faults.add("stop-far", STOPS, row.line, "stop_lat", f"{latitude} {longitude}")
    was, name = known.places.get(code), row["stop_name"]
    closes = int(row["sale_closes_minutes"]) if row["sale_closes_minutes"] else was.closes if was else CLOSES
    english = names.get((code, "en")) or (was.en if was else name)
    russian = names.get((code, "ru")) or (was.ru if was else name)
    found.places[code] = Place(code, name, english, russian, latitude, longitude, closes)


def _translations(tables: Tables) -> dict[tuple[str, str], str]:
    """Return the translated names of stops by stop and language; those by the name itself are for all that bear it."""
    wanted = [
        row
        for row in tables["translations.txt"].rows
        if (row["table_name"], row["field_name"]) == ("stops", "stop_name")
    ]
    by_value = {(row["field_value"], row["language"]): row["translation"] for row in wanted if row["field_value"]}
    found = {
        (stop["stop_id"], language): words
        for stop in tables[STOPS].rows
        for (name, language), words in by_value.items()
        if name == stop["stop_name"]
    }
    return found | {(row["record_id"], row["language"]): row["translation"] for row in wanted if row["record_id"]}


def _warn_alike(found: Stops, rows: dict[str, Row], faults: Faults) -> None:
    seen: set[tuple[str, float | None, float | None]] = set()
    for code, place in found.places.items():
        key = (place.az, place.latitude, place.longitude)
        if key in seen:
            faults.add("stops-alike", STOPS, rows[code].line, "stop_name", place.az)
        seen.add(key)
