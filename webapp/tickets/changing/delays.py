"""A trip that is late: its passengers are told when the bus comes, and what they may do when that is too late."""

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import today
from webapp.tickets.changing.telling import tell
from webapp.tickets.changing.terms import tiers_of
from webapp.tickets.changing.tiers import Band, is_too_late
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.queries import ride_of_leg
from webapp.tickets.rules import TicketState
from webapp.timetable.api import trip_by_number


def tell_of_the_delay(order_id: str, trip_number: str) -> None:
    """Tell the buyer of an order how late the trip is now, if anybody of the order is still to board it."""
    trip = trip_by_number(trip_number)
    query = select(Leg, Order).join(Order, Order.id == Leg.order_id).join(Ticket, Ticket.leg_id == Leg.id)
    query = query.where(Order.public_id == order_id, Leg.trip_id == trip.id, Ticket.boarded_at.is_(None))
    found = db.session().execute(query.where(Ticket.state == TicketState.PAID).order_by(Leg.number).limit(1)).first()
    if found is None or not trip.runs:
        return
    ride = ride_of_leg(found[0])
    known = {"trip": trip.number, "until": ride.expected.isoformat()}
    if not trip.delay_minutes:
        tell(found[1], "tickets.in_time", **known)
        return
    fault = tiers_of(trip.route_id, today()).get(Band.CARRIER)
    code = "delayed_much" if fault and is_too_late(fault, trip.delay_minutes) else "delayed"
    tell(found[1], f"tickets.{code}", minutes=trip.delay_minutes, why=trip.delay_reason or "", **known)
