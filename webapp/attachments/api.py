"""What other rooms do with copies: take them in, show them, read them, seal them (charter 003, 4.0.8; decision 191, 7.1.2)."""

from collections.abc import Collection

from webapp.attachments import vault, wordprints
from webapp.attachments.fields import DATE, FIN, NUMBER, PLATE, VOEN, after, day_after
from webapp.attachments.jobs import read_copy
from webapp.attachments.owners import seen_by
from webapp.attachments.pictures import picture
from webapp.attachments.queries import as_copy, reading_of, row_of, rows_of, with_words
from webapp.attachments.rules import ACCEPT, INERT, MOST_BYTES, MOST_BYTES_OF_CASE
from webapp.attachments.services.confirming import confirm_field
from webapp.attachments.services.keeping import discard, remove, seal
from webapp.attachments.services.receiving import receive
from webapp.attachments.undressing import undressed
from webapp.attachments.values import Box, Copy, ReadField, Reading, State
from webapp.core.actor import Actor

__all__ = [
    "ACCEPT",
    "DATE",
    "FIN",
    "INERT",
    "MOST_BYTES",
    "MOST_BYTES_OF_CASE",
    "NUMBER",
    "PLATE",
    "VOEN",
    "Box",
    "Copy",
    "ReadField",
    "Reading",
    "State",
    "after",
    "confirm_field",
    "content",
    "copies_of",
    "copy",
    "day_after",
    "discard",
    "draw",
    "picture_of",
    "read_fields",
    "receive",
    "remove",
    "seal",
    "search",
    "undressed",
    "visible_copy",
]


def copies_of(kind: str, ref: str, slot: str | None = None) -> list[Copy]:
    """Return the copies of an object, of one slot when it is named, oldest first. The caller checks who asks."""
    return [as_copy(row) for row in rows_of(kind, ref, slot)]


def copy(public_id: str) -> Copy:
    """Return the copy. Raises NoSuchCopy (404). The caller checks who asks."""
    return as_copy(row_of(public_id))


def visible_copy(public_id: str, actor: Actor) -> Copy:
    """Return the copy as `actor` may see it. Raises NoSuchCopy (404) for others too."""
    return as_copy(seen_by(actor, public_id))


def content(public_id: str) -> bytes:
    """Return the bytes as they were handed in. Raises NoSuchCopy, Unavailable. The caller checks who asks."""
    row = row_of(public_id)
    return vault.get(row.file_id, context=row.public_id)


def draw(public_id: str) -> None:
    """Have the pages of a copy drawn that is shown but not read, in the open transaction."""
    read_copy.defer(public_id=public_id)


def picture_of(public_id: str, n: int, actor: Actor) -> bytes:
    """Return the picture of a page as `actor` may see it. Raises NoSuchCopy; also while it is not drawn. The caller keeps the look."""
    return picture(seen_by(actor, public_id), n)


def read_fields(public_id: str) -> Reading:
    """Return what was read from the copy so far. Raises NoSuchCopy. The caller checks who asks."""
    return reading_of(row_of(public_id))


def search(text: str, *, kind: str, refs: Collection[str] | None = None) -> list[Copy]:
    """Return the newest 200 copies of the kind in which every word of `text` stands, by its beginning and without marks.

    `refs` narrows to these objects; the caller names only objects that the asking person may see.
    """
    wanted = wordprints.sought(text)
    return [as_copy(row) for row in with_words(wanted, kind, refs)] if wanted else []
