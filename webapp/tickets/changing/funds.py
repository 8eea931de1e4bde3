"""Which payments a ticket was paid by, and sending money back to them: never more than each gave."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.payments.api import request_refund
from webapp.tickets.changing.models import Change, ChangeRefund, Fund
from webapp.tickets.changing.tiers import drawn
from webapp.tickets.models import Order, Ticket

Funds = list[tuple[str, int]]
REASON: Final = "Biletin qaytarılması"


def funds_of(ticket: Ticket, order: Order) -> Funds:
    """Return what each invoice paid of the ticket, the first payment first."""
    query = select(Fund.invoice, Fund.qepik).where(Fund.ticket_id == ticket.id).order_by(Fund.position)
    rows = [(row[0], row[1]) for row in db.session().execute(query)]
    whole = [(order.invoice, ticket.qepik or 0)] if order.invoice and ticket.qepik else []
    return rows or whole


def keep_funds(ticket: Ticket, funds: Funds) -> None:
    """Write by which payments a new ticket stands."""
    for position, (invoice, qepik) in enumerate((one for one in funds if one[1] > 0), 1):
        db.session().add(Fund(ticket_id=ticket.id, position=position, invoice=invoice, qepik=qepik))
    db.session().flush()


def less(funds: Funds, parts: Funds) -> Funds:
    """Return what is left of the payments after `parts` went back."""
    gone = Counter(dict(parts))
    return [(invoice, qepik - gone[invoice]) for invoice, qepik in funds]


def give_back(change: Change, parts: Sequence[tuple[str, int]], actor: Actor, *, reason: str = REASON) -> None:
    """Ask payments for the money of a change, once for each invoice; the same change again asks for nothing more."""
    sums: Counter[str] = Counter()
    for invoice, qepik in parts:
        sums[invoice] += qepik
    for invoice, qepik in sorted(sums.items()):
        key = f"bus-change:{change.public_id}:{invoice}"
        refund = request_refund(invoice, qepik=qepik, reason=reason, key=key, actor=actor)
        db.session().add(ChangeRefund(change_id=change.id, invoice=invoice, qepik=qepik, refund=refund))
    db.session().flush()


def parts_of(ticket: Ticket, order: Order, qepik: int) -> Funds:
    """Return to which payments `qepik` of a ticket goes back."""
    return drawn(funds_of(ticket, order), qepik)
