"""What the date alone brings: a reminder, the head's call, a clock that goes on without the sender's reply."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.sql.elements import ColumnElement

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.core.working_days import between, moved_days
from webapp.correspondence import clock
from webapp.correspondence.events import LetterMoved
from webapp.correspondence.models import IS_OPEN, Letter
from webapp.correspondence.queries import letter_by_public_id
from webapp.correspondence.rules import RUNNING
from webapp.correspondence.services.stepping import note, take

AT_ONCE: Final = 200
REMIND_DAYS: Final = 3
LONGEST_REMINDER: Final = timedelta(days=14)


def look_at_clocks() -> None:
    """Look at every letter whose date is near or over, each in a transaction of its own."""
    running = Letter.state.in_(tuple(RUNNING)) & text(IS_OPEN)
    _each(text(IS_OPEN) & (Letter.reply_by < today()), go_on_unanswered)
    _each(running & (Letter.due_on <= today() + LONGEST_REMINDER) & Letter.reminded_at.is_(None), remind)
    _each(running & (Letter.due_on < today()) & Letter.escalated_at.is_(None), escalate)


def remind(letter: Letter) -> None:
    """Remind the officer when three working days are left."""
    if letter.due_on is not None and between(today(), letter.due_on, moved_days()) <= REMIND_DAYS:
        letter.reminded_at = now()
        _say(letter, "remind")


def escalate(letter: Letter) -> None:
    """Call the heads, once: silence does not happen."""
    letter.escalated_at = now()
    _say(letter, "escalate")


def go_on_unanswered(letter: Letter) -> None:
    """The sender did not reply in the days given: the clock goes on, the officer decides by what is there."""
    clock.go_on(letter)
    take(letter, "go_on", actor=SYSTEM)


def _say(letter: Letter, what: str) -> None:
    note(letter, what, actor=SYSTEM, body_id=letter.body_id, is_open=False)
    publish(LetterMoved(letter=letter.public_id, what=what, body_id=letter.body_id))


def _each(which: ColumnElement[bool], work: Callable[[Letter], None]) -> None:
    for public_id in _found(which):
        with transaction():
            letter = letter_by_public_id(public_id, lock=True)
            if letter is not None and db.session().scalar(select(Letter.id).where(Letter.id == letter.id, which)):
                work(letter)


def _found(which: ColumnElement[bool]) -> Iterator[str]:
    last = 0
    while True:
        with transaction(read_only=True) as session:
            query = select(Letter.id, Letter.public_id).where(which, Letter.id > last).order_by(Letter.id)
            rows = list(session.execute(query.limit(AT_ONCE)))
        if not rows:
            return
        last = rows[-1].id
        yield from (row.public_id for row in rows)
