"""What is shown before the click: for each ticket what goes back and what an exchange costs; honoured for five minutes."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.tickets.changing.choosing import chosen
from webapp.tickets.changing.errors import QuoteOver
from webapp.tickets.changing.models import Quote
from webapp.tickets.changing.terms import tier_at_once
from webapp.tickets.changing.tiers import Tier, after, amount, surcharge
from webapp.tickets.errors import NoSuchOrder
from webapp.tickets.models import Leg, Order, Ticket
from webapp.tickets.queries import ride_of_leg

HONOURED: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Line:
    """A ticket of a quote: the parts of its price in qəpik, what an exchange costs on top, and by which row."""

    number: str
    back: int
    kept: int
    commission: int
    adds: int
    band: str
    basis: str


def make_quote(order: Order, numbers: Collection[str]) -> Quote:
    """Write what the chosen tickets of a locked order are worth now. Raises as `chosen`, ClaimFirst, TooLate."""
    moment = now()
    lines = [_line(ticket) for ticket in chosen(order, numbers)]
    quote = Quote(
        public_id=new_public_id(),
        order_id=order.id,
        lines=[asdict(line) for line in lines],
        back=sum(line.back for line in lines),
        made_at=moment,
        expires_at=moment + HONOURED,
    )
    db.session().add(quote)
    db.session().flush()
    return quote


def quote_of(order: Order, public_id: str) -> Quote:
    """Return a quote of the order, old or new. Raises NoSuchOrder."""
    found = db.session().scalar(select(Quote).where(Quote.public_id == public_id, Quote.order_id == order.id))
    if found is None:
        raise NoSuchOrder
    return found


def lines_of(quote: Quote) -> dict[str, Line]:
    """Return the lines by the number of their ticket."""
    return {line["number"]: Line(**line) for line in quote.lines}


def ensure_honoured(quote: Quote) -> None:
    """Raise QuoteOver after the five minutes; a clock that was set back does not make them longer."""
    if not quote.made_at - HONOURED <= now() <= quote.expires_at:
        raise QuoteOver


def line_of(ticket: Ticket, row: Tier, later: tuple[Tier, ...]) -> Line:
    """Return what a ticket is worth by a row."""
    price = ticket.qepik or 0
    parts = amount(price, ticket.commission_qepik, row, later)
    number, adds = ticket.number or "", surcharge(price, row)
    return Line(number, parts.back, parts.kept, parts.commission, adds, row.band.value, row.basis)


def _line(ticket: Ticket) -> Line:
    ride = ride_of_leg(db.session().get_one(Leg, ticket.leg_id))
    row, tiers = tier_at_once(ticket, ride, now())
    return line_of(ticket, row, after(tiers, row))
