"""From the log to containers. Who may have them is `reading`'s business."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from sqlalchemy import func, select

from webapp.core import db
from webapp.ehis.journal.container import Content, Proof, build
from webapp.ehis.journal.errors import NotYetStamped
from webapp.ehis.journal.models import ArchivedMessage, Segment, Stamp, StampedHead
from webapp.ehis.journal.rows import Opened, digest_of, header_of, open_row
from webapp.ehis.journal.tokens import token_of

NAME_CAP: Final = 120


def messages_with(message_id: str) -> list[int]:
    """Return the places of all messages with this id, in the order in which they were kept."""
    query = select(ArchivedMessage.id).where(ArchivedMessage.message_id == message_id).order_by(ArchivedMessage.id)
    return list(db.session().scalars(query))


def opened(row: ArchivedMessage, segment: Segment) -> Opened:
    """Return what is sealed in a row. Raises cryptography's InvalidTag when the row was changed."""
    return open_row(row, segment.day, segment.service)


def container_of(place: int) -> tuple[str, bytes]:
    """Return file name and container of the message at `place` (its number in the log). Needs an open transaction.

    Raises NotYetStamped in the first minute of a message, InvalidTag when it was changed, NoResultFound for another.
    """
    row = db.session().get_one(ArchivedMessage, place)
    segment = db.session().get_one(Segment, row.segment_id)
    stamp, up_to = _stamp(row)
    inside = opened(row, segment)
    proof = Proof(
        header=header_of(row, segment.day, segment.service),
        salt=inside.salt,
        sealed_digest=sha256(bytes(row.sealed)).digest(),
        previous=bytes(row.prev_hash),
        position=row.position,
        following=tuple(_following(row, segment, up_to)),
        heads=stamp.heads,
        token=token_of(bytes(stamp.reply)),
    )
    name = f"{row.message_id}-{row.direction}-{row.id}.asice"
    return _safe(name), build(Content(inside.message, inside.signature, proof), at=row.at)


def _stamp(row: ArchivedMessage) -> tuple[Stamp, int]:
    """Return the first stamp at or behind the row, and the position that it covers."""
    query = (
        select(Stamp, StampedHead.position)
        .join(StampedHead, StampedHead.stamp == Stamp.number)
        .where(StampedHead.segment_id == row.segment_id, StampedHead.position >= row.position)
        .order_by(StampedHead.position)
        .limit(1)
    )
    found = db.session().execute(query).first()
    if found is None:
        raise NotYetStamped
    return found[0], found[1]


def _following(row: ArchivedMessage, segment: Segment, up_to: int) -> Iterator[bytes]:
    """Return the digests of the messages between the row and the stamped head; the messages themselves stay where they are."""
    columns = [column for column in ArchivedMessage.__table__.c if column.name != "sealed"]
    query = (
        select(*columns, func.sha256(ArchivedMessage.sealed).label("sealed_digest"))
        .where(
            ArchivedMessage.segment_id == row.segment_id,
            ArchivedMessage.position > row.position,
            ArchivedMessage.position <= up_to,
        )
        .order_by(ArchivedMessage.position)
    )
    for each in db.session().execute(query):
        yield digest_of(each, segment.day, segment.service, bytes(each.sealed_digest))


def _safe(name: str) -> str:
    """Return a file name that is one on every system: ids come from other members."""
    return "".join(letter if letter.isalnum() or letter in "-." else "_" for letter in name)[-NAME_CAP:]
