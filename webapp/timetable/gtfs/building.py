"""Builds the network that an archive says out of its checked tables."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from webapp.core.clock import today
from webapp.timetable.gtfs.calendars import Days, days_of
from webapp.timetable.gtfs.fares import Fares, fares_of, prices_of, zones_of
from webapp.timetable.gtfs.faults import Faults
from webapp.timetable.gtfs.kinds import day_of
from webapp.timetable.gtfs.network import Halt, Line, Network, Run
from webapp.timetable.gtfs.patterns import DAY_SECONDS, Way, ways_of
from webapp.timetable.gtfs.reading import Row, Tables
from webapp.timetable.gtfs.stops import stops_of

ROUTES: Final = "routes.txt"
TRIPS: Final = "trips.txt"
INTERCITY: Final = "intercity"
KINDS: Final = {"704": "city", "701": "city", "702": "city", "201": "international", "202": INTERCITY}
OVERLAP_DAYS: Final = 400
BUS: Final = ("", 45, "2+2")  # of a new run of which nobody said the bus


@dataclass(frozen=True, slots=True)
class Parts:
    """What all lines of an archive are built from."""

    tables: Tables
    known: Network
    fares: Fares
    days: dict[str, Days]
    ways: dict[str, Way]
    faults: Faults


def built(tables: Tables, known: Network, faults: Faults) -> Network:
    """Return the network of the archive; `known` is ours, out of which is kept what GTFS does not say."""
    stops = stops_of(tables, known, faults)
    parts = Parts(
        tables, known, fares_of(tables, faults), days_of(tables, faults), ways_of(tables, stops, faults), faults
    )
    found = Network(agencies=_agencies(tables, known, faults), places=stops.places)
    numbers = _numbers(tables)
    trips: dict[str, list[Row]] = {}
    for row in tables[TRIPS].rows:
        trips.setdefault(row["route_id"], []).append(row)
    for row in tables[ROUTES].rows:
        _check_route(row, faults)
        if row["route_id"] in trips:
            _add_lines(found, row, numbers[row["route_id"]], trips[row["route_id"]], parts)
        else:
            faults.add("route-unused", ROUTES, row.line, "route_id", row["route_id"])
    _warn_unused(tables, faults)
    return found


def _agencies(tables: Tables, known: Network, faults: Faults) -> dict[str, str]:
    found = {}
    for row in tables["agency.txt"].rows:
        if row["agency_id"] not in known.agencies:
            faults.add("agency-unknown", "agency.txt", row.line, "agency_id", row["agency_id"])
        found[row["agency_id"]] = known.agencies.get(row["agency_id"], row["agency_name"])
    for row in tables["feed_info.txt"].rows:
        start, end = day_of(row["feed_start_date"]), day_of(row["feed_end_date"])
        if start and end and end < start:
            faults.add("dates-reversed", "feed_info.txt", row.line, "feed_end_date", row["feed_end_date"])
        elif end and end < today():
            faults.add("feed-over", "feed_info.txt", row.line, "feed_end_date", row["feed_end_date"])
    return found


def _numbers(tables: Tables) -> dict[str, str]:
    """Return the number of each route: what passengers read, where no other route has it, else its identifier."""
    rows = tables[ROUTES].rows
    shown = Counter(row["route_short_name"] for row in rows)
    usable = {name for name, count in shown.items() if count == 1 and name.isascii() and name.isalnum()}
    return {
        row["route_id"]: row["route_short_name"] if row["route_short_name"] in usable else row["route_id"]
        for row in rows
    }


def _check_route(row: Row, faults: Faults) -> None:
    if not row["route_short_name"] and not row["route_long_name"]:
        faults.add("route-nameless", ROUTES, row.line, "route_short_name")
    colour, words = row["route_color"].upper() or "FFFFFF", row["route_text_color"].upper() or "000000"
    if colour == words:
        faults.add("colours-alike", ROUTES, row.line, "route_color", colour)


def _add_lines(found: Network, route: Row, number: str, trips: list[Row], parts: Parts) -> None:
    """Add a line for each way that the route's trips go: ours go one way each, the first bears the plain number."""
    of_way: dict[tuple[object, ...], list[Row]] = {}
    for trip in trips:
        if trip["trip_id"] not in parts.ways:
            parts.faults.add("trip-short", TRIPS, trip.line, "trip_id", trip["trip_id"])
        else:
            of_way.setdefault(parts.ways[trip["trip_id"]].steps, []).append(trip)
    for n, rows in enumerate(of_way.values(), 1):
        name = number if n == 1 else f"{number}.{n}"
        _add_line(found, route, name, parts.ways[rows[0]["trip_id"]], parts)
        _add_runs(found, name, rows, parts)


def _add_line(found: Network, route: Row, name: str, way: Way, parts: Parts) -> None:
    """Add one line with its zones and prices; a route whose fares are not said keeps the zones that it has."""
    zones = zones_of(parts.fares, route["route_id"], way.stop_ids)
    was = parts.known.lines.get(name)
    former = {halt.station: halt.zone for halt in was.halts} if was else {}
    halts = tuple(
        Halt(station, minutes, zones.get(stop_id, ("", former.get(station, n)))[1], platform)
        for n, (stop_id, (station, minutes, platform)) in enumerate(zip(way.stop_ids, way.steps, strict=True), 1)
    )
    kind = route["bus_kind"] or KINDS.get(route["route_type"], was.kind if was else INTERCITY)
    found.lines[name] = Line(name, kind, route["agency_id"], halts)
    priced = prices_of(parts.fares, route["route_id"], name, dict(zones.values()), parts.faults)
    if not priced:
        parts.faults.add("fare-missing", ROUTES, route.line, "route_id", route["route_id"])
    found.prices.update(priced)


def _add_runs(found: Network, line: str, trips: list[Row], parts: Parts) -> None:
    by_time: dict[str, list[Days]] = {}
    for trip in trips:
        days, starts = parts.days.get(trip["service_id"]), parts.ways[trip["trip_id"]].starts
        if days is None:
            parts.faults.add("calendar-missing", TRIPS, trip.line, "service_id", trip["service_id"])
            continue
        days = days.shifted(starts // DAY_SECONDS)
        departs = f"{starts % DAY_SECONDS // 3600:02d}:{starts % 3600 // 60:02d}"
        if any(_overlap(days, other) for other in by_time.get(departs, [])):
            parts.faults.add("trips-twice", TRIPS, trip.line, "trip_id", trip["trip_id"])
            continue
        by_time.setdefault(departs, []).append(days)
        run = Run(line, departs, days.since, days.until, days.weekdays, days.dates, *_bus(trip, line, departs, parts))
        found.runs[run.key] = run


def _overlap(one: Days, other: Days) -> bool:
    first = max(today() - timedelta(days=1), min(one.since, other.since))
    last = first + timedelta(days=OVERLAP_DAYS)
    return bool(set(one.within(first, last)) & set(other.within(first, last))) or one.since == other.since


def _bus(trip: Row, line: str, departs: str, parts: Parts) -> tuple[str, int, str]:
    """Return the bus of a run: what the archive says, else that of the same departure, else one that is yet to be named."""
    was = next((run for run in parts.known.runs.values() if (run.line, run.departs) == (line, departs)), None)
    plate, seats, layout = (was.plate, was.seats, was.layout) if was else BUS
    if was is None and not trip["bus_seats"]:
        parts.faults.add("bus-missing", TRIPS, trip.line, "bus_plate", trip["trip_id"])
    return trip["bus_plate"] or plate, int(trip["bus_seats"] or seats), trip["bus_layout"] or layout


def _warn_unused(tables: Tables, faults: Faults) -> None:
    used = {row["stop_id"] for row in tables["stop_times.txt"].rows}
    parents = {row["parent_station"] for row in tables["stops.txt"].rows}
    for row in tables["stops.txt"].rows:
        if row["location_type"] in {"", "0"} and row["stop_id"] not in used | parents:
            faults.add("stop-unused", "stops.txt", row.line, "stop_id", row["stop_id"])
