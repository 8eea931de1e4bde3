"""What others see of the network: plain, frozen values."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from webapp.core.clock import local

PLANNED: Final = "planned"
CANCELLED: Final = "cancelled"


@dataclass(frozen=True, slots=True)
class Station:
    """A place where one boards. `closes_minutes` before the departure its sale ends."""

    id: int
    code: str
    name_az: str
    name_en: str
    name_ru: str
    closes_minutes: int
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Route:
    """A way with its number, of one carrier (`party_id`)."""

    id: int
    number: str
    kind: str
    party_id: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A station of a route: its place in the order, minutes from the start, its fare zone, its platform."""

    route_id: int
    position: int
    station_id: int
    minutes: int
    zone: int
    platform: str | None


@dataclass(frozen=True, slots=True)
class Trip:
    """One run of a route on a day, with its bus; `reason` is why it was cancelled, `delay_reason` why it is late."""

    id: int
    number: str
    service_id: int
    route_id: int
    day: date
    departs_at: datetime
    plate: str
    seats: int
    layout: str
    state: str
    reason: str | None
    delay_minutes: int = 0
    delay_reason: str | None = None

    @property
    def delay(self) -> timedelta:
        """How much later than by the timetable it goes, at every stop, as the carrier says."""
        return timedelta(minutes=self.delay_minutes)

    @property
    def runs(self) -> bool:
        """Whether it is still to be run: seats of a cancelled trip are not sold."""
        return self.state == PLANNED


@dataclass(frozen=True)
class Ride:
    """A trip from one of its stops to another: what a passenger travels. Its instants are reckoned once."""

    trip: Trip
    route: Route
    start: Stop
    end: Stop
    origin: Station
    target: Station

    @cached_property
    def leaves(self) -> datetime:
        """When it leaves where the passenger boards."""
        return self.trip.departs_at + timedelta(minutes=self.start.minutes)

    @property
    def expected(self) -> datetime:
        """When it leaves there with the delay that the carrier said."""
        return self.leaves + self.trip.delay

    @cached_property
    def day(self) -> date:
        """The day on which the passenger boards: fares and ages are those of this day."""
        return local(self.leaves).date()

    @cached_property
    def arrives(self) -> datetime:
        """When it comes to where the passenger leaves."""
        return self.trip.departs_at + timedelta(minutes=self.end.minutes)
