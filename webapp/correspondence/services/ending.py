"""The sender after the letter is sent: takes it back, calls the answer into question, says how content, puts it away."""

from datetime import timedelta

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import local, now, today
from webapp.core.permissions import ensure_may
from webapp.correspondence import clock
from webapp.correspondence.errors import AlreadyRated, StepNotPossible, TooLate
from webapp.correspondence.models import Letter
from webapp.correspondence.permissions import SEND
from webapp.correspondence.queries import draft_of, own_letter
from webapp.correspondence.rules import DONE, OPEN, State
from webapp.correspondence.services.composing import discard_message
from webapp.correspondence.services.stepping import OBJECT, close, ensure_possible, note, take


def withdraw(public_id: str, reason: str, *, actor: Actor) -> None:
    """Take the letter back before it is answered. Raises NoSuchLetter, StepNotPossible."""
    ensure_may(actor, SEND)
    letter = own_letter(public_id, actor, lock=True)
    ensure_possible(letter, "withdraw")
    clock.go_on(letter)
    for side in ("sender", "office"):
        unsent = draft_of(letter, side, lock=True)
        if unsent is not None:
            discard_message(unsent, actor=actor)
    close(letter)
    take(letter, "withdraw", actor=actor, text=reason)


def reopen(public_id: str, reason: str, *, actor: Actor) -> None:
    """Call the answer into question; the clock starts anew. Raises NoSuchLetter, StepNotPossible, TooLate."""
    ensure_may(actor, SEND)
    letter = own_letter(public_id, actor, lock=True)
    ensure_possible(letter, "reopen")
    if not may_reopen(letter):
        raise TooLate
    letter.closed_at = letter.in_time = None
    letter.reopened += 1
    clock.start_clock(letter)
    letter.assignee_id = None
    take(letter, "reopen", actor=actor, text=reason)


def may_reopen(letter: Letter) -> bool:
    """Whether the answer can still be called into question: within its days, as often as the term says."""
    if State(letter.state) not in DONE or letter.closed_at is None:
        return False
    term = clock.term_of(letter)
    last = local(letter.closed_at).date() + timedelta(days=term.reopen_calendar)
    return today() <= last and letter.reopened < term.most_reopened


def rate(public_id: str, rating: int, text: str, *, actor: Actor) -> None:
    """Keep how content the sender is, once. Raises NoSuchLetter, StepNotPossible, AlreadyRated."""
    ensure_may(actor, SEND)
    letter = own_letter(public_id, actor, lock=True)
    if State(letter.state) not in DONE or letter.erased_at is not None:
        raise StepNotPossible
    if letter.rating is not None:
        raise AlreadyRated
    letter.rating, letter.rating_text, letter.rated_at = rating, text, now()
    note(letter, "rate", actor=actor, detail={"rating": rating})


def archive(public_id: str, *, away: bool, actor: Actor) -> None:
    """Put an ended thread away, or back among the others. Raises NoSuchLetter, StepNotPossible."""
    letter = own_letter(public_id, actor, lock=True)
    if State(letter.state) in OPEN or letter.state == State.DRAFT:
        raise StepNotPossible
    letter.archived = away
    db.session().flush()
    record("correspondence.archive", actor=actor, object_type=OBJECT, object_key=public_id, detail={"away": away})
