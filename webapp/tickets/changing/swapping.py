"""Another bus on a trip: everybody who has paid is seated anew, who finds no seat chooses, carts that lose theirs end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.tickets.changing.choosing import waiting_of
from webapp.tickets.changing.ending import add_line, new_change, set_aside
from webapp.tickets.changing.faults import NO_SEAT, end_cart, orders_on
from webapp.tickets.changing.finishing import give_up
from webapp.tickets.changing.funds import funds_of
from webapp.tickets.changing.models import Swap, Unplaced
from webapp.tickets.changing.reissuing import replace_all
from webapp.tickets.changing.seating import Bus, Seating, Sitting, seated
from webapp.tickets.changing.telling import tell
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.queries import locked_order
from webapp.tickets.rules import TicketState
from webapp.tickets.services.places import free
from webapp.timetable.api import Trip

CHOOSING: Final = timedelta(hours=24)
BEFORE: Final = timedelta(hours=2)
AT_LEAST: Final = timedelta(minutes=30)
VANISHED: Final = "Avtobus dəyişdirilib, saxlanılan yer artıq yoxdur"


@dataclass(frozen=True, slots=True)
class Move:
    """What another bus means for a ticket: `to` is None where there is no seat."""

    number: str
    seat: int
    to: int | None


def preview(trip: Trip, new: Bus) -> list[Move]:
    """Return what another bus would mean for those who have paid, by seat; nothing is changed."""
    sitting = _sitting(trip.id)
    found = _mapped(trip.id, [one for one, _number in sitting], Bus(trip.seats, trip.layout), new)
    return [Move(number, one.seat, found.placed.get(one.ticket)) for one, number in sitting]


def swap(trip: Trip, was_plate: str, old: Bus) -> None:
    """Seat everybody on the bus that the trip has now. The caller holds the trip's own lock.

    Orders are locked in the order of their keys. Who sits elsewhere gets a new ticket; who has no seat may choose.
    """
    new = Bus(trip.seats, trip.layout)
    orders = [locked_order(public_id) for public_id in orders_on(trip.id)]
    sitting = [one for one, _number in _sitting(trip.id)]
    found = _mapped(trip.id, sitting, old, new)
    _end_carts(trip, orders, found, new)
    moved = [one for one in sitting if found.placed.get(one.ticket) not in {None, one.seat}]
    by_order = {order.id: order for order in orders}
    _move(trip, moved, found, by_order)
    for one in sitting:
        if one.ticket in found.unplaced:
            _leave_open(trip, one, by_order[one.family])
    if trip.plate != was_plate:
        _tell_who_stays(trip, sitting, found, orders)
    row = Swap(trip_id=trip.id, was_plate=was_plate, was_seats=old.seats, was_layout=old.layout, made_at=now())
    row.moved = [{"ticket": one.ticket, "from": one.seat, "to": found.placed.get(one.ticket)} for one in sitting]
    db.session().add(row)
    db.session().flush()


def until_of(trip: Trip, at: datetime) -> datetime:
    """Return until when a passenger without a seat may choose: a day, not nearer to the departure than two hours."""
    return max(at + AT_LEAST, min(at + CHOOSING, trip.departs_at - BEFORE))


def _mapped(trip_id: int, sitting: Sequence[Sitting], old: Bus, new: Bus) -> Seating:
    return seated(sitting, old, new, carts=_seats_in(trip_id, TicketState.HELD))


def _sitting(trip_id: int) -> list[tuple[Sitting, str]]:
    """Return who has paid for a seat of a trip, by seat; whoever was left without one before is asked no more."""
    query = (
        select(Ticket, Leg).join(Leg, Leg.id == Ticket.leg_id).where(Leg.trip_id == trip_id, Ticket.seat.is_not(None))
    )
    query = query.where(Ticket.state == TicketState.PAID, Ticket.id.not_in(select(Unplaced.ticket_id)))
    rows = db.session().execute(query.order_by(Ticket.seat, Leg.start_at).execution_options(populate_existing=True))
    return [
        (Sitting(ticket.id, ticket.order_id, ticket.seat or 0, leg.start_at, leg.end_at), ticket.number or "")
        for ticket, leg in rows
    ]


def _seats_in(trip_id: int, state: TicketState) -> set[int]:
    query = select(Ticket.seat).join(Leg, Leg.id == Ticket.leg_id).where(Leg.trip_id == trip_id, Ticket.state == state)
    return set(db.session().scalars(query.where(Ticket.seat.is_not(None))))


def _end_carts(trip: Trip, orders: Sequence[Order], found: Seating, new: Bus) -> None:
    """End the carts whose seat vanished, or was given to somebody who has paid."""
    given = set(found.placed.values())
    for order in orders:
        query = select(Ticket.seat).join(Leg, Leg.id == Ticket.leg_id).where(Ticket.order_id == order.id)
        seats = db.session().scalars(query.where(Leg.trip_id == trip.id, Ticket.state == TicketState.HELD)).all()
        if not any(seat and (seat > new.seats or seat in given) for seat in seats):
            continue
        if waiting_of(order.id) is not None:
            give_up(order.public_id, SYSTEM, while_paying=True, reason=VANISHED)
        else:
            end_cart(order.public_id, VANISHED)
        tell(order, "tickets.cart_ended", trip=trip.number)


def _move(trip: Trip, moved: Sequence[Sitting], found: Seating, orders: dict[int, Order]) -> None:
    """Give everybody who sits elsewhere a new ticket: all old seats are freed before the first new one is taken."""
    pairs = []
    for one in moved:
        ticket = db.session().get_one(Ticket, one.ticket)
        pairs.append((orders[one.family], ticket, found.placed[one.ticket], funds_of(ticket, orders[one.family])))
    news = replace_all(pairs)
    for (order, old, _seat, _funds), new in zip(pairs, news, strict=True):
        change = new_change(order, "moved", SYSTEM)
        add_line(change, old, None, ends=True, new=new)
    for order_id in dict.fromkeys(one.family for one in moved):
        seats = sorted(found.placed[one.ticket] for one in moved if one.family == order_id)
        known = {"trip": trip.number, "seats": ", ".join(map(str, seats)), "sold": orders[order_id].public_id}
        tell(orders[order_id], "tickets.seat_moved", **known)


def _tell_who_stays(trip: Trip, sitting: Sequence[Sitting], found: Seating, orders: Sequence[Order]) -> None:
    """Say which bus it is to whoever keeps the seat on it; the others hear it with their new seat."""
    elsewhere = {one.family for one in sitting if found.placed.get(one.ticket) != one.seat}
    stay = {one.family for one in sitting} - elsewhere
    for order in (one for one in orders if one.id in stay):
        tell(order, "tickets.bus_changed", trip=trip.number, plate=trip.plate)


def _leave_open(trip: Trip, one: Sitting, order: Order) -> None:
    """Free the place of a passenger without a seat, and ask for a choice."""
    at = now()
    if waiting_of(order.id) is not None:
        give_up(order.public_id, SYSTEM, while_paying=True, reason=VANISHED)
    ticket = db.session().get_one(Ticket, one.ticket)
    ticket.state = TicketState.UNPLACED
    db.session().flush()
    free([ticket.id])
    set_aside(ticket, NO_SEAT)
    row = Unplaced(ticket_id=ticket.id, trip_id=trip.id, was_seat=one.seat, state="open", made_at=at)
    row.until = until_of(trip, at)
    db.session().add(row)
    db.session().flush()
    tell(order, "tickets.no_seat", trip=trip.number, ticket=ticket.number or "", until=row.until.isoformat())
