"""What stands before and after the reading of a copy; in between no transaction is open."""

from webapp.attachments import vault, wordprints
from webapp.attachments.errors import NoSuchCopy
from webapp.attachments.events import CopyRead
from webapp.attachments.models import AttachmentCopy, AttachmentField, AttachmentPicture
from webapp.attachments.offer import paper
from webapp.attachments.queries import pictures_of, row_of
from webapp.attachments.reading.values import Found, Wanted
from webapp.attachments.values import State
from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import now


def start(public_id: str) -> Wanted | None:
    """Return what is to be read, None when that was done already. Raises NoSuchCopy."""
    row = row_of(public_id)
    if row.read_at is not None:
        return None
    known = paper(row.copy_kind)
    return Wanted(
        content=vault.get(row.file_id, context=row.public_id),
        media_type=row.media_type,
        patterns=known.patterns if known else (),
        recognise=row.state == State.WAITING,
        machine_zone=known is not None and known.machine_zone,
    )


def finish(public_id: str, found: Found) -> None:
    """Keep what was found and say so; nothing when the copy was removed or read by somebody else meanwhile."""
    try:
        row = row_of(public_id)
    except NoSuchCopy:
        return
    if row.read_at is not None:
        return
    row.read_at = now()
    if row.state == State.WAITING:
        row.state = State.FAILED if found.trouble else State.READ
    row.text, row.words = found.text, wordprints.prints_of(found.text)
    row.reader, row.trouble, row.confidence = found.reader, found.trouble, found.confidence
    _keep_pictures(row, found)
    _keep_fields(row, found)
    db.session().flush()
    publish(CopyRead(public_id=row.public_id, kind=row.owner_kind, ref=row.owner_ref, slot=row.slot))


def _keep_pictures(row: AttachmentCopy, found: Found) -> None:
    known = {picture.n for picture in pictures_of(row.id)}
    for page in found.pages:
        if page.n not in known:
            file_id = vault.put(page.jpeg, context=f"{row.public_id}/{page.n}")
            picture = {"n": page.n, "file_id": file_id, "width": page.width, "height": page.height}
            db.session().add(AttachmentPicture(copy_id=row.id, **picture))


def _keep_fields(row: AttachmentCopy, found: Found) -> None:
    for item in found.fields:
        db.session().add(
            AttachmentField(
                copy_id=row.id,
                code=item.code,
                value=item.value,
                as_read=item.as_read,
                confidence=item.confidence,
                page=item.page,
                box=list(item.box),
            )
        )
