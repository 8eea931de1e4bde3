"""What a person downloads with "my data": the letters in their own name (charter 1.4.5)."""

from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.correspondence.models import Letter
from webapp.correspondence.people import names_of_bodies
from webapp.correspondence.queries import messages_of
from webapp.correspondence.rules import State

MOST: Final = 1000


def letters_of(actor: Actor) -> list[dict[str, Any]]:
    """Return the person's own letters, the newest first, as plain values."""
    if actor.person_party_id is None:
        return []
    query = select(Letter).where(Letter.party_id == actor.person_party_id, Letter.state != State.DISCARDED.value)
    found = list(db.session().scalars(query.order_by(Letter.id.desc()).limit(MOST)))
    names = names_of_bodies([letter.body_id for letter in found])
    return [_told(letter, names[letter.body_id]) for letter in found]


def _told(letter: Letter, body: str) -> dict[str, Any]:
    return {
        "number": letter.number,
        "to": body,
        "kind": letter.kind,
        "subject": letter.subject,
        "state": letter.state,
        "sent_at": letter.sent_at,
        "due_on": letter.due_on,
        "rating": letter.rating,
        "messages": [
            {"kind": one.kind, "number": one.number, "sent_at": one.sent_at, "text": one.text}
            for one in messages_of(letter)
        ],
    }
