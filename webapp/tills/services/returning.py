"""Tickets given back over the counter: by the rules of the moment, cash for cash, terminal for terminal; a mistake at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.text import Text, _l, in_language
from webapp.payments import api as payments
from webapp.payments.errors import OtherInstrument
from webapp.tickets import api as tickets
from webapp.tickets.errors import NoSuchTicket
from webapp.tills.errors import NotSoldHere, TooLateToVoid, TooMuchForTill
from webapp.tills.models import Shift, Till
from webapp.tills.queries import draft_of, operation_once, sale_of, working_shift
from webapp.tills.rules import Kind, Method, may_void
from webapp.tills.second_tables import SecondAsk
from webapp.tills.services.asking import agreed, ask, note_given, second_of
from webapp.tills.services.moving import Move, move, note

REASON: Text = _l("Kassada biletin qaytarılması")


@dataclass(frozen=True, slots=True)
class Given:
    """What was handed back, by method, and what goes back by itself to where an online payment came from."""

    cash: int
    terminal: int
    elsewhere: int


def worth(number: str, *, actor: Actor) -> tuple[tickets.Ticket, tickets.Offer]:
    """Return the ticket and what it is worth now. Raises NoOpenShift, NotSoldHere, and what tickets refuse."""
    working_shift(actor)
    found = known_ticket(number)
    return found, tickets.offer(found.order, [found.number or ""])


def known_ticket(number: str) -> tickets.Ticket:
    """Return a paid ticket by its number as somebody typed it. Raises NotSoldHere for none."""
    try:
        return tickets.ticket(number.strip().upper())
    except NoSuchTicket:
        raise NotSoldHere from None


def give_back(number: str, quote: str, *, actor: Actor) -> Given | SecondAsk:
    """Give a ticket back as its offer said; cash only for what was paid in cash. A second click gives nothing more.

    A sum from the limit of the day on is put to a second person first; what waits for the answer is returned. Raises
    NoOpenShift, NotSoldHere, BelowFloor when the till holds too little, and what tickets refuse.
    """
    shift, till = working_shift(actor)
    found = known_ticket(number)
    second = agreed(quote)
    due = tickets.offered(found.order, quote)
    invoice = tickets.order(found.order).invoice
    if second is None and invoice and payments.takes_second(invoice, due, actor=actor):
        return ask(till, found, quote, due, actor=actor)
    parts = tickets.give_tickets(found.order, quote, actor=actor)
    given = _hand_back(shift, till, found.number or "", parts, Kind.REFUND, actor=actor, second=second)
    if second is not None:
        note_given(second, actor)
    note(Kind.REFUND.value, shift, till, actor, ticket=found.number, cash=given.cash, terminal=given.terminal)
    return given


def take_back(order: str, *, reason: str, actor: Actor) -> Given:
    """Take a sale back that was a slip of the finger, whole, within a minute and in its own shift.

    Raises NoOpenShift, NoSuchOperation, TooLateToVoid, and what tickets refuse.
    """
    shift, till = working_shift(actor)
    draft_of(order, shift)
    sale = sale_of(order)
    if sale is None or not may_void(sale.at, now()):
        raise TooLateToVoid
    parts = tickets.void(order, reason=reason, actor=actor)
    given = _hand_back(shift, till, order, parts, Kind.VOID, reason=reason, actor=actor)
    note(Kind.VOID.value, shift, till, actor, order=order, reason=reason)
    return given


def _hand_back(
    shift: Shift,
    till: Till,
    ref: str,
    parts: Sequence[tickets.MoneyBack],
    kind: Kind,
    *,
    actor: Actor,
    reason: str = "",
    second: SecondAsk | None = None,
) -> Given:
    """Pay out what came over a counter, each part by the way it came, once by its key; the rest goes by itself."""
    sums = dict.fromkeys(Method, 0)
    elsewhere = 0
    for part in parts:
        method = _pay(part, till, actor, second)
        if method is None:
            elsewhere += part.qepik
            continue
        once = f"{kind.value}:{part.key}"
        if operation_once(once) is None:
            move(shift, Move(kind, method, -part.qepik, ref, once, note=reason))
        sums[method] += part.qepik
    return Given(sums[Method.CASH], sums[Method.TERMINAL], elsewhere)


def _pay(part: tickets.MoneyBack, till: Till, actor: Actor, second: SecondAsk | None) -> Method | None:
    """Give a part back by the way it came over a counter; None for what did not.

    Raises TooMuchForTill where a second person is needed and none was asked.
    """
    for method in Method:
        try:
            number = _paid(part, method, till, actor)
        except OtherInstrument:
            continue
        if number is None and second is not None:
            payments.second_at_till(part.key, second=second_of(second))
            number = _paid(part, method, till, actor)
        if number is None:
            raise TooMuchForTill
        return method
    return None


def _paid(part: tickets.MoneyBack, method: Method, till: Till, actor: Actor) -> str | None:
    with in_language("az"):
        reason = str(REASON)
    return payments.refund_at_till(
        part.invoice,
        qepik=part.qepik,
        method=method.value,
        till=till.code,
        reason=reason,
        key=part.key,
        actor=actor,
    )
