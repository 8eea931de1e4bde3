"""Taking a step: the state by the table, the history, the journal, the fact."""

from typing import Any

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.correspondence.errors import StepNotPossible
from webapp.correspondence.events import LetterMoved
from webapp.correspondence.models import Letter, LetterStep
from webapp.correspondence.rules import NotAllowed, State, next_state

OBJECT = "letter"


def take(
    letter: Letter,
    action: str,
    *,
    actor: Actor,
    text: str = "",
    body_id: int | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Take a step of the life cycle; the caller holds the row's lock. Raises StepNotPossible.

    `body_id` is the authority that takes it, None for the sender's steps and the system's.
    """
    letter.state = ensure_possible(letter, action).value
    letter.version += 1
    note(letter, action, actor=actor, text=text, body_id=body_id, detail=detail)
    publish(LetterMoved(letter=letter.public_id, what=action, body_id=letter.body_id))


def ensure_possible(letter: Letter, action: str) -> State:
    """Return the state that the step leads to. Raises StepNotPossible."""
    try:
        return next_state(State(letter.state), action)
    except NotAllowed:
        raise StepNotPossible from None


def note(
    letter: Letter,
    action: str,
    *,
    actor: Actor,
    text: str = "",
    body_id: int | None = None,
    detail: dict[str, Any] | None = None,
    is_open: bool = True,
) -> None:
    """Keep what happened: who, when, which words; what is not open is for the authority `body_id` alone."""
    moment = now()
    letter.changed_at = moment
    db.session().flush()
    step = LetterStep(letter_id=letter.id, action=action, open=is_open, at=moment, body_id=body_id, detail=detail or {})
    step.account_id, step.actor_name, step.text = actor.account_id, actor.name, text
    db.session().add(step)
    db.session().flush()
    told = {"state": letter.state, "kind": letter.kind}
    record(f"correspondence.{action}", actor=actor, object_type=OBJECT, object_key=letter.public_id, detail=told)


def close(letter: Letter) -> None:
    """Say that the thread has ended today, in time or late; before the step is taken."""
    letter.closed_at, letter.reply_by = now(), None
    letter.in_time = letter.due_on is not None and today() <= letter.due_on and not letter.late_once
