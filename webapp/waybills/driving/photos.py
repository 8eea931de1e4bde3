"""Photos as evidence: stripped of what they tell besides the picture, sealed, named by their digest in the act."""

import hashlib
from io import BytesIO
from typing import Final

from flask import url_for
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from webapp.attachments import api as attachments
from webapp.attachments.offer import AttachmentOwner, CopyKind, Slot
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.text import _l
from webapp.waybills.access import ensure_visible, visible_roles
from webapp.waybills.driving.errors import NoPhoto, NoSuchPhoto
from webapp.waybills.driving.models import Photo
from webapp.waybills.models import Waybill
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.rules import Role

KIND: Final = "waybill_photo"
SLOT: Final = "photos"
JPEG: Final = b"\xff\xd8\xff"
MOST_OF_WAYBILL: Final = 20


def keep_photo(public_id: str, content: bytes, stated: str, *, actor: Actor) -> Photo:
    """Keep a photo of the waybill, once, without what is told about its making; returns its row.

    `stated` is the digest that the act names. Raises NoSuchWaybill, NoPhoto (no JPEG, or not the bytes of that digest), and
    what the examination of files raises.
    """
    waybill, _roles = ensure_visible(actor, waybill_by_public_id(public_id))
    digest = bytes.fromhex(stated)
    known = photo_stated(waybill, digest)
    if known is not None:
        return known
    if not content.startswith(JPEG) or hashlib.sha256(content).digest() != digest:
        raise NoPhoto
    bare = attachments.undressed(content, "image/jpeg")
    row = Photo(
        waybill_id=waybill.id,
        account_id=actor.account_id,
        stated_sha256=digest,
        sha256=hashlib.sha256(bare).digest(),
        copy=_sealed(waybill, bare, actor),
        received_at=now(),
    )
    db.session().add(row)
    db.session().flush()
    return row


def _sealed(waybill: Waybill, bare: bytes, actor: Actor) -> str:
    """Return the copy that holds these bytes: the one that is there, else a new one, whose picture is drawn by the sandbox."""
    digest = hashlib.sha256(bare)
    query = select(Photo.copy).where(Photo.waybill_id == waybill.id, Photo.sha256 == digest.digest())
    known = db.session().scalar(query.limit(1))
    if known is not None:
        return known
    upload = FileStorage(BytesIO(bare), filename=f"{digest.hexdigest()[:12]}.jpg", content_type="image/jpeg")
    kept = attachments.receive(upload, kind=KIND, ref=waybill.public_id, slot=SLOT, copy_kind=KIND, actor=actor)
    attachments.seal(KIND, waybill.public_id)
    attachments.draw(kept.public_id)
    return kept.public_id


def photo_stated(waybill: Waybill, digest: bytes) -> Photo | None:
    """Return the photo of this digest, None before it came."""
    query = select(Photo).where(Photo.waybill_id == waybill.id, Photo.stated_sha256 == digest)
    return db.session().scalar(query)


def photo_of(waybill: Waybill, kept: str) -> str:
    """Return under which public id of `attachments` the photo is that an act names. Raises NoSuchPhoto."""
    query = select(Photo.copy).where(Photo.waybill_id == waybill.id, Photo.sha256 == bytes.fromhex(kept))
    found = db.session().scalar(query.limit(1))
    if found is None:
        raise NoSuchPhoto
    return found


def may_see(actor: Actor, ref: str) -> bool:
    """Whoever sees the waybill sees its photos."""
    waybill = waybill_by_public_id(ref)
    return waybill is not None and bool(visible_roles(actor, waybill))


def may_change(actor: Actor, ref: str) -> bool:
    """Photos come with the acts of carrier and driver; nobody takes one out."""
    waybill = waybill_by_public_id(ref)
    return waybill is not None and bool(visible_roles(actor, waybill) & {Role.CARRIER, Role.DRIVER})


def back(ref: str) -> str:
    """Return the page of the waybill."""
    return url_for("waybills.show", public_id=ref)


def slot_of(_ref: str, slot: str) -> Slot | None:
    """There is one place; its photos stay as they came."""
    return Slot(_l("Yükün şəkilləri"), KIND, MOST_OF_WAYBILL) if slot == SLOT else None


OWNER: Final = AttachmentOwner(KIND, may_see, may_change, back, slot_of=slot_of)
PHOTO: Final = CopyKind(KIND, _l("Yükün şəkli"), read=False)
