"""The network as GTFS and our tables both can say it: plain values, so that two of them can be compared."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, time

from webapp.core.clock import BAKU


@dataclass(frozen=True, slots=True)
class Place:
    """A station (stops.txt, translations.txt); `closes` minutes before the departure its sale ends."""

    code: str
    az: str
    en: str
    ru: str
    latitude: float | None
    longitude: float | None
    closes: int


@dataclass(frozen=True, slots=True)
class Halt:
    """A station of a line: minutes from the start, fare zone of the line, platform."""

    station: str
    minutes: int
    zone: int
    platform: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A route with the one way it goes (routes.txt, stop_times.txt)."""

    number: str
    kind: str
    agency: str
    halts: tuple[Halt, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One departure of a line on its days (trips.txt, calendar.txt, calendar_dates.txt), and its bus."""

    line: str
    departs: str
    valid_from: date
    valid_to: date | None
    weekdays: str
    dates: tuple[tuple[date, bool], ...]
    plate: str
    seats: int
    layout: str

    @property
    def key(self) -> tuple[str, str, date]:
        """What makes it the same run in two networks."""
        return self.line, self.departs, self.valid_from

    def instant(self, day: date) -> datetime:
        """When it departs on a day."""
        return datetime.combine(day, time.fromisoformat(self.departs), BAKU)


@dataclass(frozen=True, slots=True, order=True)
class PriceKey:
    """Between which zones of a line, for whom, as what, paid how (fare_products.txt, fare_leg_rules.txt)."""

    line: str
    low: int
    high: int
    rider: str
    benefit: str
    product: str
    medium: str


@dataclass(frozen=True, slots=True)
class Network:
    """All of it. `agencies` maps the number of a carrier to its name."""

    agencies: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    runs: dict[tuple[str, str, date], Run] = field(default_factory=dict)
    prices: dict[PriceKey, int] = field(default_factory=dict)

    def digest(self) -> str:
        """Return what is the same for the same network alone."""
        parts = (self.agencies, self.places, self.lines, self.runs, self.prices)
        said = "\n".join(repr(sorted(part.items())) for part in parts)
        return hashlib.sha256(said.encode()).hexdigest()
