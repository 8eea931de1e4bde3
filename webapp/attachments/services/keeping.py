"""What happens to a copy once it is there: removed while the application is a draft, sealed when it is submitted."""

from sqlalchemy import update

from webapp.attachments.errors import CopiesSealed
from webapp.attachments.jobs import destroy_bytes
from webapp.attachments.models import AttachmentCopy
from webapp.attachments.owners import changed_by
from webapp.attachments.queries import pictures_of, rows_of
from webapp.audit.api import record
from webapp.core import db, files
from webapp.core.actor import Actor
from webapp.core.clock import now


def remove(public_id: str, *, actor: Actor) -> None:
    """Take the copy out, its pictures, what was read and its bytes. Raises NoSuchCopy, CopiesSealed."""
    row = changed_by(actor, public_id)
    if row.sealed_at is not None:
        raise CopiesSealed
    _take_out(row, actor)


def discard(kind: str, ref: str, *, actor: Actor) -> int:
    """Take out every copy of an object that is itself put away or over its time; returns how many. Sealed ones too.

    The caller answers for the right and for the term of keeping.
    """
    rows = rows_of(kind, ref)
    for row in rows:
        _take_out(row, actor)
    return len(rows)


def seal(kind: str, ref: str) -> None:
    """Let the copies that the object has now stay as they are: the application was submitted. New ones may still come."""
    db.session().execute(
        update(AttachmentCopy)
        .where(AttachmentCopy.owner_kind == kind, AttachmentCopy.owner_ref == ref, AttachmentCopy.sealed_at.is_(None))
        .values(sealed_at=now())
    )


def _take_out(row: AttachmentCopy, actor: Actor) -> None:
    pictures = pictures_of(row.id)
    file_ids = [row.file_id, *(picture.file_id for picture in pictures)]
    for item in (*pictures, row):
        db.session().delete(item)
    db.session().flush()
    for key in files.forget(file_ids):
        destroy_bytes.defer(key=key)
    detail = {"kind": row.owner_kind, "ref": row.owner_ref, "slot": row.slot}
    record("attachments.removed", actor=actor, object_type="attachment", object_key=row.public_id, detail=detail)
