"""The state border: vehicles of international carriage going out and coming back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import ClassVar, Final

from mocks.ehis.data import numbers
from mocks.ehis.data.records import VehicleRecord
from mocks.ehis.data.sent import Part, Sent

POINTS: Final = (
    ("“Sınıq Körpü” dövlət sərhədi buraxılış məntəqəsi", "Gürcüstan"),
    ("“Balakən” dövlət sərhədi buraxılış məntəqəsi", "Gürcüstan"),
    ("“Samur” dövlət sərhədi buraxılış məntəqəsi", "Rusiya"),
    ("“Biləsuvar” dövlət sərhədi buraxılış məntəqəsi", "İran"),
    ("“Sədərək” dövlət sərhədi buraxılış məntəqəsi", "Türkiyə"),
)
INTERNATIONAL: Final = ("10-XY-101", "10-XY-102", "10-XY-103", "10-XT-201")
ABROAD: Final = "10-XY-102"
ONE_IN: Final = 5  # of the generated lorries, how many go abroad
TRIPS: Final = 6
ROUND: Final = 55  # days from one departure to the next, at most


@dataclass(frozen=True, slots=True)
class DriverPart(Part):
    """Who sat at the wheel; sent although charter 5.2.6 speaks of vehicles only."""

    name: str
    document_number: str


@dataclass(frozen=True, slots=True)
class CrossingRecord(Sent):
    """One crossing; `at` is an instant of UTC."""

    PROVIDER: ClassVar[str] = "DSX"
    ELEMENT: ClassVar[str] = "crossing"
    plate: str
    at: datetime
    point: str
    direction: str
    neighbour: str
    driver: DriverPart | None
    passengers: int | None


@dataclass(frozen=True, slots=True)
class PresenceRecord(Sent):
    """Whether a vehicle is abroad, and on whose side it left."""

    PROVIDER: ClassVar[str] = "DSX"
    ELEMENT: ClassVar[str] = "presence"
    plate: str
    abroad: bool
    neighbour: str | None


def crossings(today: date, vehicles: Sequence[VehicleRecord]) -> list[CrossingRecord]:
    """Return the journeys of the last year, oldest first; ABROAD has left two days ago and not come back."""
    lorries = [one.plate for one in vehicles if one.category == "N3" and one.plate not in INTERNATIONAL]
    plates = [*INTERNATIONAL, *lorries[::ONE_IN]]
    found = [crossing for plate in plates for crossing in _journeys(plate, today)]
    return sorted([*found, _crossing(ABROAD, today - timedelta(days=2), "out", 0)], key=lambda one: one.at)


def presences(vehicles: Sequence[VehicleRecord], crossings: Sequence[CrossingRecord]) -> list[PresenceRecord]:
    """Return for every vehicle whether it is abroad: the last crossing says."""
    last = {one.plate: one for one in crossings}
    plates = dict.fromkeys(one.plate for one in vehicles)
    return [_presence(plate, last.get(plate)) for plate in plates]


def _presence(plate: str, last: CrossingRecord | None) -> PresenceRecord:
    abroad = last is not None and last.direction == "out"
    return PresenceRecord(plate, abroad, last.neighbour if last and abroad else None)


def _journeys(plate: str, today: date) -> list[CrossingRecord]:
    rng = Random(f"border {plate}")
    found: list[CrossingRecord] = []
    for trip in range(TRIPS):
        left = today - timedelta(days=(trip + 1) * ROUND - rng.randrange(20))
        point = rng.randrange(len(POINTS))
        found += [
            _crossing(plate, left, "out", point),
            _crossing(plate, left + timedelta(days=rng.randrange(5, 20)), "in", point),
        ]
    return found


def _crossing(plate: str, day: date, direction: str, point: int) -> CrossingRecord:
    rng = Random(f"{plate} {direction} {point}")
    at = datetime.combine(day, time(rng.randrange(3, 17), rng.randrange(60)), tzinfo=UTC)
    name, neighbour = POINTS[point]
    return CrossingRecord(
        plate, at, name, direction, neighbour, DriverPart("Sürücü Sınaq oğlu", numbers.serial(rng, "AA")), 1
    )
