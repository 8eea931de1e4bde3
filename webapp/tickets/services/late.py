"""Money that came after the seats were given free: they are taken anew while nobody else has them, in the same transaction.

`payments` asks before it sends such money back. Of several seats all are taken, or none.
"""

from sqlalchemy import select, update

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.core.transaction import savepoint
from webapp.tickets.changing.telling import tell
from webapp.tickets.errors import NoSuchSeat, SeatTaken, TripNotRun
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.queries import legs_of, locked_order, ride_of_leg, tickets_of
from webapp.tickets.rules import PAYING_GRACE, OrderState, TicketState
from webapp.tickets.services.journal import note
from webapp.tickets.services.places import Claim, bounded_wait, take
from webapp.timetable.api import locked_trip, sale_is_open


def take_late(public_id: str, invoice: str) -> bool:
    """Whether an order has its seats for money that came late: it keeps them still, or takes them anew.

    Not when its buyer gave it up, a seat is sold or held by somebody else, the trip does not run or its sale has closed.
    Raises SeatsBusy when others are at the same seats at this moment: the payment system is asked again.
    """
    with bounded_wait():
        for trip_id in _trips(public_id):
            locked_trip(trip_id, share=True)  # trips are locked before orders, everywhere
        order = locked_order(public_id)
        kept = order.invoice == invoice and (order.state == OrderState.HELD or _taken_anew(order))
    if not kept and order.party_id is None:  # a party hears it from payments
        tell(order, "tickets.money_back")
    return kept


def _taken_anew(order: Order) -> bool:
    if order.state != OrderState.LAPSED:
        return False
    legs = {leg.id: leg for leg in legs_of(order.id)}
    rides = [ride_of_leg(leg) for leg in legs.values()]
    if not all(sale_is_open(ride.leaves, ride.origin.closes_minutes, now()) for ride in rides):
        return False
    try:
        with savepoint():
            take([_claim(one, legs[one.leg_id]) for one in tickets_of(order.id) if one.seat is not None])
    except (SeatTaken, NoSuchSeat, TripNotRun):
        return False
    order.state, order.held_until = OrderState.HELD, now() + PAYING_GRACE
    db.session().execute(update(Ticket).where(Ticket.order_id == order.id).values(state=TicketState.HELD))
    db.session().flush()
    note("taken_anew", order, SYSTEM, trips=[ride.trip.number for ride in rides])
    return True


def _claim(ticket: Ticket, leg: Leg) -> Claim:
    return Claim(leg.trip_id, ticket.seat or 0, leg.start_at, leg.end_at, ticket.id)


def _trips(public_id: str) -> list[int]:
    query = select(Leg.trip_id).join(Order, Order.id == Leg.order_id).where(Order.public_id == public_id)
    return sorted(set(db.session().scalars(query)))
