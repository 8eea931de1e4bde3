"""What follows from payments: tickets for a paid order, free seats for an invoice that will not be paid."""

from typing import Final

from webapp.core.bus import on
from webapp.payments.events import InvoiceLapsed, InvoicePaid
from webapp.tickets.events import SeatsFreed
from webapp.tickets.jobs import offer_seats
from webapp.tickets.services.paying import PAYABLE, confirm
from webapp.tickets.services.places import let_lapse
from webapp.tickets.services.waiting import somebody_waits


@on(InvoicePaid)
def give_the_tickets(fact: InvoicePaid) -> None:
    """Sell the seats for good."""
    if fact.payable == PAYABLE:
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


REACTIONS: Final = (give_the_tickets, free_the_seats, offer_to_who_waits)
