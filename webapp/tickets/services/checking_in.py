"""The check at the door: each ticket once."""

from typing import Final

from sqlalchemy import ColumnElement, select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.permissions import ensure_may
from webapp.tickets.boarding.code import MARK, Forged, NotATicket, UnknownKey, read
from webapp.tickets.boarding.keys import known_points
from webapp.tickets.errors import AlreadyOnBoard, NoSeatOnBoard, NoSuchTicket
from webapp.tickets.events import TicketBoarded
from webapp.tickets.models import Leg, Ticket
from webapp.tickets.permissions import CHECK_IN
from webapp.tickets.queries import own_trip
from webapp.tickets.rules import LIVE, TicketState

LONGEST: Final = 40


def check_in(trip_number: str, typed: str, *, actor: Actor) -> Ticket:
    """Note that the passenger with this ticket boards a trip of the carrier acted for; return the ticket.

    Raises NoSuchTrip, NoSuchTicket (also for a ticket of another trip or one not paid), NoSeatOnBoard, AlreadyOnBoard.
    """
    ensure_may(actor, CHECK_IN)
    trip, _route = own_trip(trip_number, actor)
    query = select(Ticket).join(Leg, Leg.id == Ticket.leg_id)
    query = query.where(*meant_by(typed), Leg.trip_id == trip.id, Ticket.state.in_(LIVE))
    ticket = db.session().scalar(query.with_for_update(of=Ticket).execution_options(populate_existing=True))
    if ticket is None:
        raise NoSuchTicket
    if ticket.state == TicketState.UNPLACED:
        raise NoSeatOnBoard
    if ticket.boarded_at is not None:
        raise AlreadyOnBoard
    ticket.boarded_at, ticket.boarded_by = now(), actor.account_id
    db.session().flush()
    publish(TicketBoarded(number=ticket.number or "", trip=trip.number))
    detail = {"ticket": ticket.number}
    record("tickets.checked_in", actor=actor, object_type="bus_trip", object_key=trip.number, detail=detail)
    return ticket


def meant_by(typed: str) -> list[ColumnElement[bool]]:
    """Return which ticket is meant by its number or by its code, which a scanner types as a keyboard. Raises NoSuchTicket."""
    if not typed.startswith(MARK):
        return [Ticket.number == "".join(typed.split()).upper()[:LONGEST]]
    try:
        said = read(typed, known_points())
    except (NotATicket, UnknownKey, Forged):
        raise NoSuchTicket from None
    return [Ticket.id == said.ticket, Ticket.issue_no == said.issue]
