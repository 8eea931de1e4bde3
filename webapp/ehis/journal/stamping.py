"""The minute's time stamp over the heads of all segments that grew (the whole log hangs on one token a minute).

Without a stamp the log goes on for a while, with a warning; then it takes nothing more, so nothing is sent. The limit
is kept by the database itself (`ehis_journal_append`); here it is told to others, once. It ends with the next stamp.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

import structlog
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis.journal import chain
from webapp.ehis.journal.gateways import Authority, NoAnswer
from webapp.ehis.journal.models import JournalState, Segment, Stamp, StampedHead
from webapp.ehis.journal.stopping import tell_of_stop
from webapp.ehis.journal.tokens import BadToken, query, stamped_at
from webapp.ehis.monitoring.noticed import notice

HEADS_CAP: Final = 5_000
"""So many segments in one list; what is more takes the next one, which follows at once."""
log = structlog.get_logger(__name__)


def stamp_all(authority: Authority, *, at_least: timedelta | None = None) -> int:
    """Stamp what is not stamped and return how many stamps that took; with `at_least`, only so long after the last one.

    Needs no transaction: the authority is asked between two. A failure is no error but a state, see `state`.
    """
    made = 0
    while (found := _unstamped(at_least if made == 0 else None)) is not None:
        number, previous, heads = found
        text = chain.heads_text(number, previous, heads)
        try:
            at, reply = _ask(authority, text)
        except (NoAnswer, BadToken, OSError, ValueError) as error:
            _failed(error)
            return made
        if not _kept(Stamp(number=number, at=at, heads=text, hash=sha256(text.encode()).digest(), reply=reply), heads):
            return made
        made += 1
        if len(heads) < HEADS_CAP:
            break
    return made


def _ask(authority: Authority, text: str) -> tuple[datetime, bytes]:
    request, nonce = query(text)
    reply = authority.ask(request)
    at = stamped_at(reply, text, authority.roots(), nonce=nonce)
    notice("authority_offset_ms", round((now() - at).total_seconds() * 1000))
    return at, reply


def _unstamped(at_least: timedelta | None) -> tuple[int, bytes, list[chain.Head]] | None:
    """Return number, previous hash and heads of the next list; None when nothing grew or it is too early."""
    with transaction() as session:
        last = session.scalar(select(Stamp).order_by(Stamp.number.desc()).limit(1))
        if last and at_least is not None and now() - last.at < at_least:
            return None
        grown = select(Segment).where(Segment.position > Segment.stamped_position).order_by(Segment.id)
        segments = session.scalars(grown.limit(HEADS_CAP)).all()
        if not segments:
            return None
        missing = JournalState.unstamped_since.is_(None)
        session.execute(update(JournalState).where(missing).values(unstamped_since=func.now()))
        heads = [chain.Head(one.day, one.service, one.position, bytes(one.head)) for one in segments]
        return (last.number + 1, bytes(last.hash), heads) if last else (1, chain.FIRST_HASH, heads)


def _kept(stamp: Stamp, heads: list[chain.Head]) -> bool:
    """Keep a stamp and say how far its segments are stamped; False when another process kept one first."""
    try:
        with transaction() as session:
            session.add(stamp)
            session.flush()
            for head in sorted(heads, key=lambda one: (one.day, one.segment)):
                found = Segment.day == head.day, Segment.service == head.segment
                mark = update(Segment).where(*found).values(stamped_position=head.position).returning(Segment.id)
                session.add(StampedHead(segment_id=session.scalar(mark), position=head.position, stamp=stamp.number))
            _caught_up()
    except IntegrityError:
        return False
    log.info("ehis.journal_stamped", number=stamp.number, hash=stamp.hash.hex(), segments=len(heads))
    return True


def _caught_up() -> None:
    """Say since when something waits for a stamp: what was written while this one was made, or nothing."""
    session = db.session()
    waiting = session.scalar(select(Segment.id).where(Segment.position > Segment.stamped_position).limit(1))
    resumed = session.scalar(select(JournalState.stopped_at))
    since = func.now() if waiting else None
    session.execute(update(JournalState).values(unstamped_since=since, stopped_at=None))
    if resumed:
        log.warning("ehis.journal_resumed", stopped_at=resumed.isoformat())


def _failed(error: Exception) -> None:
    """Warn; when the time of grace is over, say once that the exchange has stopped."""
    with transaction() as session:
        state = session.scalars(select(JournalState).with_for_update()).one()
        since = state.unstamped_since or now()
        log.warning("ehis.time_stamp_failed", why=str(error), since=since.isoformat())
        tell_of_stop()
