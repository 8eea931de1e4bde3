"""Reads: a letter for its sender, for its addressee, for nobody else; its messages and steps; authorities."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import fold
from webapp.core.pagination import Page, descending, numbers, page
from webapp.correspondence.errors import NoSuchBody, NoSuchLetter
from webapp.correspondence.models import Letter, LetterBody, LetterForward, LetterMessage, LetterStep
from webapp.correspondence.people import standing_of
from webapp.correspondence.permissions import SEND, WRITE
from webapp.correspondence.rules import State

GONE = State.DISCARDED
STEPS_ON_A_PAGE: Final = 40


def own_letter(public_id: str, actor: Actor, *, lock: bool = False) -> Letter:
    """Return a letter of whom the actor acts for. Raises NoSuchLetter for another's as for none."""
    found = _letter(Letter.public_id == public_id, lock=lock)
    may = actor.has(WRITE.code) or actor.has(SEND.code)
    if found is None or not may or actor.party_id != found.party_id or found.state == GONE:
        raise NoSuchLetter
    return found


def office_letter(public_id: str, actor: Actor, *, lock: bool = False) -> Letter:
    """Return a letter that lies with an authority of the actor now. Raises NoSuchLetter."""
    found = _letter(Letter.public_id == public_id, lock=lock)
    if found is None or found.number is None or found.body_id not in standing_of(actor):
        raise NoSuchLetter
    return found


def letter_by_public_id(public_id: str, *, lock: bool = False) -> Letter | None:
    """Return the letter whoever asks: for facts, documents and jobs."""
    return _letter(Letter.public_id == public_id, lock=lock)


def letter_by_id(letter_id: int) -> Letter:
    """Return a letter that another row names."""
    return db.session().get_one(Letter, letter_id)


def sent_since(party_id: int, moment: datetime) -> int:
    """Return how many letters a sender sent since an instant."""
    sent = select(func.count()).where(Letter.party_id == party_id, Letter.sent_at >= moment)
    return db.session().scalar(sent) or 0


def replies_since(party_id: int, moment: datetime) -> int:
    """Return how often a sender wrote on in letters under way since an instant."""
    query = select(func.count(LetterMessage.id)).join(Letter, Letter.id == LetterMessage.letter_id)
    query = query.where(Letter.party_id == party_id, LetterMessage.kind == "reply", LetterMessage.sent_at >= moment)
    return db.session().scalar(query) or 0


def message_by_public_id(public_id: str, *, lock: bool = False) -> LetterMessage | None:
    """Return a message whoever asks."""
    query = select(LetterMessage).where(LetterMessage.public_id == public_id)
    return db.session().scalar(query.with_for_update() if lock else query)


def messages_of(letter: Letter) -> list[LetterMessage]:
    """Return what was sent in a thread, oldest first."""
    query = select(LetterMessage).where(LetterMessage.letter_id == letter.id, LetterMessage.sent_at.is_not(None))
    return list(db.session().scalars(query.order_by(LetterMessage.sent_at, LetterMessage.id)))


def messages_named(public_ids: Collection[str]) -> dict[str, LetterMessage]:
    """Return the messages with these public ids, by them."""
    query = select(LetterMessage).where(LetterMessage.public_id.in_(public_ids))
    return {message.public_id: message for message in db.session().scalars(query)}


def draft_of(letter: Letter, side: str, *, lock: bool = False) -> LetterMessage | None:
    """Return the unsent message of one side, None when it has none."""
    query = select(LetterMessage).where(
        LetterMessage.letter_id == letter.id, LetterMessage.side == side, LetterMessage.sent_at.is_(None)
    )
    return db.session().scalar(query.with_for_update() if lock else query)


def steps_of(
    letter: Letter, *, body_ids: Sequence[int] = (), after: str | None = None, before: str | None = None
) -> Page[LetterStep]:
    """Return a page of what happened, the newest first: the open steps, and the notes of the authorities in `body_ids`.

    Raises NotFound for a cursor that was made up.
    """
    seen = or_(LetterStep.open, LetterStep.body_id.in_(body_ids))
    query = select(LetterStep).where(LetterStep.letter_id == letter.id, seen)
    size: Any = {"size": STEPS_ON_A_PAGE}
    query, backwards = descending(query, LetterStep.id, after=after, before=before, parts=numbers, **size)
    rows = db.session().scalars(query).all()
    return page(rows, lambda row: (row.id,), backwards=backwards, started=bool(after or before), **size)


def joined_into(letter: Letter) -> list[Letter]:
    """Return the letters that were joined into this one."""
    return list(db.session().scalars(select(Letter).where(Letter.joined_to == letter.id).order_by(Letter.id)))


def body_by_id(body_id: int) -> LetterBody:
    """Return an authority that another row names."""
    return db.session().get_one(LetterBody, body_id)


def body_by_code(code: str, *, lock: bool = False) -> LetterBody:
    """Return an authority by its code. Raises NoSuchBody."""
    query = select(LetterBody).where(LetterBody.code == code)
    found = db.session().scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NoSuchBody
    return found


def open_bodies(typed: str = "") -> list[LetterBody]:
    """Return the authorities that take letters, those with every word of `typed` when something is looked for."""
    query: Select[LetterBody] = select(LetterBody).where(LetterBody.closed_at.is_(None))
    for word in fold(typed).split()[:12]:
        query = query.where(LetterBody.folded.contains(word, autoescape=True))
    return list(db.session().scalars(query.order_by(LetterBody.folded)))


def all_bodies() -> list[LetterBody]:
    """Return every authority that was ever connected."""
    return list(db.session().scalars(select(LetterBody).order_by(LetterBody.closed_at.is_not(None), LetterBody.folded)))


def forwards_of(letter: Letter) -> list[LetterForward]:
    """Return a letter's ways, oldest first."""
    query = select(LetterForward).where(LetterForward.letter_id == letter.id).order_by(LetterForward.id)
    return list(db.session().scalars(query))


def _letter(which: ColumnElement[bool], *, lock: bool) -> Letter | None:
    query = select(Letter).where(which)
    return db.session().scalar(query.with_for_update() if lock else query)
