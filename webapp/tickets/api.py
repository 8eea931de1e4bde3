"""What other rooms may ask of what is sold: a till sells, a carrier is paid, a police officer asks about a ticket."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.payments.api import Line
from webapp.tickets import queries
from webapp.tickets.boarding.passengers import code_of
from webapp.tickets.changing.asked import (
    Ending,
    MoneyBack,
    Offer,
    Surcharge,
    endings_of,
    give_tickets,
    keep_offer,
    offer,
    offered,
    surcharges_of,
    void,
)
from webapp.tickets.errors import NoSuchOrder, NoSuchTicket
from webapp.tickets.models import Leg as LegRow
from webapp.tickets.models import Order as OrderRow
from webapp.tickets.models import Ticket as TicketRow
from webapp.tickets.queries import free_counts, taken_seats
from webapp.tickets.roadside import RoadTicket, met
from webapp.tickets.rules import Channel, OrderState, TicketState
from webapp.tickets.services import holding, paying
from webapp.tickets.services.entering import ask_for_permits
from webapp.tickets.services.holding import Buyer, Wish, hold
from webapp.tickets.services.paying import PAYABLE
from webapp.tickets.services.pricing import Passenger, prices_now
from webapp.tickets.services.proving import answer as benefit_answer
from webapp.tickets.terms import Benefit, Terms, benefits_on, terms_of
from webapp.timetable.api import Rider, carrier_trips

__all__ = [
    "PAYABLE",
    "Benefit",
    "Buyer",
    "Channel",
    "Ending",
    "MoneyBack",
    "Offer",
    "Order",
    "OrderState",
    "Passenger",
    "RoadTicket",
    "Surcharge",
    "Terms",
    "Ticket",
    "TicketState",
    "Wish",
    "ask_for_permits",
    "ask_payment",
    "benefit_answer",
    "benefits_on",
    "endings_of",
    "free_counts",
    "give_tickets",
    "give_up",
    "hold",
    "keep_offer",
    "met",
    "offer",
    "offered",
    "order",
    "passengers_of",
    "prices_now",
    "quote",
    "scanned",
    "set_passengers",
    "sold_of",
    "surcharges_of",
    "taken_seats",
    "terms_of",
    "ticket",
    "tickets_of",
    "void",
]


@dataclass(frozen=True, slots=True)
class Order:
    """An order as other rooms see it; `invoice` is what pays it."""

    public_id: str
    party_id: int | None
    channel: str
    state: str
    held_until: datetime
    invoice: str | None
    opened_at: datetime
    paid_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket with the ride that it is for; `number` and `token` come with the payment, `name` with the passengers."""

    id: int
    order: str
    channel: str
    trip_id: int
    start_at: int
    end_at: int
    position: int
    seat: int | None
    rider: str | None
    benefit: str | None
    qepik: int
    commission_qepik: int
    name: str
    number: str | None
    token: str | None
    state: str
    issue_no: int
    paid_at: datetime | None
    boarded_at: datetime | None


def order(public_id: str) -> Order:
    """Return the order. Raises NoSuchOrder."""
    return _order(_row(public_id))


def set_passengers(public_id: str, passengers: Sequence[Passenger]) -> int:
    """Write who travels, in the order of the seats; return the sum in qəpik. Raises as `paying.set_passengers`."""
    return paying.set_passengers(queries.locked_order(public_id), passengers)


def passengers_of(public_id: str) -> dict[int, Passenger]:
    """Return who travels on an order by their place in it, as it was typed last; nobody while it was not."""
    rows = queries.tickets_of(_row(public_id).id)
    return {one.position: _passenger(one) for one in rows if one.rider}


def quote(public_id: str) -> list[Line]:
    """Return what the order costs, line by line. Raises NoSuchOrder."""
    return paying.quote(_row(public_id))


def ask_payment(public_id: str, actor: Actor) -> str:
    """Open the order's invoice and return its public id. Raises NoSuchOrder, HoldOver, PassengersWrong."""
    return paying.ask_payment(queries.locked_order(public_id), actor)


def give_up(public_id: str, actor: Actor) -> None:
    """Give the seats of a held order free. Raises NoSuchOrder, HoldOver, PaymentUnderWay."""
    holding.give_up(_row(public_id), actor)


def tickets_of(public_id: str) -> list[Ticket]:
    """Return the tickets of an order, whatever their state: by leg, then by passenger. Raises NoSuchOrder."""
    return _tickets(TicketRow.order_id == _row(public_id).id)


def ticket(number: str) -> Ticket:
    """Return the ticket with this number. Raises NoSuchTicket."""
    found, leg, whose = queries.ticket_of_number(number)
    return _ticket(found, leg, whose)


def scanned(number: str) -> str:
    """Return what the QR of a ticket holds: the signed code of the door. Raises NoSuchTicket, also for one without a code."""
    found, leg, _whose = queries.ticket_of_number(number)
    code = code_of(found, leg, queries.ride_of_leg(leg))
    if code is None:
        raise NoSuchTicket
    return code


def sold_of(carrier: int, day: date) -> list[Ticket]:
    """Return the tickets that were paid for a carrier's trips of a day, also those refunded or exchanged since."""
    trips = [trip.id for trip, _route in carrier_trips(carrier, day)]
    return _tickets(LegRow.trip_id.in_(trips), TicketRow.number.is_not(None))


def _row(public_id: str) -> OrderRow:
    found = db.session().scalar(select(OrderRow).where(OrderRow.public_id == public_id))
    if found is None:
        raise NoSuchOrder
    return found


def _tickets(*where: object) -> list[Ticket]:
    query = select(TicketRow, LegRow, OrderRow).join(LegRow, LegRow.id == TicketRow.leg_id)
    query = query.join(OrderRow, OrderRow.id == TicketRow.order_id).where(*where)  # type: ignore[arg-type] # conditions
    rows = db.session().execute(query.order_by(OrderRow.id, LegRow.number, TicketRow.position))
    return [_ticket(row[0], row[1], row[2]) for row in rows]


def _order(row: OrderRow) -> Order:
    return Order(
        row.public_id, row.party_id, row.channel, row.state, row.held_until, row.invoice, row.opened_at, row.paid_at
    )


def _ticket(row: TicketRow, leg: LegRow, whose: OrderRow) -> Ticket:
    return Ticket(
        id=row.id,
        order=whose.public_id,
        channel=whose.channel,
        trip_id=leg.trip_id,
        start_at=leg.start_at,
        end_at=leg.end_at,
        position=row.position,
        seat=row.seat,
        rider=row.rider,
        benefit=row.benefit,
        qepik=row.qepik or 0,
        commission_qepik=row.commission_qepik,
        name=row.name or "",
        number=row.number,
        token=row.token,
        state=row.state,
        issue_no=row.issue_no,
        paid_at=whose.paid_at,
        boarded_at=row.boarded_at,
    )


def _passenger(row: TicketRow) -> Passenger:
    born = date.fromisoformat(row.born) if row.born else None
    fare = Rider.CHILD if row.rider == Rider.CHILD else Rider.ADULT
    return Passenger(row.name or "", row.document or "", born, row.benefit, fare)
