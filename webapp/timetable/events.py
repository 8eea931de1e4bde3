"""Facts about trips. Who sold seats of them reacts: money back, seats mapped to the other bus, people told."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TripCancelled(Event):
    """A trip will not be run; the carrier gave the reason."""

    trip_number: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TripDelayed(Event):
    """A trip will leave so many minutes later than by the timetable (0: in time after all), for this reason."""

    trip_number: str
    minutes: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TripChanged(Event):
    """A trip is run by another bus; `was_seats` and `was_layout` are those of the bus it had."""

    trip_number: str
    was_plate: str
    was_seats: int
    was_layout: str
