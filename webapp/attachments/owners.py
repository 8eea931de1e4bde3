"""Who may see and change the copies of an object: the room that owns the object says so."""

from typing import Final

from webapp.attachments.errors import NoSuchCopy
from webapp.attachments.models import AttachmentCopy
from webapp.attachments.offer import Slot, owner_of
from webapp.attachments.queries import Place, row_of
from webapp.attachments.rules import SLOT
from webapp.audit.api import record, record_view
from webapp.core.actor import Actor
from webapp.core.errors import NotFound
from webapp.core.text import _l

PURPOSE: Final = _l("Müraciətə əlavə edilmiş sənədin surətinə baxılması")


def ensure_may_see(kind: str, ref: str, actor: Actor) -> None:
    """Raise NotFound when `actor` may not know of the object's copies. The system at work may."""
    owner = owner_of(kind)
    if owner is None or not (actor.is_system or owner.may_see(actor, ref)):
        raise NotFound


def ensure_may_change(kind: str, ref: str, actor: Actor) -> None:
    """Raise NotFound when `actor` may not add or remove copies of the object. The system at work may."""
    owner = owner_of(kind)
    if owner is None or not (actor.is_system or owner.may_change(actor, ref)):
        raise NotFound


def slot_of(place: Place) -> Slot:
    """Return what the place is for. Raises NotFound when its object has no such place."""
    owner = owner_of(place.kind)
    found = owner.slot_of(place.ref, place.slot) if owner and SLOT.match(place.slot) else None
    if found is None:
        raise NotFound
    return found


def back_of(kind: str, ref: str) -> str:
    """Return the address of the object's page."""
    owner = owner_of(kind)
    if owner is None:
        raise NotFound
    return owner.back(ref)


def note_look(row: AttachmentCopy, actor: Actor, *, sent: bool = False) -> None:
    """Keep that somebody other than who handed the copy in saw it, or had it sent; the person concerned is told."""
    if actor.account_id is not None and actor.account_id == row.received_by:
        return
    owner = owner_of(row.owner_kind)
    person = owner.about(row.owner_ref) if owner else None
    if person is None:
        action = "attachments.sent" if sent else "attachments.seen"
        record(action, actor=actor, object_type="attachment", object_key=row.public_id)
        return
    record_view(
        actor=actor,
        subject_fin=person.fin,
        subject_name=person.name,
        object_type="attachment",
        object_key=row.public_id,
        purpose=PURPOSE,
    )


def seen_by(actor: Actor, public_id: str) -> AttachmentCopy:
    """Return the copy. Raises NoSuchCopy when there is none or `actor` may not see it."""
    row = row_of(public_id)
    try:
        ensure_may_see(row.owner_kind, row.owner_ref, actor)
    except NotFound:
        raise NoSuchCopy from None
    return row


def changed_by(actor: Actor, public_id: str) -> AttachmentCopy:
    """Return the copy. Raises NoSuchCopy when there is none or `actor` may not change it."""
    row = seen_by(actor, public_id)
    try:
        ensure_may_change(row.owner_kind, row.owner_ref, actor)
    except NotFound:
        raise NoSuchCopy from None
    return row
