"""Reads of what is sold: free seats, orders with their legs and tickets, who is on a trip."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import BigInteger, ColumnElement, DateTime, Integer, Table, bindparam, column, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.reading import once_a_page, told
from webapp.core.statements import Beside, Statement
from webapp.core.transaction import only_reads
from webapp.tickets.errors import NoSuchOrder, NoSuchTicket
from webapp.tickets.models import Leg, Order, Place, Ticket
from webapp.tickets.permissions import BUY
from webapp.tickets.rules import OrderState, TicketState
from webapp.timetable.api import Ride, Route, Trip, ride_of, route_of, segments, trip_by_number, trip_of
from webapp.timetable.errors import NoSuchTrip

MOST: Final = 100
# Written once: SQLAlchemy takes a third of the time of such a read to put its text together anew.
LOCKED: Final = (
    select(Order)
    .where(Order.public_id == bindparam("public_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
LEGS: Final = select(Leg).where(Leg.order_id == bindparam("order_id")).order_by(Leg.number)
TICKETS: Final = (
    select(Ticket)
    .join(Leg, Leg.id == Ticket.leg_id)
    .where(Ticket.order_id == bindparam("order_id"))
    .order_by(Leg.number, Ticket.position)
)
_place, _ticket, _order = Place.__table__.c, Ticket.__table__.c, Order.__table__.c
_pieces = func.unnest(
    bindparam("trips", type_=ARRAY(BigInteger)),
    bindparam("first", type_=ARRAY(Integer)),
    bindparam("after", type_=ARRAY(Integer)),
).table_valued(column("trip_id", BigInteger), column("first", Integer), column("after", Integer), name="asked")
_asked = _pieces.render_derived()


def _keeping(moment: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Return what `keeps` says, over plain columns: this is asked for with every page of the search."""
    held = (_ticket.state == TicketState.HELD.value) & (_order.held_until > moment)
    return or_(_ticket.state == TicketState.PAID.value, held)


_kept = (
    select(_place.trip_id, func.count(_place.seat.distinct()).label("seats"))
    .join_from(_asked, Place.__table__, _place.trip_id == _asked.c.trip_id)
    .join(Ticket.__table__, _ticket.id == _place.ticket_id)
    .join(Order.__table__, _order.id == _ticket.order_id)
    .where(_place.segment >= _asked.c.first, _place.segment < _asked.c.after)
    .where(_keeping(bindparam("moment", type_=DateTime(timezone=True))))
    .group_by(_place.trip_id)
)
TAKEN: Final = Statement(_kept)
TAKEN_SEATS: Final = Statement(
    select(_place.seat)
    .join(Ticket.__table__, _ticket.id == _place.ticket_id)
    .join(Order.__table__, _order.id == _ticket.order_id)
    .where(_place.trip_id == bindparam("trip_id", type_=BigInteger))
    .where(_place.segment >= bindparam("first", type_=Integer), _place.segment < bindparam("after", type_=Integer))
    .where(_keeping(bindparam("moment", type_=DateTime(timezone=True))))
)
_leg = Leg.__table__.c
WHOLE_TABLES: Final = tuple(cast("Table", one.__table__) for one in (Order, Leg, Ticket))
_whole = (
    select(*WHOLE_TABLES)
    .outerjoin(Leg.__table__, _leg.order_id == _order.id)
    .outerjoin(Ticket.__table__, _ticket.leg_id == _leg.id)
    .order_by(_leg.number, _ticket.position)
)
WHOLE: Final = Beside(_whole.where(_order.public_id == bindparam("public_id")), *WHOLE_TABLES)
WHOLE_OF_GUEST: Final = Beside(_whole.where(_order.guest_key == bindparam("key")), *WHOLE_TABLES)
PLAIN_LEGS: Final = Statement(
    select(*_leg).where(_leg.order_id == bindparam("order_id", type_=BigInteger)).order_by(_leg.number)
)
PLAIN_TICKETS: Final = Statement(
    select(*_ticket)
    .join(Leg.__table__, _leg.id == _ticket.leg_id)
    .where(_ticket.order_id == bindparam("order_id", type_=BigInteger))
    .order_by(_leg.number, _ticket.position)
)


def keeps(at: datetime) -> ColumnElement[bool]:
    """Return the condition that a ticket keeps its place at an instant: no job has to run for a seat to be free again."""
    return or_(Ticket.state == TicketState.PAID, (Ticket.state == TicketState.HELD) & (Order.held_until > at))


def taken_seats(ride: Ride) -> set[int]:
    """Return the seats that are not free on some piece of the ride."""
    db.session().flush()
    pieces = segments(ride.start.position, ride.end.position)
    taken = TAKEN_SEATS.all(trip_id=ride.trip.id, first=pieces.start, after=pieces.stop, moment=now())
    return {one.seat for one in taken}


def free_counts(rides: Collection[Ride]) -> dict[int, int]:
    """Return how many seats are free for each ride, by trip; one statement, whatever their number."""
    if not rides:
        return {}
    asked = {
        "trips": [one.trip.id for one in rides],
        "first": [one.start.position for one in rides],
        "after": [one.end.position for one in rides],
    }
    taken = dict(TAKEN.all(**asked, moment=now()))
    return {one.trip.id: max(0, one.trip.seats - taken.get(one.trip.id, 0)) for one in rides}


def locked_order(public_id: str) -> Order:
    """Return the order as it stands, locked. Raises NoSuchOrder."""
    found = db.session().scalar(LOCKED, {"public_id": public_id})
    if found is None:
        raise NoSuchOrder
    return found


def plain_order(public_id: str) -> Order:
    """Return the order for reading alone. Raises NoSuchOrder."""
    return _whole_order(WHOLE, public_id=public_id)[0]


def plain_order_and_legs(public_id: str) -> tuple[Order, list[Leg]]:
    """Return the order and its legs, in order, for reading alone. Raises NoSuchOrder."""
    return _whole_order(WHOLE, public_id=public_id)


def plain_order_of_guest(digest: bytes) -> Order:
    """Return the order that the key with this digest opens, for reading alone. Raises NoSuchOrder."""
    return _whole_order(WHOLE_OF_GUEST, key=digest)[0]


def _whole_order(statement: Beside, **key: Any) -> tuple[Order, list[Leg]]:
    """Return the order and its legs; a page that reads it has its tickets by the same statement. Raises NoSuchOrder."""
    db.session().flush()  # what is about to be written counts too
    rows = statement.all(**key)
    if not rows:
        raise NoSuchOrder
    order = cast("Order", rows[0][0])
    legs = list({leg.id: leg for _, leg, _ in rows if leg}.values())
    told(plain_legs, legs, order.id)
    told(plain_tickets, [ticket for _, _, ticket in rows if ticket], order.id)
    return order, legs


@once_a_page
def own_order(public_id: str, actor: Actor, *, lock: bool = False) -> Order:
    """Return an order of the party acted for. Raises NoSuchOrder, for another's as for none."""
    found = locked_order(public_id) if lock else _order_by(public_id)
    if found.party_id is None or found.party_id != actor.party_id or not actor.has(BUY.code):
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


@once_a_page
def legs_of(order_id: int) -> Sequence[Leg]:
    """Return the legs of an order, in order."""
    if only_reads():
        return plain_legs(order_id)
    return db.session().scalars(LEGS, {"order_id": order_id}).all()


def _order_by(public_id: str) -> Order:
    """Return the order, in a transaction that writes as an entity. Raises NoSuchOrder."""
    if only_reads():
        return plain_order(public_id)
    found = db.session().scalar(select(Order).where(Order.public_id == public_id))
    if found is None:
        raise NoSuchOrder
    return found


@once_a_page
def plain_legs(order_id: int) -> Sequence[Leg]:
    """Return the legs of an order for reading alone, in order."""
    db.session().flush()
    return PLAIN_LEGS.all(order_id=order_id)


def ride_of_leg(leg: Leg) -> Ride:
    """Return what the passengers of a leg travel."""
    return ride_of(trip_of(leg.trip_id), leg.start_at, leg.end_at)


@once_a_page
def tickets_of(order_id: int) -> Sequence[Ticket]:
    """Return the tickets of an order: by leg, then by passenger."""
    if only_reads():
        return plain_tickets(order_id)
    return db.session().scalars(TICKETS, {"order_id": order_id}).all()


@once_a_page
def plain_tickets(order_id: int) -> Sequence[Ticket]:
    """Return the tickets of an order for reading alone, in the order of `tickets_of`."""
    db.session().flush()
    return PLAIN_TICKETS.all(order_id=order_id)


def ticket_of_number(number: str) -> tuple[Ticket, Leg, Order]:
    """Return a ticket that was given, with its leg and order. Raises NoSuchTicket."""
    query = select(Ticket, Leg, Order).join(Leg, Leg.id == Ticket.leg_id).join(Order, Order.id == Ticket.order_id)
    row = db.session().execute(query.where(Ticket.number == number)).one_or_none()
    if row is None:
        raise NoSuchTicket
    return row[0], row[1], row[2]


def sold_on(trip_id: int, state: TicketState = TicketState.PAID) -> list[tuple[Ticket, Leg, Order]]:
    """Return the paid tickets of a trip, or those in another state, by seat; children on the lap last."""
    query = select(Ticket, Leg, Order).join(Leg, Leg.id == Ticket.leg_id).join(Order, Order.id == Ticket.order_id)
    query = query.where(Leg.trip_id == trip_id, Ticket.state == state)
    rows = db.session().execute(query.order_by(Ticket.seat.asc().nulls_last(), Ticket.number))
    return [(row[0], row[1], row[2]) for row in rows]


def counts_of(trip_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return how many passengers have a ticket for each trip, and how many of them were checked in."""
    query = select(Leg.trip_id, func.count(), func.count(Ticket.boarded_at)).join(Ticket, Ticket.leg_id == Leg.id)
    query = query.where(Leg.trip_id.in_(trip_ids), Ticket.state == TicketState.PAID).group_by(Leg.trip_id)
    return {row[0]: (row[1], row[2]) for row in db.session().execute(query)}


def passengers_on(trip_ids: Collection[int]) -> dict[int, int]:
    """Return how many passengers have a ticket for each trip."""
    return {trip_id: sold for trip_id, (sold, _boarded) in counts_of(trip_ids).items()}


def own_trip(number: str, actor: Actor) -> tuple[Trip, Route]:
    """Return a trip of the carrier acted for. Raises NoSuchTrip, for another's as for none."""
    trip = trip_by_number(number)
    route = route_of(trip.route_id)
    if route.party_id != actor.party_id:
        raise NoSuchTrip
    return trip, route
