"""Taking a step: the state by the table, the history, the journal."""

from typing import Any

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.workflow.errors import StepNotPossible
from webapp.workflow.models import Case, Step
from webapp.workflow.rules import Action, NotAllowed, State, next_state


def take(
    case: Case,
    action: Action,
    *,
    actor: Actor,
    text: str = "",
    detail: dict[str, Any] | None = None,
    is_open: bool = True,
) -> None:
    """Take a step of the life cycle; the caller holds the row's lock. Raises StepNotPossible."""
    case.state = ensure_possible(case, action).value
    case.version += 1
    note(case, action, actor=actor, text=text, detail=detail, is_open=is_open)


def ensure_possible(case: Case, action: Action) -> State:
    """Return the state that the step leads to. Raises StepNotPossible."""
    try:
        return next_state(State(case.state), action)
    except NotAllowed:
        raise StepNotPossible from None


def note(
    case: Case, action: str, *, actor: Actor, text: str = "", detail: dict[str, Any] | None = None, is_open: bool = True
) -> None:
    """Keep what happened: who, when, which words; `is_open` steps are shown to the applicant."""
    moment = now()
    case.changed_at = moment
    db.session().flush()
    db.session().add(
        Step(
            case_id=case.id,
            action=action,
            open=is_open,
            at=moment,
            account_id=actor.account_id,
            actor_name=actor.name,
            text=text,
            detail=detail or {},
        )
    )
    db.session().flush()
    record(
        f"workflow.{action}",
        actor=actor,
        object_type="workflow_case",
        object_key=case.public_id,
        detail={"kind": case.type_code, "state": case.state},
    )
