"""Reads of what is sold: free seats, orders with their tickets, who is on a trip."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.tickets.errors import NoSuchOrder, NoSuchTicket
from webapp.tickets.models import Order, Place, Ticket
from webapp.tickets.permissions import BUY
from webapp.tickets.rules import OrderState
from webapp.timetable.api import Ride, Route, Trip, route_of, segments, trip_by_number
from webapp.timetable.errors import NoSuchTrip

MOST = 100


def keeps(at: datetime) -> ColumnElement[bool]:
    """Return the condition that an order keeps its seats at an instant: no job has to run for a seat to be free again."""
    return or_(Order.state == OrderState.PAID, (Order.state == OrderState.HELD) & (Order.held_until > at))


def taken_seats(ride: Ride) -> set[int]:
    """Return the seats that are not free on some piece of the ride."""
    pieces = segments(ride.start.position, ride.end.position)
    query = select(Place.seat).join(Order, Order.id == Place.order_id).where(Place.trip_id == ride.trip.id)
    return set(db.session().scalars(query.where(Place.segment.in_(pieces), keeps(now()))))


def free_counts(rides: Collection[Ride]) -> dict[int, int]:
    """Return how many seats are free for each ride, by trip."""
    query = select(Place.trip_id, Place.segment, Place.seat).join(Order, Order.id == Place.order_id)
    rows = db.session().execute(query.where(Place.trip_id.in_([one.trip.id for one in rides]), keeps(now()))).all()
    found = {}
    for ride in rides:
        pieces = segments(ride.start.position, ride.end.position)
        taken = {row.seat for row in rows if row.trip_id == ride.trip.id and row.segment in pieces}
        found[ride.trip.id] = ride.trip.seats - len(taken)
    return found


def locked_order(public_id: str) -> Order:
    """Return the order as it stands, locked. Raises NoSuchOrder."""
    query = select(Order).where(Order.public_id == public_id).with_for_update()
    found = db.session().scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchOrder
    return found


def own_order(public_id: str, actor: Actor, *, lock: bool = False) -> Order:
    """Return an order of the party acted for. Raises NoSuchOrder, for another's as for none."""
    found = locked_order(public_id) if lock else db.session().scalar(select(Order).where(Order.public_id == public_id))
    if found is None or found.party_id != actor.party_id or not actor.has(BUY.code):
        raise NoSuchOrder
    return found


def orders_of(party_id: int) -> Sequence[Order]:
    """Return the orders that are held or paid, the newest first."""
    live = Order.state.in_([OrderState.HELD, OrderState.PAID])
    return (
        db.session()
        .scalars(select(Order).where(Order.party_id == party_id, live).order_by(Order.id.desc()).limit(MOST))
        .all()
    )


def tickets_of(order_id: int) -> Sequence[Ticket]:
    """Return the passengers of an order, in order."""
    return db.session().scalars(select(Ticket).where(Ticket.order_id == order_id).order_by(Ticket.position)).all()


def ticket_of_number(number: str) -> tuple[Ticket, Order]:
    """Return a ticket that was given. Raises NoSuchTicket."""
    query = select(Ticket, Order).join(Order, Order.id == Ticket.order_id).where(Ticket.number == number)
    row = db.session().execute(query).one_or_none()
    if row is None:
        raise NoSuchTicket
    return row[0], row[1]


def sold_on(trip_id: int) -> list[tuple[Ticket, Order]]:
    """Return the paid tickets of a trip, by seat; children on the lap last."""
    query = select(Ticket, Order).join(Order, Order.id == Ticket.order_id)
    query = query.where(Order.trip_id == trip_id, Order.state == OrderState.PAID)
    return [
        (row[0], row[1]) for row in db.session().execute(query.order_by(Ticket.seat.asc().nulls_last(), Ticket.number))
    ]


def counts_of(trip_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return how many passengers have a ticket for each trip, and how many of them were checked in."""
    query = select(Order.trip_id, func.count(), func.count(Ticket.boarded_at)).join(Order, Order.id == Ticket.order_id)
    query = query.where(Order.trip_id.in_(trip_ids), Order.state == OrderState.PAID).group_by(Order.trip_id)
    return {row[0]: (row[1], row[2]) for row in db.session().execute(query)}


def own_trip(number: str, actor: Actor) -> tuple[Trip, Route]:
    """Return a trip of the carrier acted for. Raises NoSuchTrip, for another's as for none."""
    trip = trip_by_number(number)
    route = route_of(trip.route_id)
    if route.party_id != actor.party_id:
        raise NoSuchTrip
    return trip, route
