"""The seat maps, open to everybody: one for the way out, one for the way back; seats are kept for ten minutes."""

from dataclasses import dataclass
from typing import Final

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import local, now
from webapp.core.errors import AppError
from webapp.core.kept import versions_once
from webapp.tickets.changing.terms import refund_terms
from webapp.tickets.errors import SEATS_REFUSED
from webapp.tickets.guests import guest_key
from webapp.tickets.permissions import BUY
from webapp.tickets.queries import taken_seats
from webapp.tickets.rules import MOST_SEATS
from webapp.tickets.services import holding
from webapp.tickets.services.holding import Wish, buyer_of
from webapp.tickets.terms import terms_of
from webapp.tickets.views.blueprint import public_pages
from webapp.tickets.views.presenting import seat_rows, way_of
from webapp.timetable.api import Ride, prices_of, ride_named, sale_is_open
from webapp.ui.access import public
from webapp.ui.rendering import redirect_to, render

FIELDS: Final = ("seat", "seat_back")
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """A ride with the seats that are chosen on it."""

    ride: Ride
    field: str
    chosen: frozenset[int]


@public_pages.get("/trips/<number>/<origin>/<target>")
@public
def seats(number: str, origin: str, target: str) -> str:
    """Show which seats are free for the whole ride, and for the way back when one was chosen."""
    return _page(_choices(number, origin, target))


@public_pages.post("/trips/<number>/<origin>/<target>")
@public
def hold(number: str, origin: str, target: str) -> ResponseReturnValue:
    """Keep the chosen seats of both ways for ten minutes, all or none."""
    actor = current_actor()
    buyer = buyer_of(actor)
    with versions_once():
        choices = _choices(number, origin, target)
        wishes = [Wish(one.ride, sorted(one.chosen)) for one in choices]
        try:
            public_id = holding.hold(wishes, buyer=buyer, actor=actor, lap="lap" in request.form, last=True)
        except SEATS_REFUSED as error:
            return _page(choices, error), error.status
    if buyer.party_id is None:
        return redirect_to("tickets_guest.order", key=guest_key(public_id))
    return redirect_to("tickets.order", public_id=public_id)


def ride_at(number: str, origin: str, target: str) -> Ride:
    """Return the ride that an address names by its trip and two stations. Raises NoSuchTrip."""
    return ride_named(number[:LONGEST], origin[:LONGEST], target[:LONGEST])


def _choices(number: str, origin: str, target: str) -> list[Choice]:
    """Return the rides of the address. Raises NoSuchTrip."""
    found = [_choice(number, origin, target, FIELDS[0])]
    if "back" in request.args:
        back = (request.args["back"], request.args.get("from", ""), request.args.get("to", ""))
        found.append(_choice(*back, FIELDS[1]))
    return found


def _choice(number: str, origin: str, target: str, field: str) -> Choice:
    typed = request.form.getlist(field)
    seats = frozenset(int(one) for one in typed if one.isascii() and one.isdigit() and len(one) < 3)  # noqa: PLR2004 - a bus has two digits of seats
    return Choice(ride_at(number, origin, target), field, seats)


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
