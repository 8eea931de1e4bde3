"""What the search shows: a line for each ride, the next days when a day has none, the last search of this browser."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final

from flask import g, request, url_for
from werkzeug.wrappers import Response

from webapp.tickets.queries import free_counts
from webapp.timetable.api import Ride, prices_of, sale_is_open

COOKIE: Final = "bus_search"
MONTHS: Final = 90 * 24 * 3600
LONGEST: Final = 60
ON_A_PAGE: Final = 15
LONG: Final = 15
INSTANT: Final = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Line:
    """A ride that was found, what it costs, how many seats are free, whether tickets are still sold."""

    ride: Ride
    prices: dict[str, int]
    free: int
    open: bool

    @property
    def sells(self) -> bool:
        """Whether seats can be chosen."""
        return self.open and self.free > 0 and "adult" in self.prices


@dataclass(frozen=True, slots=True)
class Found:
    """The rides of a day: `left` from the first of this page on, `many` in all; `onward` when it is not the first page.

    `chosen` is the way out when these are for the way back, `returning` when one is chosen next.
    """

    day: date
    lines: list[Line]
    other_days: list[date]
    many: int = 0
    left: int = 0
    onward: bool = False
    chosen: Ride | None = None
    returning: bool = False

    def address(self, ride: Ride) -> str:
        """Return where one goes on with a ride: to the way back, or to the seats."""
        if self.returning:
            return _searched(out=ride.trip.number)
        if self.chosen is None:
            return _seats_at(ride.trip.number, ride.origin.code, ride.target.code)
        back: dict[str, Any] = {"back": ride.trip.number, "from": ride.origin.code, "to": ride.target.code}
        return url_for("tickets_public.seats", **_names(self.chosen), **back)

    @property
    def later(self) -> str | None:
        """The address of the rides after these, None when these are the last."""
        if len(self.lines) >= self.left:
            return None
        last = self.lines[-1].ride
        return _searched(after=f"{last.leaves.astimezone(UTC):{INSTANT}}-{last.trip.id}")

    @property
    def earlier(self) -> str | None:
        """The address of the first rides of the day, None when these are the first."""
        return _searched() if self.onward else None

    def on(self, day: date) -> str:
        """Return the address of the same search on another day; of the way back, when that is being chosen."""
        field = "day" if self.chosen is None else "back"
        return _searched(**{field: f"{day:%d.%m.%Y}"})


@lru_cache(maxsize=8_192)
def _seats_at(number: str, origin: str, target: str) -> str:
    """Return the address of a seat map; a page of the search has fifteen, the same for everybody."""
    return url_for("tickets_public.seats", number=number, origin=origin, target=target)


def key_asked() -> tuple[datetime, int] | None:
    """Return the key of the last ride of the page before, None on the first page and for one that was made up."""
    instant, _, trip = request.args.get("after", "").partition("-")
    if not (trip.isascii() and trip.isdigit() and len(trip) < LONG):
        return None
    try:
        return datetime.strptime(instant, INSTANT).replace(tzinfo=UTC), int(trip)
    except ValueError:
        return None


def lines_of(rides: Sequence[Ride], moment: datetime) -> list[Line]:
    """Return a line for each ride, with one statement whatever their number."""
    if not rides:
        return []
    free = free_counts(rides)
    return [
        Line(ride, prices, free[ride.trip.id], sale_is_open(ride.leaves, ride.origin.closes_minutes, moment))
        for ride, prices in zip(rides, prices_of(rides), strict=True)
    ]


def remembered() -> dict[str, Any]:
    """Return the places of the last search from this browser."""
    origin, _, target = request.cookies.get(COOKIE, "").partition("|")
    return {"origin": origin[:LONGEST], "target": target[:LONGEST]} if origin.isprintable() else {}


def remember(page: Response, origin: str, target: str) -> None:
    """Keep the places for the next visit: no person, no day, nothing that is sent elsewhere."""
    value = f"{origin}|{target}"
    if value != request.cookies.get(COOKIE):
        secure = bool(g.get("https", False))
        page.set_cookie(COOKIE, value, max_age=MONTHS, path="/tickets", secure=secure, samesite="Lax", httponly=True)


def _searched(**changed: str) -> str:
    """Return the address of this search with something changed."""
    known: dict[str, Any] = {
        key: request.args.get(key, "")[:LONGEST] for key in ("origin", "target", "day", "back", "out")
    }
    return url_for("tickets_public.search", **{key: value for key, value in (known | changed).items() if value})


def _names(ride: Ride) -> dict[str, Any]:
    return {"number": ride.trip.number, "origin": ride.origin.code, "target": ride.target.code}
