"""Selling tickets: trips, seats, passengers, the money. Every step works by keyboard, by touch and without a script."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.core.transaction import transaction
from webapp.tickets import api as tickets
from webapp.tickets.errors import EntryRefused
from webapp.tills.errors import CashWrong
from webapp.tills.forms import PayForm, RideForm
from webapp.tills.permissions import SELL
from webapp.tills.queries import draft_of, working_shift
from webapp.tills.rules import Method
from webapp.tills.services.proving import proved
from webapp.tills.services.selling import Handed, hold_seats, name_passengers, release, sell
from webapp.tills.views.blueprint import desk_pages
from webapp.tills.views.sale_pages import order_form, order_page, rides_page, seat_page
from webapp.timetable.api import Ride, ride_of, stops_of, trip_by_number
from webapp.ui.access import no_transaction, requires
from webapp.ui.rendering import redirect_to

TWO_DIGITS = 3


@desk_pages.get("/rides")
@requires(SELL)
def rides() -> ResponseReturnValue:
    """Show the trips between two places on a day, with free seats and prices."""
    working_shift(current_actor(), lock=False)
    return rides_page(RideForm(request.args))


@desk_pages.get("/rides/<number>/<origin>/<target>")
@requires(SELL)
def seats(number: str, origin: str, target: str) -> str:
    """Show the seats of the bus."""
    working_shift(current_actor(), lock=False)
    return seat_page(_ride(number, origin, target), [])


@desk_pages.post("/rides/<number>/<origin>/<target>")
@requires(SELL)
def hold(number: str, origin: str, target: str) -> ResponseReturnValue:
    """Keep the chosen seats."""
    ride = _ride(number, origin, target)
    typed = request.form.getlist("seat")
    chosen = [int(one) for one in dict.fromkeys(typed) if one.isascii() and one.isdigit() and len(one) < TWO_DIGITS]
    try:
        order = hold_seats(ride, chosen, lap="lap" in request.form, actor=current_actor())
    except AppError as error:
        return seat_page(ride, chosen, error), error.status
    return redirect_to(".order", order=order)


@desk_pages.get("/orders/<order>")
@requires(SELL)
def order(order: str) -> str:
    """Show an order: who travels, what it costs, how it is paid; then its tickets to be printed."""
    _mine(order)
    return order_page(order)


@desk_pages.post("/orders/<order>/passengers")
@no_transaction
@requires(SELL)
def passengers(order: str) -> ResponseReturnValue:
    """Write who travels, and show the price; registers are asked outside of a transaction."""
    with transaction(read_only=True):
        _mine(order)
        form = order_form(order)
        if not form.validate():
            return order_page(order, form=form), 422
    try:
        found = proved(form.passengers(), form.positions, current_actor())
        with transaction():
            name_passengers(order, found, actor=current_actor())
    except AppError as error:
        form.accept(error)
        with transaction(read_only=True):
            return order_page(order, form=form), error.status
    return redirect_to(".order", order=order)


@desk_pages.post("/orders/<order>/pay")
@no_transaction
@requires(SELL)
def pay(order: str) -> ResponseReturnValue:
    """Take the money and give the tickets, once; permits to enter a territory are asked before, outside of a transaction."""
    form = PayForm()
    with transaction(read_only=True):
        _mine(order)
        if not form.validate():
            return order_page(order, pay=form), 422
    handed = Handed(Method(form.method.data), form.given.qepik, form.reference.data or "")
    try:
        tickets.ask_for_permits(order, current_actor())
        with transaction():
            sell(order, handed, once=form.once.data or "", actor=current_actor())
    except (CashWrong, EntryRefused) as error:
        with transaction(read_only=True):
            return order_page(order, pay=_told(form, error)), error.status
    return redirect_to(".order", order=order)


@desk_pages.post("/orders/<order>/release")
@requires(SELL)
def give_up(order: str) -> ResponseReturnValue:
    """Give the seats free again."""
    release(order, actor=current_actor())
    return redirect_to(".index", notice=_("Yerlər boşaldıldı."))


def _told(form: PayForm, error: AppError) -> PayForm:
    """Show a refusal beside its field; one that names none is the way of paying's."""
    if error.fields:
        form.accept(error)
    else:
        form.method.errors = [*form.method.errors, str(error)]
    return form


def _mine(order: str) -> None:
    """Raise NoSuchOperation for an order of another shift, NoOpenShift without a shift."""
    shift, _till = working_shift(current_actor(), lock=False)
    draft_of(order, shift)


def _ride(number: str, origin: str, target: str) -> Ride:
    trip = trip_by_number(number)
    places = {station.code: stop.position for stop, station in stops_of(trip.route_id)}
    return ride_of(trip, places.get(origin, -1), places.get(target, -1))
