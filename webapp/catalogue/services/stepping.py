"""Keeping a step: the history of the register and the journal."""

from typing import Any, Final

from webapp.audit.api import record
from webapp.catalogue.errors import StepNotPossible
from webapp.catalogue.models import Application, DraftRegulation, Entry, Step
from webapp.catalogue.rules import Draft, NotAllowed, State, next_draft, next_state
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now

KEYS: Final = {Entry: "entry_id", Application: "application_id", DraftRegulation: "draft_id"}
OBJECTS: Final = {Entry: "catalogue_entry", Application: "catalogue_application", DraftRegulation: "catalogue_draft"}
Subject = Entry | Application | DraftRegulation


def take(subject: Application | DraftRegulation, action: str, *, actor: Actor, text: str = "") -> None:
    """Take a step of the life cycle; the caller holds the row's lock. Raises StepNotPossible."""
    subject.state = ensure_possible(subject, action)
    subject.version += 1
    note(action, subject, actor=actor, text=text)


def ensure_possible(subject: Application | DraftRegulation, action: str) -> str:
    """Return the state that the step leads to. Raises StepNotPossible."""
    try:
        if isinstance(subject, Application):
            return next_state(State(subject.state), action).value
        return next_draft(Draft(subject.state), action).value
    except NotAllowed:
        raise StepNotPossible from None


def note(action: str, *subjects: Subject, actor: Actor, text: str = "", changes: dict[str, Any] | None = None) -> None:
    """Keep what happened to `subjects` (the first is what the journal names): who, when, words, old and new values."""
    moment = now()
    for subject in subjects:
        subject.changed_at = moment
    db.session().flush()
    step = Step(
        **{KEYS[type(subject)]: subject.id for subject in subjects},
        action=action,
        at=moment,
        account_id=actor.account_id,
        actor_name=actor.name,
        text=text,
        changes=changes or {},
    )
    db.session().add(step)
    db.session().flush()
    first = subjects[0]
    key = first.code if isinstance(first, Entry) else first.public_id
    detail = {"items": sorted(changes)} if changes else None
    record(f"catalogue.{action}", actor=actor, object_type=OBJECTS[type(first)], object_key=key, detail=detail)
