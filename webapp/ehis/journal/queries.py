"""Reads of the log for pages: headers in clear, never what is sealed."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Select, or_, select

from webapp.core import db
from webapp.core.clock import BAKU
from webapp.core.errors import NotFound
from webapp.core.pagination import Page, descending, numbers, page
from webapp.ehis.journal.models import ArchivedMessage, Destruction, JournalState, Segment, Stamp, StampedHead

SHOWN: Final = (
    "id",
    "hash",
    "at",
    "side",
    "direction",
    "wire",
    "client",
    "service",
    "message_id",
    "fault_id",
    "outcome",
)
CODE: Final = re.compile(r"[0-9a-f]{64}")
DESTRUCTIONS: Final = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What the log is narrowed to; `number` is a message id or the UUID of a fault; empty means everything."""

    number: str = ""
    client: str = ""
    service: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A message in a list; its address is the hash of its entry."""

    id: int
    hash: bytes
    at: datetime
    side: str
    direction: str
    wire: str
    client: str
    service: str
    message_id: str
    fault_id: str | None
    outcome: str

    @property
    def code(self) -> str:
        """The entry's hash in hexadecimal digits."""
        return bytes(self.hash).hex()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands: its segment, and the stamp that covers it if there is one already."""

    day: date
    segment: str
    position: int
    hash: bytes
    key_id: int
    purpose: str
    signer: str | None
    stamp: int | None
    stamped_at: datetime | None


@dataclass(frozen=True, slots=True)
class Condition:
    """How the log stands with its time stamps, and its settings."""

    unstamped_since: datetime | None
    stopped_at: datetime | None
    stamp_seconds: int
    grace_seconds: int
    keep_days: int
    detail_days: int
    last_stamp: datetime | None


def lines(filters: Filters, *, after: str | None, before: str | None) -> Page[Line]:
    """Return one page of the log, newest first."""
    query, backwards = descending(_narrowed(filters), ArchivedMessage.id, after=after, before=before, parts=numbers)
    rows = [Line(*row) for row in db.session().execute(query)]
    return page(rows, lambda line: (line.id,), backwards=backwards, started=bool(after or before))


def number_of(code: str) -> int:
    """Return the number in the log of the entry with this hash. Raises NotFound."""
    if not CODE.fullmatch(code):
        raise NotFound
    number = db.session().scalar(select(ArchivedMessage.id).where(ArchivedMessage.hash == bytes.fromhex(code)))
    if number is None:
        raise NotFound
    return number


def one(number: int) -> tuple[Line, Place]:
    """Return the message with this number in the log."""
    query = select(ArchivedMessage, Segment).join(Segment).where(ArchivedMessage.id == number)
    row, segment = db.session().execute(query).one()
    stamp = _stamp(row)
    place = Place(
        segment.day,
        segment.service,
        row.position,
        bytes(row.hash),
        row.key_id,
        row.purpose,
        row.signer,
        stamp.number if stamp else None,
        stamp.at if stamp else None,
    )
    return Line(*(getattr(row, name) for name in SHOWN)), place


def same_message(line: Line) -> list[Line]:
    """Return the other messages with the id of `line`: its request or answer, and repetitions."""
    query = _narrowed(Filters(number=line.message_id)).where(ArchivedMessage.id != line.id)
    return [Line(*row) for row in db.session().execute(query.order_by(ArchivedMessage.id).limit(DESTRUCTIONS))]


def condition() -> Condition:
    """Return how the log stands."""
    state = db.session().scalars(select(JournalState)).one()
    last = db.session().scalar(select(Stamp.at).order_by(Stamp.number.desc()).limit(1))
    return Condition(
        state.unstamped_since,
        state.stopped_at,
        state.stamp_seconds,
        state.grace_seconds,
        state.keep_days,
        state.detail_days,
        last,
    )


def destructions() -> list[Destruction]:
    """Return the newest records of destruction."""
    return list(db.session().scalars(select(Destruction).order_by(Destruction.id.desc()).limit(DESTRUCTIONS)))


def _stamp(row: ArchivedMessage) -> Stamp | None:
    query = (
        select(Stamp)
        .join(StampedHead, StampedHead.stamp == Stamp.number)
        .where(StampedHead.segment_id == row.segment_id, StampedHead.position >= row.position)
        .order_by(StampedHead.position)
        .limit(1)
    )
    return db.session().scalar(query)


def _narrowed(filters: Filters) -> Select[Any]:
    query = select(*(getattr(ArchivedMessage, name) for name in SHOWN))
    if filters.number:
        query = query.where(
            or_(ArchivedMessage.message_id == filters.number, ArchivedMessage.fault_id == filters.number)
        )
    if filters.client:
        query = query.where(ArchivedMessage.client == filters.client)
    if filters.service:
        query = query.where(ArchivedMessage.service == filters.service)
    if filters.day:
        start = datetime.combine(filters.day, time(), BAKU)
        query = query.where(ArchivedMessage.at >= start, ArchivedMessage.at < start + timedelta(days=1))
    return query
