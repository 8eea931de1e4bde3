"""Pictures of pages with the place of a text on them: kept by the command, shown beside the editor."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db, files
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.translations.desk.models import TextPicture, TextPlace
from webapp.translations.errors import NoSuchText
from webapp.translations.models import TextRow

JPEG: Final = "image/jpeg"
LARGEST: Final = 600 * 1024
MOST: Final = 3
AROUND: Final = 120


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands on a picture, in its pixels; the width that is left for it there, and its font."""

    key: str
    left: int
    top: int
    width: int
    height: int
    room: int
    font: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture beside the editor: the page, and the stretch of it around the text."""

    public_id: str
    path: str
    title: str
    taken_at: datetime
    width: int
    height: int
    place: Place

    @property
    def view(self) -> str:
        """The part of the picture to show, as SVG says it: the text and what stands around it."""
        top = max(0, self.place.top - AROUND)
        return f"0 {top} {self.width} {min(self.height - top, self.place.height + 2 * AROUND)}"


def pictures_of(text: TextRow, language: str) -> list[Shown]:
    """Return pictures that show the text: those in its language first, then those in others."""
    query = (
        select(TextPicture, TextPlace)
        .join(TextPlace, TextPlace.picture_id == TextPicture.id)
        .where(TextPlace.text_id == text.id)
        .order_by(TextPicture.language != language, TextPicture.path)
        .limit(MOST)
    )
    return [_shown(picture, place, text.key) for picture, place in db.session().execute(query)]


def bytes_of(public_id: str) -> bytes:
    """Return a picture. Raises NoSuchText when there is none."""
    picture = db.session().scalar(select(TextPicture).where(TextPicture.public_id == public_id))
    if picture is None:
        raise NoSuchText
    return files.read(picture.file_id)


def keep_picture(
    path: str, title: str, language: str, content: bytes, size: tuple[int, int], places: list[Place]
) -> tuple[int, list[str]]:
    """Keep a picture of a page in place of the former one; inside a transaction.

    Returns how many texts it shows, and the keys of files to destroy once this is committed.
    """
    session = db.session()
    former = session.scalar(select(TextPicture).where(TextPicture.path == path, TextPicture.language == language))
    gone: list[str] = []
    if former is not None:
        session.delete(former)
        session.flush()
        gone = files.forget([former.file_id])
    stored = files.store(content, name="page.jpg", allowed=frozenset({JPEG}), limit=LARGEST)
    row = TextPicture(
        public_id=new_public_id(),
        path=path,
        title=title,
        language=language,
        file_id=stored.id,
        width=size[0],
        height=size[1],
        taken_at=now(),
    )
    session.add(row)
    session.flush()
    known = session.execute(select(TextRow.key, TextRow.id).where(TextRow.key.in_([one.key for one in places])))
    ids = {row[0]: row[1] for row in known}
    for one in places:
        if one.key in ids:
            where = {name: getattr(one, name) for name in ("left", "top", "width", "height", "room", "font")}
            made = insert(TextPlace).values(picture_id=row.id, text_id=ids[one.key], **where)
            session.execute(made.on_conflict_do_nothing())
    return len(ids), gone


def _shown(picture: TextPicture, place: TextPlace, key: str) -> Shown:
    where = Place(key, place.left, place.top, place.width, place.height, place.room, place.font)
    return Shown(picture.public_id, picture.path, picture.title, picture.taken_at, picture.width, picture.height, where)
