"""The end of an exchange: paid, or cheaper from the start, it is done; given up or over, the new seats are free again."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select, update

from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import now
from webapp.core.errors import Conflict
from webapp.core.transaction import savepoint
from webapp.payments.api import cancel_invoice, invoice
from webapp.payments.errors import NotPayable, PaymentUnderWay
from webapp.tickets.changing.choosing import ensure_live
from webapp.tickets.changing.errors import Ended, Travelled
from webapp.tickets.changing.funds import funds_of, give_back, less
from webapp.tickets.changing.models import Change, ChangeLine, Claim, Unplaced
from webapp.tickets.changing.reissuing import claims_of, put_in_place
from webapp.tickets.changing.telling import tell
from webapp.tickets.changing.tiers import drawn, pooled, shared
from webapp.tickets.errors import NoSuchOrder, NoSuchSeat, SeatTaken
from webapp.tickets.models import Leg, Order, Place, Ticket
from webapp.tickets.queries import locked_order
from webapp.tickets.rules import PAYING_GRACE, TicketState
from webapp.tickets.services.journal import note
from webapp.tickets.services.places import free, take

TOO_LATE: Final = "Dəyişdirmə baş tutmadı: yer tutulub və ya bilet istifadə olunub"
OVER: Final = "Yerlərin saxlanma müddəti bitib"
GIVEN_UP: Final = "Sərnişin dəyişdirmədən imtina edib"


def finish(change: Change, order: Order, actor: Actor) -> None:
    """Put the new tickets in the place of the old ones, in the open transaction. The caller holds the order's lock.

    Raises Ended, Travelled, SeatTaken, NoSuchSeat.
    """
    pairs = pairs_of(change)
    ensure_live([old for old, _new, _line in pairs])
    if change.invoice:
        _ensure_places(pairs)
    pool = pooled(part for old, _new, _line in pairs for part in funds_of(old, order))
    parts = drawn(pool, max(-change.due, 0))
    pool = less(pool, parts) + ([(change.invoice, change.due)] if change.invoice else [])
    funds, back = shared(pool, [new.qepik or 0 for _old, new, _line in pairs]), max(-change.due, 0)
    for (old, new, line), mine in zip(pairs, funds, strict=True):
        line.ends, line.back = True, min(back, old.qepik or 0)
        back -= line.back
        put_in_place(order, db.session().get_one(Leg, new.leg_id), old, new, mine)
    _note_placed([old.id for old, _new, _line in pairs])
    change.state, change.ended_at = "done", now()
    give_back(change, parts, actor)
    note("exchanged", order, actor, change=change.public_id)
    numbers = ", ".join(new.number or "" for _old, new, _line in pairs)
    tell(order, "tickets.exchanged", numbers=numbers, sold=order.public_id)


def finish_paid(change_id: str) -> None:
    """Finish an exchange whose difference was paid; when that cannot be any more the money goes back at once."""
    change, order = locked_change(change_id)
    if change.state != "waiting":
        return
    try:
        with savepoint():
            finish(change, order, SYSTEM)
    except (Ended, Travelled, SeatTaken, NoSuchSeat):
        _drop(change, order, SYSTEM)
        give_back(change, [(change.invoice or "", change.due)], SYSTEM, reason=TOO_LATE)


def give_up(order_id: str, actor: Actor, *, while_paying: bool = False, reason: str = GIVEN_UP) -> None:
    """Free the new seats of the order's waiting exchange; the old tickets stay good.

    Raises NoSuchOrder when none waits, PaymentUnderWay while its difference is being paid.
    """
    query = select(Change.public_id, Change.invoice).join(Order, Order.id == Change.order_id)
    row = db.session().execute(query.where(Order.public_id == order_id, Change.state == "waiting")).first()
    if row is None:
        raise NoSuchOrder
    if row.invoice and invoice(row.invoice).state == "open":
        cancel_invoice(row.invoice, reason=reason, actor=actor, while_paying=while_paying)
    change, order = locked_change(row.public_id)
    if change.state != "waiting" or (change.invoice and invoice(change.invoice).state == "paid"):
        raise Conflict
    _drop(change, order, actor)


def let_lapse(order_id: str, *, while_paying: bool) -> bool:
    """Free the new seats of an exchange whose ten minutes are over; return whether they are."""
    try:
        give_up(order_id, SYSTEM, while_paying=while_paying, reason=OVER)
    except (NotPayable, PaymentUnderWay, NoSuchOrder, Conflict):
        return False
    return True


def lapsed(change_id: str) -> None:
    """Free the new seats of an exchange whose invoice has lapsed; a second time nothing happens."""
    change, order = locked_change(change_id)
    if change.state == "waiting":
        _drop(change, order, SYSTEM)


def over() -> list[tuple[str, bool]]:
    """Return the orders whose exchange has waited too long, and whether the grace for who is paying is over too."""
    query = select(Order.public_id, Change.until).join(Order, Order.id == Change.order_id)
    rows = db.session().execute(query.where(Change.state == "waiting", Change.until <= now()).limit(500))
    return [(row.public_id, row.until + PAYING_GRACE <= now()) for row in rows]


def pairs_of(change: Change) -> Sequence[tuple[Ticket, Ticket, ChangeLine]]:
    """Return the tickets of an exchange: the old, the new, and the line that joins them."""
    query = select(ChangeLine).where(ChangeLine.change_id == change.id).order_by(ChangeLine.ticket_id)
    find = db.session().get_one
    return [
        (find(Ticket, line.ticket_id), find(Ticket, line.new_ticket_id or 0), line)
        for line in db.session().scalars(query)
    ]


def locked_change(public_id: str) -> tuple[Change, Order]:
    """Return a change and its order, both locked. Raises NoSuchOrder."""
    query = select(Change.id, Order.public_id).join(Order, Order.id == Change.order_id)
    row = db.session().execute(query.where(Change.public_id == public_id)).first()
    if row is None:
        raise NoSuchOrder
    order = locked_order(row.public_id)
    change = db.session().get_one(Change, row.id, populate_existing=True)
    return change, order


def _ensure_places(pairs: Sequence[tuple[Ticket, Ticket, ChangeLine]]) -> None:
    """Take the new seats again where the hold was over and somebody's purchase cleared it. Raises SeatTaken."""
    for _old, new, _line in pairs:
        kept = db.session().scalar(select(func.count()).select_from(Place).where(Place.ticket_id == new.id))
        if new.seat and not kept:
            take(claims_of([(new, db.session().get_one(Leg, new.leg_id))]))


def _drop(change: Change, order: Order, actor: Actor) -> None:
    """Let the new tickets of an exchange be nothing."""
    new = [one for _old, one, _line in pairs_of(change)]
    for one in new:
        one.state = TicketState.VOID
    free([one.id for one in new])
    change.state, change.ended_at = "given_up", now()
    db.session().flush()
    note("exchange_given_up", order, actor, change=change.public_id)


def _note_placed(ticket_ids: Sequence[int]) -> None:
    """Whoever had no seat on the other bus, or an accepted claim, has chosen."""
    waiting = update(Unplaced).where(Unplaced.ticket_id.in_(ticket_ids), Unplaced.state == "open")
    db.session().execute(waiting.values(state="exchanged", ended_at=now()))
    claimed = update(Claim).where(Claim.ticket_id.in_(ticket_ids), Claim.state == "accepted")
    db.session().execute(claimed.values(state="used"))
