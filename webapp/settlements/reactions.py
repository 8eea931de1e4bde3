"""What follows from others' facts: what was sold or ended is booked by a job, so that no sale waits for it or fails with it."""

from typing import Final

from webapp.core.bus import on
from webapp.settlements.jobs import book
from webapp.tickets.api import ticket
from webapp.tickets.events import TicketEnded, TicketsSold


@on(TicketsSold)
def book_the_sale(fact: TicketsSold) -> None:
    """Let the sale be booked."""
    book.defer(order=fact.order)


@on(TicketEnded)
def book_the_end(fact: TicketEnded) -> None:
    """Let the end be booked."""
    order = ticket(fact.number).order
    book.defer(once=order, order=order)


REACTIONS: Final = (book_the_sale, book_the_end)
