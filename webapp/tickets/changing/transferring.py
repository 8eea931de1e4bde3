"""Passing a ticket on: another passenger on the same seat, where route and fare allow; the old code is not valid any more."""

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.tickets.changing.choosing import chosen
from webapp.tickets.changing.ending import add_line, new_change
from webapp.tickets.changing.errors import Ended, NotTransferable, OtherFare
from webapp.tickets.changing.funds import funds_of
from webapp.tickets.changing.models import Change
from webapp.tickets.changing.reissuing import reissue
from webapp.tickets.errors import SaleClosed
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.queries import locked_order, ride_of_leg
from webapp.tickets.rules import TicketState
from webapp.tickets.services.pricing import Passenger
from webapp.tickets.terms import terms_of
from webapp.timetable.api import NoSuchRider, Ride, Rider, locked_trip, rider_of, sale_is_open


def transfer(order_id: str, number: str, passenger: Passenger, *, actor: Actor) -> Change:
    """Give a ticket to another person; return what was done. The caller checks whose order it is.

    Raises NotTransferable, OtherFare, SaleClosed, and as `chosen`.
    """
    trip_id = _trip_of(order_id, number)
    if trip_id is not None:
        locked_trip(trip_id, share=True)  # trips are locked before orders, everywhere
    order = locked_order(order_id)
    (ticket,) = chosen(order, [number], leaving=False)
    ride = ride_of_leg(db.session().get_one(Leg, ticket.leg_id))
    ensure_may_pass_on(ticket, ride)
    _ensure_same_fare(ticket, passenger, ride)
    new = reissue(order, ticket, funds=funds_of(ticket, order), seat=ticket.seat, passenger=passenger)
    change = new_change(order, "transfer", actor)
    add_line(change, ticket, None, ends=True, new=new)
    return change


def ensure_may_pass_on(ticket: Ticket, ride: Ride) -> None:
    """Raise NotTransferable for a benefit, a child on the lap, a route that binds the ticket; SaleClosed near the departure."""
    if (
        ticket.seat is None
        or ticket.state == TicketState.UNPLACED
        or ticket.benefit is not None
        or not terms_of(ride.route.id, ride.day).transferable
    ):
        raise NotTransferable
    if not ride.trip.runs:
        raise Ended
    if not sale_is_open(ride.leaves, ride.origin.closes_minutes, now()):
        raise SaleClosed


def _ensure_same_fare(ticket: Ticket, passenger: Passenger, ride: Ride) -> None:
    try:
        rider = rider_of(passenger.born, ride.day, seated=True) if passenger.born else Rider.ADULT
    except NoSuchRider:
        raise OtherFare from None
    if rider.value != ticket.rider:
        raise OtherFare


def _trip_of(order_id: str, number: str) -> int | None:
    query = select(Leg.trip_id).join(Ticket, Ticket.leg_id == Leg.id).join(Order, Order.id == Ticket.order_id)
    return db.session().scalar(query.where(Order.public_id == order_id, Ticket.number == number))
