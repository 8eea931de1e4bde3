"""Passengers with their prices, and the invoice."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import local, now
from webapp.core.text import Text, _l, current_language, in_language
from webapp.payments.api import Line, invoice_of, open_invoice
from webapp.tickets.errors import AlreadyPriced, HoldOver, PassengersWrong
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.queries import plain_legs, plain_tickets, ride_of_leg, tickets_of
from webapp.tickets.rules import OrderState
from webapp.tickets.services.pricing import Passenger, Price, WrongAge, label_of, price_of_passenger
from webapp.timetable.api import Ride, Rider

PAYABLE: Final = "tickets.order"
NO_ADULT: Final = _l("Yersiz uşaq yalnız böyük sərnişinlə gedir.")


def rides_of(order: Order) -> list[tuple[Leg, Ride]]:
    """Return the legs of an order, for reading alone, each with what its passengers travel."""
    return [(leg, ride_of_leg(leg)) for leg in plain_legs(order.id)]


def set_passengers(
    order: Order, passengers: Sequence[Passenger], rides: Sequence[tuple[Leg, Ride]] | None = None
) -> int:
    """Write who travels and what each pays, by the age on the day of each leg; return the sum in qəpik.

    `rides` are those of the order where they were read already: its legs never change, nor the days of their trips. Raises HoldOver, AlreadyPriced, PassengersWrong with the field of each wrong birth date.
    """
    _ensure_held(order)
    if order.invoice:
        raise AlreadyPriced
    tickets, of = tickets_of(order.id), {leg.id: (leg, ride) for leg, ride in rides or rides_of(order)}
    who = {one.position: passenger for one, passenger in zip(tickets, passengers, strict=False)}
    if len(who) != len({one.position for one in tickets}):
        raise PassengersWrong
    prices = _prices(tickets, of, who)
    for ticket, price in zip(tickets, prices, strict=True):
        passenger = who[ticket.position]
        ticket.rider, ticket.benefit, ticket.basis = price.rider, price.benefit, price.basis
        ticket.qepik, ticket.commission_qepik = price.qepik, price.commission_qepik
        ticket.name, ticket.document, ticket.fin = passenger.name, passenger.document, passenger.fin or None
        ticket.born = passenger.born.isoformat() if passenger.born else None
    db.session().flush()
    return sum(price.qepik for price in prices)


def set_contact(order: Order, email: str | None, phone: str | None) -> None:
    """Write where a guest is told; a party is told as it wishes. Raises HoldOver."""
    _ensure_held(order)
    if order.party_id is None:
        order.email, order.phone, order.language = email or None, phone or None, current_language()


def price_of(order: Order) -> int:
    """Return the sum of an order in qəpik."""
    return sum(one.qepik or 0 for one in tickets_of(order.id))


def is_priced(order: Order) -> bool:
    """Whether every passenger is known and has a price."""
    return all(one.qepik is not None for one in tickets_of(order.id))


def quote(order: Order) -> list[Line]:
    """Return what an order costs, line by line, as its invoice will say it."""
    return lines_for(tickets_of(order.id))


def lines_for(tickets: Sequence[Ticket]) -> list[Line]:
    """Return what the tickets of an order cost, line by line, as its invoice will say it."""
    groups = Counter((one.rider or "", one.qepik or 0, one.basis or "") for one in tickets if one.seat and one.qepik)
    return [Line(_msgid(rider), qepik, many, basis) for (rider, qepik, basis), many in sorted(groups.items())]


def ask_payment(order: Order, actor: Actor) -> str:
    """Open the order's invoice, or find the one that is open; return its public id. Raises HoldOver, PassengersWrong."""
    _ensure_held(order)
    if order.invoice:
        return order.invoice
    tickets = plain_tickets(order.id)
    if not all(one.qepik is not None for one in tickets):
        raise PassengersWrong
    whose: dict[str, Any] = {"party_id": order.party_id} if order.party_id else {"party_id": None, "guest": True}
    due = local(order.held_until).date()
    order.invoice = open_invoice(
        payable=PAYABLE, ref=order.public_id, lines=lines_for(tickets), due_on=due, actor=actor, **whose
    )
    db.session().flush()
    return order.invoice


def receipt_of(order: Order) -> str | None:
    """Return the number of the receipt, None before the payment."""
    found = invoice_of(PAYABLE, order.public_id)
    return found.receipt if found else None


def _ensure_held(order: Order) -> None:
    if order.state != OrderState.HELD or order.held_until <= now():
        raise HoldOver


def _prices(tickets: Sequence[Ticket], rides: dict[int, tuple[Leg, Ride]], who: dict[int, Passenger]) -> list[Price]:
    """Return the price of each ticket. Raises PassengersWrong with the fields that are wrong."""
    wrong: dict[str, Text] = {}
    prices = []
    for ticket in tickets:
        try:
            prices.append(price_of_passenger(ticket, *rides[ticket.leg_id], who[ticket.position]))
        except WrongAge as error:
            wrong[f"born_{ticket.position}"] = error.text
    riders = {one.rider for one in prices}
    if not wrong and Rider.LAP.value in riders and riders <= {Rider.LAP.value, Rider.CHILD.value}:
        wrong[f"born_{tickets[-1].position}"] = NO_ADULT
    if wrong:
        raise PassengersWrong(fields=wrong)
    return prices


def _msgid(rider: str) -> str:
    """Return the line's text as payments keep it: the original, translated when shown."""
    with in_language("az"):
        return str(label_of(rider))
