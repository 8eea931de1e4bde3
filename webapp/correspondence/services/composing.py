"""Drafts of both sides: begun, kept as they are typed, put away. A signature under way for the former text is withdrawn."""

from dataclasses import dataclass

from sqlalchemy import func, select

from webapp.attachments import api as attachments
from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import Forbidden, StaleVersion
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.correspondence.errors import BodyClosed, StepNotPossible
from webapp.correspondence.models import Letter, LetterBody, LetterMessage
from webapp.correspondence.permissions import WRITE
from webapp.correspondence.queries import body_by_code, draft_of, own_letter
from webapp.correspondence.rules import Kind, State
from webapp.correspondence.services.stepping import OBJECT, ensure_possible
from webapp.signing import api as signing

PURPOSE = "correspondence.message"
COPIES = "letter_message"
ACTIONS = {"letter": "send", "reply": "reply", "question": "ask", "answer": "answer", "refusal": "refuse"}
"""Kind of a message -> the step that it takes when it is sent."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the sender typed into a letter."""

    to: str
    kind: str
    subject: str
    text: str


def start_letter(to: str, *, kind: str, about: str, subject: str, key: str, actor: Actor) -> str:
    """Begin a letter to the authority with this code and return its public id; the same `key` begins it once.

    Raises NoSuchBody, BodyClosed, Forbidden.
    """
    ensure_may(actor, WRITE)
    if actor.party_id is None:
        raise Forbidden
    lock = func.hashtextextended(f"letter-start:{actor.account_id}:{key}", 0)
    db.session().execute(select(func.pg_advisory_xact_lock(lock)))
    known = db.session().scalar(select(Letter).where(Letter.account_id == actor.account_id, Letter.key == key))
    if known is not None:
        return known.public_id
    body, moment = open_body(to), now()
    letter = Letter(public_id=new_public_id(), key=key, kind=Kind(kind).value, about=about, body_id=body.id)
    letter.party_id, letter.account_id, letter.subject, letter.words = actor.party_id, actor.account_id, subject, []
    letter.state, letter.created_at, letter.changed_at = State.DRAFT.value, moment, moment
    db.session().add(letter)
    db.session().flush()
    begin_message(letter, side="sender", kind="letter", actor=actor)
    record("correspondence.start", actor=actor, object_type=OBJECT, object_key=letter.public_id)
    return letter.public_id


def open_body(code: str) -> LetterBody:
    """Return an authority that takes letters. Raises NoSuchBody, BodyClosed."""
    body = body_by_code(code)
    if body.closed_at is not None:
        raise BodyClosed(fields={"to": BodyClosed.text})
    return body


def begin_message(letter: Letter, *, side: str, kind: str, actor: Actor, body_id: int | None = None) -> LetterMessage:
    """Return the draft of this side, made now if it has none; a draft of another kind becomes one of this kind."""
    known = draft_of(letter, side, lock=True)
    if known is not None:
        if known.kind != kind:
            touch(known, actor)
            known.kind = kind
            db.session().flush()
        return known
    moment = now()
    message = LetterMessage(public_id=new_public_id(), letter_id=letter.id, side=side, kind=kind, text="")
    message.account_id, message.author, message.body_id = actor.account_id, actor.name, body_id
    message.created_at = message.changed_at = moment
    db.session().add(message)
    db.session().flush()
    return message


def save_letter(public_id: str, said: Said, *, version: int, actor: Actor) -> int:
    """Keep what was typed into a letter that is not sent; return the new version.

    Raises NoSuchLetter, StepNotPossible, StaleVersion, BodyClosed.
    """
    letter, message = draft_letter(public_id, actor, lock=True)
    ensure_fresh(message, version)
    body = body_by_code(said.to)
    if body.id != letter.body_id:
        letter.body_id = open_body(said.to).id
    letter.kind, letter.subject, message.text = Kind(said.kind).value, said.subject, said.text
    touch(message, actor)
    letter.changed_at = message.changed_at
    db.session().flush()
    return message.version


def save_message(message: LetterMessage, text: str, *, ground: str = "", version: int, actor: Actor) -> int:
    """Keep what was typed into a reply, question, answer or refusal; the caller found it for this actor.

    Raises StaleVersion.
    """
    ensure_fresh(message, version)
    message.text, message.ground = text, ground
    touch(message, actor)
    db.session().flush()
    return message.version


def draft_letter(public_id: str, actor: Actor, *, lock: bool = False) -> tuple[Letter, LetterMessage]:
    """Return a letter that is not sent yet, with its text. Raises NoSuchLetter, StepNotPossible."""
    letter = own_letter(public_id, actor, lock=lock)
    message = draft_of(letter, "sender", lock=lock)
    if letter.state != State.DRAFT.value or message is None:
        raise StepNotPossible
    return letter, message


def discard_letter(public_id: str, *, actor: Actor) -> None:
    """Throw a draft away: its words and files go. Raises NoSuchLetter, StepNotPossible."""
    letter, message = draft_letter(public_id, actor, lock=True)
    letter.state = ensure_possible(letter, "discard").value
    letter.subject, letter.changed_at = "", now()
    discard_message(message, actor=actor)
    record("correspondence.discard", actor=actor, object_type=OBJECT, object_key=letter.public_id)


def discard_message(message: LetterMessage, *, actor: Actor) -> None:
    """Take an unsent message out with its files; that a number it had is not used is kept."""
    if message.number is not None:
        detail = {"number": message.number}
        record("correspondence.drop", actor=actor, object_type=OBJECT, object_key=message.public_id, detail=detail)
    signing.withdraw_open(PURPOSE, message.public_id, actor=actor)
    attachments.discard(COPIES, message.public_id, actor=actor)
    db.session().delete(message)
    db.session().flush()


def touch(message: LetterMessage, actor: Actor) -> None:
    """Say that the text is another one now: what is being signed is no longer it."""
    if message.request_id is not None:
        signing.withdraw_open(PURPOSE, message.public_id, actor=actor)
        message.request_id = message.request_version = None
    message.version += 1
    message.changed_at, message.author = now(), actor.name
    message.account_id = actor.account_id or message.account_id


def ensure_fresh(message: LetterMessage, version: int) -> None:
    """Raise StaleVersion when somebody saved since the page was made."""
    if message.version != version:
        raise StaleVersion(version=message.version)
