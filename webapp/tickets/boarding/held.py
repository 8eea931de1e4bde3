"""A ticket with the ride that it is for: what calendars, mails and wallets are made of."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from webapp.cabinets.api import party
from webapp.core import db
from webapp.tickets.boarding.passengers import code_of
from webapp.tickets.errors import NoSuchTicket
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.queries import ride_of_leg
from webapp.tickets.rules import TicketState
from webapp.timetable.api import Ride


@dataclass(frozen=True, slots=True)
class Held:
    """A paid ticket as its passenger holds it; `code` is the text of its QR."""

    ticket: Ticket
    leg: Leg
    order: Order
    ride: Ride
    carrier: str
    code: str | None

    @property
    def seat(self) -> str:
        """The seat as people read it; "—" for a child on the lap."""
        return str(self.ticket.seat or "—")


def held(number: str) -> Held:
    """Return the ticket with this number, whatever its state. Raises NoSuchTicket."""
    query = select(Ticket, Leg, Order).join(Leg, Leg.id == Ticket.leg_id).join(Order, Order.id == Ticket.order_id)
    row = db.session().execute(query.where(Ticket.number == number)).one_or_none()
    if row is None:
        raise NoSuchTicket
    return _held(row[0], row[1], row[2])


def held_of(order_id: int) -> list[Held]:
    """Return the paid tickets of an order: by leg, then by passenger."""
    return _of(order_id, Ticket.state == TicketState.PAID)


def given_of(order_id: int) -> list[Held]:
    """Return every ticket of an order that was ever given, also those that carry nobody any more."""
    return _of(order_id)


def _of(order_id: int, *where: ColumnElement[bool]) -> list[Held]:
    query = select(Ticket, Leg, Order).join(Leg, Leg.id == Ticket.leg_id).join(Order, Order.id == Ticket.order_id)
    query = query.where(Ticket.order_id == order_id, Ticket.number.is_not(None), *where)
    rows = db.session().execute(query.order_by(Leg.number, Ticket.position)).all()
    return [_held(row[0], row[1], row[2]) for row in rows]


def _held(ticket: Ticket, leg: Leg, order: Order) -> Held:
    ride = ride_of_leg(leg)
    code = code_of(ticket, leg, ride) if ticket.state == TicketState.PAID and ticket.number else None
    return Held(ticket, leg, order, ride, party(ride.route.party_id).name, code)
