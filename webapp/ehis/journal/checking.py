"""Is the log whole? Every message as it was written, none missing, nothing behind a time stamp changed.

A fault names the message. Whoever takes out the last messages of a day, and turns the head of the segment back, is
found by the time stamps; whoever takes out time stamps as well must take out all to the newest, whose number and hash
are in the program's log and in every container given away.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import BAKU
from webapp.ehis.journal import chain
from webapp.ehis.journal.models import ArchivedMessage, Destruction, Segment, Stamp, StampedHead
from webapp.ehis.journal.rows import digest_of

AT_ONCE: Final = 500
Key = tuple[date, str]
Promised = dict[int, tuple[bytes, int]]
Judge = Callable[[Stamp], str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is not as it was: in which segment, at which position (None: the segment or stamp as a whole)."""

    where: str
    position: int | None
    what: str

    def __str__(self) -> str:
        """Return the fault as a line for the administrator."""
        place = f" position {self.position}" if self.position else ""
        return f"{self.where}{place}: {self.what}"


@dataclass(frozen=True, slots=True)
class Report:
    """What was read, and what is wrong with it."""

    messages: int
    segments: int
    stamps: int
    unstamped: int
    faults: tuple[Fault, ...]


def check(first: date, last: date, *, judge: Judge) -> Report:
    """Read every message of these days and every stamp over them. Needs an open transaction, best a snapshot.

    `judge` says what is wrong with the token of a stamp, an empty text when nothing is. Only the first fault of a
    segment is named: what follows a broken link cannot be judged.
    """
    stamps, promises, faults = _stamps(first, last, judge)
    segments = db.session().scalars(
        select(Segment).where(Segment.day.between(first, last)).order_by(Segment.day, Segment.service)
    )
    messages = unstamped = count = 0
    for segment in segments.all():
        count += 1
        promised = promises.pop((segment.day, segment.service), {})
        read, fault = _destroyed(segment) if segment.destruction_id else _segment(segment, promised)
        messages += read
        unstamped += segment.position - segment.stamped_position
        faults += [fault] if fault else []
    faults += [Fault(f"{day} {service}", None, "stamped, and gone") for day, service in promises]
    return Report(messages, count, stamps, unstamped, tuple(faults))


def _segment(segment: Segment, promised: Promised) -> tuple[int, Fault | None]:
    where, before, position = f"{segment.day} {segment.service}", chain.FIRST_HASH, 0
    rows = select(ArchivedMessage).where(ArchivedMessage.segment_id == segment.id).order_by(ArchivedMessage.position)
    with closing(db.session().scalars(rows.execution_options(yield_per=AT_ONCE))) as found:
        for row in found:
            position += 1
            link = chain.link(before, position, digest_of(row, segment.day, segment.service))
            if row.position != position or bytes(row.prev_hash) != before or bytes(row.hash) != link:
                return position, Fault(where, position, f"changed, or the one before it is missing (id {row.id})")
            if position in promised and promised[position][0] != link:
                return position, Fault(where, position, f"stamp {promised[position][1]} has another hash")
            before = link
            db.session().expunge(row)
    beyond = [place for place in promised if place > position]
    if beyond or (position, before) != (segment.position, bytes(segment.head)):
        return position, Fault(where, position + 1, "the messages from here on are missing")
    return position, None


def _destroyed(segment: Segment) -> tuple[int, Fault | None]:
    """Return what is wrong with a segment that was destroyed: its record must name its head, and nothing be left."""
    where = f"{segment.day} {segment.service}"
    record = db.session().get_one(Destruction, segment.destruction_id)
    head = chain.Head(segment.day, segment.service, segment.position, bytes(segment.head))
    if str(head) not in record.heads.splitlines():
        return 0, Fault(where, None, "destroyed, and the record says otherwise")
    left = db.session().scalar(select(ArchivedMessage.id).where(ArchivedMessage.segment_id == segment.id).limit(1))
    return 0, Fault(where, None, "destroyed, and something is left") if left else None


def _stamps(first: date, last: date, judge: Judge) -> tuple[int, dict[Key, Promised], list[Fault]]:
    """Return how many stamps there are, what they promise of the days asked for, and what is wrong with them."""
    promises: dict[Key, Promised] = defaultdict(dict)
    faults: list[Fault] = []
    former: Stamp | None = None
    count = 0
    for stamp in _relevant(first, last):
        count += 1
        fault, heads = _of_stamp(stamp, former, judge)
        if fault:
            faults.append(Fault(f"stamp {stamp.number}", None, fault))
        for head in heads:
            if first <= head.day <= last:
                promises[head.day, head.segment][head.position] = (head.hash, stamp.number)
        former = stamp
    return count, promises, faults


def _of_stamp(stamp: Stamp, former: Stamp | None, judge: Judge) -> tuple[str, list[chain.Head]]:
    try:
        number, previous, heads = chain.read_heads(stamp.heads)
    except ValueError:
        return "its list cannot be read", []
    if number != stamp.number or sha256(stamp.heads.encode()).digest() != bytes(stamp.hash):
        return "its list was changed", heads
    if former and stamp.number == former.number + 1 and previous != bytes(former.hash):
        return "it does not continue the one before it", heads
    if stamp.number == 1 and previous != chain.FIRST_HASH:
        return "it is not the first", heads
    gone = former is not None and stamp.number != former.number + 1 and _exists_not(stamp.number - 1)
    return "the one before it is missing" if gone else judge(stamp), heads


def _exists_not(number: int) -> bool:
    return db.session().get(Stamp, number) is None


def _relevant(first: date, last: date) -> Iterator[Stamp]:
    """Return the stamps over segments of these days, and all that were made in these days, in order."""
    start = datetime.combine(first, time(), BAKU)
    end = datetime.combine(last, time(), BAKU) + timedelta(days=1)
    over = (
        select(StampedHead.stamp)
        .join(Segment, Segment.id == StampedHead.segment_id)
        .where(Segment.day.between(first, last))
    )
    wanted = (Stamp.at >= start) & (Stamp.at < end) | Stamp.number.in_(over)
    return iter(db.session().scalars(select(Stamp).where(wanted).order_by(Stamp.number)).all())
