"""Internal notes of the office on a case, which the applicant does not see."""

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import Forbidden
from webapp.core.permissions import ensure_may
from webapp.workflow.models import NoteRow
from webapp.workflow.permissions import DECIDE
from webapp.workflow.queries import office_case
from webapp.workflow.services.stepping import note


def write_note(public_id: str, text: str, *, actor: Actor) -> None:
    """Add a note. Raises Forbidden, NoSuchCase."""
    ensure_may(actor, DECIDE)
    case = office_case(public_id, lock=True)
    if actor.account_id is None:
        raise Forbidden
    db.session().add(
        NoteRow(case_id=case.id, text=text.strip(), at=now(), account_id=actor.account_id, author=actor.name)
    )
    note(case, "internal_note", actor=actor, is_open=False)
