"""Ways out of stop_times.txt: the stations of each trip with minutes from its start, checked as a bus could drive them."""

import math
from dataclasses import dataclass
from typing import Final

from webapp.timetable.gtfs.faults import Faults
from webapp.timetable.gtfs.kinds import seconds_of
from webapp.timetable.gtfs.reading import Row, Tables
from webapp.timetable.gtfs.stops import Stops

STOP_TIMES: Final = "stop_times.txt"
FASTEST_KM_H: Final = 130
EARTH_KM: Final = 6371.0
DAY_SECONDS: Final = 86_400

Step = tuple[str, int, str | None]


@dataclass(frozen=True, slots=True)
class Way:
    """A trip's way: its stops of the archive with station, minutes and platform; when it starts, seconds of the day."""

    starts: int
    stop_ids: tuple[str, ...]
    steps: tuple[Step, ...]


def ways_of(tables: Tables, stops: Stops, faults: Faults) -> dict[str, Way]:
    """Return the way of each trip whose stop times are in order."""
    of_trip: dict[str, list[Row]] = {}
    for row in tables[STOP_TIMES].rows:
        of_trip.setdefault(row["trip_id"], []).append(row)
    found = {}
    for trip_id, rows in of_trip.items():
        way = _way(sorted(rows, key=lambda row: int(row["stop_sequence"])), stops, faults)
        if way is not None:
            found[trip_id] = way
    return found


def _way(rows: list[Row], stops: Stops, faults: Faults) -> Way | None:
    if len(rows) < 2:  # noqa: PLR2004 - a way has two ends
        faults.add("trip-short", STOP_TIMES, rows[0].line, "trip_id", rows[0]["trip_id"])
        return None
    if any(row["stop_id"] not in stops.halts for row in rows):
        for row in rows:
            if row["stop_id"] not in stops.halts and row["stop_id"]:
                faults.add("stop-not-boarded", STOP_TIMES, row.line, "stop_id", row["stop_id"])
        return None
    times = _times(rows, faults)
    halts = [stops.halts[row["stop_id"]] for row in rows]
    if times is None or not _each_once(rows, halts, faults):
        return None
    _warn_speed(rows, times, halts, stops, faults)
    starts = times[0] // 60
    steps = tuple((station, at // 60 - starts, platform) for at, (station, platform) in zip(times, halts, strict=True))
    return Way(starts * 60, tuple(row["stop_id"] for row in rows), steps)


def _times(rows: list[Row], faults: Faults) -> list[int] | None:
    """Return when the bus leaves each stop, and comes to the last; what is not said lies evenly between its neighbours."""
    times: list[int | None] = []
    latest = -1
    for number, row in enumerate(rows):
        arrival, departure = row["arrival_time"], row["departure_time"]
        last = number == len(rows) - 1
        said = (arrival or departure) if last else (departure or arrival)
        if not said and (number == 0 or last):
            faults.add("time-missing", STOP_TIMES, row.line, "arrival_time" if last else "departure_time")
            return None
        if arrival and departure and seconds_of(arrival) > seconds_of(departure):
            faults.add("arrival-late", STOP_TIMES, row.line, "arrival_time", arrival)
            return None
        if said and seconds_of(arrival or said) < latest:
            faults.add("time-decreasing", STOP_TIMES, row.line, "arrival_time", arrival or said)
            return None
        if said and seconds_of(said) % 60:
            faults.add("seconds-dropped", STOP_TIMES, row.line, "departure_time", said)
        latest = seconds_of(said) if said else latest
        times.append(seconds_of(said) if said else None)
    return _filled(times)


def _filled(times: list[int | None]) -> list[int]:
    known = [n for n, at in enumerate(times) if at is not None]
    found = []
    for n in range(len(times)):
        before = max(one for one in known if one <= n)
        after = min(one for one in known if one >= n)
        early, late = times[before] or 0, times[after] or 0
        found.append(early if after == before else early + (late - early) * (n - before) // (after - before))
    return found


def _each_once(rows: list[Row], halts: list[tuple[str, str | None]], faults: Faults) -> bool:
    seen: set[str] = set()
    for row, (station, _platform) in zip(rows, halts, strict=True):
        if station in seen:
            faults.add("stop-again", STOP_TIMES, row.line, "stop_id", row["stop_id"])
            return False
        seen.add(station)
    return True


def _warn_speed(
    rows: list[Row], times: list[int], halts: list[tuple[str, str | None]], stops: Stops, faults: Faults
) -> None:
    for n in range(1, len(rows)):
        here, there = (stops.places.get(halts[at][0]) for at in (n - 1, n))
        if here is None or there is None:
            continue
        km = _kilometres((here.latitude or 0, here.longitude or 0), (there.latitude or 0, there.longitude or 0))
        if km > 1 and km * 3600 > FASTEST_KM_H * max(times[n] - times[n - 1], 60):
            faults.add("too-fast", STOP_TIMES, rows[n].line, "arrival_time", f"{km:.0f} km")


def _kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the distance over the earth between two places, each latitude and longitude in degrees."""
    a, b = math.radians(here[0]), math.radians(there[0])
    across = math.radians(there[1] - here[1])
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
