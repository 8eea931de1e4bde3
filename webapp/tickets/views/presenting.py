"""What the pages show of a ride, its seats and its passengers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webapp.core.azerbaijani import mask
from webapp.core.clock import now
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.rules import OrderState
from webapp.tickets.wording import STATES, TICKET_STATES
from webapp.timetable.api import RIDERS, Ride, name_of, seat_plan


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of the map."""

    number: int
    window: bool
    free: bool
    chosen: bool


def seat_rows(ride: Ride, taken: set[int], chosen: set[int]) -> list[tuple[list[Seat], list[Seat]]]:
    """Return the map: rows from the front, seats left and right of the aisle; those at its ends are at the window."""
    rows = []
    for left, right in seat_plan(ride.trip.seats, ride.trip.layout):
        sides = [
            [Seat(seat, seat == window, seat not in taken, seat in chosen) for seat in side]
            for side, window in ((left, left[0]), (right, right[-1] if right else 0))
        ]
        rows.append((sides[0], sides[1]))
    return rows


def state_of(order: Order) -> tuple[Any, str]:
    """Return the order's state in a word with its tone: one whose time is over reads so before anybody tidied it."""
    over = order.state == OrderState.HELD and order.held_until <= now() and not order.invoice
    return STATES["lapsed" if over else order.state]


def passenger_line(ticket: Ticket) -> dict[str, Any]:
    """Return a passenger as lists show it, with the document's middle hidden."""
    return {
        "ticket": ticket,
        "name": ticket.name or "",
        "rider": RIDERS.get(ticket.rider or "", ""),
        "document": mask(ticket.document or ""),
        "state": TICKET_STATES.get(ticket.state, ""),
    }


def leg_lines(rides: Sequence[tuple[Leg, Ride]], tickets: Sequence[Ticket]) -> list[dict[str, Any]]:
    """Return the legs of an order as its page shows them, each with its tickets; without those on which nobody travels."""
    lines = []
    for leg, ride in rides:
        mine = [passenger_line(one) for one in tickets if one.leg_id == leg.id]
        if mine:
            lines.append({"leg": leg, "ride": ride, "way": way_of(ride), "tickets": mine})
    return lines


def way_of(ride: Ride) -> str:
    """Return from where to where, in the language of the page."""
    return f"{name_of(ride.origin)} – {name_of(ride.target)}"
