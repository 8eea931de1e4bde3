"""Defects of the exchange and proposals to participants, followed until they are done (003 8.0.12; 004 7.1.9, 7.1.10)."""

from sqlalchemy import select

from webapp.connections.access import ensure_own
from webapp.connections.errors import NoSuchCase
from webapp.connections.models import Participant, Ticket
from webapp.connections.permissions import SEE
from webapp.connections.queries import office_case
from webapp.connections.services.stepping import note, take
from webapp.connections.telling import tell, tell_office
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.ehis.events import ExchangeDefect

OPEN = ("open", "answered")


def note_defect(fact: ExchangeDefect, *, actor: Actor) -> None:
    """Make a ticket of a defect, or count it on the open one of the same kind; the office and the owner are told once."""
    key = f"{fact.direction}:{fact.client}:{fact.service}:{fact.reason}"
    known = db.session().scalar(
        select(Ticket).where(Ticket.key == key, Ticket.state.in_(OPEN)).with_for_update().limit(1)
    )
    if known is not None:
        known.seen += 1
        known.changed_at = now()
        return
    member = "/".join(fact.client.split("/")[:3])
    participant = db.session().scalar(
        select(Participant).where(Participant.member_code == member, Participant.state == "connected").limit(1)
    )
    text = "\n".join(part for part in (f"{fact.client} → {fact.service}", fact.reason, fact.message_id) if part)
    ticket = _new("defect", participant, title=f"{fact.service}: {fact.reason}", text=text, key=key)
    note(ticket, "ticket", actor=actor, text=text)
    tell_office("connections.defect", participant, step="ticket", text=ticket.title)


def propose(public_id: str, *, title: str, text: str, actor: Actor) -> str:
    """Propose a change to a participant; return the ticket's public id. Raises NoSuchCase."""
    participant = office_case(public_id, actor=actor)
    ticket = _new("proposal", participant, title=title, text=text)
    note(ticket, "ticket", actor=actor, text=text)
    tell(participant, "ticket", title)
    return ticket.public_id


def answer_ticket(public_id: str, *, text: str, actor: Actor) -> None:
    """The participant says what was done. Raises NoSuchCase, StepNotPossible."""
    ticket, participant = own_ticket(public_id, actor=actor, lock=True)
    take(ticket, "answer", actor=actor, text=text)
    tell_office("connections.waiting", participant, step="answer", text=ticket.title)


def reopen_ticket(public_id: str, *, text: str, actor: Actor) -> None:
    """The answer does not do. Raises NoSuchCase, StepNotPossible."""
    ticket, participant = office_ticket(public_id, actor=actor, lock=True)
    take(ticket, "reopen", actor=actor, text=text)
    if participant is not None:
        tell(participant, "reopen", f"{ticket.title}. {text}")


def close_ticket(public_id: str, *, text: str, actor: Actor) -> None:
    """Find that it is done. Raises NoSuchCase, StepNotPossible."""
    ticket, participant = office_ticket(public_id, actor=actor, lock=True)
    take(ticket, "done", actor=actor, text=text)
    if participant is not None:
        tell(participant, "done", ticket.title)


def own_ticket(public_id: str, *, actor: Actor, lock: bool = False) -> tuple[Ticket, Participant]:
    """Return a ticket of the actor's own organisation. Raises NoSuchCase."""
    ticket, participant = _found(public_id, lock=lock)
    return ticket, ensure_own(actor, participant)


def office_ticket(public_id: str, *, actor: Actor, lock: bool = False) -> tuple[Ticket, Participant | None]:
    """Return a ticket for the office. Raises NoSuchCase."""
    if not actor.has(SEE.code):
        raise NoSuchCase
    return _found(public_id, lock=lock)


def tickets(*, done: bool = False) -> list[tuple[Ticket, Participant | None]]:
    """Return the open tickets, the oldest first, or the newest of those that are done."""
    wanted = select(Ticket, Participant).outerjoin(Participant, Participant.id == Ticket.participant_id)
    wanted = wanted.where(Ticket.state == "done") if done else wanted.where(Ticket.state.in_(OPEN))
    rows = db.session().execute(wanted.order_by(Ticket.id.desc() if done else Ticket.id).limit(100))
    return [(row[0], row[1]) for row in rows]


def _found(public_id: str, *, lock: bool) -> tuple[Ticket, Participant | None]:
    wanted = select(Ticket).where(Ticket.public_id == public_id)
    ticket = db.session().scalar(wanted.with_for_update() if lock else wanted)
    if ticket is None:
        raise NoSuchCase
    known = ticket.participant_id
    return ticket, db.session().get(Participant, known) if known is not None else None


def _new(kind: str, participant: Participant | None, *, title: str, text: str, key: str | None = None) -> Ticket:
    moment = now()
    ticket = Ticket(
        public_id=new_public_id(),
        participant_id=participant.id if participant else None,
        kind=kind,
        state="open",
        title=title,
        text=text,
        key=key,
        created_at=moment,
        changed_at=moment,
    )
    db.session().add(ticket)
    db.session().flush()
    return ticket
