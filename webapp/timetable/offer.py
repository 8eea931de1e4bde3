"""What a room that sells seats plugs in, so that the timetable can say how full a trip is without knowing of tickets."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from webapp.core.registry import plugins
from webapp.timetable.values import Ride, Trip


@dataclass(frozen=True, slots=True)
class TripUse:
    """`passengers` returns how many travel with a trip, by its key; `free` how many seats are free for a ride, by its trip.

    A trip that is not in the answer of `passengers` has none; neither asks more than one statement.
    """

    passengers: Callable[[Collection[int]], dict[int, int]]
    free: Callable[[Collection[Ride]], dict[int, int]]


@dataclass(frozen=True, slots=True)
class SeatMove:
    """What another bus means for a passenger: `to` is None where no seat is left."""

    ticket: str
    seat: int
    to: int | None


@dataclass(frozen=True, slots=True)
class SwapPreview:
    """`moves` returns what a bus of so many seats and this layout would mean for those who have paid; nothing is changed."""

    moves: Callable[[Trip, int, str], Sequence[SeatMove]]


def moves_of(trip: Trip, seats: int, layout: str) -> list[SeatMove]:
    """Return what another bus would mean for the passengers of a trip, by seat."""
    return [move for use in plugins(SwapPreview) for move in use.moves(trip, seats, layout)]


def passengers_of(trip_ids: Collection[int]) -> dict[int, int]:
    """Return how many passengers each trip has, in all rooms that sell; trips without any are left out."""
    found: dict[int, int] = {}
    for use in plugins(TripUse) if trip_ids else ():
        for trip_id, count in use.passengers(trip_ids).items():
            found[trip_id] = found.get(trip_id, 0) + count
    return {trip_id: count for trip_id, count in found.items() if count}


def free_of(rides: Collection[Ride]) -> dict[int, int]:
    """Return how many seats are free for each ride, by its trip; every seat where nobody sells."""
    found = {ride.trip.id: ride.trip.seats for ride in rides}
    for use in plugins(TripUse) if rides else ():
        found |= {trip_id: min(free, found[trip_id]) for trip_id, free in use.free(rides).items()}
    return found
