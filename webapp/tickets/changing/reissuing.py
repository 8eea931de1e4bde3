"""A new ticket in the place of an old one: another seat, trip or person means a new number and a new code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from webapp.core import db
from webapp.tickets.changing.ending import bring_back, end
from webapp.tickets.changing.funds import Funds, keep_funds
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.queries import ride_of_leg
from webapp.tickets.rules import TicketState
from webapp.tickets.services.giving import give
from webapp.tickets.services.places import Claim, take
from webapp.tickets.services.pricing import Passenger, Price, prices_now
from webapp.timetable.api import Ride

EXCHANGED: Final = "Başqa reys seçilib"


@dataclass(frozen=True, slots=True)
class New:
    """What the new ticket says: leg and seat, price; another passenger where one is named."""

    leg: Leg
    seat: int | None
    price: Price
    passenger: Passenger | None = None


def price_of_ticket(ticket: Ticket) -> Price:
    """Return what was paid for a ticket."""
    rider, basis = ticket.rider or "", ticket.basis or ""
    return Price(rider, ticket.qepik or 0, ticket.commission_qepik, basis, ticket.benefit)


def add_leg(order: Order, ride: Ride) -> Leg:
    """Add a ride to an order, at the prices of this moment."""
    last = db.session().scalar(select(func.max(Leg.number)).where(Leg.order_id == order.id)) or 0
    leg = Leg(order_id=order.id, number=last + 1, trip_id=ride.trip.id, prices=prices_now(ride))
    leg.start_at, leg.end_at = ride.start.position, ride.end.position
    db.session().add(leg)
    db.session().flush()
    return leg


def write_new(old: Ticket, new: New) -> Ticket:
    """Write the ticket that is to replace `old`; it keeps no seat and carries nobody yet."""
    positions = select(func.max(Ticket.position)).where(Ticket.leg_id == new.leg.id)
    who, price = new.passenger, new.price
    ticket = Ticket(
        order_id=old.order_id,
        leg_id=new.leg.id,
        position=(db.session().scalar(positions) or 0) + 1,
        seat=new.seat,
        rider=price.rider,
        benefit=price.benefit,
        qepik=price.qepik,
        commission_qepik=price.commission_qepik,
        basis=price.basis,
        name=who.name if who else old.name,
        document=who.document if who else old.document,
        born=(who.born.isoformat() if who.born else None) if who else old.born,
        state=TicketState.HELD,
        replaces_id=old.id,
        issue_no=1,
    )
    db.session().add(ticket)
    db.session().flush()
    return ticket


def claims_of(pairs: Sequence[tuple[Ticket, Leg]]) -> list[Claim]:
    """Return the seats that tickets take; a child on the lap takes none."""
    return [
        Claim(leg.trip_id, ticket.seat, leg.start_at, leg.end_at, ticket.id) for ticket, leg in pairs if ticket.seat
    ]


def put_in_place(order: Order, leg: Leg, old: Ticket, new: Ticket, funds: Funds) -> None:
    """Give the new ticket, whose seat is taken, in the place of the old one, which ends."""
    end([old], TicketState.EXCHANGED, revoke=False)
    bring_back(old, EXCHANGED)
    new.state = TicketState.PAID
    keep_funds(new, funds)
    give(new, order, ride_of_leg(leg), replaces=old.token)
    db.session().flush()


def reissue(order: Order, old: Ticket, *, funds: Funds, seat: int | None, passenger: Passenger | None = None) -> Ticket:
    """Replace a ticket on its own ride, at its price: another passenger, or another seat. Raises what `take` raises."""
    return replace_all([(order, old, seat, funds)], passenger)[0]


def replace_all(
    moves: Sequence[tuple[Order, Ticket, int | None, Funds]], passenger: Passenger | None = None
) -> list[Ticket]:
    """Replace tickets on their own rides: every old seat is free before the first new one is taken.

    Raises what `take` raises.
    """
    find, news = db.session().get_one, []
    for _order, old, seat, _funds in moves:
        leg = find(Leg, old.leg_id)
        news.append((write_new(old, New(leg, seat, price_of_ticket(old), passenger)), leg))
    end([old for _order, old, _seat, _funds in moves], TicketState.EXCHANGED, revoke=False)
    take(claims_of(news))
    for (order, old, _seat, funds), (new, leg) in zip(moves, news, strict=True):
        new.state = TicketState.PAID
        keep_funds(new, funds)
        give(new, order, ride_of_leg(leg), replaces=old.token)
    db.session().flush()
    return [new for new, _leg in news]
