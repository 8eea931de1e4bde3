"""A ticket as an inspector meets it in a bus: by its number or the code of its QR. Whose it is, for which ride, how it stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.text import Text, _l
from webapp.tickets.boarding.code import Forged, NotATicket, UnknownKey, read
from webapp.tickets.boarding.held import held
from webapp.tickets.boarding.keys import known_points
from webapp.tickets.errors import NoSuchTicket
from webapp.tickets.models import Ticket
from webapp.tickets.rules import TicketState
from webapp.tickets.wording import TICKET_STATES
from webapp.timetable.api import name_of

ON_THE_ROAD: Final[dict[str, tuple[Text, str]]] = {
    TicketState.HELD: (_l("Ödənilməyib"), "danger"),
    TicketState.PAID: (_l("Qüvvədədir"), "success"),
    **{state: (words, "danger") for state, words in TICKET_STATES.items()},
}
CODE: Final = "KT1:"
LONGEST: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadTicket:
    """What an inspector is told of a ticket."""

    number: str
    word: Text
    tone: str
    in_force: bool
    name: str
    seat: str
    origin: str
    target: str
    leaves: datetime
    carrier: str
    carrier_party_id: int
    plate: str
    boarded_at: datetime | None


def met(typed: str) -> RoadTicket | None:
    """Return the ticket with this number, or whose code was scanned; None when there is none or the code is not ours."""
    number = _number_in(typed) if typed.startswith(CODE) else "".join(typed.split()).upper()
    try:
        found = held(number) if number else None
    except NoSuchTicket:
        return None
    if found is None:
        return None
    ticket, ride = found.ticket, found.ride
    word, tone = ON_THE_ROAD[ticket.state]
    return RoadTicket(
        number=number,
        word=word,
        tone=tone,
        in_force=ticket.state == TicketState.PAID,
        name=ticket.name or "",
        seat=found.seat,
        origin=name_of(ride.origin),
        target=name_of(ride.target),
        leaves=ride.leaves,
        carrier=found.carrier,
        carrier_party_id=ride.route.party_id,
        plate=ride.trip.plate or "",
        boarded_at=ticket.boarded_at,
    )


def _number_in(code: str) -> str:
    """Return the number of the ticket that a code of ours names in its newest issue, empty for any other."""
    if len(code) > LONGEST:
        return ""
    try:
        said = read(code, known_points())
    except (NotATicket, UnknownKey, Forged):
        return ""
    row = db.session().scalar(select(Ticket).where(Ticket.id == said.ticket, Ticket.issue_no == said.issue))
    return (row.number or "") if row is not None else ""
