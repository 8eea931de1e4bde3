"""Taking a copy in: who may, how much, what it is, and only then is it kept."""

from werkzeug.datastructures import FileStorage

from webapp.attachments import vault
from webapp.attachments.errors import CaseFull, CopiesSealed, RefusedFile, SameFile
from webapp.attachments.intake import Inspected, inspect
from webapp.attachments.jobs import read_copy
from webapp.attachments.models import AttachmentCopy
from webapp.attachments.offer import paper
from webapp.attachments.owners import ensure_may_change, slot_of
from webapp.attachments.queries import Place, as_copy, lock_case, sizes, stands_already
from webapp.attachments.rules import MOST_BYTES, MOST_BYTES_OF_CASE, clean_name
from webapp.attachments.values import Copy, State
from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.ids import new_public_id


def receive(upload: FileStorage, *, kind: str, ref: str, slot: str, copy_kind: str = "", actor: Actor) -> Copy:
    """Keep the uploaded file as a copy for `slot` of the object `ref` and have it read, all in the open transaction.

    `copy_kind` names the CopyKind whose fields are looked for (else what the slot is for). Raises NotFound for whoever may
    not change the copies of the object and for a place that it does not have, CopiesSealed for one that is closed, CheckUnavailable, and a RefusedFile whose `fields` names the slot.
    """
    ensure_may_change(kind, ref, actor)
    place = Place(kind, ref, slot)
    wanted = slot_of(place)
    if not wanted.is_open:
        raise CopiesSealed
    try:
        found = inspect(upload.stream.read(MOST_BYTES + 1))
        _ensure_room(place, found, wanted.most)
    except RefusedFile as refused:
        refused.fields = {slot: refused.message}
        raise
    row = _row(place, found, copy_kind or wanted.copy_kind, name=upload.filename or "")
    row.received_by = actor.account_id
    db.session().add(row)
    db.session().flush()
    if row.state == State.WAITING:
        read_copy.defer(public_id=row.public_id)
    detail = {"kind": kind, "ref": ref, "slot": slot}
    record("attachments.received", actor=actor, object_type="attachment", object_key=row.public_id, detail=detail)
    return as_copy(row)


def _ensure_room(place: Place, found: Inspected, most: int) -> None:
    """Refuse what stands there already and what is too much; two files at once are counted one after the other."""
    lock_case(place)
    if stands_already(place, _index(found)):
        raise SameFile
    of_case, in_slot = sizes(place)
    if of_case + len(found.content) > MOST_BYTES_OF_CASE or in_slot >= most:
        raise CaseFull


def _row(place: Place, found: Inspected, copy_kind: str, *, name: str) -> AttachmentCopy:
    public_id = new_public_id()
    wanted = paper(copy_kind)
    state = State.WAITING if wanted is None or wanted.read else State.NOT_WANTED
    return AttachmentCopy(
        public_id=public_id,
        owner_kind=place.kind,
        owner_ref=place.ref,
        slot=place.slot,
        copy_kind=copy_kind,
        name=clean_name(name, found.media_type),
        media_type=found.media_type,
        size=len(found.content),
        pages=found.pages,
        sha256=found.sha256,
        content_index=_index(found),
        file_id=vault.put(found.content, context=public_id),
        received_at=now(),
        state=state,
        reader="",
        trouble="",
        words=[],
    )


def _index(found: Inspected) -> bytes:
    return blind_index(found.sha256, purpose="attachments-content")
