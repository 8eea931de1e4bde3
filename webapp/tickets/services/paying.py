"""Passengers with their prices, the invoice, and what follows when it is paid."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select

from webapp.cabinets.api import party
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.azerbaijani import mask
from webapp.core.clock import local, now
from webapp.core.numbering import next_number
from webapp.core.text import Text, _l, in_language
from webapp.documents import api as documents
from webapp.payments.api import Line, invoice_of, open_invoice
from webapp.tickets.errors import AlreadyPriced, HoldOver, PassengersWrong, SeatsGone
from webapp.tickets.models import Order, Ticket
from webapp.tickets.queries import locked_order, tickets_of
from webapp.tickets.rules import OrderState
from webapp.tickets.services.holding import note
from webapp.timetable.api import NoFare, NoSuchRider, Ride, Rider, fare_on, fares_of, ride_of, rider_of, trip_of

PAYABLE: Final = "tickets.order"
TICKET: Final = "bus_ticket"
SERIES: Final = "bus_ticket"
WHAT: Final = {Rider.ADULT: _l("Avtobus bileti, böyük"), Rider.CHILD: _l("Avtobus bileti, uşaq")}
TOO_OLD: Final = _l("Yersiz yalnız 5 yaşınadək bir uşaq gedir. Doğum tarixini yoxlayın.")
NOT_BORN: Final = _l("Doğum tarixini yoxlayın.")
NO_ADULT: Final = _l("Yersiz uşaq yalnız böyük sərnişinlə gedir.")
NO_FARE: Final = _l("Bu istiqamət üzrə tarif müəyyən edilməyib.")


@dataclass(frozen=True, slots=True)
class Passenger:
    """What was typed of one passenger."""

    name: str
    document: str
    born: date


def ride_of_order(order: Order) -> Ride:
    """Return what the order's passengers travel."""
    return ride_of(trip_of(order.trip_id), order.start_at, order.end_at)


def set_passengers(order: Order, passengers: Sequence[Passenger]) -> int:
    """Write who travels and what each pays, by the ages on the day of departure; return the sum in qəpik.

    Raises HoldOver, AlreadyPriced, PassengersWrong with the field of each wrong birth date.
    """
    _ensure_held(order)
    if order.invoice:
        raise AlreadyPriced
    ride, tickets = ride_of_order(order), tickets_of(order.id)
    wrong: dict[str, Text] = {}
    prices = []
    for ticket, passenger in zip(tickets, passengers, strict=True):
        try:
            prices.append(_price(ticket, passenger, ride))
        except NoSuchRider:
            wrong[f"born_{ticket.position}"] = NOT_BORN if ticket.seat else TOO_OLD
    riders = {rider for rider, _qepik, _basis in prices}
    if not wrong and Rider.LAP in riders and Rider.ADULT not in riders:
        wrong[f"born_{tickets[-1].position}"] = NO_ADULT
    if wrong:
        raise PassengersWrong(fields=wrong)
    for ticket, passenger, (rider, qepik, basis) in zip(tickets, passengers, prices, strict=True):
        ticket.rider, ticket.qepik, ticket.basis = rider, qepik, basis
        ticket.name, ticket.document, ticket.born = passenger.name, passenger.document, passenger.born.isoformat()
    db.session().flush()
    return price_of(order)


def price_of(order: Order) -> int:
    """Return the sum of an order in qəpik."""
    return sum(one.qepik or 0 for one in tickets_of(order.id))


def is_priced(order: Order) -> bool:
    """Whether every passenger is known and has a price."""
    return all(one.name and one.qepik is not None for one in tickets_of(order.id))


def ask_payment(order: Order, actor: Actor) -> str:
    """Open the order's invoice, or find the one that is open; return its public id. Raises HoldOver, PassengersWrong."""
    _ensure_held(order)
    if order.invoice:
        return order.invoice
    if not is_priced(order):
        raise PassengersWrong
    groups = Counter(
        (Rider(one.rider or ""), one.qepik or 0, one.basis or "") for one in tickets_of(order.id) if one.seat
    )
    lines = [Line(_msgid(rider), qepik, many, basis) for (rider, qepik, basis), many in sorted(groups.items())]
    due = local(order.held_until).date()
    order.invoice = open_invoice(
        payable=PAYABLE, ref=order.public_id, party_id=order.party_id, lines=lines, due_on=due, actor=actor
    )
    db.session().flush()
    return order.invoice


def confirm(public_id: str) -> None:
    """Sell the seats of an order that was paid and give its tickets; a second time nothing happens.

    Places are only given free together with the invoice, so that a paid order has them. Raises SeatsGone if not.
    """
    order = locked_order(public_id)
    if order.state == OrderState.PAID:
        return
    if order.state != OrderState.HELD:
        raise SeatsGone
    order.state, order.paid_at = OrderState.PAID, now()
    ride = ride_of_order(order)
    for ticket in tickets_of(order.id):
        _give(ticket, order, ride)
    db.session().flush()
    note("paid", order, SYSTEM, trip=ride.trip.number)


def receipt_of(order: Order) -> str | None:
    """Return the number of the receipt, None before the payment."""
    found = invoice_of(PAYABLE, order.public_id)
    return found.receipt if found else None


def order_of_invoice(ref: str) -> Order | None:
    """Return the order that an invoice is for."""
    return db.session().scalar(select(Order).where(Order.public_id == ref))


def _ensure_held(order: Order) -> None:
    if order.state != OrderState.HELD or order.held_until <= now():
        raise HoldOver


def _price(ticket: Ticket, passenger: Passenger, ride: Ride) -> tuple[Rider, int, str]:
    """Return who the passenger is, the price and its basis. Raises NoSuchRider, PassengersWrong where no fare is set."""
    rider = rider_of(passenger.born, ride.day, seated=ticket.seat is not None)
    try:
        qepik, basis = fare_on(fares_of(ride.route.id), ride.start.zone, ride.end.zone, rider, ride.day)
    except NoFare:
        raise PassengersWrong(NO_FARE) from None
    return rider, qepik, basis


def _give(ticket: Ticket, order: Order, ride: Ride) -> None:
    day = ride.day
    ticket.number = f"AB-{day.year}-{next_number(SERIES, day.year):07d}"
    seat = f"yer {ticket.seat}" if ticket.seat else "yersiz uşaq"
    way = f"{ride.origin.name_az} – {ride.target.name_az}"
    ticket.token = documents.issue(
        TICKET,
        ticket.number,
        number=ticket.number,
        holder_party_id=order.party_id,
        holder=party(order.party_id).name,
        subject=f"{way}, {local(ride.leaves):%d.%m.%Y %H:%M}, {seat}",
        title=_l("Avtobus bileti"),
        valid_from=local(now()).date(),
        valid_to=local(ride.arrives).date(),
        actor=SYSTEM,
        extra=(
            (_l("Sərnişin"), ticket.name or ""),
            (_l("Şəxsiyyət sənədi"), mask(ticket.document or "")),
            (_l("Avtobus"), ride.trip.plate),
            (_l("Reys"), ride.trip.number),
        ),
    )


def _msgid(rider: Rider) -> str:
    """Return the line's text as payments keep it: the original, translated when shown."""
    with in_language("az"):
        return str(WHAT[rider])
