"""Money for the difference of an exchange that came after its ten minutes: honoured while the new seats are still free."""

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.core.transaction import savepoint
from webapp.tickets.changing.choosing import change_by, ensure_live, waiting_of
from webapp.tickets.changing.errors import Ended, Travelled
from webapp.tickets.changing.finishing import locked_change, pairs_of
from webapp.tickets.changing.models import Change
from webapp.tickets.changing.reissuing import claims_of
from webapp.tickets.errors import NoSuchSeat, SeatTaken, TripNotRun
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.queries import ride_of_leg
from webapp.tickets.rules import PAYING_GRACE, TicketState
from webapp.tickets.services.journal import note
from webapp.tickets.services.places import bounded_wait, take
from webapp.timetable.api import locked_trip, sale_is_open


def take_late(public_id: str, invoice: str) -> bool:
    """Whether an exchange still has its new seats for money that came late: it keeps them, or takes them anew.

    Not when the passenger gave it up, the old tickets were used, a seat is taken, the sale is closed. Raises SeatsBusy.
    """
    known = change_by(public_id)
    if known is None or known.invoice != invoice:
        return False
    with bounded_wait():
        for trip_id in sorted({leg.trip_id for _new, leg in _seats(known)}):
            locked_trip(trip_id, share=True)  # trips are locked before orders, everywhere
        change, order = locked_change(public_id)
        return change.state == "waiting" or (_lapsed(change, order) and _taken_anew(change, order))


def _lapsed(change: Change, order: Order) -> bool:
    """Whether the time ended it, not the passenger or another bus, and no other exchange waits now."""
    over = change.until is not None and change.ended_at is not None and change.ended_at >= change.until
    return change.state == "given_up" and over and waiting_of(order.id) is None


def _taken_anew(change: Change, order: Order) -> bool:
    seats = _seats(change)
    rides = [ride_of_leg(leg) for _new, leg in seats]
    if not all(sale_is_open(ride.leaves, ride.origin.closes_minutes, now()) for ride in rides):
        return False
    try:
        with savepoint():
            ensure_live([old for old, _new, _line in pairs_of(change)])
            take(claims_of(seats))
    except (Ended, Travelled, SeatTaken, NoSuchSeat, TripNotRun):
        return False
    for new, _leg in seats:
        new.state = TicketState.HELD
    change.state, change.ended_at, change.until = "waiting", None, now() + PAYING_GRACE
    order.held_until = change.until
    db.session().flush()
    note("taken_anew", order, SYSTEM, change=change.public_id)
    return True


def _seats(change: Change) -> list[tuple[Ticket, Leg]]:
    return [(new, db.session().get_one(Leg, new.leg_id)) for _old, new, _line in pairs_of(change)]
