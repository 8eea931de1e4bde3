"""What the date alone brings: a reminder, escalation, consent by silence, a case that nobody mended (law 176-VQ)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.sql.elements import ColumnElement

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.errors import AppError
from webapp.core.transaction import savepoint, transaction
from webapp.core.working_days import between, moved_days
from webapp.workflow import telling
from webapp.workflow.clock import open_stop
from webapp.workflow.events import CaseEnded, CaseOverdue
from webapp.workflow.facts import definition_of
from webapp.workflow.models import Case
from webapp.workflow.queries import case_by_id
from webapp.workflow.rules import WITH_OFFICE, State
from webapp.workflow.services.assigning import away_today, hand_over
from webapp.workflow.services.complaining import escalate_complaints
from webapp.workflow.services.granting import grant
from webapp.workflow.services.stepping import note, take

AT_ONCE: Final = 200
LONGEST_REMINDER: Final = timedelta(days=21)


def look_at_clocks() -> None:
    """Look at every case whose date is near or over; each in a transaction of its own, so that one fault stops no other."""
    with_office = Case.state.in_(tuple(WITH_OFFICE))
    soon = Case.due_on <= today() + LONGEST_REMINDER
    _each(with_office & soon & Case.reminded_at.is_(None), remind)
    _each(with_office & (Case.due_on < today()) & Case.escalated_at.is_(None), overdue)
    with transaction():
        escalate_complaints()
        for account_id in away_today():
            hand_over(account_id)
    _each((Case.state == State.RETURNED) & (Case.mend_by < today()), close_unmended)


def remind(case: Case) -> None:
    """Remind the officer when as many working days are left as the definition says."""
    if case.due_on is None or open_stop(case.id) is not None:
        return
    if between(today(), case.due_on, moved_days()) <= definition_of(case).course.remind_days:
        case.reminded_at = now()
        note(case, "remind", actor=SYSTEM, is_open=False)
        telling.tell_officers(case, "workflow.soon")


def overdue(case: Case) -> None:
    """Take silence for consent where the definition says so, else call the head of section: silence does not happen."""
    if open_stop(case.id) is not None:
        return
    case.escalated_at = now()
    if definition_of(case).course.consent:
        try:
            with savepoint():
                case.consented = True
                note(case, "consent", actor=SYSTEM)
                grant(case, actor=SYSTEM)
        except AppError as refusal:
            case.consented = False
            note(case, "balk", actor=SYSTEM, text=str(refusal), detail={"code": refusal.code}, is_open=False)
        else:
            return
    note(case, "escalate", actor=SYSTEM)
    telling.tell_heads(case, "workflow.overdue")
    publish(CaseOverdue(case=case.public_id, kind=case.type_code, party_id=case.party_id, subject=case.subject))


def close_unmended(case: Case) -> None:
    """Close a case that came back and was not mended in its time."""
    take(case, "give_up", actor=SYSTEM)
    publish(_ended(case))


def fee_lapsed(public_id: str) -> None:
    """Close a case whose fee was not paid in time; the caller's transaction is open."""
    case = case_by_id(public_id, lock=True)
    if case.state == State.FEE_DUE:
        take(case, "lapse", actor=SYSTEM)
        publish(_ended(case))


def _ended(case: Case) -> CaseEnded:
    return CaseEnded(
        case=case.public_id, kind=case.type_code, party_id=case.party_id, subject=case.subject, how=case.state
    )


def _each(which: ColumnElement[bool], work: Callable[[Case], None]) -> None:
    for public_id in _found(which):
        with transaction():
            case = case_by_id(public_id, lock=True)
            still = select(Case.id).where(Case.id == case.id, which)
            if db.session().scalar(still) is not None:
                work(case)


def _found(which: ColumnElement[bool]) -> Iterator[str]:
    last = 0
    while True:
        with transaction(read_only=True) as session:
            query = select(Case.id, Case.public_id).where(which, Case.id > last).order_by(Case.id).limit(AT_ONCE)
            rows = list(session.execute(query))
        if not rows:
            return
        last = rows[-1].id
        yield from (row.public_id for row in rows)
