"""The office's queue: what waits for a decision, the most urgent first; and the search among all cases.

Every list is read by key along an index, whatever the number of cases: of what is in work by date, of a search by number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Select, cast, func, select, text
from sqlalchemy.dialects.postgresql import TSQUERY

from webapp.core import db
from webapp.core.clock import today
from webapp.core.pagination import Page, ascending, day_and_number, descending, numbers, page
from webapp.core.words import by_beginning, typed_words
from webapp.workflow.models import NOBODY, OFFICE, RETURNED, Case

Whose = Literal["mine", "nobody", "all", "returned", "late"]
WHOSE: Final[tuple[Whose, ...]] = ("mine", "nobody", "all", "returned", "late")
BY_OFFICER: Final[frozenset[Whose]] = frozenset({"all", "returned", "late"})
"""Parts that can be narrowed to an officer: the others say already who has the case."""

SIZE: Final = 30
NEWEST: Final = 2000
MOST_COUNTED: Final = 1000
NUMBER: Final = re.compile(r"\b(\d{2})[-–](\d{1,9})\b", re.ASCII)


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
    if wanted.q:
        return _by_words(wanted.q, after=after, before=before)
    query, column = ordered(wanted, account_id)
    query, backwards = ascending(query, column, Case.id, after=after, before=before, size=SIZE, parts=day_and_number)
    rows = db.session().scalars(query).all()
    started = bool(after or before)
    return page(rows, lambda case: _key(case, wanted.whose), backwards=backwards, started=started, size=SIZE)


def whole(wanted: Wanted, *, account_id: int, most: int) -> list[Case]:
    """Return the cases of a list from its beginning on, `most` at most, for a file."""
    if wanted.q:
        found: list[Case] = []
        after: str | None = None
        while len(found) < most:
            turn = _by_words(wanted.q, after=after, before=None)
            found.extend(turn.rows)
            after = turn.following
            if after is None:
                break
        return found[:most]
    query, column = ordered(wanted, account_id)
    return list(db.session().scalars(query.order_by(column, Case.id).limit(most)))


def ordered(wanted: Wanted, account_id: int) -> tuple[Select[Any], Any]:
    """Return a part of the queue, narrowed, and the day by which it is in order."""
    column = Case.mend_by if wanted.whose == "returned" else Case.due_on
    return _narrowed(_part(wanted.whose, account_id), wanted), column


def _by_words(typed: str, *, after: str | None, before: str | None) -> Page[Case]:
    """Look among the newest cases first: a word that half of all have is found there at once, whatever their number.

    Only what is rarer than that is asked of the index of words.
    """
    words = typed_words(NUMBER.sub(r"\1\2", typed))
    if not words:
        return Page((), None, None)
    named = Case.search.op("@@")(cast(by_beginning(words), TSQUERY))
    paged: dict[str, Any] = {"after": after, "before": before, "parts": numbers}
    query = select(Case.id, Case.search).where(Case.number.is_not(None))
    newest, backwards = descending(query, Case.id, size=NEWEST - 1, **paged)
    recent = newest.subquery()
    within = recent.c.search.op("@@")(cast(by_beginning(words), TSQUERY))
    order = recent.c.id.asc() if backwards else recent.c.id.desc()
    ids = db.session().scalars(select(recent.c.id).where(within).order_by(order).limit(SIZE + 1)).all()
    rows: Sequence[Case] = sorted(
        db.session().scalars(select(Case).where(Case.id.in_(ids))), key=lambda case: case.id, reverse=not backwards
    )
    if len(rows) <= SIZE:
        found = select(Case.id).where(named).cte("found").prefix_with("MATERIALIZED", dialect="postgresql")
        query = select(Case).where(Case.number.is_not(None), Case.id.in_(select(found.c.id)))
        rows = db.session().scalars(descending(query, Case.id, size=SIZE, **paged)[0]).all()
    return page(rows, lambda case: (case.id,), backwards=backwards, started=bool(after or before), size=SIZE)


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
    """Return the cases of a part, in the very words of the index that holds them."""
    if whose == "returned":
        return select(Case).where(text(RETURNED))
    if whose == "nobody":
        return select(Case).where(text(NOBODY))
    query = select(Case).where(text(OFFICE))
    if whose == "mine":
        return query.where(Case.assignee_id == account_id)
    return query.where(Case.due_on < today()) if whose == "late" else query


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    for column, value in (
        (Case.type_code, wanted.kind),
        (Case.assignee_id, wanted.officer if wanted.whose in BY_OFFICER else None),
        (Case.state, wanted.state),
        (Case.proposal, wanted.proposal if wanted.whose != "returned" else ""),
    ):
        if value:
            query = query.where(column == value)
    return query


def _key(case: Case, whose: Whose) -> tuple[Any, ...]:
    day = case.mend_by if whose == "returned" else case.due_on
    return ((day or today()).isoformat(), case.id)
