"""The buyer's pages: the seat map, an order with its passengers, the payment, tickets to show."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import now
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.documents import api as documents
from webapp.tickets.errors import ChooseSeats, NoSuchOrder, NoSuchSeat, SaleClosed, SeatsBusy, SeatTaken, TooManyHolds
from webapp.tickets.forms import PassengersForm, passengers_form
from webapp.tickets.models import Order
from webapp.tickets.permissions import BUY
from webapp.tickets.queries import orders_of, own_order, taken_seats, tickets_of
from webapp.tickets.rules import MOST_SEATS, OrderState
from webapp.tickets.services import holding, paying
from webapp.tickets.services.holding import Wish, buyer_of
from webapp.tickets.views.blueprint import cabinet_pages
from webapp.tickets.views.presenting import passenger_line, prices_of, seat_rows, state_of, way_of
from webapp.timetable.api import Ride, name_of, ride_of, sale_is_open, stops_of, trip_by_number
from webapp.ui.access import requires
from webapp.ui.qr import qr_svg
from webapp.ui.rendering import redirect_to, render


@cabinet_pages.get("")
@requires(BUY)
def index() -> str:
    """Show my tickets: what waits for payment, what is to be travelled, what was."""
    lines: list[dict[str, Any]] = []
    for order in orders_of(current_actor().party_id or 0):
        ride = paying.rides_of(order)[0][1]
        state, passengers = state_of(order), len(tickets_of(order.id))
        lines.append({"order": order, "ride": ride, "way": way_of(ride), "state": state, "passengers": passengers})
    moment = now()
    coming = [line for line in lines if line["ride"].arrives > moment]
    return render("tickets/index.html", coming=coming[::-1], past=[line for line in lines if line not in coming])


@cabinet_pages.get("/trips/<number>/<origin>/<target>")
@requires(BUY)
def seats(number: str, origin: str, target: str) -> str:
    """Show which seats of the bus are free for the whole ride."""
    return _seat_page(_ride(number, origin, target), set())


@cabinet_pages.post("/trips/<number>/<origin>/<target>")
@requires(BUY)
def hold(number: str, origin: str, target: str) -> ResponseReturnValue:
    """Keep the chosen seats for ten minutes."""
    ride = _ride(number, origin, target)
    chosen = {int(one) for one in request.form.getlist("seat") if one.isascii() and one.isdigit() and len(one) < 3}  # noqa: PLR2004 - a bus has two digits of seats
    try:
        actor, wish = current_actor(), Wish(ride, sorted(chosen))
        public_id = holding.hold([wish], buyer=buyer_of(actor), actor=actor, lap="lap" in request.form)
    except (ChooseSeats, NoSuchSeat, SaleClosed, SeatsBusy, SeatTaken, TooManyHolds) as error:
        return _seat_page(ride, chosen, error), error.status
    return redirect_to(".order", public_id=public_id)


@cabinet_pages.get("/orders/<public_id>")
@requires(BUY)
def order(public_id: str) -> str:
    """Show an order: who travels, the price, until when the seats are held; after the payment its tickets."""
    found = own_order(public_id, current_actor())
    return _order_page(found, passengers_form(tickets_of(found.id)))


@cabinet_pages.post("/orders/<public_id>/passengers")
@requires(BUY)
def passengers(public_id: str) -> ResponseReturnValue:
    """Write who travels, and show what it costs before anything is paid."""
    found = own_order(public_id, current_actor(), lock=True)
    tickets = tickets_of(found.id)
    form = passengers_form(tickets)
    if not form.validate():
        return _order_page(found, form), 422
    try:
        paying.set_passengers(found, form.passengers(tickets))
    except AppError as error:
        form.accept(error)
        return _order_page(found, form), error.status
    return redirect_to(".order", public_id=public_id)


@cabinet_pages.post("/orders/<public_id>/pay")
@requires(BUY)
def pay(public_id: str) -> ResponseReturnValue:
    """Open the invoice and go to it."""
    invoice = paying.ask_payment(own_order(public_id, current_actor(), lock=True), current_actor())
    return redirect_to("payments.show", public_id=invoice)


@cabinet_pages.post("/orders/<public_id>/release")
@requires(BUY)
def release(public_id: str) -> ResponseReturnValue:
    """Give the seats free again."""
    holding.give_up(own_order(public_id, current_actor()), current_actor())
    return redirect_to(".index", notice=_("Sifariş ləğv edildi, yerlər boşaldıldı."))


@cabinet_pages.get("/orders/<public_id>/tickets/<number>")
@requires(BUY)
def ticket(public_id: str, number: str) -> str:
    """Show a ticket with its code, for the check at the door."""
    found = own_order(public_id, current_actor())
    one = next((one for one in tickets_of(found.id) if one.number == number), None)
    document = documents.issued(one.token) if one and one.token else None
    if one is None or document is None:
        raise NoSuchOrder
    ride = paying.rides_of(found)[0][1]
    code = qr_svg(documents.scanned_address(document))
    shown = {"line": passenger_line(one), "ride": ride, "way": way_of(ride), "document": document, "code": code}
    return render("tickets/ticket.html", order=found, **shown)


def _ride(number: str, origin: str, target: str) -> Ride:
    trip = trip_by_number(number)
    places = {station.code: stop.position for stop, station in stops_of(trip.route_id)}
    return ride_of(trip, places.get(origin, -1), places.get(target, -1))


def _seat_page(ride: Ride, chosen: set[int], error: AppError | None = None) -> str:
    taken = taken_seats(ride)
    return render(
        "tickets/seats.html",
        ride=ride,
        way=way_of(ride),
        rows=seat_rows(ride, taken, chosen),
        free=ride.trip.seats - len(taken),
        prices=prices_of(ride),
        error=error,
        open=sale_is_open(ride.leaves, ride.origin.closes_minutes, now()),
        most=MOST_SEATS,
    )


def _order_page(found: Order, form: PassengersForm) -> str:
    ride = paying.rides_of(found)[0][1]
    live = found.state == OrderState.HELD and found.held_until > now()
    return render(
        "tickets/order.html",
        order=found,
        ride=ride,
        way=way_of(ride),
        name_of=name_of,
        form=form,
        lines=[passenger_line(one) for one in tickets_of(found.id)],
        state=state_of(found),
        live=live,
        priced=paying.is_priced(found),
        price=paying.price_of(found),
        receipt=paying.receipt_of(found) if found.invoice else None,
    )
