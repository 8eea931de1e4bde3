"""The one place where seats are taken and freed, whoever asks: a buyer, a till, an exchange, a swap of the bus.

Nothing else writes `bus_places`. Locks of the room are taken in this order: trips (shared here, exclusive for a swap),
invoices, orders, places by their key; nobody waits longer than three seconds.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.exc import OperationalError

from webapp.audit.api import put_back, taken
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.statements import Statement
from webapp.core.transaction import savepoint
from webapp.payments.api import cancel_invoice, invoice
from webapp.payments.errors import NotPayable, PaymentUnderWay
from webapp.tickets.errors import NoSuchSeat, SeatsBusy, SeatTaken, TripNotRun
from webapp.tickets.events import HoldLapsed, SeatsFreed
from webapp.tickets.models import Order, Place, Ticket
from webapp.tickets.queries import locked_order
from webapp.tickets.rules import OrderState, TicketState
from webapp.tickets.services.journal import note
from webapp.timetable.api import locked_trip, segments

BUSY: Final = frozenset({"55P03", "40P01"})  # lock_not_available, deadlock_detected
WAIT: Final = text("SET LOCAL lock_timeout = '3s'")
USUAL: Final = text("SET LOCAL lock_timeout TO DEFAULT")
_bounded: Final[ContextVar[bool]] = ContextVar("tickets_bounded_wait", default=False)
HOLD: Final = Statement(select(func.bus_hold(bindparam("fresh", type_=JSONB)).label("said")))
NOTED: Final = Statement(
    select(func.bus_hold_noted(bindparam("fresh", type_=JSONB), bindparam("entries", type_=JSONB)).label("said"))
)
REMEMBERED: Final = Statement(
    select(func.bus_hold_remembered(bindparam("fresh", type_=JSONB), bindparam("entries", type_=JSONB)).label("said"))
)
HELD: Final = "held"
REFUSALS: Final = {"taken": SeatTaken, "no_such_seat": NoSuchSeat, "not_run": TripNotRun, "busy": SeatsBusy}
OVER: Final = "Yerlərin saxlanma müddəti bitib"


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """A seat of a trip from one stop to another, for a ticket."""

    trip_id: int
    seat: int
    start_at: int
    end_at: int
    ticket_id: int


def hold_seats(fresh: dict[str, Any], keep_note: Callable[[], None], *, last: bool = False) -> None:
    """Open an order with its legs and tickets and take all seats, or none, in one call of the database (`bus_hold`).

    What stands in the way and is over lapses, and the call is made again. `keep_note` puts it down in the journal; with
    `last` the transaction writes nothing after it, and the call takes the journal's entries along. Raises as `take`.
    """
    db.session().flush()
    said = _noted(NOTED, fresh, keep_note) if last else HOLD.all(fresh=fresh)[0].said
    noted = last and said == HELD
    if said == "taken" and _made_room(fresh):
        said = HOLD.all(fresh=fresh)[0].said
    if said in REFUSALS:
        raise REFUSALS[said]
    if not noted:
        keep_note()


def hold_remembered(fresh: dict[str, Any], keep_note: Callable[[], None]) -> bool:
    """Do all of `hold_seats` in one statement, or nothing: False when a ride has changed, or somebody has a seat.

    Then it may still succeed in a transaction that reads the rides anew and lets holds lapse. Raises as `take`.
    """
    said = _noted(REMEMBERED, fresh, keep_note)
    if said in {"stale", "taken"}:
        return False
    if said != HELD:
        raise REFUSALS[said]
    return True


def take(claims: Collection[Claim]) -> None:
    """Take all seats or none; those of holds that are over count as free.

    The trip is read anew and kept from changing until the transaction ends. A caller that goes on after a refusal calls
    this in a savepoint. Raises SeatTaken, NoSuchSeat, SeatsBusy, TripNotRun.
    """
    rows = [
        {"trip_id": one.trip_id, "seat": one.seat, "segment": piece, "ticket_id": one.ticket_id}
        for one in sorted(claims)
        for piece in segments(one.start_at, one.end_at)
    ]
    if not rows:
        return
    with bounded_wait():
        _ensure_seats(claims)
        _clear(rows)
        statement = insert(Place).values(rows).on_conflict_do_nothing(constraint="one_passenger_a_seat")
        written = db.session().execute(statement.returning(Place.id)).all()
    if len(written) < len(rows):
        raise SeatTaken


def free(ticket_ids: Collection[int]) -> None:
    """Give free what these tickets keep; says SeatsFreed for each of their trips."""
    gone = db.session().scalars(delete(Place).where(Place.ticket_id.in_(ticket_ids)).returning(Place.trip_id))
    for trip_id in sorted(set(gone)):
        publish(SeatsFreed(trip_id=trip_id))


def end_hold(order: Order, state: OrderState, actor: Actor) -> None:
    """End a locked order that was held, with its tickets and places."""
    order.state = state
    ticket_ids = db.session().scalars(select(Ticket.id).where(Ticket.order_id == order.id)).all()
    db.session().execute(update(Ticket).where(Ticket.id.in_(ticket_ids)).values(state=TicketState.VOID))
    free(ticket_ids)
    db.session().flush()
    note(state.value, order, actor)


def let_lapse(public_id: str, *, while_paying: bool) -> bool:
    """Give the seats of an order free whose time is over; return whether they are.

    An invoice goes with its order: money that comes later is sent back by payments. With `while_paying` also when the
    payment system still keeps the buyer, for then somebody else wants the seat or the grace is over.
    """
    known = db.session().scalar(select(Order.invoice).where(Order.public_id == public_id))
    if known and invoice(known).state == "open":
        try:
            cancel_invoice(known, reason=OVER, actor=SYSTEM, while_paying=while_paying)
        except (NotPayable, PaymentUnderWay):
            return False
    order = locked_order(public_id)
    if order.state != OrderState.HELD or order.held_until > now() or order.invoice != known:
        return False
    if known and invoice(known).state == "paid":  # its tickets are on their way
        return False
    end_hold(order, OrderState.LAPSED, SYSTEM)
    if known:  # who went to pay may be paying still
        publish(HoldLapsed(order=order.public_id))
    return True


@contextmanager
def bounded_wait() -> Iterator[None]:
    """Wait three seconds at most for each lock of the block, one inside another too.

    Raises SeatsBusy after that, or out of a ring of waits.
    """
    if _bounded.get():
        yield
        return
    db.session().execute(WAIT)
    mark = _bounded.set(True)
    try:
        yield
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) in BUSY:
            raise SeatsBusy from error
        raise
    finally:
        _bounded.reset(mark)
    db.session().execute(USUAL)


def _noted(statement: Statement, fresh: dict[str, Any], keep_note: Callable[[], None]) -> str:
    """Hold, and in the same call write what waits for the journal; of what is refused nothing is noted."""
    before = taken()
    keep_note()
    said = str(statement.all(fresh=fresh, entries=[*before, *taken()])[0].said)
    if said != HELD:
        put_back(before)
    return said


def _ensure_seats(claims: Collection[Claim]) -> None:
    """Read each trip anew, in order, so that a swap of its bus waits for us or we for it. Raises NoSuchSeat, TripNotRun."""
    for trip_id in sorted({one.trip_id for one in claims}):
        trip = locked_trip(trip_id, share=True)
        if not trip.runs:
            raise TripNotRun
        if not all(1 <= one.seat <= trip.seats for one in claims if one.trip_id == trip_id):
            raise NoSuchSeat


def _made_room(fresh: dict[str, Any]) -> bool:
    """Let the holds lapse whose time is over and that stand in the way of an order; return whether there were any."""
    with savepoint(), bounded_wait():
        for leg in sorted(fresh["legs"], key=itemgetter("trip_id")):
            locked_trip(leg["trip_id"], share=True)  # trips are locked before invoices and orders
        rows = [
            {"trip_id": leg["trip_id"], "seat": seat, "segment": piece}
            for leg in fresh["legs"]
            for seat in leg["seats"]
            for piece in segments(leg["start_at"], leg["end_at"])
        ]
        return _clear(rows)


def _clear(rows: Sequence[dict[str, int]]) -> bool:
    """Let the holds lapse whose time is over and that stand in the way; return whether there were any."""
    keys = [(one["trip_id"], one["seat"], one["segment"]) for one in rows]
    query = select(Order.id, Order.public_id, Order.state).distinct()
    query = query.join(Ticket, Ticket.order_id == Order.id).join(Place, Place.ticket_id == Ticket.id)
    query = query.where(tuple_(Place.trip_id, Place.seat, Place.segment).in_(keys))
    query = query.where(Ticket.state == TicketState.HELD, Order.held_until <= now()).order_by(Order.id)
    found = db.session().execute(query).all()
    for _id, public_id, state in found:
        if state == OrderState.PAID:
            _let_exchange_go(public_id)
        else:
            let_lapse(public_id, while_paying=True)
    return bool(found)


def _let_exchange_go(public_id: str) -> None:
    """Free what a paid order holds for an exchange whose time is over; who pays for it yet may find the seat free."""
    order = locked_order(public_id)
    if order.held_until <= now():
        held = select(Ticket.id).where(Ticket.order_id == order.id, Ticket.state == TicketState.HELD)
        free(db.session().scalars(held).all())
