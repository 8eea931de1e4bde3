"""Rides of the search as cards, drawn once: the same ride with the same free seats looks the same to everybody."""

from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple, cast

from flask import current_app, url_for
from markupsafe import Markup

from webapp.core.text import texts_key
from webapp.tickets.views.finding import Found, Line
from webapp.timetable.api import Ride, name_of

KEPT: Final = 8_192
TEMPLATE: Final = "tickets/ride_card.html"
_seen: Final[dict[tuple[int, int, bool, str], tuple[Ride, Markup]]] = {}  # holds each ride, so its id stays its own


class Card(NamedTuple):
    """All that a card shows; `address` is where one goes on, `waiting` the waiting list."""

    route: str
    leaves: datetime
    arrives: datetime
    origin: str
    target: str
    adult: int | None
    child: int | None
    free: int
    open: bool
    sells: bool
    returning: bool
    address: str
    waiting: str
    late: int = 0


def cards(found: Found) -> Markup:
    """Return the rides that were found as items of a list."""
    language = texts_key()
    if found.returning or found.chosen is not None:  # addresses of this search stand in them
        return Markup("".join(_one(_card(found, line), language) for line in found.lines))  # noqa: S704 - every part is markup
    return Markup("".join(_usual(found, line, language) for line in found.lines))  # noqa: S704 - see above


def _usual(found: Found, line: Line, language: str) -> Markup:
    """Return the card of a ride to whose seats one goes on. The network keeps one object for a ride as long as it stays."""
    key = (id(line.ride), line.free, line.open, language)
    known = _seen.get(key)
    if known is not None and known[0] is line.ride:
        return known[1]
    if len(_seen) >= KEPT:
        _seen.clear()
    drawn = _one(_card(found, line), language)
    _seen[key] = line.ride, drawn
    return drawn


def _card(found: Found, line: Line) -> Card:
    ride, waits = line.ride, line.open and not line.sells and "adult" in line.prices
    places: dict[str, Any] = {"number": ride.trip.number, "origin": ride.origin.code, "target": ride.target.code}
    return Card(
        ride.route.number,
        ride.leaves,
        ride.arrives,
        name_of(ride.origin),
        name_of(ride.target),
        line.prices.get("adult"),
        line.prices.get("child"),
        line.free,
        line.open,
        line.sells,
        found.returning,
        found.address(ride) if line.sells else "",
        url_for("tickets_public.wait", **places) if waits else "",
        ride.trip.delay_minutes,
    )


@lru_cache(maxsize=KEPT)
def _one(card: Card, language: str) -> Markup:  # noqa: ARG001 - a card is kept per language
    """Draw a card. Everything that it depends on is an argument: what was drawn is never out of date."""
    macros = cast("Any", current_app.jinja_env.get_template(TEMPLATE).module)
    drawn: Markup = macros.ride_card(card)
    return drawn
