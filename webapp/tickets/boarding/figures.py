"""What a carrier sees of its own routes: how a trip went at the door, and its tickets sold, used, given back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select

from webapp.core import db
from webapp.core.clock import local, now
from webapp.core.csv_text import csv_text
from webapp.tickets.boarding.models import DoorCount, DoorDevice, DoorSale, DoorScan
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.queries import sold_on
from webapp.tickets.rules import TicketState
from webapp.timetable.api import Trip, carrier_trips

MOST_DAYS: Final = 92
SHOWN: Final = 200
USED: Final = "used"  # a paid ticket whose passenger boarded


@dataclass(frozen=True, slots=True)
class TripFigures:
    """A trip in numbers; `missing` did not come, known once the bus has left. `counted` is what the driver confirmed."""

    sold: int
    boarded: int
    missing: int
    counted: int | None
    counted_at: datetime | None
    conflicts: Sequence[Any]
    sales: Sequence[DoorSale]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tickets are asked for: days of the trips, a route's number, a state or all ("used" is paid and boarded)."""

    first: date
    last: date
    route: str = ""
    state: str = ""


def figures_of(trip: Trip) -> TripFigures:
    """Return how a trip went at the door."""
    tickets = [row[0] for row in sold_on(trip.id)]
    boarded = sum(one.boarded_at is not None for one in tickets)
    last = select(DoorCount).where(DoorCount.trip_id == trip.id).order_by(DoorCount.counted_at.desc()).limit(1)
    counted = db.session().scalar(last)
    clashes = select(DoorScan, DoorDevice.name, DoorDevice.person, Ticket.number, Ticket.seat)
    clashes = clashes.join(DoorDevice, DoorDevice.id == DoorScan.device_id)
    clashes = clashes.outerjoin(Ticket, Ticket.id == DoorScan.ticket_id)
    clashes = clashes.where(DoorScan.trip_id == trip.id, DoorScan.conflict.is_not(None)).order_by(DoorScan.scanned_at)
    sales = select(DoorSale).where(DoorSale.trip_id == trip.id).order_by(DoorSale.sold_at)
    return TripFigures(
        sold=len(tickets),
        boarded=boarded,
        missing=len(tickets) - boarded if trip.departs_at <= now() else 0,
        counted=counted.counted if counted else None,
        counted_at=counted.counted_at if counted else None,
        conflicts=db.session().execute(clashes.limit(SHOWN)).all(),
        sales=db.session().scalars(sales.limit(SHOWN)).all(),
    )


def tickets_sold(party_id: int, wanted: Wanted, *, limit: int | None = SHOWN) -> list[tuple[Any, Trip, str]]:
    """Return the tickets of a carrier's own routes, newest trip first, with trip and state; nobody's name is read."""
    trips = _trips(party_id, wanted)
    columns = (Ticket.number, Ticket.seat, Ticket.rider, Ticket.qepik, Ticket.state, Ticket.boarded_at)
    query = select(*columns, Leg.trip_id, Order.channel, Order.paid_at).join(Leg, Leg.id == Ticket.leg_id)
    query = query.join(Order, Order.id == Ticket.order_id).where(*_asked(trips, wanted))
    query = query.order_by(Leg.trip_id.desc(), Ticket.id)
    rows = db.session().execute(query.limit(limit) if limit else query).all()
    return [(row, trips[row.trip_id], USED if _is_used(row) else row.state) for row in rows]


def totals(party_id: int, wanted: Wanted) -> dict[str, tuple[int, int]]:
    """Return how many tickets stand in each state and what they cost in qəpik, under the same filters."""
    boarded = Ticket.boarded_at.is_not(None)
    query = select(Ticket.state, boarded, func.count(), func.coalesce(func.sum(Ticket.qepik), 0))
    query = query.join(Leg, Leg.id == Ticket.leg_id).where(*_asked(_trips(party_id, wanted), wanted))
    found: dict[str, tuple[int, int]] = {}
    for state, is_boarded, many, qepik in db.session().execute(query.group_by(Ticket.state, boarded)):
        name = USED if state == TicketState.PAID and is_boarded else str(state)
        before = found.get(name, (0, 0))
        found[name] = (before[0] + many, before[1] + int(qepik or 0))
    return found


def as_csv(rows: Sequence[tuple[Any, Trip, str]]) -> str:
    """Return the tickets as CSV (RFC 4180): money as decimal manat, instants as in Baku."""
    head = ("trip", "ticket", "seat", "rider", "state", "price_azn", "channel", "departs_at", "sold_at", "boarded_at")
    written: list[Sequence[object]] = [head]
    for row, trip, state in rows:
        price = f"{(row.qepik or 0) // 100}.{(row.qepik or 0) % 100:02d}"
        instants = (_baku(trip.departs_at), _baku(row.paid_at), _baku(row.boarded_at))
        written.append([trip.number, row.number, row.seat, row.rider, state, price, row.channel, *instants])
    return csv_text(written, mark=False)


def _asked(trips: dict[int, Trip], wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Leg.trip_id.in_(trips), Ticket.number.is_not(None)]
    if wanted.state in {USED, TicketState.PAID.value}:
        boarded = Ticket.boarded_at.is_not(None) if wanted.state == USED else Ticket.boarded_at.is_(None)
        return [*found, Ticket.state == TicketState.PAID, boarded]
    return [*found, Ticket.state == wanted.state] if wanted.state else found


def _trips(party_id: int, wanted: Wanted) -> dict[int, Trip]:
    found = {}
    for ordinal in range(
        wanted.first.toordinal(), min(wanted.last.toordinal(), wanted.first.toordinal() + MOST_DAYS) + 1
    ):
        for trip, route in carrier_trips(party_id, date.fromordinal(ordinal)):
            if not wanted.route or route.number == wanted.route:
                found[trip.id] = trip
    return found


def _is_used(row: Any) -> bool:
    return row.state == TicketState.PAID and row.boarded_at is not None


def _baku(instant: datetime | None) -> str:
    return f"{local(instant):%Y-%m-%d %H:%M}" if instant else ""
