"""What a till and the accountants ask of changes: giving tickets back over the counter, and what became of an order's prices."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.tickets.changing.choosing import chosen
from webapp.tickets.changing.ending import add_line, end, new_change
from webapp.tickets.changing.funds import give_back, parts_of
from webapp.tickets.changing.models import Change, ChangeLine, ChangeRefund
from webapp.tickets.changing.quoting import Line, ensure_honoured, lines_of, make_quote, quote_of
from webapp.tickets.changing.refunding import refund
from webapp.tickets.models import Order, Ticket
from webapp.tickets.queries import locked_order
from webapp.tickets.rules import LIVE, TicketState


@dataclass(frozen=True, slots=True)
class Offer:
    """What tickets are worth now, to be said before anything is given back; honoured for five minutes."""

    quote: str
    back: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MoneyBack:
    """A part of what goes back, to the payment that brought it; `key` names it to payments."""

    invoice: str
    qepik: int
    key: str


@dataclass(frozen=True, slots=True)
class Ending:
    """A ticket that carries nobody any more: `how` is refunded, exchanged or void, and what became of its price."""

    number: str
    how: str
    back: int
    kept: int
    commission: int


@dataclass(frozen=True, slots=True)
class Surcharge:
    """What an exchange cost beside its tickets (below zero when the carrier bore the difference); `paid` by its own invoice.

    `ticket` is the number of its first new ticket.
    """

    change: str
    ticket: str
    qepik: int
    paid: int


def offer(order: str, numbers: Collection[str]) -> Offer:
    """Return what the tickets are worth now, by the rules of this moment. Raises as `make_quote`."""
    quote = make_quote(locked_order(order), numbers)
    return Offer(quote.public_id, quote.back, tuple(lines_of(quote).values()))


def offered(order: str, quote: str) -> int:
    """Return what an offer gives back, in qəpik. Raises NoSuchOrder."""
    return quote_of(_order(order), quote).back


def keep_offer(order: str, quote: str, until: datetime) -> None:
    """Honour an offer longer than its five minutes, while a second person decides. Raises QuoteOver, NoSuchOrder."""
    found = quote_of(locked_order(order), quote)
    ensure_honoured(found)
    found.expires_at = max(found.expires_at, until)
    db.session().flush()


def give_tickets(order: str, quote: str, *, actor: Actor) -> list[MoneyBack]:
    """Give the tickets of an offer back; return what goes back to which payment. A second call returns the same.

    Raises QuoteOver, and as `refund`.
    """
    return _parts(refund(order, quote, actor=actor))


def void(order: str, *, reason: str, actor: Actor) -> list[MoneyBack]:
    """Take a whole order back that was sold by mistake a moment ago, at its whole price. The caller knows that it may.

    Raises as `chosen` when a ticket has travelled or was changed.
    """
    row = locked_order(order)
    numbers = [one.number for one in _live(row)]
    tickets = chosen(row, [number for number in numbers if number])
    change = new_change(row, "refund", actor, reason=reason)
    for ticket in tickets:
        whole = ticket.qepik or 0
        add_line(change, ticket, Line(ticket.number or "", whole, 0, 0, 0, "", ""), ends=True)
    end(tickets, TicketState.VOID)
    parts = [part for ticket in tickets for part in parts_of(ticket, row, ticket.qepik or 0)]
    give_back(change, parts, actor, reason=reason)
    return _parts(change)


def endings_of(order: str) -> list[Ending]:
    """Return the tickets of an order that have ended, each with what became of its price. Raises NoSuchOrder."""
    row = _order(order)
    query = select(Ticket, ChangeLine).join(ChangeLine, (ChangeLine.ticket_id == Ticket.id) & ChangeLine.ends)
    ended = Ticket.state.in_([TicketState.REFUNDED, TicketState.EXCHANGED, TicketState.VOID])
    rows = db.session().execute(query.where(Ticket.order_id == row.id, ended).order_by(Ticket.id))
    return [
        Ending(ticket.number or "", ticket.state, line.back, line.kept, line.commission)
        for ticket, line in rows
        if ticket.number
    ]


def surcharges_of(order: str) -> list[Surcharge]:
    """Return what the exchanges of an order brought beside the prices of their tickets. Raises NoSuchOrder."""
    done = select(Change).where(Change.order_id == _order(order).id, Change.kind == "exchange", Change.state == "done")
    return [_surcharge(change) for change in db.session().scalars(done.order_by(Change.id)).all()]


def _surcharge(change: Change) -> Surcharge:
    lines = db.session().scalars(
        select(ChangeLine).where(ChangeLine.change_id == change.id).order_by(ChangeLine.ticket_id)
    )
    pairs = [
        (db.session().get_one(Ticket, one.ticket_id), db.session().get_one(Ticket, one.new_ticket_id)) for one in lines
    ]
    dearer = sum((new.qepik or 0) - (old.qepik or 0) for old, new in pairs)
    return Surcharge(change.public_id, pairs[0][1].number or "", change.due - dearer, max(change.due, 0))


def _parts(change: Change) -> list[MoneyBack]:
    rows = db.session().scalars(
        select(ChangeRefund).where(ChangeRefund.change_id == change.id).order_by(ChangeRefund.id)
    )
    return [MoneyBack(one.invoice, one.qepik, f"bus-change:{change.public_id}:{one.invoice}") for one in rows]


def _live(row: Order) -> Sequence[Ticket]:
    query = select(Ticket).where(Ticket.order_id == row.id, Ticket.state.in_(LIVE))
    return db.session().scalars(query.order_by(Ticket.id)).all()


def _order(public_id: str) -> Order:
    return db.session().scalars(select(Order).where(Order.public_id == public_id)).one()
