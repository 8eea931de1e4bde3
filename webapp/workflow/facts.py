"""A case's row as the functions of a definition see it."""

from webapp.auth import api as auth
from webapp.cabinets import api as cabinets
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.text import Text
from webapp.workflow.errors import NoSuchService
from webapp.workflow.models import Case
from webapp.workflow.offer.asking import Answers, Applying, CaseFacts
from webapp.workflow.offer.case_type import CaseType, type_in_force, type_of
from webapp.workflow.rules import State


def definition_of(case: Case) -> CaseType:
    """Return the version of the definition that the case keeps. Raises NoSuchService when its room is gone."""
    found = type_of(case.type_code, case.type_since)
    if found is None:
        raise NoSuchService
    return found


def is_outdated(case: Case) -> bool:
    """Whether the service was declared anew since the draft was begun; what is handed in keeps its own version."""
    current = type_in_force(case.type_code)
    return case.state == State.DRAFT and (current is None or current.since != case.type_since)


def name_of(case: Case) -> Text:
    """Return the name of the case's service for people, also when its room is gone."""
    found = type_of(case.type_code, case.type_since) or type_in_force(case.type_code)
    return found.name if found else case.type_code


def applying_as(actor: Actor, *, party_id: int, subject: str, answers: Answers) -> Applying:
    """Return who fills in a form, for the party."""
    party = cabinets.party(party_id)
    return Applying(
        party_id=party.id,
        party_kind=party.kind,
        number=party.number,
        name=party.name,
        account_id=actor.account_id,
        fin=actor.fin or "",
        day=today(),
        subject=subject,
        answers=answers,
    )


def applying_of(case: Case) -> Applying:
    """Return the applicant of a case as they are known today."""
    party = cabinets.party(case.party_id)
    account = auth.account(case.account_id) if case.account_id else None
    return Applying(
        party_id=party.id,
        party_kind=party.kind,
        number=party.number,
        name=party.name,
        account_id=case.account_id,
        fin=account.fin if account else "",
        day=today(),
        subject=case.subject,
        answers=case.answers,
    )


def facts_of(case: Case, *, asked_by: str = "", decided_by: str = "") -> CaseFacts:
    """Return a case that was handed in; registers are asked in the applicant's name unless `asked_by` is another's FİN."""
    who = applying_of(case)
    assert case.number is not None  # a case without a number was not handed in
    assert case.submitted_at is not None  # constraint handed_in_whole
    return CaseFacts(
        party_id=who.party_id,
        party_kind=who.party_kind,
        number=who.number,
        name=who.name,
        account_id=who.account_id,
        fin=who.fin,
        day=who.day,
        subject=who.subject,
        answers=who.answers,
        public_id=case.public_id,
        case_no=case.number,
        type_code=case.type_code,
        issue=case.number,
        submitted_at=case.submitted_at,
        signed_at=case.signed_at or case.submitted_at,
        asked_by=asked_by or who.fin,
        decided_by=decided_by,
    )
