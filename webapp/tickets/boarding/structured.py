"""A ticket in schema.org's words (BusReservation): a mail that carries it shows the ride before it is opened."""

from typing import Any, Final

from webapp.tickets.boarding.held import Held
from webapp.tickets.rules import TicketState
from webapp.timetable.api import Station

STATES: Final = {TicketState.PAID.value: "ReservationConfirmed", TicketState.HELD.value: "ReservationPending"}
ENDED: Final = "ReservationCancelled"


def reservation_jsonld(one: Held) -> dict[str, Any]:
    """Return the ticket as JSON-LD (schema.org/BusReservation), without the passenger's document."""
    ride = one.ride
    return {
        "@context": "https://schema.org",
        "@type": "BusReservation",
        "reservationNumber": one.ticket.number,
        "reservationStatus": f"https://schema.org/{STATES.get(one.ticket.state, ENDED)}",
        "underName": {"@type": "Person", "name": one.ticket.name or ""},
        "totalPrice": f"{(one.ticket.qepik or 0) / 100:.2f}",
        "priceCurrency": "AZN",
        "reservationFor": {
            "@type": "BusTrip",
            "busNumber": ride.route.number,
            "busName": ride.trip.number,
            "departureBusStop": _stop(ride.origin),
            "departureTime": ride.leaves.isoformat(),
            "arrivalBusStop": _stop(ride.target),
            "arrivalTime": ride.arrives.isoformat(),
            "provider": {"@type": "Organization", "name": one.carrier},
        },
        "reservedTicket": {
            "@type": "Ticket",
            "ticketNumber": one.ticket.number,
            "ticketToken": f"qrCode:{one.code}" if one.code else None,
            "ticketedSeat": {"@type": "Seat", "seatNumber": one.seat},
        },
    }


def _stop(station: Station) -> dict[str, str]:
    return {"@type": "BusStop", "name": station.name_az, "identifier": station.code}
