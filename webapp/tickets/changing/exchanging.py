"""Another trip of the same route for tickets that were paid: the new seats are taken and the old ones freed as one step.

What costs more waits ten minutes for the difference: the new seats are held, the old tickets stay good. What costs less
gives the difference back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import or_, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import local, now
from webapp.core.transaction import savepoint
from webapp.payments.api import Line as InvoiceLine
from webapp.payments.api import open_invoice
from webapp.tickets.changing.choosing import chosen
from webapp.tickets.changing.ending import add_line, new_change
from webapp.tickets.changing.errors import OneRide, OtherRoute, OutsidePermit
from webapp.tickets.changing.finishing import finish
from webapp.tickets.changing.models import Change
from webapp.tickets.changing.quoting import Line, ensure_honoured, lines_of, quote_of
from webapp.tickets.changing.reissuing import New, add_leg, claims_of, write_new
from webapp.tickets.changing.tiers import Band
from webapp.tickets.errors import ChooseSeats, PassengersWrong, SaleClosed
from webapp.tickets.models import EntryPermit, Leg, Order, Ticket
from webapp.tickets.queries import locked_order, ride_of_leg
from webapp.tickets.rules import HOLD
from webapp.tickets.services.places import take
from webapp.tickets.services.pricing import TOO_OLD, Passenger, Price, price_of_passenger, prices_now
from webapp.timetable.api import NoSuchRider, Ride, locked_trip, sale_is_open

PAYABLE: Final = "tickets.exchange"
DIFFERENCE: Final = "Avtobus biletinin dəyişdirilməsi"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The trip and the seats that are wanted instead, in the order of the tickets."""

    ride: Ride
    seats: Sequence[int]


def exchange(order_id: str, quote_id: str, wanted: Wanted, *, actor: Actor) -> Change:
    """Exchange the tickets of a quote for seats of another trip; return what was done, or waits to be paid.

    A second click on the same quote returns what the first did. Raises QuoteOver, OneRide, OtherRoute, SaleClosed, OutsidePermit,
    ChooseSeats, SeatTaken, and as `chosen`.
    """
    locked_trip(wanted.ride.trip.id, share=True)  # trips are locked before orders, everywhere
    order = locked_order(order_id)
    quote = quote_of(order, quote_id)
    done = db.session().scalar(select(Change).where(Change.quote_id == quote.id))
    if done is not None:
        return done
    ensure_honoured(quote)
    lines = lines_of(quote)
    tickets = chosen(order, lines)
    ensure_fits(tickets, wanted)
    with savepoint():
        pairs = _held(order, tickets, wanted, lines)
    due = due_of([(old, new.qepik or 0, lines[old.number or ""]) for old, new in pairs])
    state: dict[str, Any] = {"state": "waiting", "until": now() + HOLD} if due > 0 else {"state": "done"}
    basis = next(iter(lines.values())).basis
    change = new_change(order, "exchange", actor, quote_id=quote.id, due=due, basis=basis, **state)
    for old, new in pairs:
        add_line(change, old, None, ends=False, new=new)
    if due > 0:
        _ask(change, order, actor)
    else:
        finish(change, order, actor)
    return change


def ensure_fits(tickets: Sequence[Ticket], wanted: Wanted) -> None:
    """Raise OneRide, OtherRoute, SaleClosed, OutsidePermit or ChooseSeats when these tickets cannot be exchanged so."""
    if len({one.leg_id for one in tickets}) != 1:
        raise OneRide
    ride, had = wanted.ride, ride_of_leg(db.session().get_one(Leg, tickets[0].leg_id))
    stops = [(one.route.id, one.start.position, one.end.position) for one in (ride, had)]
    if stops[0] != stops[1]:
        raise OtherRoute
    if not ride.trip.runs or not sale_is_open(ride.leaves, ride.origin.closes_minutes, now()):
        raise SaleClosed
    if not is_permitted(tickets[0].order_id, ride):
        raise OutsidePermit
    seated = [one for one in tickets if one.seat]
    if len(set(wanted.seats)) != len(seated) or len(wanted.seats) != len(seated):
        raise ChooseSeats


def is_permitted(order_id: int, ride: Ride) -> bool:
    """Whether the permits of an order to enter a territory, where it has any, hold on the day of another ride."""
    late = or_(EntryPermit.valid_from > ride.day, EntryPermit.valid_to < ride.day)
    return db.session().scalar(select(EntryPermit.id).where(EntryPermit.order_id == order_id, late).limit(1)) is None


def due_of(lines: Sequence[tuple[Ticket, int, Line]]) -> int:
    """Return what is to be paid for an exchange, below zero what goes back."""
    return sum(new - (old.qepik or 0) + line.adds for old, new, line in lines)


def price_for(old: Ticket, line: Line, price: Price) -> Price:
    """Return what a new ticket costs: where the carrier is at fault no more than the old one."""
    most = old.qepik or 0
    if line.band != Band.CARRIER or price.qepik <= most:
        return price
    return replace(price, qepik=most, commission_qepik=min(price.commission_qepik, most))


def price_on(ticket: Ticket, ride: Ride, leg: Leg) -> Price:
    """Return what the passenger of a ticket pays on another ride; a benefit stays with the ticket.

    Raises PassengersWrong where no fare is set, or a child without a seat is too old by then.
    """
    born = date.fromisoformat(ticket.born) if ticket.born else None
    who = Passenger(born=born, benefit=ticket.benefit)
    try:
        return price_of_passenger(ticket, leg, ride, who)
    except NoSuchRider:
        raise PassengersWrong(TOO_OLD) from None


def due_on(tickets: Sequence[Ticket], ride: Ride, lines: dict[str, Line]) -> int:
    """Return what an exchange for a ride would cost now, before anything is taken. Raises PassengersWrong."""
    leg = Leg(prices=prices_now(ride), trip_id=ride.trip.id)
    of = [(one, lines[one.number or ""]) for one in tickets]
    return due_of([(one, price_for(one, line, price_on(one, ride, leg)).qepik, line) for one, line in of])


def _held(
    order: Order, tickets: Sequence[Ticket], wanted: Wanted, lines: dict[str, Line]
) -> list[tuple[Ticket, Ticket]]:
    """Write the new tickets and take their seats. Raises SeatTaken, PassengersWrong."""
    leg = add_leg(order, wanted.ride)
    seats = iter(wanted.seats)
    pairs = []
    for old in sorted(tickets, key=lambda one: (one.position, one.id)):
        price = price_for(old, lines[old.number or ""], price_on(old, wanted.ride, leg))
        pairs.append((old, write_new(old, New(leg, next(seats) if old.seat else None, price))))
    take(claims_of([(new, leg) for _old, new in pairs]))
    return pairs


def _ask(change: Change, order: Order, actor: Actor) -> None:
    """Open the invoice of the difference; the new seats are held for as long as the order says."""
    order.held_until = change.until or now()
    whose: dict[str, Any] = {"party_id": order.party_id} if order.party_id else {"party_id": None, "guest": True}
    line = InvoiceLine(DIFFERENCE, change.due, 1, change.basis)
    last = local(order.held_until).date()
    change.invoice = open_invoice(
        payable=PAYABLE, ref=change.public_id, lines=[line], due_on=last, actor=actor, **whose
    )
    db.session().flush()
