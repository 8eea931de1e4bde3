"""The end of a ticket and the row that says why: every change of a ticket goes through here."""

from collections.abc import Iterable
from typing import Any, Final

from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.documents import api as documents
from webapp.documents.api import Status
from webapp.tickets.changing.models import Change, ChangeLine
from webapp.tickets.changing.quoting import Line
from webapp.tickets.events import TicketEnded
from webapp.tickets.models import Order, Ticket
from webapp.tickets.rules import TicketState
from webapp.tickets.services.journal import note
from webapp.tickets.services.places import free

GONE: Final = "Bilet qaytarılıb"
SUSPENDABLE: Final = frozenset({Status.UPCOMING, Status.VALID})
REVOCABLE: Final = frozenset({Status.UPCOMING, Status.VALID, Status.SUSPENDED})


def new_change(order: Order, kind: str, actor: Actor, **known: Any) -> Change:
    """Write a change of an order, done unless `state` says otherwise, and keep it in the journal."""
    moment = now()
    values = {"state": "done", "due": 0, "reason": "", "basis": ""} | known
    change = Change(public_id=new_public_id(), order_id=order.id, kind=kind, made_at=moment, **values)
    change.ended_at = moment if change.state == "done" else None
    db.session().add(change)
    db.session().flush()
    note(kind, order, actor, change=change.public_id, state=change.state)
    return change


def add_line(change: Change, ticket: Ticket, line: Line | None, *, ends: bool, new: Ticket | None = None) -> None:
    """Write what a change does to a ticket. Raises Ended when another change has ended it."""
    back, kept, commission = (line.back, line.kept, line.commission) if line else (0, 0, 0)
    row = ChangeLine(change_id=change.id, ticket_id=ticket.id, ends=ends, back=back, kept=kept, commission=commission)
    row.new_ticket_id = new.id if new else None
    db.session().add(row)
    db.session().flush()


def end(tickets: Iterable[Ticket], how: TicketState, *, revoke: bool = True) -> None:
    """Let tickets carry nobody any more: their seats are free at once, their codes are not valid.

    Without `revoke` the document of the new ticket replaces the old one.
    """
    ended = list(tickets)
    for ticket in ended:
        ticket.state = how
    db.session().flush()
    free([ticket.id for ticket in ended])
    for ticket in ended:
        document = documents.issued(ticket.token) if revoke and ticket.token else None
        if document is not None and document.status in REVOCABLE:
            documents.revoke(document.token, reason=GONE, basis="", actor=SYSTEM)
        publish(TicketEnded(number=ticket.number or "", how=how.value))


def set_aside(ticket: Ticket, reason: str) -> None:
    """Take the force of a ticket's document away until its holder has chosen."""
    document = documents.issued(ticket.token) if ticket.token else None
    if document is not None and document.status in SUSPENDABLE:
        documents.suspend(document.token, reason=reason, basis="", until=None, actor=SYSTEM)


def bring_back(ticket: Ticket, reason: str) -> None:
    """Give the document of a ticket that was set aside its force back, so that a new one can come in its place."""
    document = documents.issued(ticket.token) if ticket.token else None
    if document is not None and document.status is Status.SUSPENDED:
        documents.restore(document.token, reason=reason, basis="", actor=SYSTEM)
