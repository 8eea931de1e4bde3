"""What supervising bodies ask: a clock of 24 hours from the receipt, that no night, weekend or holiday stops (004, 6.1.6)."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from webapp.core import db, files
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.core.text import _
from webapp.incidents.errors import AlreadyAnswered, InTheFuture, NoSuchRequest
from webapp.incidents.jobs import escalate, remind
from webapp.incidents.models import BodyRequest
from webapp.incidents.permissions import HANDLE
from webapp.incidents.rules import answer_due, remind_at
from webapp.incidents.services.stepping import note
from webapp.incidents.services.telling import tell_office

DOCUMENTS: Final = frozenset({files.PDF, "image/png", "image/jpeg"})
CLOCKS_DIFFER: Final = timedelta(minutes=5)


def receive(
    body: str, *, their_number: str, subject: str, question: str, received_at: datetime, actor: Actor
) -> BodyRequest:
    """Register a request; reminder and escalation are set by the clock. Raises Forbidden, InTheFuture."""
    ensure_may(actor, HANDLE)
    if received_at > now() + CLOCKS_DIFFER:
        raise InTheFuture(fields={"received_at": _("Sorğunun alınma vaxtı gələcəkdə ola bilməz.")})
    row = BodyRequest(
        public_id=new_public_id(),
        number=f"SRG-{today().year}-{next_number('incident_requests', today().year):06d}",
        body=body,
        their_number=their_number,
        subject=subject,
        question=question,
        received_at=received_at,
        due_at=answer_due(received_at),
        registered_at=now(),
    )
    db.session().add(row)
    note(row, "registered", actor=actor)
    tell_office("incidents.request_came", {"operator_admin", "head_of_section"}, row)
    remind.defer(at=remind_at(received_at), request_id=row.id)
    escalate.defer(at=row.due_at, request_id=row.id)
    return row


def answer(public_id: str, *, text: str, document: tuple[str, bytes] | None, actor: Actor) -> None:
    """Answer a request, with a document if there is one. Raises NoSuchRequest, AlreadyAnswered, UnsupportedMedia, TooLarge."""
    ensure_may(actor, HANDLE)
    row = db.session().scalar(select(BodyRequest).where(BodyRequest.public_id == public_id).with_for_update())
    if row is None:
        raise NoSuchRequest
    if row.answered_at is not None:
        raise AlreadyAnswered
    if document is not None:
        name, content = document
        row.file_id = files.store(content, name=name, allowed=DOCUMENTS).id
    row.answer, row.answered_at, row.answered_by = text, now(), actor.name
    note(row, "answered", actor=actor)
