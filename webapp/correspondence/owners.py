"""Whose files they are: of the side that writes while the message is not sent, for both sides to see after."""

from typing import Final

from flask import url_for

from webapp.attachments.offer import AttachmentOwner, Person, Slot
from webapp.cabinets.api import party
from webapp.core.actor import Actor, current_actor
from webapp.core.text import _l
from webapp.correspondence.models import Letter, LetterMessage
from webapp.correspondence.people import standing_of
from webapp.correspondence.permissions import WRITE
from webapp.correspondence.queries import letter_by_id, message_by_public_id
from webapp.correspondence.services.composing import COPIES

SLOT: Final = "files"


def may_see(actor: Actor, ref: str) -> bool:
    """The sender and the present addressee see what was sent; what is not sent, only the side that writes it."""
    found = _known(ref)
    if found is None:
        return False
    message, letter = found
    if _is_sender(actor, letter):
        return message.side == "sender" or message.sent_at is not None
    return letter.number is not None and _is_addressee(actor, letter) and _shown_to_office(message)


def may_change(actor: Actor, ref: str) -> bool:
    """The side that writes, until it is sent."""
    found = _known(ref)
    if found is None or found[0].sent_at is not None:
        return False
    message, letter = found
    return _is_sender(actor, letter) if message.side == "sender" else _is_addressee(actor, letter)


def back(ref: str) -> str:
    """Return the page of the thread, of the side that looks; of a draft the page on which it is written."""
    found = _known(ref)
    if found is None:
        return url_for("correspondence.index")
    letter = found[1]
    office = not _is_sender(current_actor(), letter)
    if office:
        return url_for("correspondence_office.show", public_id=letter.public_id)
    page = "correspondence.edit" if letter.number is None else "correspondence.show"
    return url_for(page, public_id=letter.public_id)


def about(ref: str) -> Person | None:
    """Return the natural person who sends or gets it; a firm's files are nobody's in particular."""
    found = _known(ref)
    sender = party(found[1].party_id) if found else None
    return Person(sender.number, sender.name) if sender is not None and sender.kind == "person" else None


def slot_of(_ref: str, slot: str) -> Slot | None:
    """A message has one place for its files."""
    return Slot(_l("Əlavə edilmiş fayllar")) if slot == SLOT else None


def _known(ref: str) -> tuple[LetterMessage, Letter] | None:
    message = message_by_public_id(ref)
    return (message, letter_by_id(message.letter_id)) if message else None


def _is_sender(actor: Actor, letter: Letter) -> bool:
    return actor.has(WRITE.code) and actor.party_id is not None and actor.party_id == letter.party_id


def _is_addressee(actor: Actor, letter: Letter) -> bool:
    return letter.body_id in standing_of(actor)


def _shown_to_office(message: LetterMessage) -> bool:
    return message.sent_at is not None or message.side == "office"


OWNER: Final = AttachmentOwner(COPIES, may_see, may_change, back, about, slot_of)
