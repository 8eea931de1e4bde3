"""Giving tickets back: what the quote said, once, whoever clicks how often and in how many tabs."""

from collections.abc import Sequence

from sqlalchemy import select, update

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.text import in_language
from webapp.tickets.changing.choosing import chosen
from webapp.tickets.changing.ending import add_line, end, new_change
from webapp.tickets.changing.funds import REASON, give_back, parts_of
from webapp.tickets.changing.models import Change, Unplaced
from webapp.tickets.changing.quoting import Line, ensure_honoured, lines_of, quote_of
from webapp.tickets.changing.terms import REASONS
from webapp.tickets.models import Order, Ticket
from webapp.tickets.queries import locked_order
from webapp.tickets.rules import TicketState


def refund(order_id: str, quote_id: str, *, actor: Actor) -> Change:
    """Give the tickets of a quote back and send the money on its way; return what was done.

    A second click on the same quote returns what the first did. The caller checks whose order it is. Raises QuoteOver,
    and as `chosen` when the tickets were changed otherwise.
    """
    order = locked_order(order_id)
    quote = quote_of(order, quote_id)
    done = db.session().scalar(select(Change).where(Change.quote_id == quote.id))
    if done is not None:
        return done
    ensure_honoured(quote)
    lines = lines_of(quote)
    tickets = chosen(order, lines)
    bands = list(dict.fromkeys(line.band for line in lines.values()))
    reason, basis = words_of(bands[0]), next(iter(lines.values())).basis
    change = new_change(order, "refund", actor, quote_id=quote.id, reason=reason, basis=basis)
    return give_tickets_back(change, order, [(one, lines[one.number or ""]) for one in tickets], actor=actor)


def give_tickets_back(
    change: Change, order: Order, lines: Sequence[tuple[Ticket, Line]], *, actor: Actor, reason: str = REASON
) -> Change:
    """End live tickets and send back what their lines say, in the open transaction."""
    parts = []
    for ticket, line in lines:
        parts += parts_of(ticket, order, line.back)
        add_line(change, ticket, line, ends=True)
    end((ticket for ticket, _line in lines), TicketState.REFUNDED)
    mine = update(Unplaced).where(Unplaced.ticket_id.in_([one.id for one, _line in lines]), Unplaced.state == "open")
    db.session().execute(mine.values(state="refunded", ended_at=now()))
    give_back(change, parts, actor, reason=reason)
    return change


def words_of(band: str) -> str:
    """Return why this much goes back, in the original language, as it is kept."""
    with in_language("az"):
        return str(REASONS[band])
