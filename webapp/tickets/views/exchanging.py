"""Another trip for tickets of a quote: the trips of a day with what each would cost, the seats, the exchange."""

from datetime import date, timedelta
from typing import Any, Final

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import now, today
from webapp.core.errors import AppError, Conflict, Invalid
from webapp.core.text import _
from webapp.tickets.changing.errors import OneRide, OtherRoute, QuoteOver
from webapp.tickets.changing.exchanging import Wanted, due_on, exchange, is_permitted
from webapp.tickets.changing.models import Quote
from webapp.tickets.changing.quoting import lines_of, make_quote, quote_of
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.queries import free_counts, legs_of, ride_of_leg, taken_seats, tickets_of
from webapp.tickets.views.changing import on_both
from webapp.tickets.views.desk import Desk
from webapp.tickets.views.presenting import seat_rows, way_of
from webapp.timetable.api import Ride, ride_of, rides_between, sale_is_open, trip_by_number
from webapp.ui.fields import DayField
from webapp.ui.forms import Form
from webapp.ui.rendering import render

MOST_DIGITS: Final = 2


class DayForm(Form):
    """On which day."""

    class Meta(Form.Meta):
        """No token stands in an address."""

        csrf = False

    day = DayField(_("Gün"))


def trips(desk: Desk, quote: str) -> ResponseReturnValue:
    """Show the other trips of the route on a day, with what the exchange for each costs or gives back."""
    order = desk.order()
    found, tickets, ride = _asked(order, quote)
    form = (
        DayForm(request.args) if "day" in request.args else DayForm(formdata=None, data={"day": max(ride.day, today())})
    )
    day = form.day.data if form.validate() and form.day.data else max(ride.day, today())
    rides = [one for one in _rides_on(ride, day) if one.trip.runs]
    free = free_counts(rides)
    wanted = sum(1 for one in tickets if one.seat)
    lines = [_trip_line(one, tickets, found, free.get(one.trip.id, 0), wanted) for one in rides]
    context = {"desk": desk, "quote": found, "form": form, "day": day, "lines": lines, "way": way_of(ride)}
    return render(
        "tickets/changing/trips.html", before=day - timedelta(days=1), after=day + timedelta(days=1), **context
    )


def seats(desk: Desk, quote: str, number: str) -> ResponseReturnValue:
    """Show which seats of another trip are free, and what the exchange costs."""
    order = desk.order()
    found, tickets, had = _asked(order, quote)
    return _seat_page(desk, found, tickets, _ride(had, number), frozenset())


def take(desk: Desk, quote: str, number: str) -> ResponseReturnValue:
    """Exchange the tickets; what costs more goes on to the payment, with the old tickets good until then."""
    chosen = [
        int(one) for one in request.form.getlist("seat") if one.isascii() and one.isdigit() and len(one) <= MOST_DIGITS
    ]
    order = desk.order()
    found, tickets, had = _asked(order, quote)
    ride = _ride(had, number)
    try:
        change = exchange(order.public_id, quote, Wanted(ride, chosen), actor=current_actor())
    except QuoteOver as error:
        anew = make_quote(desk.order(lock=True), lines_of(found))
        return _seat_page(desk, anew, tickets, ride, frozenset(chosen), error), error.status
    except (Conflict, Invalid) as error:
        return _seat_page(desk, found, tickets, ride, frozenset(chosen), error), error.status
    if change.state == "waiting" and change.invoice:
        return desk.go_and_pay(change.invoice)
    return desk.go("changes", notice=_("Bilet dəyişdirildi. Yeni bileti göstərin, köhnə kod etibarsızdır."))


def _asked(order: Order, quote: str) -> tuple[Quote, list[Ticket], Ride]:
    """Return a quote with its tickets and their ride. Raises NoSuchOrder, OneRide."""
    found = quote_of(order, quote)
    tickets = [one for one in tickets_of(order.id) if one.number in lines_of(found)]
    legs: dict[int, Leg] = {leg.id: leg for leg in legs_of(order.id)}
    if len({one.leg_id for one in tickets}) != 1:
        raise OneRide
    return found, tickets, ride_of_leg(legs[tickets[0].leg_id])


def _ride(had: Ride, number: str) -> Ride:
    """Return the same ride on another trip. Raises NoSuchTrip, OtherRoute."""
    trip = trip_by_number(number[:60])
    if trip.route_id != had.route.id:
        raise OtherRoute
    return ride_of(trip, had.start.position, had.end.position)


def _rides_on(had: Ride, day: date) -> list[Ride]:
    found = rides_between([had.origin], [had.target], day)
    return [one for one in found if one.route.id == had.route.id and one.start.position == had.start.position]


def _trip_line(ride: Ride, tickets: list[Ticket], quote: Quote, free: int, wanted: int) -> dict[str, Any]:
    is_open = sale_is_open(ride.leaves, ride.origin.closes_minutes, now()) and free >= wanted
    permitted = is_permitted(quote.order_id, ride)
    due = _due(ride, tickets, quote)
    return {"ride": ride, "free": free, "open": is_open and permitted, "permitted": permitted, "due": due}


def _due(ride: Ride, tickets: list[Ticket], quote: Quote) -> int | None:
    try:
        return due_on(tickets, ride, lines_of(quote))
    except AppError:
        return None


def _seat_page(
    desk: Desk,
    quote: Quote,
    tickets: list[Ticket],
    ride: Ride,
    chosen: frozenset[int],
    error: AppError | None = None,
) -> str:
    return render(
        "tickets/changing/seats.html",
        desk=desk,
        quote=quote,
        ride=ride,
        way=way_of(ride),
        rows=seat_rows(ride, taken_seats(ride), set(chosen)),
        wanted=sum(1 for one in tickets if one.seat),
        due=_due(ride, tickets, quote),
        error=error,
    )


on_both("/changes/<quote>/trips", "exchange_trips", trips, "GET")
on_both("/changes/<quote>/trips/<number>", "exchange_seats", seats, "GET")
on_both("/changes/<quote>/trips/<number>", "exchange", take, "POST")
