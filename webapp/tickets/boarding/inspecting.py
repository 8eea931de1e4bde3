"""An inspector in a bus: the trip by its number or plate, and how one ticket stands on it. Nothing is changed, every look is kept."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import normal_plate
from webapp.core.clock import now
from webapp.core.permissions import ensure_may
from webapp.tickets.boarding.verdicts import Standing, Verdict, found_of
from webapp.tickets.errors import NoSuchTicket
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.permissions import ROAD_CHECK
from webapp.tickets.rules import OrderState, TicketState
from webapp.tickets.services.checking_in import meant_by
from webapp.timetable.api import Trip, trip_by_number, trip_of, trip_of_bus

BEFORE: Final = timedelta(hours=12)
AHEAD: Final = timedelta(hours=1)  # who boards the next trip is met at its door


@dataclass(frozen=True, slots=True)
class Checked:
    """How a ticket stands on the trip; `ticket` is None where there is none to show."""

    verdict: Verdict
    ticket: Ticket | None


def trip_on_road(typed: str) -> Trip:
    """Return the trip with this number, or the one that the bus with this plate runs about now. Raises NoSuchTrip."""
    plate = normal_plate(typed)
    number = trip_of_bus(plate, now() - BEFORE, now() + AHEAD) if plate else "".join(typed.split())[:60]
    return trip_by_number(number)


def check_on_road(trip: Trip, typed: str, *, actor: Actor) -> Checked:
    """Return how the ticket with this number, or of this scanned code, stands on a trip; the look is recorded. Raises Forbidden."""
    ensure_may(actor, ROAD_CHECK)
    found = _checked(trip, typed)
    detail = {"verdict": found.verdict.value, "ticket": found.ticket.number if found.ticket else None}
    record("tickets.road_checked", actor=actor, object_type="bus_trip", object_key=trip.number, detail=detail)
    return found


def _checked(trip: Trip, typed: str) -> Checked:
    try:
        which = meant_by(typed)
    except NoSuchTicket:
        return Checked(Verdict.UNREADABLE, None)
    query = select(Ticket, Leg).join(Leg, Leg.id == Ticket.leg_id).join(Order, Order.id == Ticket.order_id)
    row = db.session().execute(query.where(*which, Order.state == OrderState.PAID)).first()
    if row is None:
        return Checked(Verdict.NOT_ON_LIST, None)
    ticket, leg = row
    same_day = leg.trip_id == trip.id or trip_of(leg.trip_id).day == trip.day
    paid, unplaced = ticket.state == TicketState.PAID, ticket.state == TicketState.UNPLACED
    standing = Standing(leg.trip_id, same_day, paid, ticket.issue_no, ticket.boarded_at, unplaced)
    return Checked(found_of(standing, trip.id, None), ticket)
