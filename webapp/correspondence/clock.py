"""The clock of a letter: working days to the answer, which stand while the sender is asked something."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import local, today
from webapp.core.working_days import add, between, deadline, moved_days
from webapp.correspondence.models import Letter, LetterStop
from webapp.correspondence.rules import Term, years_after
from webapp.correspondence.terms import term_on_day


def term_of(letter: Letter) -> Term:
    """Return the terms that the letter keeps: those in force on the day it was sent, or today for a draft."""
    return term_on_day(letter.kind, local(letter.sent_at).date() if letter.sent_at else today())


def due_from(letter: Letter, day: date) -> date:
    """Return the last day of an answer that is counted from `day`."""
    return deadline(day, term_of(letter).days)


def start_clock(letter: Letter) -> None:
    """Let the clock of a registered letter run anew from today: it was sent on, or opened again."""
    day = today()
    letter.due_on = due_from(letter, day)
    letter.clock_from, letter.extended_on, letter.late_once = day, None, False
    letter.reminded_at = letter.escalated_at = None


def extend_clock(letter: Letter) -> date:
    """Put the day of the answer off to the longer term, counted from the same day; what the clock stood for stays added."""
    term, moved = term_of(letter), moved_days()
    assert letter.due_on is not None  # a letter under way has a date (constraint `sent_whole`)
    letter.late_once = is_over(letter)
    letter.extended_on = today()
    letter.due_on = add(letter.due_on, term.longer - term.days, moved)
    letter.reminded_at = letter.escalated_at = None
    return letter.due_on


def is_over(letter: Letter) -> bool:
    """Whether the day of the answer has passed."""
    return letter.due_on is not None and today() > letter.due_on


def may_put_off(letter: Letter) -> bool:
    """Whether the answer may be put off today: before its day, or within the days after it that the term allows (none, mostly)."""
    late = term_of(letter).extend_late
    return not is_over(letter) or (late > 0 and letter.due_on is not None and today() <= deadline(letter.due_on, late))


def kept_until(letter: Letter) -> date | None:
    """Return the last day on which the words of a thread that has ended are kept; None while it goes on."""
    if letter.closed_at is None:
        return None
    return years_after(local(letter.closed_at).date(), term_of(letter).keep_years)


def stop_clock(letter: Letter) -> None:
    """Let the clock stand from today. Raises ClockStopped (by the constraint) when it stands already."""
    db.session().add(LetterStop(letter_id=letter.id, since_on=today()))
    letter.reply_by = deadline(today(), term_of(letter).reply)
    db.session().flush()


def go_on(letter: Letter) -> None:
    """Let the clock go on: the date moves by the working days for which it stood. A clock that runs is left alone."""
    stop = open_stops([letter.id]).get(letter.id)
    if stop is None or letter.due_on is None:
        return
    day, moved = today(), moved_days()
    stop.until_on, letter.reply_by = day, None
    letter.due_on = add(letter.due_on, between(stop.since_on, day, moved), moved)
    db.session().flush()


def days_left(letter: Letter, moved: dict[date, bool]) -> int | None:
    """Return the working days to the answer, negative when it is late, None while the clock stands or has ended."""
    if letter.due_on is None or letter.closed_at is not None or letter.reply_by is not None:
        return None
    return between(today(), letter.due_on, moved)


def open_stops(letter_ids: Collection[int]) -> dict[int, LetterStop]:
    """Return the stops that last now, by letter."""
    query = select(LetterStop).where(LetterStop.letter_id.in_(letter_ids), LetterStop.until_on.is_(None))
    return {stop.letter_id: stop for stop in db.session().scalars(query)}
