"""Lists of an applicant's cases, by key; what is expected of the applicant comes first."""

from sqlalchemy import select

from webapp.core import db
from webapp.core.pagination import Page, descending, numbers, page
from webapp.workflow.models import Case
from webapp.workflow.rules import State

EXPECTED = (State.DRAFT, State.RETURNED, State.FEE_DUE)
MOST_EXPECTED = 50
PAGE_SIZE = 20


def waiting_for_applicant(party_id: int) -> list[Case]:
    """Return the party's drafts, returned cases and those to be paid, the nearest last day first."""
    query = (
        select(Case)
        .where(Case.party_id == party_id, Case.state.in_(EXPECTED))
        .order_by(Case.mend_by.asc().nulls_last(), Case.id.desc())
        .limit(MOST_EXPECTED)
    )
    return list(db.session().scalars(query))


def cases_page(party_id: int, *, after: str | None, before: str | None) -> Page[Case]:
    """Return a page of the party's cases that were handed in, the newest first. Raises NotFound for a made-up cursor."""
    query = select(Case).where(Case.party_id == party_id, Case.number.is_not(None), Case.state.not_in(EXPECTED))
    narrowed, backwards = descending(query, Case.id, after=after, before=before, size=PAGE_SIZE, parts=numbers)
    rows = list(db.session().scalars(narrowed))
    started = bool(after or before)
    return page(rows, lambda case: (case.id,), backwards=backwards, started=started, size=PAGE_SIZE)
