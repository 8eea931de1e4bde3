"""What a person downloads with "my data": the applications in their own name (charter 1.4.5)."""

from typing import Any, Final

from webapp.core.actor import Actor
from webapp.workflow.facts import name_of
from webapp.workflow.models import Case
from webapp.workflow.queries import cases_of_party

MOST: Final = 1000


def applications_of(actor: Actor) -> list[dict[str, Any]]:
    """Return the person's own cases and drafts, the newest first, as plain values."""
    if actor.person_party_id is None:
        return []
    return [_told(case) for case in cases_of_party(actor.person_party_id, limit=MOST)]


def _told(case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "service": str(name_of(case)),
        "about": case.about,
        "state": case.state,
        "created_at": case.created_at,
        "submitted_at": case.submitted_at,
        "due_on": case.due_on,
        "decided_at": case.decided_at,
        "answers": case.answers,
    }
