"""The pages of an order, whoever buys: its passengers, the price before the payment, the tickets after it."""

from datetime import date

from flask.typing import ResponseReturnValue
from markupsafe import Markup

from webapp.auth.api import account
from webapp.core.actor import current_actor
from webapp.core.clock import local, now
from webapp.core.errors import AppError
from webapp.core.kept import versions_once
from webapp.core.transaction import transaction
from webapp.tickets.changing.terms import refund_terms
from webapp.tickets.errors import EntryRefused
from webapp.tickets.models import Leg, Order
from webapp.tickets.passenger_forms import Asked, PassengersForm, passengers_form
from webapp.tickets.permissions import BUY
from webapp.tickets.queries import tickets_of
from webapp.tickets.rules import OrderState
from webapp.tickets.services import entering, holding, paying, proving
from webapp.tickets.terms import benefits_on, terms_of
from webapp.tickets.views.desk import Desk
from webapp.tickets.views.passenger_fields import fields_of, fields_with_faults
from webapp.tickets.views.presenting import leg_lines, state_of, travelled
from webapp.timetable.api import Ride
from webapp.ui.rendering import render

Rides = list[tuple[Leg, Ride]]


def order_page(desk: Desk) -> str:
    """Show an order: who travels, the price, until when the seats are held; after the payment its tickets."""
    found = desk.order()
    return _page(desk, found, paying.rides_of(found))


def save_passengers(desk: Desk) -> ResponseReturnValue:
    """Write who travels, and show what it costs before anything is paid; registers are asked outside of a transaction."""
    with transaction(read_only=True):
        found = desk.order()
        rides = paying.rides_of(found)
        form = _form(found, rides)
        if not form.validate():
            return _page(desk, found, rides, form), 422
        me = _me(current_actor().account_id)
    try:
        proving.ensure_own_birth(form.passengers(), me)
        claims = proving.asked_of_registers(form.passengers(), form.fins(), current_actor())
        with transaction(), versions_once():
            locked = desk.order(lock=True)
            paying.set_contact(locked, form.data.get("email"), form.data.get("phone"))
            paying.set_passengers(locked, proving.confirmed(locked, form.passengers(), claims), rides)
    except AppError as error:
        with transaction(read_only=True):
            form.accept(error)
            return _page(desk, desk.order(), rides, form), error.status
    return desk.go("order", notice=proving.said(claims))


def pay(desk: Desk) -> ResponseReturnValue:
    """Open the invoice and go to it; outside of a transaction, for permits are asked on the way."""
    with transaction(read_only=True):
        found = desk.order()  # whose it is, before anybody is asked about its passengers
        needed = entering.needs_permits(found)
    try:
        if needed:
            entering.ask_for_permits(found.public_id, current_actor())
    except EntryRefused as error:
        with transaction(read_only=True):
            found = desk.order()
            rides = paying.rides_of(found)
            return _page(desk, found, rides, error=error), error.status
    with transaction():
        return desk.go_and_pay(paying.ask_payment(desk.order(lock=True), current_actor()))


def release(desk: Desk) -> None:
    """Give the seats free again."""
    holding.give_up(desk.order(), current_actor())


def _form(found: Order, rides: Rides) -> PassengersForm:
    return passengers_form(tickets_of(found.id), _asked(found, rides))


def _asked(found: Order, rides: Rides) -> Asked:
    ride, guest = rides[0][1], found.party_id is None
    return Asked(
        terms_of(ride.route.id, ride.day),
        guest,
        () if guest else benefits_on(ride.day),
        None if guest else _me(current_actor().account_id),
    )


def _fields(found: Order, rides: Rides, form: PassengersForm | None) -> Markup:
    """Return the fields of the passengers, with the faults of a form that was refused."""
    tickets = tickets_of(found.id)
    return fields_with_faults(form, tickets) if form else fields_of(tickets, _asked(found, rides))


def _me(account_id: int | None) -> tuple[str, date | None] | None:
    mine = account(account_id) if account_id is not None else None
    return (f"{mine.given_name} {mine.family_name}", mine.birthdate) if mine else None


def _page(
    desk: Desk, found: Order, rides: Rides, form: PassengersForm | None = None, error: AppError | None = None
) -> str:
    live = found.state == OrderState.HELD and found.held_until > now()
    tickets, first = tickets_of(found.id), rides[0][1]
    legs = travelled(found, rides, tickets)
    terms = terms_of(first.route.id, first.day)
    return render(
        "tickets/order.html",
        desk=desk,
        order=found,
        legs=leg_lines(legs, tickets),
        former=leg_lines([one for one in rides if one not in legs], [one for one in tickets if one.number]),
        form=form,
        fields=_fields(found, rides, form) if live and not found.invoice else None,
        state=state_of(found, tickets),
        live=live,
        seconds=max(0, int((found.held_until - now()).total_seconds())),
        error=error,
        priced=paying.is_priced(found),
        permits=entering.permits_of(found) if terms.entry_permit else (),
        waits_for_register=found.party_id is not None and proving.waits_for_register(found),
        price=paying.price_of(found),
        terms=terms,
        refunds=refund_terms(first.route.id, local(now()).date()),
        receipt=paying.receipt_of(found) if found.invoice and desk.key is None else None,
        changes_url=desk.url("changes"),
        may_adopt=found.party_id is None and current_actor().has(BUY.code),
    )
