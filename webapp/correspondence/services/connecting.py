"""Authorities are connected to the correspondence and closed by the register's operator (Rules 11.7)."""

from sqlalchemy import select

from webapp.audit.api import record
from webapp.catalogue import api as catalogue
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import fold
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.correspondence.errors import AlreadyConnected, StepNotPossible
from webapp.correspondence.models import LetterBody
from webapp.correspondence.permissions import CONNECT
from webapp.correspondence.queries import body_by_code

OBJECT = "letter_body"


def connect(name: str, *, actor: Actor) -> LetterBody:
    """Connect an authority by the name under which its officers hold their posts. Raises AlreadyConnected."""
    ensure_may(actor, CONNECT)
    if db.session().scalar(select(LetterBody.id).where(LetterBody.folded == fold(name))) is not None:
        raise AlreadyConnected(fields={"name": AlreadyConnected.text})
    listed = next((one for one in catalogue.bodies() if fold(one.name) == fold(name)), None)
    body = LetterBody(code=str(listed.no) if listed else new_public_id(), name=listed.name if listed else name)
    body.folded, body.authority_no = fold(name), listed.no if listed else None
    body.connected_at, body.connected_by, body.closed_reason = now(), actor.name, ""
    db.session().add(body)
    db.session().flush()
    record("correspondence.connect", actor=actor, object_type=OBJECT, object_key=body.code)
    return body


def close_body(code: str, reason: str, *, actor: Actor) -> None:
    """Let an authority take no new letters; those under way are answered. Raises NoSuchBody, StepNotPossible."""
    ensure_may(actor, CONNECT)
    body = body_by_code(code, lock=True)
    if body.closed_at is not None:
        raise StepNotPossible
    body.closed_at, body.closed_reason = now(), reason
    record("correspondence.close_body", actor=actor, object_type=OBJECT, object_key=code)


def open_again(code: str, *, actor: Actor) -> None:
    """Let it take letters again. Raises NoSuchBody, StepNotPossible."""
    ensure_may(actor, CONNECT)
    body = body_by_code(code, lock=True)
    if body.closed_at is None:
        raise StepNotPossible
    body.closed_at, body.closed_reason = None, ""
    record("correspondence.open_body", actor=actor, object_type=OBJECT, object_key=code)
