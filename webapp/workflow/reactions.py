"""What follows from facts: signatures, payments, and notices of the room's own facts."""

from typing import Final

from webapp.attachments.events import FieldConfirmed
from webapp.core.actor import SYSTEM
from webapp.core.bus import on
from webapp.payments.events import InvoiceLapsed, InvoicePaid
from webapp.signing.events import SignatureCompleted, SignatureEnded
from webapp.workflow import events, jobs, telling
from webapp.workflow.queries import case_by_id
from webapp.workflow.rules import State
from webapp.workflow.services.applying import PURPOSE
from webapp.workflow.services.granting import FEE
from webapp.workflow.services.reading import take_in
from webapp.workflow.services.registering import COPIES, complete, give_up
from webapp.workflow.services.reviewing import ask_reviews
from webapp.workflow.services.stepping import take
from webapp.workflow.services.timing import fee_lapsed


@on(SignatureCompleted)
def take_the_case(fact: SignatureCompleted) -> None:
    """Our own purpose only: other rooms have documents signed too."""
    if fact.purpose == PURPOSE:
        complete(fact)


@on(SignatureEnded)
def free_the_case(fact: SignatureEnded) -> None:
    """A signature that was given up does not hold the application."""
    if fact.purpose == PURPOSE:
        give_up(fact)


@on(FieldConfirmed)
def take_what_was_read(fact: FieldConfirmed) -> None:
    """What the applicant confirmed on a copy answers the question that the form has for it."""
    if fact.kind == COPIES:
        take_in(fact)


@on(InvoicePaid)
def issue_what_was_paid(fact: InvoicePaid) -> None:
    """The duty is paid: what was approved is brought about by a job, so that its trouble never undoes a payment."""
    if fact.payable == FEE:
        case = case_by_id(fact.ref, lock=True)
        if case.state == State.FEE_DUE:
            take(case, "pay", actor=SYSTEM)
            jobs.issue_paid.defer(once=case.public_id, public_id=case.public_id)


@on(InvoiceLapsed)
def close_the_unpaid(fact: InvoiceLapsed) -> None:
    """The duty was not paid within its days."""
    if fact.payable == FEE:
        fee_lapsed(fact.ref)


@on(events.CaseHandedIn)
def tell_of_registration(fact: events.CaseHandedIn) -> None:
    """The applicant gets the number and the date; other bodies are asked for their opinions."""
    case = case_by_id(fact.case)
    telling.tell_applicant(case, "workflow.handed_in")
    ask_reviews(case)


@on(events.CaseConcluded)
def tell_officers(fact: events.CaseConcluded) -> None:
    """Whoever is to decide hears that the checks ended."""
    telling.tell_officers(case_by_id(fact.case), "workflow.concluded")


@on(events.CaseReturned)
def tell_of_return(fact: events.CaseReturned) -> None:
    """The applicant hears what is to be mended until when."""
    telling.tell_applicant(case_by_id(fact.case), "workflow.returned")


@on(events.CaseApproved)
def tell_of_approval(fact: events.CaseApproved) -> None:
    """Only a fee makes the approval a step of its own to the applicant; without one the result is told."""
    if fact.invoice:
        case = case_by_id(fact.case)
        telling.tell_applicant(case, "workflow.approved", pay_by=telling.pay_day(case))


@on(events.CaseIssued)
def tell_of_result(fact: events.CaseIssued) -> None:
    """The applicant hears that the result is there."""
    telling.tell_applicant(case_by_id(fact.case), "workflow.issued")


@on(events.CaseRefused)
def tell_of_refusal(fact: events.CaseRefused) -> None:
    """The applicant hears of the refusal, its ground and how to complain."""
    telling.tell_applicant(case_by_id(fact.case), "workflow.refused")


@on(events.CaseEnded)
def tell_of_end(fact: events.CaseEnded) -> None:
    """The applicant hears that a case lapsed."""
    if fact.how == State.LAPSED:
        telling.tell_applicant(case_by_id(fact.case), "workflow.lapsed")


REACTIONS: Final = (
    take_the_case,
    free_the_case,
    take_what_was_read,
    issue_what_was_paid,
    close_the_unpaid,
    tell_of_registration,
    tell_officers,
    tell_of_return,
    tell_of_approval,
    tell_of_result,
    tell_of_refusal,
    tell_of_end,
)
