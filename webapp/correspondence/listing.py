"""Lists: one's own letters, an authority's queue, what it sent on; words are looked for by their keyed digests."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Select, func, select, text

from webapp.core import db, wordprints
from webapp.core.clock import today
from webapp.core.pagination import Page, ascending, day_and_number, descending, numbers, page
from webapp.correspondence.models import IS_OPEN, NOBODY, Letter, LetterForward
from webapp.correspondence.rules import DONE, OPEN, State
from webapp.correspondence.services.sending import WORDS

SIZE: Final = 30
MOST_COUNTED: Final = 1000
Shelf = Literal["open", "drafts", "ended", "archive", "all"]
SHELVES: Final[tuple[Shelf, ...]] = ("open", "drafts", "ended", "archive", "all")
Part = Literal["mine", "nobody", "all", "late", "ended", "passed"]
PARTS: Final[tuple[Part, ...]] = ("mine", "nobody", "all", "late", "ended", "passed")
NEVER: Final = State.DISCARDED.value


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: a part of the list, words, a kind."""

    part: str
    q: str = ""
    kind: str = ""


def own(party_id: int, wanted: Wanted, *, after: str | None, before: str | None) -> Page[Letter]:
    """Return a page of a sender's letters, newest first. Raises NotFound for a cursor that was made up."""
    query = _narrowed(_shelf(party_id, wanted.part), wanted)
    query, backwards = descending(query, Letter.id, after=after, before=before, size=SIZE, parts=numbers)
    rows = db.session().scalars(query).all()
    return page(rows, lambda row: (row.id,), backwards=backwards, started=bool(after or before), size=SIZE)


def own_counts(party_id: int) -> dict[str, int]:
    """Return how many letters each shelf has, up to a thousand."""
    return _counted({shelf: _shelf(party_id, shelf) for shelf in SHELVES})


def queue(
    body_ids: Collection[int], account_id: int, wanted: Wanted, *, after: str | None, before: str | None
) -> Page[Letter]:
    """Return a page of an authority's letters: what is due soonest first, ended ones the newest first."""
    query = _narrowed(_part(body_ids, account_id, wanted.part), wanted)
    turned: dict[str, Any] = {"after": after, "before": before, "size": SIZE}
    if wanted.part == "ended":
        query, backwards = descending(query, Letter.id, parts=numbers, **turned)
    else:
        query, backwards = ascending(query, Letter.due_on, Letter.id, parts=day_and_number, **turned)
    rows = db.session().scalars(query).all()

    def key(row: Letter) -> tuple[Any, ...]:
        return (row.id,) if wanted.part == "ended" else (row.due_on, row.id)

    return page(rows, key, backwards=backwards, started=bool(after or before), size=SIZE)


def queue_counts(body_ids: Collection[int], account_id: int) -> dict[str, int]:
    """Return how many letters each part of the queue has, up to a thousand."""
    parts = {part: _part(body_ids, account_id, part) for part in PARTS if part not in {"passed", "ended"}}
    return _counted(parts)


def passed_on(
    body_ids: Collection[int], *, after: str | None, before: str | None
) -> Page[tuple[LetterForward, str | None]]:
    """Return a page of what an authority sent on: the number and where to, no more; newest first."""
    query: Any = select(LetterForward, Letter.number).join(Letter, Letter.id == LetterForward.letter_id)
    query = query.where(LetterForward.from_body_id.in_(body_ids))
    turned, backwards = descending(query, LetterForward.id, after=after, before=before, size=SIZE, parts=numbers)
    rows = [(row[0], row[1]) for row in db.session().execute(turned)]
    return page(rows, lambda row: (row[0].id,), backwards=backwards, started=bool(after or before), size=SIZE)


def _shelf(party_id: int, shelf: str) -> Select[Letter]:
    query = select(Letter).where(Letter.party_id == party_id, Letter.state != NEVER)
    if shelf == "open":
        return query.where(Letter.state.in_(tuple(OPEN)))
    if shelf == "drafts":
        return query.where(Letter.state == State.DRAFT.value)
    if shelf == "ended":
        return query.where(Letter.state.in_((*DONE, State.JOINED, State.WITHDRAWN)), Letter.archived.is_(False))
    return query.where(Letter.archived) if shelf == "archive" else query


def _part(body_ids: Collection[int], account_id: int, part: str) -> Select[Letter]:
    query = select(Letter).where(Letter.body_id.in_(body_ids))
    if part == "mine":
        return query.where(Letter.assignee_id == account_id, text(IS_OPEN))
    if part == "nobody":
        return query.where(text(NOBODY))
    if part == "ended":
        return query.where(Letter.number.is_not(None), Letter.closed_at.is_not(None))
    query = query.where(text(IS_OPEN))
    return query.where(Letter.due_on < today(), Letter.reply_by.is_(None)) if part == "late" else query


def _narrowed(query: Select[Letter], wanted: Wanted) -> Select[Letter]:
    if wanted.kind:
        query = query.where(Letter.kind == wanted.kind)
    words = wordprints.sought(wanted.q, purpose=WORDS)
    if wanted.q and not words:
        return query.where(Letter.id < 0)
    return query.where(Letter.words.contains(words)) if words else query


def _counted(parts: dict[Any, Select[Letter]]) -> dict[str, int]:
    counted = [part.with_only_columns(Letter.id).limit(MOST_COUNTED).subquery() for part in parts.values()]
    row = db.session().execute(select(*(select(func.count()).select_from(one).scalar_subquery() for one in counted)))
    return dict(zip(parts, row.one(), strict=True))
