"""What follows from payments and from the timetable."""

from typing import Final

from webapp.core.bus import on
from webapp.payments.events import InvoiceLapsed, InvoicePaid
from webapp.tickets.changing.exchanging import PAYABLE
from webapp.tickets.changing.faults import orders_on
from webapp.tickets.changing.finishing import finish_paid, lapsed
from webapp.tickets.changing.jobs import release_order, tell_of_delay
from webapp.tickets.changing.seating import Bus
from webapp.tickets.changing.swapping import swap
from webapp.timetable.api import trip_by_number
from webapp.timetable.events import TripCancelled, TripChanged, TripDelayed


@on(InvoicePaid)
def exchange_what_was_paid(fact: InvoicePaid) -> None:
    """Finish an exchange that cost more."""
    if fact.payable == PAYABLE:
        finish_paid(fact.ref)


@on(InvoiceLapsed)
def give_the_exchange_up(fact: InvoiceLapsed) -> None:
    """Free the new seats: nothing can pay for them any more."""
    if fact.payable == PAYABLE:
        lapsed(fact.ref)


@on(TripCancelled)
def give_everybody_the_money_back(fact: TripCancelled) -> None:
    """Queue a job for each order with seats of the trip."""
    for order in orders_on(trip_by_number(fact.trip_number).id):
        release_order.defer(once=f"{fact.trip_number}:{order}", order=order, trip=fact.trip_number)


@on(TripDelayed)
def tell_everybody_of_the_delay(fact: TripDelayed) -> None:
    """Queue a job for each order with seats of the trip; what the rules give is read when it is asked for."""
    for order in orders_on(trip_by_number(fact.trip_number).id):
        tell_of_delay.defer(once=f"delay:{fact.trip_number}:{order}", order=order, trip=fact.trip_number)


@on(TripChanged)
def seat_everybody_anew(fact: TripChanged) -> None:
    """Move who sat on the former bus to the new one."""
    swap(trip_by_number(fact.trip_number), fact.was_plate, Bus(fact.was_seats, fact.was_layout))


REACTIONS: Final = (
    exchange_what_was_paid,
    give_the_exchange_up,
    give_everybody_the_money_back,
    tell_everybody_of_the_delay,
    seat_everybody_anew,
)
