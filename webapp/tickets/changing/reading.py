"""Reads for the pages: a ticket with its ride, what was done to an order, where its money is."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import aliased

from webapp.core import db
from webapp.tickets.changing.models import Change, ChangeLine, ChangeRefund, Claim, TierRow
from webapp.tickets.errors import NoSuchTicket
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.queries import ride_of_leg
from webapp.timetable.api import Ride


def ticket_in(order: Order, number: str) -> tuple[Ticket, Ride]:
    """Return a ticket of an order with what its passenger travels. Raises NoSuchTicket."""
    query = select(Ticket).where(Ticket.order_id == order.id, Ticket.number == number)
    found = db.session().scalar(query)
    if found is None:
        raise NoSuchTicket
    return found, _ride(found)


def claimed(claim: Claim) -> tuple[Ticket, Ride, Order]:
    """Return the ticket of a claim with its ride and order."""
    ticket = db.session().get_one(Ticket, claim.ticket_id)
    return ticket, _ride(ticket), db.session().get_one(Order, claim.order_id)


def done_to(order: Order) -> Sequence[Change]:
    """Return the changes of an order, the newest first."""
    return db.session().scalars(select(Change).where(Change.order_id == order.id).order_by(Change.id.desc())).all()


def refunds_of(change: Change) -> Sequence[ChangeRefund]:
    """Return what goes back for a change, one row for each payment."""
    return db.session().scalars(select(ChangeRefund).where(ChangeRefund.change_id == change.id)).all()


def numbers_of(change: Change) -> list[str]:
    """Return the tickets of a change by number; what came in the place of one stands behind an arrow."""
    new = aliased(Ticket)
    query = select(Ticket.number, new.number).join(ChangeLine, ChangeLine.ticket_id == Ticket.id)
    query = query.outerjoin(new, new.id == ChangeLine.new_ticket_id).where(ChangeLine.change_id == change.id)
    rows = db.session().execute(query.order_by(ChangeLine.ticket_id))
    return [" → ".join(one for one in pair if one) for pair in rows]


def tier_rows() -> Sequence[TierRow]:
    """Return every row of the rules, the newest first."""
    return db.session().scalars(select(TierRow).order_by(TierRow.valid_from.desc(), TierRow.id)).all()


def _ride(ticket: Ticket) -> Ride:
    return ride_of_leg(db.session().get_one(Leg, ticket.leg_id))
