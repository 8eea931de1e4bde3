"""Taking a step: the state changes, the step is kept with its text and hash, the journal follows."""

import hashlib
from dataclasses import dataclass
from typing import Final

from webapp.audit.api import record
from webapp.connections.errors import StepNotPossible
from webapp.connections.models import Participant, Service, Step, Ticket
from webapp.connections.rules import NotAllowed, ParticipantState, ServiceState, TicketState, next_state
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now

Subject = Participant | Service | Ticket
STATES: Final = {Participant: ParticipantState, Service: ServiceState, Ticket: TicketState}
OBJECTS: Final = {Participant: "connection", Service: "connection_service", Ticket: "connection_ticket"}


@dataclass(frozen=True, slots=True)
class Signed:
    """The document of a step: its token, its version there, the hash of its file."""

    token: str
    version: int
    sha256: bytes


def take(subject: Subject, action: str, *, actor: Actor, text: str = "", document: Signed | None = None) -> None:
    """Take a step of the life cycle; the caller holds the row's lock. Raises StepNotPossible."""
    subject.state = ensure_possible(subject, action)
    note(subject, action, actor=actor, text=text, document=document)


def ensure_possible(subject: Subject, action: str) -> str:
    """Return the state that the step leads to. Raises StepNotPossible."""
    try:
        return next_state(STATES[type(subject)](subject.state), action).value
    except NotAllowed:
        raise StepNotPossible from None


def note(subject: Subject, action: str, *, actor: Actor, text: str = "", document: Signed | None = None) -> None:
    """Keep a step that leaves the state as it is: who, when, which text or document, and their hash."""
    subject.changed_at = now()
    if not isinstance(subject, Ticket):
        subject.version += 1
    db.session().flush()
    key = {Participant: "participant_id", Service: "service_id", Ticket: "ticket_id"}[type(subject)]
    digest = document.sha256 if document else hashlib.sha256(text.encode()).digest()
    step = Step(
        **{key: subject.id},
        action=action,
        at=subject.changed_at,
        account_id=actor.account_id,
        actor_name=actor.name,
        party_name=actor.party_name,
        text=text,
        sha256=digest,
        document_token=document.token if document else None,
        document_version=document.version if document else None,
    )
    db.session().add(step)
    db.session().flush()
    detail = {"state": subject.state, "sha256": digest.hex()}
    kind = OBJECTS[type(subject)]
    record(f"connections.{action}", actor=actor, object_type=kind, object_key=subject.public_id, detail=detail)
