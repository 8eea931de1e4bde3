"""Who may see and change the copies of an object: the room that owns the object says so."""

from webapp.attachments.errors import NoSuchCopy
from webapp.attachments.models import AttachmentCopy
from webapp.attachments.offer import owner_of
from webapp.attachments.queries import row_of
from webapp.core.actor import Actor
from webapp.core.errors import NotFound


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
