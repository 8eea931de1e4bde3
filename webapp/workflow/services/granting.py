"""What an approval brings: the fee, then the effect that the room declared; also without an officer and by silence."""

from datetime import date
from typing import Final

from webapp.auth import api as auth
from webapp.core.actor import SYSTEM, Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.errors import AppError
from webapp.core.transaction import savepoint, transaction
from webapp.core.working_days import deadline
from webapp.payments import api as payments
from webapp.workflow import telling
from webapp.workflow.errors import BodyObjects, ReviewsOpen
from webapp.workflow.events import CaseApproved, CaseIssued
from webapp.workflow.facts import definition_of, facts_of
from webapp.workflow.models import Case
from webapp.workflow.queries import case_by_id, open_reviews, reviews_of
from webapp.workflow.rules import State
from webapp.workflow.services import checking
from webapp.workflow.services.stepping import note, take

FEE: Final = "workflow.fee"


def grant(case: Case, *, actor: Actor, reason: str = "") -> None:
    """Approve: a fee is invoiced where there is one, otherwise what was asked for comes to be now.

    The caller holds the row's lock. Raises what the effect refuses; the transaction is then undone whole.
    """
    case.decision, case.decided_at, case.decided_by, case.reason = "approve", now(), actor.account_id, reason
    case_type = definition_of(case)
    lines = list(case_type.fee(facts_of(case))) if case_type.fee else []
    lines = [line for line in lines if line.qepik > 0]
    if not lines:
        take(case, "approve_to_issue", actor=actor, text=reason)
        _published(case)
        bring_about(case, actor=actor)
        return
    case.invoice = payments.open_invoice(
        payable=FEE,
        ref=case.public_id,
        party_id=case.party_id,
        lines=[payments.Line(line.what, line.qepik, line.units, line.basis) for line in lines],
        due_on=fee_day(case_type.course.fee_days),
        actor=actor,
        told=True,
    )
    take(case, "approve_to_pay", actor=actor, text=reason)
    _published(case)


def fee_day(days: int) -> date:
    """Return the last day to pay: working days after the notice of today."""
    return deadline(today(), days)


def bring_about(case: Case, *, actor: Actor) -> None:
    """Do what was decided: the room's effect, then the case is issued. Raises what the effect refuses."""
    decided_by = auth.account(case.decided_by) if case.decided_by else None
    facts = facts_of(case, decided_by=decided_by.full_name if decided_by else "")
    case.result = definition_of(case).effect(facts)
    take(case, "issue", actor=actor)
    publish(
        CaseIssued(
            case=case.public_id, kind=case.type_code, party_id=case.party_id, subject=case.subject, result=case.result
        )
    )


def issue_paid(public_id: str) -> None:
    """Bring about what was paid for; when it has become impossible, officers get the case back. No transaction is open."""
    with transaction():
        case = case_by_id(public_id, lock=True)
        if case.state != State.ISSUING:
            return
        try:
            with savepoint():
                bring_about(case, actor=SYSTEM)
        except AppError as refusal:
            take(case, "balk", actor=SYSTEM, text=str(refusal), detail={"code": refusal.code})
            case.decision = case.decided_at = case.decided_by = None
            telling.tell_officers(case, "workflow.balked")


def decide_alone(public_id: str) -> None:
    """Approve without an officer a case whose every check agrees, where the definition lets the system decide."""
    with transaction():
        case = case_by_id(public_id, lock=True)
        if case.state != State.CHECKING or not checking.decides_alone(case):
            return
        try:
            with savepoint():
                grant(case, actor=SYSTEM)
        except AppError as refusal:
            note(case, "balk", actor=SYSTEM, text=str(refusal), detail={"code": refusal.code}, is_open=False)
            checking.to_officer(case, proposal="look")


def ensure_reviewed(case: Case) -> None:
    """Raise ReviewsOpen while a body that must be heard has not answered, BodyObjects when one objects that binds."""
    if open_reviews(case.id):
        raise ReviewsOpen
    binding = {one.code for one in definition_of(case).course.reviews if one.binding}
    if any(row.opinion == "objects" and row.review_code in binding for row in reviews_of(case)):
        raise BodyObjects


def _published(case: Case) -> None:
    publish(
        CaseApproved(
            case=case.public_id,
            kind=case.type_code,
            party_id=case.party_id,
            subject=case.subject,
            invoice=case.invoice or "",
        )
    )
