"""The ticket itself: its number and its document."""

from typing import Final

from webapp.cabinets.api import party
from webapp.core.actor import SYSTEM
from webapp.core.azerbaijani import mask
from webapp.core.clock import local, now
from webapp.core.numbering import next_number
from webapp.core.text import _l
from webapp.documents import api as documents
from webapp.tickets.models import Order, Ticket
from webapp.timetable.api import Ride

TICKET: Final = "bus_ticket"
SERIES: Final = "bus_ticket"


def give(ticket: Ticket, order: Order, ride: Ride, *, replaces: str | None = None) -> None:
    """Give a paid ticket its number and document; `replaces` is the token of the one in whose place it comes."""
    ticket.number, ticket.token = issue_for(ticket, order, ride, replaces=replaces)


def issue_for(ticket: Ticket, order: Order, ride: Ride, *, replaces: str | None = None) -> tuple[str, str]:
    """Issue the document of a paid ticket, read as it may be; return the ticket's number and the document's token."""
    day = ride.day
    number = f"AB-{day.year}-{next_number(SERIES, day.year):07d}"
    seat = f"yer {ticket.seat}" if ticket.seat else "yersiz uşaq"
    way = f"{ride.origin.name_az} – {ride.target.name_az}"
    holder = party(order.party_id).name if order.party_id else ticket.name or ""
    token = documents.issue(
        TICKET,
        number,
        number=number,
        holder_party_id=order.party_id,
        holder=holder or "Adsız sərnişin",
        subject=f"{way}, {local(ride.leaves):%d.%m.%Y %H:%M}, {seat}",
        title=_l("Avtobus bileti"),
        valid_from=min(local(now()).date(), local(ride.arrives).date()),
        valid_to=local(ride.arrives).date(),
        actor=SYSTEM,
        replaces=replaces,
        extra=(
            (_l("Sərnişin"), ticket.name or ""),
            (_l("Şəxsiyyət sənədi"), mask(ticket.document or "")),
            (_l("Avtobus"), ride.trip.plate),
            (_l("Reys"), ride.trip.number),
        ),
    )
    return number, token
