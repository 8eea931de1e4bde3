"""A refund that is too large for one: another person of the station decides within half an hour, then the cashier gives it.

The sum is the one that was shown to the passenger; it is honoured until the decision's time is over.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.transaction import savepoint
from webapp.tickets import api as tickets
from webapp.tills.errors import AskOver, NoSuchAsk, SecondPersonAtTill, WordsMissing
from webapp.tills.models import Till
from webapp.tills.permissions import SECOND
from webapp.tills.second_tables import SecondAsk

HELD: Final = timedelta(minutes=30)
OWNER: Final = "till_second"


def ask(till: Till, ticket: tickets.Ticket, quote: str, qepik: int, *, actor: Actor) -> SecondAsk:
    """Put a refund to a second person, its sum kept for half an hour; a second click finds the first. Raises QuoteOver."""
    known = db.session().scalar(select(SecondAsk).where(SecondAsk.quote == quote))
    if known is not None:
        return known
    until = now() + HELD
    tickets.keep_offer(ticket.order, quote, until)
    row = SecondAsk(public_id=new_public_id(), party_id=till.party_id, till_id=till.id, ticket=ticket.number or "")
    row.quote, row.qepik, row.state, row.until = quote, qepik, "waiting", until
    row.asked_by, row.asked_name, row.asked_at = actor.account_id or 0, actor.name, now()
    with savepoint():
        db.session().add(row)
    _note("second_asked", row, actor)
    return row


def decide(public_id: str, *, agree: bool, answer: str, actor: Actor) -> None:
    """Say yes or no to a refund of one's own station that another asked for.

    Raises Forbidden, NoSuchAsk, AskOver, SecondPersonAtTill, WordsMissing for a no without words.
    """
    ensure_may(actor, SECOND)
    row = ask_by(public_id, actor, lock=True)
    if row.state != "waiting" or row.until <= now():
        raise AskOver
    if row.asked_by == actor.account_id:
        raise SecondPersonAtTill
    if not agree and not answer.strip():
        raise WordsMissing(fields={"answer": WordsMissing.text})
    row.state, row.answer, row.decided_at = ("agreed" if agree else "refused"), answer.strip()[:500], now()
    row.decided_by, row.decided_name = actor.account_id, actor.name
    with savepoint():
        db.session().flush()
    _note("second_agreed" if agree else "second_refused", row, actor)


def agreed(quote: str) -> SecondAsk | None:
    """Return the yes of a second person to an offer, locked, None without one; one that was given counts for a second click."""
    query = select(SecondAsk).where(SecondAsk.quote == quote, SecondAsk.state.in_(["agreed", "given"]))
    return db.session().scalar(query.with_for_update())


def note_given(row: SecondAsk, actor: Actor) -> None:
    """Write that the money was given."""
    if row.state == "agreed":
        row.state = "given"
        db.session().flush()
        _note("second_given", row, actor)


def second_of(row: SecondAsk) -> Actor:
    """Return the second person as payments names them."""
    return Actor(account_id=row.decided_by, name=row.decided_name)


def ask_by(public_id: str, actor: Actor, *, lock: bool = False) -> SecondAsk:
    """Return an ask of the actor's own stations. Raises NoSuchAsk."""
    query = select(SecondAsk).where(SecondAsk.public_id == public_id, SecondAsk.party_id == actor.party_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session().scalar(query)
    if found is None:
        raise NoSuchAsk
    return found


def asks_of(party_id: int) -> Sequence[SecondAsk]:
    """Return the asks of a keeper's tills, the newest first."""
    query = select(SecondAsk).where(SecondAsk.party_id == party_id).order_by(SecondAsk.id.desc())
    return db.session().scalars(query.limit(100)).all()


def _note(action: str, row: SecondAsk, actor: Actor) -> None:
    detail = {"ticket": row.ticket, "qepik": row.qepik}
    record(f"tills.{action}", actor=actor, object_type=OWNER, object_key=row.public_id, detail=detail)
