"""The ticket as an issued document: what anybody who scans it sees beside its state."""

from typing import Final

from webapp.core.text import Text, _l
from webapp.documents.api import DocumentType, PublicFacts
from webapp.tickets.queries import ticket_of_number
from webapp.tickets.services.paying import TICKET
from webapp.timetable.api import ride_of, trip_of
from webapp.ui.filters import moment


def ticket_facts(ref: str) -> PublicFacts:
    """Return the ride, and whether somebody has boarded with this ticket: a copy is noticed. Raises NoSuchTicket."""
    ticket, order = ticket_of_number(ref)
    trip = trip_of(order.trip_id)
    ride = ride_of(trip, order.start_at, order.end_at)
    rows: list[tuple[Text, str]] = [
        (_l("Haradan"), ride.origin.name_az),
        (_l("Haraya"), ride.target.name_az),
        (_l("Yola düşür"), moment(ride.leaves)),
        (_l("Yer"), str(ticket.seat or "")),
        (_l("Reys"), trip.number),
        (_l("Minikdə yoxlanılıb"), moment(ticket.boarded_at)),
    ]
    return PublicFacts(tone="success", word=_l("Avtobus bileti"), number=ref, rows=tuple(rows))


DOCUMENT: Final = DocumentType(
    TICKET,
    _l("Avtobus bileti"),
    ticket_facts,
    icon="ticket",
    colour="info",
    subject_label=_l("Gediş"),
)
