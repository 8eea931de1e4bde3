"""What the pages show of a ride, its seats and its passengers."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from webapp.core.azerbaijani import mask
from webapp.core.clock import now
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.rules import LIVE, OrderState, TicketState
from webapp.tickets.wording import STATES, TICKET_STATES
from webapp.timetable.api import RIDERS, Ride, name_of, seat_plan

CARRIED: Final = LIVE | {TicketState.HELD}


class Seat(NamedTuple):
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


def state_of(order: Order, tickets: Sequence[Ticket] = ()) -> tuple[Any, str]:
    """Return the order's state in a word with its tone: one whose time is over reads so before anybody tidied it.

    One whose tickets were all given back (`tickets`) reads so too.
    """
    if order.state == OrderState.PAID and tickets and not _carries(tickets):
        return TICKET_STATES[TicketState.REFUNDED], "neutral"
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


def travelled(order: Order, rides: Sequence[tuple[Leg, Ride]], tickets: Sequence[Ticket]) -> list[tuple[Leg, Ride]]:
    """Return the legs on which somebody travels, by departure: not those that were exchanged, given back, or not paid yet.

    Of an order that carries nobody any more, all that it was for.
    """
    states = LIVE if order.state == OrderState.PAID else {TicketState.HELD}
    legs = {one.leg_id for one in tickets if one.state in states} or {one.leg_id for one in tickets if one.number}
    mine = [(leg, ride) for leg, ride in rides if leg.id in (legs or {one.leg_id for one in tickets})]
    return sorted(mine, key=lambda one: one[1].leaves)


def leads_back(out: Ride, ride: Ride) -> bool:
    """Whether a ride goes back from where the way out ends to where it begins."""
    return (ride.origin.id, ride.target.id) == (out.target.id, out.origin.id)


def leg_lines(rides: Sequence[tuple[Leg, Ride]], tickets: Sequence[Ticket]) -> list[dict[str, Any]]:
    """Return the legs of an order as its page shows them, each with its tickets; without those on which nobody travels."""
    lines = []
    for leg, ride in rides:
        theirs = sorted((one for one in tickets if one.leg_id == leg.id), key=lambda one: one.state not in CARRIED)
        mine = [passenger_line(one) for one in theirs]
        if mine:
            back = leads_back(rides[0][1], ride)
            lines.append({"leg": leg, "ride": ride, "way": way_of(ride), "back": back, "tickets": mine})
    return lines


def way_of(ride: Ride) -> str:
    """Return from where to where, in the language of the page."""
    return f"{name_of(ride.origin)} – {name_of(ride.target)}"


def order_line(order: Order, rides: Sequence[tuple[Leg, Ride]], tickets: Sequence[Ticket]) -> dict[str, Any]:
    """Return an order as the list shows it; `until` is when its last ride ends, None when nobody travels."""
    mine = travelled(order, rides, tickets)
    first, last = mine[0][1], mine[-1][1]
    outward = {leg.id for leg, ride in mine if not leads_back(first, ride)}
    over = order.state == OrderState.PAID and not _carries(tickets)
    return {
        "order": order,
        "ride": first,
        "way": way_of(first),
        "both": leads_back(first, last),
        "state": state_of(order, tickets),
        "passengers": sum(1 for one in tickets if one.leg_id in outward and (over or one.state in CARRIED)),
        "until": None if over else last.arrives,
    }


def _carries(tickets: Sequence[Ticket]) -> bool:
    return any(one.state in LIVE for one in tickets)
