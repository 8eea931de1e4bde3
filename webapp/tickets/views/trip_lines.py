"""A carrier's trip in a line, and the note that its passengers were looked at."""

from typing import Final

from webapp.audit.api import record_view
from webapp.cabinets.api import Kind, party
from webapp.core.actor import current_actor
from webapp.core.text import Text, _l
from webapp.tickets.queries import sold_on
from webapp.timetable.api import Route, Trip, name_of, stops_of

PURPOSE: Final = _l("Minikdə biletlərin yoxlanılması")


def line_of_route(route: Route) -> str:
    """Return a route's number with its first and last station, in the language of the page."""
    stops = stops_of(route.id)
    return f"{route.number} {name_of(stops[0][1])} – {name_of(stops[-1][1])}"


def keep_look(trip: Trip, purpose: Text = PURPOSE) -> None:
    """Keep that the buyers' data were seen; of passengers for whom another bought no personal number is known."""
    for party_id in sorted({order.party_id for _ticket, _leg, order in sold_on(trip.id) if order.party_id}):
        buyer = party(party_id)
        if buyer.kind == Kind.PERSON:
            record_view(
                actor=current_actor(),
                subject_fin=buyer.number,
                subject_name=buyer.name,
                object_type="bus_trip",
                object_key=trip.number,
                purpose=purpose,
            )
