"""Opinions of other bodies, asked for side by side (191/2011, Rules 6.1.3; one window of decision 104/2009)."""

from sqlalchemy import select

from webapp.auth.api import staff_roles, staff_with
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.errors import Invalid
from webapp.core.ids import new_public_id
from webapp.core.text import _l
from webapp.core.working_days import deadline
from webapp.notifications.api import notify_account
from webapp.workflow import telling
from webapp.workflow.errors import NoSuchReview, StepNotPossible
from webapp.workflow.facts import definition_of, facts_of
from webapp.workflow.models import Case, ReviewRow
from webapp.workflow.queries import reviews_of, steps_of
from webapp.workflow.rules import WITH_OFFICE, State
from webapp.workflow.services.stepping import note


def ask_reviews(case: Case) -> None:
    """Ask every body that this case needs and that was not asked yet, and whose binding objection was mended since."""
    known = {row.review_code: row for row in reviews_of(case)}
    facts = facts_of(case)
    for review in definition_of(case).course.reviews:
        if review.when is not None and not review.when(facts):
            continue
        row = known.get(review.code)
        if row is None:
            row = ReviewRow(
                public_id=new_public_id(),
                case_id=case.id,
                review_code=review.code,
                role=review.role,
                asked_at=now(),
                due_on=deadline(today(), review.days),
            )
            db.session().add(row)
        elif review.binding and _mended_since(case, row):
            row.opinion = row.answered_at = row.answered_by = None
            row.text, row.asked_at, row.due_on = "", now(), deadline(today(), review.days)
        else:
            continue
        db.session().flush()
        for account_id in staff_with({review.role}):
            notify_account(account_id, "workflow.review_asked", review=row.public_id, **telling.said_of(case))


def _mended_since(case: Case, row: ReviewRow) -> bool:
    """Whether the application came again after the body objected."""
    came = [step.at for step in steps_of(case, only_open=False) if step.action == "hand_in_again"]
    return row.opinion == "objects" and row.answered_at is not None and bool(came) and came[-1] > row.answered_at


def own_review(public_id: str, *, actor: Actor, lock: bool = False) -> ReviewRow:
    """Return an opinion asked of the actor's body. Raises NoSuchReview for others."""
    query = select(ReviewRow).where(ReviewRow.public_id == public_id)
    row = db.session().scalar(query.with_for_update() if lock else query)
    if row is None or actor.account_id is None or row.role not in staff_roles(actor.account_id):
        raise NoSuchReview
    return row


def give_opinion(public_id: str, *, opinion: str, text: str, actor: Actor) -> None:
    """Write the body's opinion once; an objection says why. Raises NoSuchReview, StepNotPossible, Invalid."""
    row = own_review(public_id, actor=actor, lock=True)
    if opinion == "objects" and not text.strip():
        raise Invalid(fields={"text": _l("Etirazın səbəbini yazın.")})
    case = db.session().get_one(Case, row.case_id, with_for_update=True)
    if row.opinion is not None or State(case.state) not in WITH_OFFICE:
        raise StepNotPossible
    row.opinion, row.text, row.answered_at, row.answered_by = opinion, text.strip(), now(), actor.account_id
    note(case, "review", actor=actor, text=row.text, detail={"review": row.review_code, "opinion": opinion})
    telling.tell_officers(case, "workflow.review_given")
