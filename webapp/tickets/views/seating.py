"""The seat maps, open to everybody: one for the way out, one for the way back; seats are kept for ten minutes."""

from dataclasses import dataclass
from typing import Final

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import local, now
from webapp.core.errors import AppError
from webapp.core.kept import told, versions_once
from webapp.core.transaction import transaction
from webapp.tickets.changing.terms import refund_terms
from webapp.tickets.errors import SEATS_REFUSED
from webapp.tickets.guests import guest_key
from webapp.tickets.permissions import BUY
from webapp.tickets.queries import taken_seats
from webapp.tickets.rules import MOST_SEATS
from webapp.tickets.services import holding
from webapp.tickets.services.holding import Buyer, Wish, buyer_of
from webapp.tickets.terms import terms_of
from webapp.tickets.views.blueprint import public_pages
from webapp.tickets.views.presenting import seat_rows, way_of
from webapp.timetable.api import Ride, prices_of, remembered, ride_named, sale_is_open
from webapp.ui.access import no_transaction, public
from webapp.ui.rendering import redirect_to, render

FIELDS: Final = ("seat", "seat_back")
LONGEST: Final = 60
Addresses = list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A ride with the seats that are chosen on it."""

    ride: Ride
    field: str
    chosen: list[int]


@public_pages.get("/trips/<number>/<origin>/<target>")
@public
def seats(number: str, origin: str, target: str) -> str:
    """Show which seats are free for the whole ride, and for the way back when one was chosen."""
    return _page(_choices(_asked(number, origin, target)))


@public_pages.post("/trips/<number>/<origin>/<target>")
@no_transaction
@public
def hold(number: str, origin: str, target: str) -> ResponseReturnValue:
    """Keep the chosen seats of both ways for ten minutes, all or none.

    Over the rides that the buyer was just shown that is one statement; when they have changed, they are read anew.
    """
    buyer = buyer_of(current_actor())
    asked = _asked(number, origin, target)
    try:
        public_id = _held_at_once(asked, buyer) or _held(asked, buyer)
    except SEATS_REFUSED as error:
        with transaction(read_only=True):
            return _page(_choices(asked), error), error.status
    if buyer.party_id is None:
        return redirect_to("tickets_guest.order", key=guest_key(public_id))
    return redirect_to("tickets.order", public_id=public_id)


def _held_at_once(asked: Addresses, buyer: Buyer) -> str | None:
    rides = [remembered(one) for one in asked]
    known = [one for one in rides if one is not None and one.versions == (rides[0] and rides[0].versions)]
    if len(known) < len(asked):
        return None
    wishes = [Wish(one.ride, _chosen(field), one.mark) for one, field in zip(known, FIELDS, strict=False)]
    with transaction(single=True), versions_once():
        told(known[0].versions)
        return holding.hold_at_once(
            wishes, known[0].versions, buyer=buyer, actor=current_actor(), lap="lap" in request.form
        )


def _held(asked: Addresses, buyer: Buyer) -> str:
    with transaction(), versions_once():
        wishes = [Wish(one.ride, one.chosen) for one in _choices(asked)]
        return holding.hold(wishes, buyer=buyer, actor=current_actor(), lap="lap" in request.form, last=True)


def ride_at(number: str, origin: str, target: str) -> Ride:
    """Return the ride that an address names by its trip and two stations. Raises NoSuchTrip."""
    return ride_named(number[:LONGEST], origin[:LONGEST], target[:LONGEST])


def _asked(number: str, origin: str, target: str) -> Addresses:
    """Return the trip and the two stations of each way that the address names."""
    found = [(number, origin, target)]
    if "back" in request.args:
        found.append((request.args["back"], request.args.get("from", ""), request.args.get("to", "")))
    return found


def _choices(asked: Addresses) -> list[Choice]:
    """Return the rides of the addresses. Raises NoSuchTrip."""
    return [Choice(ride_at(*one), field, _chosen(field)) for one, field in zip(asked, FIELDS, strict=False)]


def _chosen(field: str) -> list[int]:
    typed = request.form.getlist(field)
    return sorted({int(one) for one in typed if one.isascii() and one.isdigit() and len(one) < 3})  # noqa: PLR2004 - a bus has two digits of seats


def _page(choices: list[Choice], error: AppError | None = None) -> str:
    legs = [_leg(one) for one in choices]
    first, terms = choices[0].ride, terms_of(choices[0].ride.route.id, choices[0].ride.day)
    return render(
        "tickets/seats.html",
        legs=legs,
        error=error,
        open=all(one["open"] for one in legs),
        most=MOST_SEATS,
        terms=terms,
        must_sign_in=terms.entry_permit and not current_actor().has(BUY.code),
        refunds=refund_terms(first.route.id, local(now()).date()),
    )


def _leg(one: Choice) -> dict[str, object]:
    ride, taken = one.ride, taken_seats(one.ride)
    return {
        "ride": ride,
        "way": way_of(ride),
        "field": one.field,
        "rows": seat_rows(ride, taken, set(one.chosen)),
        "free": ride.trip.seats - len(taken),
        "prices": prices_of([ride])[0],
        "open": sale_is_open(ride.leaves, ride.origin.closes_minutes, now()) and ride.trip.runs,
    }
