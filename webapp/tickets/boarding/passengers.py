"""A ticket's code, and what a device at the door takes along for a trip: who has a seat, what a late sale costs."""

import base64
import hmac
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.azerbaijani import upper
from webapp.core.clock import now
from webapp.core.crypto import key_for
from webapp.core.errors import Unavailable
from webapp.tickets.boarding.code import NAMED, RETURNS, Contents, packed, short_name, written
from webapp.tickets.boarding.keys import Signer, signer
from webapp.tickets.boarding.published import endings_as_json, keys_as_json
from webapp.tickets.models import Leg, Order, Place, Ticket
from webapp.tickets.queries import keeps, ride_of_leg, sold_on
from webapp.tickets.rules import TicketState
from webapp.timetable.api import NoFare as NoSuchFare
from webapp.timetable.api import Ride, Rider, Trip, fare_on, fares_of, name_of, ride_of, stops_of

LATE: Final = timedelta(hours=2)  # a bus may come later than its timetable says
MARK_BYTES: Final = 6
CARRIER: Final = 0xFFFF
LAP: Final = 0
BACK: Final = 2  # the number of the leg that leads back


def code_of(ticket: Ticket, leg: Leg, ride: Ride) -> str | None:
    """Return the text for the ticket's QR, signed by the key in use; None while there is no key at all."""
    try:
        key = signer()
    except Unavailable:
        return None
    payload = packed(contents_of(ticket, leg, ride, key))
    return written(payload, key.sign(payload))


def contents_of(ticket: Ticket, leg: Leg, ride: Ride, key: Signer) -> Contents:
    """Return what the code of a ticket says."""
    return Contents(
        key_id=key.number,
        ticket=ticket.id,
        trip=ride.trip.id,
        departs_at=ride.leaves,
        valid_until=ride.arrives + ride.trip.delay + LATE,
        start=ride.origin.id,
        end=ride.target.id,
        seat=ticket.seat or LAP,
        rider=ticket.rider or "adult",
        flags=(NAMED if ticket.name else 0) | (RETURNS if leg.number == BACK else 0),
        issue=ticket.issue_no,
        carrier=ride.route.party_id & CARRIER,
        document=document_mark(ride.trip.id, ticket.document or ""),
        name=short_name(ticket.name or ""),
    )


def document_key(trip_id: int) -> bytes:
    """Return the key of a trip's document marks: only devices of that trip can try a document against a code."""
    return hmac.digest(key_for("door-document"), str(trip_id).encode(), "sha256")


def document_mark(trip_id: int, document: str) -> bytes:
    """Return six bytes by which a device knows the document that the passenger shows; zeros without one."""
    plain = "".join(upper(document).split())
    if not plain:
        return bytes(MARK_BYTES)
    return hmac.new(document_key(trip_id), plain.encode(), sha256).digest()[:MARK_BYTES]


def trip_file(trip: Trip) -> dict[str, Any]:
    """Return what a device keeps to check the passengers of a trip without a network: names shortened, no documents."""
    stops = stops_of(trip.route_id)
    rides: dict[tuple[int, int], Ride] = {}
    tickets = []
    for ticket, leg, order in sold_on(trip.id):
        place = (leg.start_at, leg.end_at)
        rides.setdefault(place, ride_of_leg(leg))
        tickets.append(_line(ticket, order, rides[place]))
    return {
        "trip": {
            "id": trip.id,
            "number": trip.number,
            "day": trip.day.isoformat(),
            "departs_at": trip.departs_at.isoformat(),
            "delay_minutes": trip.delay_minutes,
            "seats": trip.seats,
            "plate": trip.plate,
        },
        "stops": [{"id": one.id, "position": stop.position, "name": name_of(one)} for stop, one in stops],
        "tickets": tickets,
        "unplaced": [ticket.id for ticket, _leg, _order in sold_on(trip.id, TicketState.UNPLACED)],
        "taken": _taken(trip),
        "fares": _fares(trip),
        "document_key": base64.b64encode(document_key(trip.id)).decode(),
        "keys": keys_as_json(),
        "endings": endings_as_json(None),
        "made_at": now().isoformat(),
    }


def _line(ticket: Ticket, order: Order, ride: Ride) -> dict[str, Any]:
    return {
        "id": ticket.id,
        "number": ticket.number,
        "issue": ticket.issue_no,
        "seat": ticket.seat or LAP,
        "name": short_name(ticket.name or ""),
        "rider": ticket.rider,
        "from": ride.origin.id,
        "to": ride.target.id,
        "channel": order.channel,
        "boarded_at": ticket.boarded_at.isoformat() if ticket.boarded_at else None,
    }


def _taken(trip: Trip) -> list[list[int]]:
    """Return seat and piece of the way of all that is kept now: the rest may be sold on board."""
    query = select(Place.seat, Place.segment).join(Ticket, Ticket.id == Place.ticket_id)
    query = query.join(Order, Order.id == Ticket.order_id).where(Place.trip_id == trip.id, keeps(now()))
    return [[row.seat, row.segment] for row in db.session().execute(query.order_by(Place.seat, Place.segment))]


def _fares(trip: Trip) -> list[dict[str, Any]]:
    """Return the prices of the day between each two stops, for who has a seat."""
    rows, stops, found = fares_of(trip.route_id), stops_of(trip.route_id), []
    for start, _here in stops:
        for end, _there in stops:
            if start.position >= end.position:
                continue
            ride = ride_of(trip, start.position, end.position)
            for rider in (Rider.ADULT, Rider.CHILD):
                try:
                    qepik, _basis = fare_on(rows, start.zone, end.zone, rider, ride.day)
                except NoSuchFare:
                    continue
                found.append({"start": start.position, "end": end.position, "rider": rider.value, "qepik": qepik})
    return found
