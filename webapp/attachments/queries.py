"""What stands in the tables: copies by object and by words, what was read from them."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import func, select

from webapp.attachments.errors import NoSuchCopy
from webapp.attachments.fields import patterns_of
from webapp.attachments.models import AttachmentCopy, AttachmentField, AttachmentPicture
from webapp.attachments.offer import paper
from webapp.attachments.values import Box, Copy, ReadField, Reading, State
from webapp.core import db


class Place(NamedTuple):
    """Where a copy belongs: kind and reference of its object, and which document of it."""

    kind: str
    ref: str
    slot: str


def row_of(public_id: str) -> AttachmentCopy:
    """Return the row of a copy. Raises NoSuchCopy."""
    row = db.session().scalar(select(AttachmentCopy).where(AttachmentCopy.public_id == public_id))
    if row is None:
        raise NoSuchCopy
    return row


def rows_of(kind: str, ref: str, slot: str | None = None) -> list[AttachmentCopy]:
    """Return the copies of an object, of one slot when it is named, oldest first."""
    query = select(AttachmentCopy).where(AttachmentCopy.owner_kind == kind, AttachmentCopy.owner_ref == ref)
    if slot is not None:
        query = query.where(AttachmentCopy.slot == slot)
    return list(db.session().scalars(query.order_by(AttachmentCopy.id)))


def lock_case(place: Place) -> None:
    """Let nobody else add a copy to the same object before this transaction ends."""
    key = func.hashtextextended(f"attachments:{place.kind}:{place.ref}", 0)
    db.session().execute(select(func.pg_advisory_xact_lock(key)))


def stands_already(place: Place, content_index: bytes) -> bool:
    """Whether the same bytes stand in the same place."""
    found = select(AttachmentCopy.id).where(
        AttachmentCopy.owner_kind == place.kind,
        AttachmentCopy.owner_ref == place.ref,
        AttachmentCopy.slot == place.slot,
        AttachmentCopy.content_index == content_index,
    )
    return db.session().scalar(found) is not None


def sizes(place: Place) -> tuple[int, int]:
    """Return the bytes of all copies of the object, and how many copies stand in the slot."""
    in_slot = func.count().filter(AttachmentCopy.slot == place.slot)
    query = select(func.coalesce(func.sum(AttachmentCopy.size), 0), in_slot).where(
        AttachmentCopy.owner_kind == place.kind, AttachmentCopy.owner_ref == place.ref
    )
    total, count = db.session().execute(query).one()
    return int(total), int(count)


def pictures_of(copy_id: int) -> list[AttachmentPicture]:
    """Return the drawn pages of a copy in their order."""
    query = select(AttachmentPicture).where(AttachmentPicture.copy_id == copy_id).order_by(AttachmentPicture.n)
    return list(db.session().scalars(query))


def fields_of(copy_id: int) -> list[AttachmentField]:
    """Return what was found on a copy, in the order of the patterns."""
    query = select(AttachmentField).where(AttachmentField.copy_id == copy_id).order_by(AttachmentField.id)
    return list(db.session().scalars(query))


def with_words(words: Collection[int], kind: str, refs: Collection[str] | None) -> list[AttachmentCopy]:
    """Return the newest copies of the kind that hold all words; `refs` narrows to these objects."""
    query = select(AttachmentCopy).where(AttachmentCopy.owner_kind == kind, AttachmentCopy.words.contains(list(words)))
    if refs is not None:
        query = query.where(AttachmentCopy.owner_ref.in_(refs))
    return list(db.session().scalars(query.order_by(AttachmentCopy.id.desc()).limit(200)))


def as_copy(row: AttachmentCopy) -> Copy:
    """Return the copy as others know it."""
    return Copy(
        public_id=row.public_id,
        slot=row.slot,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        pages=row.pages,
        sha256=row.sha256,
        received_at=row.received_at,
        state=State(row.state),
        kind=row.owner_kind,
        ref=row.owner_ref,
        copy_kind=row.copy_kind,
        sealed=row.sealed_at is not None,
    )


def reading_of(row: AttachmentCopy) -> Reading:
    """Return what was read from the copy."""
    patterns = {pattern.code: pattern for pattern in patterns_of(paper(row.copy_kind))}
    fields = tuple(
        ReadField(
            code=item.code,
            label=patterns[item.code].label,
            value=item.value,
            as_read=item.as_read,
            confidence=item.confidence,
            page=item.page,
            box=Box(*item.box),
            confirmed=item.confirmed,
            hint=patterns[item.code].hint,
            shown=patterns[item.code].shown(item.confirmed or item.value),
        )
        for item in fields_of(row.id)
        if item.code in patterns
    )
    return Reading(State(row.state), row.text or "", fields, row.confidence, row.reader, row.trouble)
