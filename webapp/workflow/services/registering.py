"""Handing in: the office number, the clock, the checks; also the signature that brings it about."""

from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from webapp.attachments import api as attachments
from webapp.auth import api as auth
from webapp.cabinets.api import people_who_may
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.errors import AppError
from webapp.core.numbering import next_number
from webapp.core.words import words_of
from webapp.core.working_days import deadline
from webapp.documents import api as documents
from webapp.signing.events import SignatureCompleted, SignatureEnded
from webapp.workflow import jobs
from webapp.workflow.clock import go_on
from webapp.workflow.content import problems_of
from webapp.workflow.events import CaseHandedIn
from webapp.workflow.facts import applying_of, definition_of
from webapp.workflow.models import Case
from webapp.workflow.permissions import SIGN
from webapp.workflow.queries import marks_of
from webapp.workflow.rules import State
from webapp.workflow.services.stepping import take
from webapp.workflow.telling import tell_signer_too_late

COPIES: Final = "workflow_case"


def hand_in(case: Case, *, actor: Actor, at: datetime) -> None:
    """Register an application that is complete: `at` is the instant of the signature. The caller holds the row's lock."""
    attachments.seal(COPIES, case.public_id)
    again = case.state == State.RETURNED
    if again:
        for mark in marks_of(case):
            mark.mended_at = now()
        go_on(case)
        case.mend_by = None
    else:
        _register(case)
    case.signed_at = case.signed_at or at
    case.tried, case.proposal = 0, None
    take(case, "hand_in_again" if again else "hand_in", actor=actor)
    publish(CaseHandedIn(case=case.public_id, kind=case.type_code, party_id=case.party_id, subject=case.subject))
    jobs.check_case.defer(once=case.public_id, public_id=case.public_id)


def _register(case: Case) -> None:
    """Give the number and the date; everything is asked of the database first, since the row changes as a whole."""
    due_on = deadline(today(), definition_of(case).course.days)
    number = f"{today():%y}-{next_number('workflow', today().year):06}"
    words = func.array_to_tsvector(words_of(number, number.replace("-", "")))
    case.search = func.coalesce(Case.search, func.array_to_tsvector([])).op("||")(words)
    case.number, case.due_on, case.submitted_at = number, due_on, now()


def complete(fact: SignatureCompleted) -> None:
    """The signature came: hand in. Told twice, done once; what is out of date changes nothing and the signer is told."""
    case = _locked(fact.ref)
    if case is None or case.request_id != fact.request_id:
        return
    case.request_id = None
    if case.request_version != case.version or not _still_fits(case, fact):
        tell_signer_too_late(fact.account_id, case)
        return
    assert case.document_token is not None  # given before the signature was asked for
    documents.add_version(case.document_token, fact.file_id, label="Müraciət imzalandı")
    account = auth.account(fact.account_id)
    signer = Actor(account_id=fact.account_id, name=account.full_name if account else "", party_id=fact.party_id)
    hand_in(case, actor=signer, at=fact.signed_at)


def give_up(fact: SignatureEnded) -> None:
    """Signing ended without a signature: the application is free."""
    case = _locked(fact.ref)
    if case is not None and case.request_id == fact.request_id:
        case.request_id = None


def _still_fits(case: Case, fact: SignatureCompleted) -> bool:
    """Whether the case still waits for it, the signer still may sign, and the application is still complete."""
    if State(case.state) not in {State.DRAFT, State.RETURNED}:
        return False
    if fact.account_id not in people_who_may(case.party_id, SIGN):
        return False
    case_type, applying = definition_of(case), applying_of(case)
    copies = {copy.slot for copy in attachments.copies_of(COPIES, case.public_id)}
    if problems_of(case_type, applying, copies):
        return False
    try:
        if case_type.may_apply is not None and case.state == State.DRAFT:
            case_type.may_apply(applying)
    except AppError:
        return False
    return True


def _locked(ref: str) -> Case | None:
    return db.session().scalar(select(Case).where(Case.public_id == ref).with_for_update())
