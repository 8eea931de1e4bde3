"""Cases that the office or the system opens itself: a suspension, a revocation. No form of an applicant, no signature."""

from sqlalchemy import func

from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.words import words_of
from webapp.workflow.content import problems_of
from webapp.workflow.errors import NoSuchService, NotReady
from webapp.workflow.facts import applying_as
from webapp.workflow.models import Case
from webapp.workflow.offer.asking import Answers
from webapp.workflow.offer.case_type import type_in_force
from webapp.workflow.permissions import DECIDE
from webapp.workflow.rules import State
from webapp.workflow.services.registering import hand_in
from webapp.workflow.services.stepping import note


def open_by_office(code: str, *, party_id: int, subject: str, answers: Answers, actor: Actor) -> str:
    """Open and register a case about a party's `subject`; return its public id. It runs as any other from the checks on.

    Raises Forbidden, NoSuchService, NotReady with what is missing, AlreadyApplied, and what the room refuses.
    """
    ensure_may(actor, DECIDE)
    return _open(code, party_id=party_id, subject=subject, answers=answers, actor=actor)


def open_by_system(code: str, *, party_id: int, subject: str, answers: Answers) -> str:
    """Open a case by the nightly check, in the system's name. Raises what `open_by_office` raises."""
    return _open(code, party_id=party_id, subject=subject, answers=answers, actor=SYSTEM)


def _open(code: str, *, party_id: int, subject: str, answers: Answers, actor: Actor) -> str:
    case_type = type_in_force(code)
    if case_type is None or case_type.started_by != "office":
        raise NoSuchService
    applying = applying_as(actor, party_id=party_id, subject=subject, answers=answers)
    if case_type.may_apply is not None:
        case_type.may_apply(applying)
    missing = problems_of(case_type, applying)
    if missing:
        raise NotReady(missing)
    moment = now()
    about = case_type.about(answers) if case_type.about else ""
    case = Case(
        public_id=new_public_id(),
        type_code=code,
        type_since=case_type.since,
        party_id=party_id,
        account_id=actor.account_id,
        subject=subject,
        about=about,
        answers=dict(answers),
        state=State.DRAFT.value,
        created_at=moment,
        changed_at=moment,
        search=func.array_to_tsvector(words_of(applying.name, applying.number, about)),
    )
    db.session().add(case)
    note(case, "start", actor=actor)
    hand_in(case, actor=actor, at=moment)
    return case.public_id
