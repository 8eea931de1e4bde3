"""Complaints about a case: another official answers, by a date of its own (decision 191/2011, Rules 5.1.4, form 1, 3.6)."""

from typing import Final

from sqlalchemy import select

from webapp.auth.api import staff_with
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import now, today
from webapp.core.errors import Invalid
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.core.working_days import deadline
from webapp.notifications.api import notify_account
from webapp.workflow import telling
from webapp.workflow.errors import HadAHand, NoSuchComplaint, StepNotPossible
from webapp.workflow.facts import definition_of
from webapp.workflow.models import Case, Complaint, Step
from webapp.workflow.permissions import COMPLAINTS
from webapp.workflow.queries import own_case
from webapp.workflow.services.stepping import note

LONGEST: Final = 4000


def file_complaint(public_id: str, *, text: str, actor: Actor) -> str:
    """Complain about a case of one's own, decided or late; return the complaint's public id.

    Raises NoSuchCase, StepNotPossible for a draft, Invalid without words, AlreadyComplained.
    """
    case = own_case(public_id, actor=actor, lock=True)
    if case.number is None or actor.account_id is None:
        raise StepNotPossible
    if not text.strip() or len(text) > LONGEST:
        raise Invalid(fields={"text": _l("Nədən narazı olduğunuzu yazın (ən çoxu 4000 simvol).")})
    complaint = Complaint(
        public_id=new_public_id(),
        number=f"Ş-{today():%y}-{next_number('workflow.complaints', today().year):05}",
        case_id=case.id,
        party_id=case.party_id,
        account_id=actor.account_id,
        text=text.strip(),
        state="open",
        filed_at=now(),
        due_on=deadline(today(), definition_of(case).course.complaint_days),
    )
    db.session().add(complaint)
    note(case, "complain", actor=actor, detail={"complaint": complaint.number})
    for account_id in staff_with(telling.HEADS):
        if not had_a_hand(case, account_id):
            notify_account(account_id, "workflow.complaint", complaint=complaint.public_id, **told(case, complaint))
    return complaint.public_id


def answer_complaint(public_id: str, *, upheld: bool, answer: str, actor: Actor) -> None:
    """Answer a complaint with reasons. An upheld one says what is done; the case itself goes on by its own steps.

    Raises NoSuchComplaint, HadAHand, StepNotPossible when it is answered, Invalid without reasons.
    """
    ensure_may(actor, COMPLAINTS)
    complaint = complaint_by(public_id, lock=True)
    case = db.session().get_one(Case, complaint.case_id, with_for_update=True)
    if complaint.state != "open":
        raise StepNotPossible
    if actor.account_id is None or had_a_hand(case, actor.account_id):
        raise HadAHand
    if not answer.strip():
        raise Invalid(fields={"answer": _l("Cavabı əsaslandırın.")})
    complaint.answer, complaint.answered_at, complaint.answered_by = answer.strip(), now(), actor.account_id
    complaint.state = "upheld" if upheld else "dismissed"
    note(case, "complaint_answered", actor=actor, detail={"complaint": complaint.number, "outcome": complaint.state})
    telling.tell_applicant(case, "workflow.complaint_answered", complaint=complaint.number)


def withdraw_complaint(public_id: str, *, actor: Actor) -> None:
    """Take a complaint of one's own back. Raises NoSuchComplaint, NoSuchCase, StepNotPossible."""
    complaint = complaint_by(public_id, lock=True)
    case = db.session().get_one(Case, complaint.case_id, with_for_update=True)
    own_case(case.public_id, actor=actor)
    if complaint.state != "open":
        raise StepNotPossible
    complaint.state = "withdrawn"
    note(case, "complaint_withdrawn", actor=actor, detail={"complaint": complaint.number})


def escalate_complaints() -> None:
    """Call the heads to complaints whose date has passed, each once; the caller's transaction is open."""
    late = select(Complaint).where(
        Complaint.state == "open", Complaint.due_on < today(), Complaint.escalated_at.is_(None)
    )
    for complaint in db.session().scalars(late.with_for_update()):
        case = db.session().get_one(Case, complaint.case_id)
        complaint.escalated_at = now()
        note(case, "complaint_late", actor=SYSTEM, detail={"complaint": complaint.number})
        for account_id in staff_with(telling.HEADS):
            notify_account(account_id, "workflow.complaint", complaint=complaint.public_id, **told(case, complaint))


def complaint_by(public_id: str, *, lock: bool = False) -> Complaint:
    """Return the complaint, whosesoever it is. Raises NoSuchComplaint."""
    query = select(Complaint).where(Complaint.public_id == public_id)
    found = db.session().scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NoSuchComplaint
    return found


def had_a_hand(case: Case, account_id: int) -> bool:
    """Whether the person decided, proposed or worked on the case."""
    if account_id in {case.assignee_id, case.decided_by, case.proposed_by}:
        return True
    worked = ("return", "refuse", "propose_approval", "approve_to_pay", "approve_to_issue", "disagree", "take_up")
    query = select(Step.id).where(Step.case_id == case.id, Step.account_id == account_id, Step.action.in_(worked))
    return db.session().scalar(query.limit(1)) is not None


def told(case: Case, complaint: Complaint) -> dict[str, str]:
    """Return what a notice about a complaint says."""
    return {**telling.said_of(case), "due": f"{complaint.due_on:%d.%m.%Y}"}
