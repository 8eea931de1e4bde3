"""The ticket as an issued document: what anybody who scans it sees beside its state."""

from typing import Final

from webapp.core.text import Text, _l
from webapp.documents.api import DocumentType, PublicFacts
from webapp.tickets.boarding.printed import TEMPLATE, printed
from webapp.tickets.queries import ride_of_leg, ticket_of_number
from webapp.tickets.services.giving import TICKET
from webapp.timetable.api import name_of
from webapp.ui.filters import moment


def ticket_facts(ref: str) -> PublicFacts:
    """Return the ride, and whether somebody has boarded with this ticket: a copy is noticed. Raises NoSuchTicket."""
    ticket, leg, _order = ticket_of_number(ref)
    ride = ride_of_leg(leg)
    rows: list[tuple[Text, str]] = [
        (_l("Haradan"), name_of(ride.origin)),
        (_l("Haraya"), name_of(ride.target)),
        (_l("Yola düşür"), moment(ride.leaves)),
        (_l("Yer"), str(ticket.seat or "")),
        (_l("Reys"), ride.trip.number),
        (_l("Minikdə yoxlanılıb"), moment(ticket.boarded_at)),
    ]
    return PublicFacts(tone="success", word=_l("Avtobus bileti"), number=ref, rows=tuple(rows))


DOCUMENT: Final = DocumentType(
    TICKET,
    _l("Avtobus bileti"),
    ticket_facts,
    template=TEMPLATE,
    printed=printed,
    icon="ticket",
    colour="info",
    subject_label=_l("Gediş"),
)
