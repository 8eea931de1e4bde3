"""The carrier's fault: a cancelled trip, or no seat on another bus. Everything goes back, the commission too."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now, today
from webapp.payments.api import cancel_invoice, invoice
from webapp.tickets.changing.choosing import waiting_of
from webapp.tickets.changing.ending import new_change
from webapp.tickets.changing.finishing import give_up
from webapp.tickets.changing.models import Change, Unplaced
from webapp.tickets.changing.quoting import line_of
from webapp.tickets.changing.refunding import give_tickets_back, words_of
from webapp.tickets.changing.telling import tell
from webapp.tickets.changing.terms import tiers_of
from webapp.tickets.changing.tiers import Band, Tier
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.queries import locked_order
from webapp.tickets.rules import LIVE, OrderState, TicketState
from webapp.tickets.services.places import end_hold
from webapp.timetable.api import Trip, trip_by_number, trip_of

CANCELLED: Final = "Reys ləğv edilib"
NO_SEAT: Final = "Dəyişdirilmiş avtobusda yer yoxdur"


def orders_on(trip_id: int) -> list[str]:
    """Return the orders that keep or have seats of a trip, or whose exchange waits for one, in the order of their keys."""
    query = select(Order.id, Order.public_id).distinct().join(Ticket, Ticket.order_id == Order.id)
    query = query.join(Leg, Leg.id == Ticket.leg_id).where(Leg.trip_id == trip_id)
    query = query.where(Ticket.state.in_([*LIVE, TicketState.HELD]), Ticket.boarded_at.is_(None))
    return [row.public_id for row in db.session().execute(query.order_by(Order.id))]


def release(order_id: str, trip_number: str) -> None:
    """Give an order back what it paid for a trip that was cancelled, tell its buyer; a second time nothing happens.

    A cart with seats of the trip ends with its invoice; money that still comes for it goes back by itself.
    """
    trip = trip_by_number(trip_number)
    end_cart(order_id, CANCELLED)
    order = locked_order(order_id)
    key = f"cancelled:{trip_number}:{order_id}"
    if order.state != OrderState.PAID or db.session().scalar(select(Change.id).where(Change.key == key)) is not None:
        return
    tickets = _tickets_on(order, trip)
    if not tickets:
        return
    row = fault_of(trip)
    change = new_change(order, "cancelled", SYSTEM, key=key, reason=words_of(Band.CARRIER), basis=row.basis)
    lines = [(one, line_of(one, row, ())) for one in tickets]
    give_tickets_back(change, order, lines, actor=SYSTEM, reason=CANCELLED)
    back = sum(line.back for _ticket, line in lines)
    known = {"trip": trip_number, "qepik": back, "why": trip.reason or ""}
    tell(order, "tickets.trip_cancelled", **known, sold=order.public_id)


def refund_unplaced(ticket_id: int) -> None:
    """Give the money back for a ticket without a seat whose holder did not choose in time; once."""
    query = select(Order.public_id).join(Ticket, Ticket.order_id == Order.id).where(Ticket.id == ticket_id)
    order_id = db.session().scalar(query) or ""
    order = locked_order(order_id)
    ticket = db.session().get_one(Ticket, ticket_id, populate_existing=True)
    row = db.session().scalar(select(Unplaced).where(Unplaced.ticket_id == ticket_id).with_for_update())
    if row is None or row.state != "open" or ticket.state not in LIVE or waiting_of(order.id) is not None:
        return
    tier = fault_of(trip_of(row.trip_id))
    change = new_change(order, "unplaced", SYSTEM, reason=words_of(Band.CARRIER), basis=tier.basis)
    line = line_of(ticket, tier, ())
    give_tickets_back(change, order, [(ticket, line)], actor=SYSTEM, reason=NO_SEAT)
    known = {"trip": trip_of(row.trip_id).number, "qepik": line.back}
    tell(order, "tickets.no_seat_refunded", **known, sold=order.public_id)


def remind_unplaced(ticket_id: int) -> None:
    """Remind the holder of a ticket without a seat, once, that the choice is still to be made."""
    row = db.session().scalar(select(Unplaced).where(Unplaced.ticket_id == ticket_id).with_for_update())
    if row is None or row.state != "open" or row.reminded_at is not None:
        return
    row.reminded_at = now()
    ticket = db.session().get_one(Ticket, ticket_id)
    known = {"trip": trip_of(row.trip_id).number, "ticket": ticket.number or "", "until": row.until.isoformat()}
    tell(db.session().get_one(Order, ticket.order_id), "tickets.no_seat_reminder", **known)


def end_cart(order_id: str, reason: str) -> None:
    """End a held order, or the waiting exchange of a paid one, whoever is paying it at this moment."""
    known = db.session().scalar(select(Order).where(Order.public_id == order_id))
    if known is None:
        return
    if known.state == OrderState.PAID:
        if waiting_of(known.id) is not None:
            give_up(order_id, SYSTEM, while_paying=True, reason=reason)
        return
    if known.invoice and invoice(known.invoice).state == "open":
        cancel_invoice(known.invoice, reason=reason, actor=SYSTEM, while_paying=True)
    order = locked_order(order_id)
    if order.state == OrderState.HELD and not (order.invoice and invoice(order.invoice).state == "paid"):
        end_hold(order, OrderState.LAPSED, SYSTEM)


def fault_of(trip: Trip) -> Tier:
    """Return the row for the carrier's fault that is in force today."""
    return tiers_of(trip.route_id, today())[Band.CARRIER]


def _tickets_on(order: Order, trip: Trip) -> Sequence[Ticket]:
    query = select(Ticket).join(Leg, Leg.id == Ticket.leg_id).where(Ticket.order_id == order.id)
    query = query.where(Leg.trip_id == trip.id, Ticket.state.in_(LIVE), Ticket.boarded_at.is_(None))
    locked = query.order_by(Ticket.id).with_for_update(of=Ticket)
    return db.session().scalars(locked.execution_options(populate_existing=True)).all()
