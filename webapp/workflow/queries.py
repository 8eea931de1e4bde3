"""Reads of cases. Nobody learns of another's case: it is not found."""

from typing import Final

from sqlalchemy import func, select

from webapp.cabinets.api import is_own
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.pagination import Page, ascending, day_and_number, descending, numbers, page
from webapp.workflow.errors import NoSuchCase
from webapp.workflow.models import Case, Complaint, FindingRow, Mark, NoteRow, ReviewRow, Step

LISTED: Final = 30


def own_case(public_id: str, *, actor: Actor, lock: bool = False) -> Case:
    """Return the case of the party acted for. Raises NoSuchCase."""
    found = case_by_id(public_id, lock=lock)
    if not is_own(actor, found.party_id) or found.state == "discarded":
        raise NoSuchCase
    return found


def case_by_id(public_id: str, *, lock: bool = False) -> Case:
    """Return the case with this public id, whosesoever it is. Raises NoSuchCase."""
    query = select(Case).where(Case.public_id == public_id)
    found = db.session().scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NoSuchCase
    return found


def office_case(public_id: str, *, lock: bool = False) -> Case:
    """Return a case that was handed in, for an officer. Raises NoSuchCase, also for drafts: they are the applicant's own."""
    found = case_by_id(public_id, lock=lock)
    if found.number is None:
        raise NoSuchCase
    return found


def cases_of_party(party_id: int, *, before: int | None = None, limit: int = 50) -> list[Case]:
    """Return the party's cases and drafts, the newest first, from the one with the key `before` on."""
    query = select(Case).where(Case.party_id == party_id, Case.state != "discarded").order_by(Case.id.desc())
    if before is not None:
        query = query.where(Case.id < before)
    return list(db.session().scalars(query.limit(limit)))


def findings_of(case: Case) -> list[FindingRow]:
    """Return the newest line of each check: a run that asks only silent registers leaves the others as they were."""
    newest = (
        select(FindingRow.check_code, func.max(FindingRow.run).label("run"))
        .where(FindingRow.case_id == case.id)
        .group_by(FindingRow.check_code)
        .subquery()
    )
    query = (
        select(FindingRow)
        .join(newest, (newest.c.check_code == FindingRow.check_code) & (newest.c.run == FindingRow.run))
        .where(FindingRow.case_id == case.id)
        .order_by(FindingRow.id)
    )
    return list(db.session().scalars(query))


def steps_of(case: Case, *, only_open: bool) -> list[Step]:
    """Return what happened, oldest first; `only_open` leaves out what is the office's own."""
    query = select(Step).where(Step.case_id == case.id).order_by(Step.id)
    return list(db.session().scalars(query.where(Step.open) if only_open else query))


def marks_of(case: Case) -> list[Mark]:
    """Return what the applicant is to mend and has not yet."""
    query = select(Mark).where(Mark.case_id == case.id, Mark.mended_at.is_(None)).order_by(Mark.id)
    return list(db.session().scalars(query))


def reviews_of(case: Case) -> list[ReviewRow]:
    """Return the opinions that were asked for."""
    return list(db.session().scalars(select(ReviewRow).where(ReviewRow.case_id == case.id).order_by(ReviewRow.id)))


def case_of(row: ReviewRow | Complaint) -> Case:
    """Return the case that an opinion or a complaint is about."""
    return db.session().get_one(Case, row.case_id)


def open_reviews(case_id: int) -> bool:
    """Whether a body that was asked has not answered."""
    query = select(ReviewRow.id).where(ReviewRow.case_id == case_id, ReviewRow.opinion.is_(None)).limit(1)
    return db.session().scalar(query) is not None


def complaints_of(case: Case) -> list[Complaint]:
    """Return the complaints about a case, oldest first."""
    return list(db.session().scalars(select(Complaint).where(Complaint.case_id == case.id).order_by(Complaint.id)))


def notes_of(case: Case) -> list[NoteRow]:
    """Return the office's notes, oldest first."""
    return list(db.session().scalars(select(NoteRow).where(NoteRow.case_id == case.id).order_by(NoteRow.id)))


def others_of(case: Case, *, limit: int = 10) -> list[Case]:
    """Return the same applicant's other cases that were handed in, the newest first."""
    query = select(Case).where(Case.party_id == case.party_id, Case.id != case.id, Case.number.is_not(None))
    return list(db.session().scalars(query.order_by(Case.id.desc()).limit(limit)))


def complaints_page(*, closed: bool, after: str | None, before: str | None) -> Page[Complaint]:
    """Return a page of the complaints that wait, by date, or of the closed ones, the newest first.

    Raises NotFound for a made-up cursor.
    """
    started = bool(after or before)
    if closed:
        query = select(Complaint).where(Complaint.state != "open")
        query, backwards = descending(query, Complaint.id, after=after, before=before, size=LISTED, parts=numbers)
        rows = db.session().scalars(query).all()
        return page(rows, lambda row: (row.id,), backwards=backwards, started=started, size=LISTED)
    query = select(Complaint).where(Complaint.state == "open")
    columns = (Complaint.due_on, Complaint.id)
    query, backwards = ascending(query, *columns, after=after, before=before, size=LISTED, parts=day_and_number)
    rows = db.session().scalars(query).all()
    return page(rows, lambda row: (row.due_on.isoformat(), row.id), backwards=backwards, started=started, size=LISTED)
