"""The office's queue: what waits for a decision, the most urgent first; and the search among all cases.

Every list is read by key along an index, whatever the number of cases: of what is in work by date, of a search by number.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import Select, cast, func, select
from sqlalchemy.dialects.postgresql import TSQUERY

from webapp.core import db
from webapp.core.clock import today
from webapp.core.errors import NotFound
from webapp.core.pagination import Page, ascending, descending, numbers, page
from webapp.core.words import by_beginning, typed_words
from webapp.workflow.models import Case
from webapp.workflow.rules import WITH_OFFICE, State

Whose = Literal["mine", "nobody", "all", "returned", "late"]
WHOSE: Final[tuple[Whose, ...]] = ("mine", "nobody", "all", "returned", "late")
SIZE: Final = 30
IN_WORK: Final = tuple(WITH_OFFICE)
MOST_COUNTED: Final = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an officer looks for: words (number, VÖEN, name, subject), or a part of the queue, narrowed."""

    q: str = ""
    whose: Whose = "mine"
    kind: str = ""
    officer: int | None = None
    state: str = ""
    proposal: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether more than a part of the queue was asked for."""
        return bool(self.kind or self.officer or self.state or self.proposal)


def find(wanted: Wanted, *, account_id: int, after: str | None, before: str | None) -> Page[Case]:
    """Return a page of cases: found by words, the newest first, or of the queue, the most urgent first.

    Raises NotFound for a cursor that was made up.
    """
    started = bool(after or before)
    if wanted.q:
        words = typed_words(wanted.q)
        if not words:
            return Page((), None, None)
        query = select(Case).where(Case.number.is_not(None), Case.search.op("@@")(cast(by_beginning(words), TSQUERY)))
        query, backwards = descending(query, Case.id, after=after, before=before, size=SIZE, parts=numbers)
        rows = db.session().scalars(query).all()
        return page(rows, lambda case: (case.id,), backwards=backwards, started=started, size=SIZE)
    query = _narrowed(_part(wanted.whose, account_id), wanted)
    column = Case.mend_by if wanted.whose == "returned" else Case.due_on
    query, backwards = ascending(query, column, Case.id, after=after, before=before, size=SIZE, parts=_day_and_key)
    rows = db.session().scalars(query).all()
    return page(
        rows, lambda case: (_key_day(case, wanted.whose), case.id), backwards=backwards, started=started, size=SIZE
    )


def counts(account_id: int) -> dict[str, int]:
    """Return how many cases each part of the queue has, up to a thousand."""
    parts = {
        whose: _part(whose, account_id).with_only_columns(Case.id).limit(MOST_COUNTED).subquery() for whose in WHOSE
    }
    row = db.session().execute(
        select(*(select(func.count()).select_from(part).scalar_subquery() for part in parts.values()))
    )
    return dict(zip(parts, row.one(), strict=True))


def whose_typed(typed: str | None) -> Whose:
    """Return the part of the queue when it is one, one's own otherwise."""
    return next((whose for whose in WHOSE if whose == typed), "mine")


def _part(whose: Whose, account_id: int) -> Select[Any]:
    if whose == "returned":
        return select(Case).where(Case.state == State.RETURNED)
    query = select(Case).where(Case.state.in_(IN_WORK))
    if whose == "mine":
        return query.where(Case.assignee_id == account_id)
    if whose == "nobody":
        return query.where(Case.assignee_id.is_(None))
    return query.where(Case.due_on < today()) if whose == "late" else query


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    for column, value in (
        (Case.type_code, wanted.kind),
        (Case.assignee_id, wanted.officer),
        (Case.state, wanted.state),
        (Case.proposal, wanted.proposal),
    ):
        if value:
            query = query.where(column == value)
    return query


def _key_day(case: Case, whose: Whose) -> str:
    day = case.mend_by if whose == "returned" else case.due_on
    return (day or today()).isoformat()


def _day_and_key(parts: list[Any]) -> list[Any]:
    try:
        return [date.fromisoformat(parts[0]), *numbers(parts[1:])]
    except (TypeError, ValueError):
        raise NotFound from None
