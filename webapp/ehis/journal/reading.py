"""Who may look into messages: persons named for the service, each time with a reason (clause 3.8.4, row 390).

Every reading is an entry of the audit journal, and the person whom the message is about sees it among those who looked
at their data. An attempt that is refused is an entry too: refuse outside a transaction that the refusal would undo.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.exc import NoResultFound

from webapp.audit.api import record, record_view
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.errors import NotFound
from webapp.core.text import Text
from webapp.core.transaction import transaction
from webapp.ehis.journal.errors import AlreadyAReader, NotAReader
from webapp.ehis.journal.exporting import container_of, messages_with, opened
from webapp.ehis.journal.models import ArchivedMessage, Reader, Segment
from webapp.ehis.journal.rows import Opened
from webapp.ehis.journal.services import plain_service

MESSAGE: Final = "ehis_message"
READERS: Final = "ehis_readers"
PURPOSE: Final = "ehis-reader"


@dataclass(frozen=True, slots=True)
class NamedReader:
    """Somebody who may read messages of a service."""

    id: int
    service: str
    name: str
    granted_at: datetime
    granted_by: str


def read_message(place: int, reason: Text, *, actor: Actor) -> Opened:
    """Return the message at `place` to a named reader. Opens its own transactions.

    Raises NotFound for an unknown place, NotAReader (the attempt is then kept).
    """
    _ensure_reader(place, actor)
    with transaction():
        row, segment = _message(place)
        inside = opened(row, segment)
        _keep("ehis.message_read", row, reason, actor, inside.subject_fin)
        return inside


def export_message(place: int, reason: Text, *, actor: Actor) -> tuple[str, bytes]:
    """Return file name and container of the message at `place` to a named reader. Opens its own transactions.

    Raises as `read_message`, and NotYetStamped.
    """
    _ensure_reader(place, actor)
    with transaction():
        row, segment = _message(place)
        found = container_of(place)
        _keep("ehis.message_exported", row, reason, actor, opened(row, segment).subject_fin)
        return found


def export_by_command(message_id: str, reason: str) -> list[tuple[str, bytes]]:
    """Return containers of all messages with this id to whoever runs the house. Needs an open transaction."""
    found = []
    for place in messages_with(message_id):
        row, segment = _message(place)
        found.append(container_of(place))
        _keep("ehis.message_exported", row, reason, SYSTEM, opened(row, segment).subject_fin)
    return found


def name_reader(service: str, fin: str, name: str, *, actor: Actor) -> None:
    """Let a person read messages of `service` (its path without version). Raises AlreadyAReader."""
    service = plain_service(service)
    if db.session().scalar(_current(service, fin)):
        raise AlreadyAReader
    row = Reader(service=service, person=blind_index(fin, purpose=PURPOSE), name=name, granted_by=actor.name)
    db.session().add(row)
    db.session().flush()
    record("ehis.reader_named", actor=actor, object_type=READERS, object_key=service, subject_fin=fin)


def set_archive_readers(service: str, people: Sequence[tuple[str, str]], *, actor: Actor) -> None:
    """Let exactly `people`, as (FİN, name), read messages of `service`: the procedure of clause 3.8.4 lists them all."""
    service = plain_service(service)
    wanted = {blind_index(fin, purpose=PURPOSE): (fin, name) for fin, name in people}
    current = select(Reader).where(Reader.service == service, Reader.ended_at.is_(None))
    named = {bytes(row.person): row.id for row in db.session().scalars(current)}
    for person in named.keys() - wanted.keys():
        end_reader(named[person], actor=actor)
    for person in wanted.keys() - named.keys():
        name_reader(service, *wanted[person], actor=actor)


def end_reader(reader_id: int, *, actor: Actor) -> None:
    """Let a person read no more. Raises NotFound for somebody who does not."""
    row = db.session().get(Reader, reader_id, with_for_update=True)
    if row is None or row.ended_at is not None:
        raise NotFound
    row.ended_at, row.ended_by = now(), actor.name
    record("ehis.reader_ended", actor=actor, object_type=READERS, object_key=row.service, detail={"reader": reader_id})


def readers() -> list[NamedReader]:
    """Return everybody who may read messages now, by service."""
    query = select(Reader).where(Reader.ended_at.is_(None)).order_by(Reader.service, Reader.id)
    return [
        NamedReader(row.id, row.service, row.name, row.granted_at, row.granted_by)
        for row in db.session().scalars(query)
    ]


def is_reader(service: str, actor: Actor) -> bool:
    """Whether `actor` is named for `service`. Needs an open transaction."""
    return actor.fin is not None and db.session().scalar(_current(plain_service(service), actor.fin)) is not None


def _ensure_reader(place: int, actor: Actor) -> None:
    with transaction():
        row, _ = _message(place)
        if is_reader(row.service, actor):
            return
        detail = {"message": place}
        record("ehis.reading_refused", actor=actor, object_type=MESSAGE, object_key=row.message_id, detail=detail)
    raise NotAReader


def _message(place: int) -> tuple[ArchivedMessage, Segment]:
    try:
        row = db.session().get_one(ArchivedMessage, place)
    except NoResultFound:
        raise NotFound from None
    return row, db.session().get_one(Segment, row.segment_id)


def _current(service: str, fin: str) -> Select[int]:
    person = blind_index(fin, purpose=PURPOSE)
    return select(Reader.id).where(Reader.service == service, Reader.person == person, Reader.ended_at.is_(None))


def _keep(action: str, row: ArchivedMessage, reason: Text, actor: Actor, subject_fin: str | None) -> None:
    detail = {"message": row.id, "service": row.service, "reason": str(reason)}
    record(action, actor=actor, object_type=MESSAGE, object_key=row.message_id, subject_fin=subject_fin, detail=detail)
    if subject_fin:
        record_view(
            actor=actor, subject_fin=subject_fin, object_type=MESSAGE, object_key=row.message_id, purpose=reason
        )
