"""Transport cards at a till: sold out of the stock, loaded, the rest of a closed one paid out."""

from collections.abc import Iterator
from contextlib import contextmanager

from webapp.core.actor import Actor
from webapp.payments import api as payments
from webapp.tills.errors import SaleFailed
from webapp.tills.models import Operation
from webapp.tills.queries import operation_once, working_shift
from webapp.tills.rules import Kind, Method
from webapp.tills.services.moving import Move, move, note
from webapp.tills.services.selling import Handed, paid_move
from webapp.transport_card import api as cards


def sell_card(product: str, number: str, *, load: int, handed: Handed, once: str, actor: Actor) -> Operation:
    """Sell a card of the stock, with money on it if wished; a second click gets the same sale.

    Raises NoOpenShift, CashWrong, and what cards and payments refuse.
    """
    working_shift(actor)
    known = operation_once(once)
    if known is not None:
        return known
    invoice = cards.sell_card(product, number=number, top_up_qepik=load, actor=actor)
    with _loading(number, load) as card:
        return _take(Kind.CARD, invoice, card, handed, once, actor)


def top_up(number: str, qepik: int, *, handed: Handed, once: str, actor: Actor) -> Operation:
    """Load a card, whoever's it is; a second click gets the same movement. Raises as `sell_card`."""
    working_shift(actor)
    known = operation_once(once)
    if known is not None:
        return known
    invoice = cards.top_up_at_till(number, qepik, actor=actor)
    with _loading(number, qepik) as card:
        return _take(Kind.TOP_UP, invoice, card, handed, once, actor)


def pay_out(due: cards.DueInCash, *, once: str, actor: Actor) -> Operation:
    """Hand over in cash what was left on a closed card, once. Raises NoOpenShift, BelowFloor, and what cards refuse."""
    shift, till = working_shift(actor)
    known = operation_once(once)
    if known is not None:
        return known
    cards.pay_out(due.public_id, till=till.code, actor=actor)
    made = move(shift, Move(Kind.PAYOUT, Method.CASH, -due.qepik, due.public_id, once, note=due.tail))
    note(Kind.PAYOUT.value, shift, till, actor, qepik=due.qepik)
    return made


def _take(kind: Kind, invoice: str, card: str, handed: Handed, once: str, actor: Actor) -> Operation:
    """Take the invoice's amount and write the movement."""
    shift, till = working_shift(actor)
    price = payments.invoice(invoice).qepik
    made = move(shift, paid_move(kind, price, card, handed, once))
    method = Method(made.method)
    payments.take_at_till(invoice, method=method.value, till=till.code, reference=made.reference or None, actor=actor)
    note(kind.value, shift, till, actor, qepik=price, method=method.value)
    return made


@contextmanager
def _loading(number: str, qepik: int) -> Iterator[str]:
    """Give the card's public id; raise SaleFailed when after the block it is not sold, or holds not so much more."""
    before = cards.card_for_till(number)
    yield before.public_id
    after = cards.card_for_till(number)
    if after.in_stock or after.balance != before.balance + qepik:
        raise SaleFailed
