"""Keeping seats for ten minutes, and giving them free again. Locks: invoice, then order, then places by their key."""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.transaction import savepoint
from webapp.payments.api import cancel_invoice, invoice
from webapp.payments.errors import NotPayable, PaymentUnderWay
from webapp.tickets.errors import ChooseSeats, HoldOver, SaleClosed, SeatTaken, TooManyHolds
from webapp.tickets.models import Order, Place, Ticket
from webapp.tickets.permissions import BUY
from webapp.tickets.queries import locked_order
from webapp.tickets.rules import HOLD, MOST_HOLDS, MOST_SEATS, PAYING_GRACE, OrderState
from webapp.timetable.api import Ride, Rider, sale_is_open, segments

OVER: Final = "Yerlərin saxlanma müddəti bitib"
GIVEN_UP: Final = "Alıcı sifarişi ləğv edib"


def hold(ride: Ride, seats: Collection[int], *, lap: bool, actor: Actor) -> str:
    """Keep seats of a ride for ten minutes, all or none, and return the order's public id.

    `lap` adds a child without a seat. Raises ChooseSeats, SaleClosed, TooManyHolds, SeatTaken.
    """
    ensure_may(actor, BUY)
    wanted = sorted(set(seats))
    if not 0 < len(wanted) <= MOST_SEATS or wanted[0] < 1 or wanted[-1] > ride.trip.seats:
        raise ChooseSeats
    if not sale_is_open(ride.leaves, ride.origin.closes_minutes, now()):
        raise SaleClosed
    _ensure_few(actor)
    _free_what_is_over(ride, wanted)
    with savepoint():
        order = _written(ride, wanted, lap=lap, actor=actor)
    note("held", order, actor, trip=ride.trip.number, seats=len(wanted))
    return order.public_id


def give_up(order: Order, actor: Actor) -> None:
    """Give the seats of a held order free at the buyer's wish. Raises HoldOver, PaymentUnderWay while it is being paid."""
    if order.state != OrderState.HELD:
        raise HoldOver
    if order.invoice:
        cancel_invoice(order.invoice, reason=GIVEN_UP, actor=actor)
    found = locked_order(order.public_id)
    if found.state != OrderState.HELD or (found.invoice is not None and invoice(found.invoice).state == "open"):
        raise HoldOver
    _end(found, OrderState.GIVEN_UP, actor)


def let_lapse(public_id: str, *, while_paying: bool) -> bool:
    """Give the seats of an order free whose time is over; return whether they are.

    An invoice goes with its order: money that comes later is sent back by payments. With `while_paying` also when the
    payment system still keeps the buyer, for then somebody else wants the seat or the grace is over.
    """
    known = db.session().scalar(select(Order.invoice).where(Order.public_id == public_id))
    if known and invoice(known).state == "open":
        try:
            cancel_invoice(known, reason=OVER, actor=SYSTEM, while_paying=while_paying)
        except (NotPayable, PaymentUnderWay):
            return False
    order = locked_order(public_id)
    if order.state != OrderState.HELD or order.held_until > now() or order.invoice != known:
        return False
    if known and invoice(known).state == "paid":  # its tickets are on their way
        return False
    _end(order, OrderState.LAPSED, SYSTEM)
    return True


def lapsed_orders() -> list[tuple[str, bool]]:
    """Return the held orders whose time is over, and whether the grace for those who are paying is over too."""
    moment = now()
    query = select(Order.public_id, Order.held_until).where(Order.state == OrderState.HELD, Order.held_until <= moment)
    rows = db.session().execute(query.order_by(Order.held_until).limit(500))
    return [(row.public_id, row.held_until + PAYING_GRACE <= moment) for row in rows]


def note(action: str, order: Order, actor: Actor, **detail: Any) -> None:
    """Keep a step of the order in the journal."""
    record(f"tickets.{action}", actor=actor, object_type="bus_order", object_key=order.public_id, detail=detail or None)


def _ensure_few(actor: Actor) -> None:
    live = (Order.account_id == actor.account_id, Order.state == OrderState.HELD, Order.held_until > now())
    if (db.session().scalar(select(func.count()).where(*live)) or 0) >= MOST_HOLDS:
        raise TooManyHolds


def _free_what_is_over(ride: Ride, seats: list[int]) -> None:
    pieces = segments(ride.start.position, ride.end.position)
    query = select(Order.id, Order.public_id).distinct().join(Place, Place.order_id == Order.id)
    query = query.where(Place.trip_id == ride.trip.id, Place.seat.in_(seats), Place.segment.in_(pieces))
    query = query.where(Order.state == OrderState.HELD, Order.held_until <= now()).order_by(Order.id)
    for _id, public_id in db.session().execute(query).all():
        let_lapse(public_id, while_paying=True)


def _written(ride: Ride, seats: list[int], *, lap: bool, actor: Actor) -> Order:
    moment = now()
    order = Order(
        public_id=new_public_id(),
        trip_id=ride.trip.id,
        party_id=actor.party_id,
        account_id=actor.account_id,
        start_at=ride.start.position,
        end_at=ride.end.position,
        state=OrderState.HELD,
        held_until=moment + HOLD,
        opened_at=moment,
    )
    db.session().add(order)
    db.session().flush()
    _take(order, seats)
    for position, seat in enumerate([*seats, *([None] if lap else [])], 1):
        rider = None if seat else Rider.LAP
        db.session().add(Ticket(order_id=order.id, position=position, seat=seat, rider=rider))
    return order


def _take(order: Order, seats: list[int]) -> None:
    """Write the places, in the order of their key so that nobody waits in a ring. Raises SeatTaken."""
    pieces = segments(order.start_at, order.end_at)
    rows = [
        {"trip_id": order.trip_id, "seat": seat, "segment": piece, "order_id": order.id}
        for seat in seats
        for piece in pieces
    ]
    written = db.session().execute(
        insert(Place).values(rows).on_conflict_do_nothing(constraint="one_passenger_a_seat").returning(Place.id)
    )
    if len(written.all()) < len(rows):
        raise SeatTaken


def _end(order: Order, state: OrderState, actor: Actor) -> None:
    order.state = state
    db.session().execute(delete(Place).where(Place.order_id == order.id))
    db.session().flush()
    note(state.value, order, actor)
