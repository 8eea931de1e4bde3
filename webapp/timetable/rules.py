"""The law as data and pure functions: nothing imported but the standard library."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

DAYS_AHEAD: Final = 14
FREE_UNDER: Final = 5  # one child without a seat (rules 141 of 2009, carriage of children)
FULL_FROM: Final = 10
MOST_SEATS: Final = 99
MOST_DELAY: Final = 1440  # minutes; what leaves a day later is another trip
LONG_WORD: Final = 5  # letters from which one wrong letter is forgiven
AISLE_SIDES: Final = {"2+2": (2, 2), "2+1": (2, 1)}


class Kind(StrEnum):
    """What a route joins."""

    CITY = "city"
    INTERCITY = "intercity"
    INTERNATIONAL = "international"


class Rider(StrEnum):
    """Who pays what: a child under 5 without a seat nothing, a child under 10 with one the child fare.

    Who has a benefit that a register confirmed pays the fare of the group.
    """

    LAP = "lap"
    CHILD = "child"
    ADULT = "adult"
    BENEFIT = "benefit"


@dataclass(frozen=True, slots=True)
class Fare:
    """A dated row: the price between two zones (the lower first) for a rider, the days it is in force, its basis.

    `benefit` names the group of a rider who has one; a row whose `medium` is not `any` is for who pays so.
    """

    zone_low: int
    zone_high: int
    rider: Rider
    qepik: int
    valid_from: date
    valid_to: date | None
    basis: str
    benefit: str = ""
    product: str = "single"
    medium: str = "any"


class Dated(Protocol):
    """A row that is in force from a day on, to another if that is known."""

    @property
    def valid_from(self) -> date:
        """The first day."""

    @property
    def valid_to(self) -> date | None:
        """The last day."""


class NoFare(LookupError):
    """No row is in force for these zones and this rider."""


class NoSuchRider(ValueError):
    """Nobody of this age travels so: a child of five or more has a seat, nobody is born after the trip."""


def age_on(born: date, day: date) -> int:
    """Return the full years on `day`; negative before the birth. Who is born on 29 February is older from 1 March on."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def rider_of(born: date, day: date, *, seated: bool) -> Rider:
    """Return the category on the day of travel. Raises NoSuchRider (rules 141, carriage of children)."""
    age = age_on(born, day)
    if age < 0 or age > 120 or (not seated and age >= FREE_UNDER):  # noqa: PLR2004 - nobody is older
        raise NoSuchRider
    if not seated:
        return Rider.LAP
    return Rider.CHILD if age < FULL_FROM else Rider.ADULT


def fare_on(
    rows: Iterable[Fare], here: int, there: int, rider: Rider, day: date, *, benefit: str = "", medium: str = "any"
) -> tuple[int, str]:
    """Return the price in qəpik and its basis: the newest row in force. Raises NoFare; a lap child costs nothing.

    A row for the way one pays goes before a newer one for all ways.
    """
    if rider is Rider.LAP:
        return 0, ""
    low, high = sorted((here, there))
    fitting = [
        row
        for row in rows
        if (row.zone_low, row.zone_high, row.rider, row.benefit) == (low, high, rider, benefit)
        and row.medium in {"any", medium}
        and in_force(row, day)
    ]
    if not fitting:
        raise NoFare
    newest = max(fitting, key=lambda row: (row.medium == medium, row.valid_from))
    return newest.qepik, newest.basis


def in_force(row: Dated, day: date) -> bool:
    """Whether a dated row is in force on a day; both ends belong to it."""
    return row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)


def runs_on(day: date, weekdays: str, since: date, until: date | None, exceptions: Mapping[date, bool]) -> bool:
    """Whether a service is run on a day: what its exceptions say goes before its weekdays (GTFS calendar_dates)."""
    if day in exceptions:
        return exceptions[day]
    return since <= day and (until is None or day <= until) and str(day.isoweekday()) in weekdays


def segments(start: int, end: int) -> range:
    """Return the pieces of the way between two stops: a seat is sold again from where it becomes free."""
    return range(start, end)


def sale_is_open(departs: datetime, closes_minutes: int, at: datetime) -> bool:
    """Whether tickets are still sold: the station says how many minutes before the departure the sale closes."""
    return at < departs - timedelta(minutes=closes_minutes)


def seat_plan(seats: int, layout: str) -> list[tuple[list[int], list[int]]]:
    """Return the rows of the bus, front first, each as the seats left and right of the aisle."""
    left, right = AISLE_SIDES[layout]
    rows, first = [], 1
    while first <= seats:
        row = [seat for seat in range(first, first + left + right) if seat <= seats]
        rows.append((row[:left], row[left:]))
        first += left + right
    return rows


def one_slip(typed: str, known: str) -> bool:
    """Whether `typed` is `known` with at most one letter wrong, missing, added, or two neighbours changed."""
    if typed == known:
        return True
    if abs(len(typed) - len(known)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(typed, known, strict=False)) if a != b), min(len(typed), len(known)))
    swapped = typed[at : at + 2] == known[at : at + 2][::-1] and typed[at + 2 :] == known[at + 2 :]
    return swapped or typed[at + 1 :] in {known[at:], known[at + 1 :]} or typed[at:] == known[at + 1 :]


def means(words: list[str], names: list[list[str]]) -> bool:
    """Whether the folded words name the place: each begins a word of one of its names, or a long one slips once."""
    return bool(words) and any(all(_begins(word, name) for word in words) for name in names)


def _begins(word: str, name: list[str]) -> bool:
    if any(known.startswith(word) for known in name):
        return True
    return len(word) >= LONG_WORD and any(
        one_slip(word, known[: len(word) + extra]) for known in name for extra in (-1, 0, 1)
    )
