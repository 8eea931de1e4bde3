"""Rides as a page last showed them, each with what proves it: who looked at the seats mostly takes one at once.

A remembered ride may be old. It is only for who lets the database compare the proof before anything comes of it.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final

from webapp.timetable.values import Ride

MOST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Remembered:
    """A ride; `mark` is another one after each change of its trip, `versions` after each of what is kept in memory."""

    ride: Ride
    mark: str
    versions: dict[str, str]


_rides: Final[OrderedDict[tuple[str, str, str], Remembered]] = OrderedDict()
_lock: Final = Lock()


def remember(address: tuple[str, str, str], found: Remembered) -> None:
    """Remember the ride of a trip's number and two stations' codes; the oldest make room."""
    with _lock:
        _rides[address] = found
        if len(_rides) > MOST:
            _rides.popitem(last=False)


def remembered(address: tuple[str, str, str]) -> Remembered | None:
    """Return the ride as it was last read here, None when it was not."""
    return _rides.get(address)
