"""Selling tickets at a till: the same seats as online, paid in cash or by the terminal, once for however many clicks."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.text import _
from webapp.payments import api as payments
from webapp.tickets import api as tickets
from webapp.tills.errors import CashWrong, SaleFailed
from webapp.tills.models import Draft, Operation, Shift
from webapp.tills.queries import draft_of, operation_once, sale_of, working_shift
from webapp.tills.rules import Kind, Method, NotEnough, change_for
from webapp.tills.services.moving import Move, move, note
from webapp.timetable.api import Ride


@dataclass(frozen=True, slots=True)
class Handed:
    """How it is paid: in cash with what was handed over (None: the exact sum), or by the terminal with its reference."""

    method: Method
    given: int | None
    reference: str


def hold_seats(ride: Ride, seats: Sequence[int], *, lap: bool, actor: Actor) -> str:
    """Keep seats for a buyer at the till; return the order's public id. Raises NoOpenShift and what tickets refuse."""
    shift, _till = working_shift(actor)
    buyer = tickets.Buyer(account_id=actor.account_id, channel=tickets.Channel.TILL)
    order = tickets.hold([tickets.Wish(ride, seats)], buyer=buyer, lap=lap, actor=actor)
    db.session().add(Draft(order=order, shift_id=shift.id, at=now()))
    db.session().flush()
    return order


def release(order: str, *, actor: Actor) -> None:
    """Give the seats of an unpaid order free. Raises NoOpenShift, NoSuchOperation, HoldOver."""
    shift, _till = working_shift(actor)
    draft_of(order, shift)
    tickets.give_up(order, actor)


def name_passengers(order: str, passengers: Sequence[tickets.Passenger], *, actor: Actor) -> int:
    """Write who travels; return the price. A benefit by a document that was shown stands in the journal.

    Raises NoOpenShift, NoSuchOperation and what tickets refuse.
    """
    shift, till = working_shift(actor)
    draft_of(order, shift)
    price = tickets.set_passengers(order, passengers)
    benefits = [one.benefit for one in passengers if one.benefit]
    if benefits:
        note("benefit_seen", shift, till, actor, order=order, benefits=benefits)
    return price


def sell(order: str, handed: Handed, *, once: str, actor: Actor) -> Operation:
    """Take the order's price and sell its tickets; a second click gets the same sale.

    Raises NoOpenShift, NoSuchOperation, CashWrong with the field, SaleFailed, and what tickets and payments refuse.
    """
    shift, till = working_shift(actor)
    draft_of(order, shift)
    known = sale_of(order) or operation_once(once)
    if known is not None:
        return known
    invoice = tickets.ask_payment(order, actor)
    price = payments.invoice(invoice).qepik
    made = move(shift, paid_move(Kind.TICKETS, price, order, handed, once))
    _take(shift, made, invoice, till.code, actor)
    note(Kind.TICKETS.value, shift, till, actor, order=order, qepik=price, method=made.method)
    return made


def paid_move(kind: Kind, price: int, ref: str, handed: Handed, once: str) -> Move:
    """Return the movement of a sale. Raises CashWrong for too little cash, or a terminal without its reference."""
    if handed.method is Method.TERMINAL:
        if not handed.reference.strip():
            raise CashWrong(fields={"reference": _("Terminal çekinin nömrəsini yazın.")})
        return Move(kind, handed.method, price, ref, once, reference=handed.reference.strip())
    try:
        change_for(price, price if handed.given is None else handed.given)
    except NotEnough:
        raise CashWrong(fields={"given": _("Alınan məbləğ qiymətdən azdır.")}) from None
    return Move(kind, handed.method, price, ref, once, given=handed.given)


def _take(shift: Shift, made: Operation, invoice: str, till: str, actor: Actor) -> None:
    method = Method(made.method)
    payments.take_at_till(invoice, method=method.value, till=till, reference=made.reference or None, actor=actor)
    if shift.state != "open" or tickets.order(made.ref).state != tickets.OrderState.PAID:
        raise SaleFailed
