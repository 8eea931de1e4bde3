"""What follows from payments: tickets for a paid order, free seats for an invoice that will not be paid."""

from collections.abc import Sequence
from typing import Final

from webapp.core.bus import on
from webapp.core.kept import versions_once
from webapp.core.text import in_language
from webapp.payments.events import InvoiceLapsed, InvoicePaid
from webapp.tickets.changing.telling import tell
from webapp.tickets.events import HoldLapsed, SeatsFreed, TicketsSold
from webapp.tickets.jobs import offer_seats
from webapp.tickets.models import Leg, Order
from webapp.tickets.queries import locked_order, plain_legs, plain_order_and_legs, ride_of_leg
from webapp.tickets.rules import Channel
from webapp.tickets.services.confirming import confirm
from webapp.tickets.services.paying import PAYABLE
from webapp.tickets.services.places import let_lapse
from webapp.tickets.services.waiting import somebody_waits
from webapp.timetable.api import name_of
from webapp.ui.filters import moment


@on(InvoicePaid)
def give_the_tickets(fact: InvoicePaid) -> None:
    """Sell the seats for good."""
    if fact.payable == PAYABLE:
        with versions_once():
            confirm(fact.ref)


@on(InvoiceLapsed)
def free_the_seats(fact: InvoiceLapsed) -> None:
    """Give the seats free: nothing can pay for them any more."""
    if fact.payable == PAYABLE:
        let_lapse(fact.ref, while_paying=True)


@on(SeatsFreed)
def offer_to_who_waits(fact: SeatsFreed) -> None:
    """Offer the seats by a job, when somebody waits for this trip."""
    if somebody_waits(fact.trip_id):
        offer_seats.defer(trip_id=fact.trip_id)


@on(TicketsSold)
def tell_of_the_tickets(fact: TicketsSold) -> None:
    """Send the buyer the way to the tickets, with the rides for a calendar; who bought at a till has them on paper."""
    if fact.channel == Channel.WEB:
        order, legs = plain_order_and_legs(fact.order)
        tell(order, "tickets.sold", ride=_ride(order, legs), numbers=", ".join(fact.ticket_numbers), sold=fact.order)


@on(HoldLapsed)
def tell_who_was_paying(fact: HoldLapsed) -> None:
    """Say that the seats are gone and money that still comes goes back."""
    order = locked_order(fact.order)
    tell(order, "tickets.lapsed", ride=_ride(order, plain_legs(order.id)))


def _ride(order: Order, legs: Sequence[Leg]) -> str:
    """Return the first ride in the language in which the order was made: a payment is told in nobody's."""
    ride = ride_of_leg(legs[0])
    with in_language(order.language):
        return f"{name_of(ride.origin)} – {name_of(ride.target)}, {moment(ride.leaves)}"


REACTIONS: Final = (
    give_the_tickets,
    free_the_seats,
    offer_to_who_waits,
    tell_of_the_tickets,
    tell_who_was_paying,
)
