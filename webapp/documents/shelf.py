"""The holder's shelf: what is valid and what is not, page by page, found by number, plate or words of the title."""

from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Select, and_, bindparam, func, not_, or_, select
from sqlalchemy.sql.elements import ColumnElement

from webapp.core import db
from webapp.core.clock import today
from webapp.core.pagination import PAGE_SIZE, Page, descending, numbers, page
from webapp.documents.issued import ISSUED, Issued, as_issued, key_of
from webapp.documents.life import Status
from webapp.documents.models import IssuedDocument

Group = Literal["valid", "ended"]
SEARCH_FROM: Final = 8  # fewer are seen at a glance
ENDED_AT_FIRST: Final = 6
_day: Final = bindparam("today", type_=IssuedDocument.valid_to.type)
IN_FORCE: Final = and_(
    IssuedDocument.status == Status.VALID.value, or_(IssuedDocument.valid_to.is_(None), IssuedDocument.valid_to >= _day)
)
VALID_COUNT: Final[Select[Any]] = select(func.count()).where(
    IssuedDocument.holder_party_id == bindparam("party"), IN_FORCE
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """How many documents there are of each group."""

    valid: int
    ended: int

    @property
    def is_long(self) -> bool:
        """Whether a search helps."""
        return self.valid + self.ended >= SEARCH_FROM


def shelf_of(party_id: int) -> Shelf:
    """Return the counts of a holder's documents."""
    valid = func.count().filter(IN_FORCE)
    query = select(valid, func.count()).where(IssuedDocument.holder_party_id == party_id)
    in_force, every = db.session().execute(query, {"today": today()}).one()
    return Shelf(in_force, every - in_force)


def documents_in(party_id: int, group: Group, *, after: str | None, before: str | None, size: int) -> Page[Issued]:
    """Return a page of one group, those last issued first. Raises NotFound for a cursor that is none."""
    return _page(party_id, IN_FORCE if group == "valid" else not_(IN_FORCE), after=after, before=before, size=size)


def found_in(party_id: int, typed: str, *, after: str | None, before: str | None) -> Page[Issued]:
    """Return a page of what has the letters typed in its number, plate or title."""
    key = key_of(typed)
    likes: list[ColumnElement[bool]] = [IssuedDocument.title.icontains(typed.strip(), autoescape=True)]
    if key:
        likes += [
            column.contains(key, autoescape=True) for column in (IssuedDocument.number_key, IssuedDocument.subject_key)
        ]
    return _page(party_id, or_(*likes), after=after, before=before, size=PAGE_SIZE)


def _page(
    party_id: int, condition: ColumnElement[bool], *, after: str | None, before: str | None, size: int
) -> Page[Issued]:
    query = ISSUED.where(IssuedDocument.holder_party_id == party_id, condition)
    limited, backwards = descending(
        query, IssuedDocument.document_id, after=after, before=before, size=size, parts=numbers
    )
    rows = [as_issued(*row) for row in db.session().execute(limited, {"today": today()})]
    started = bool(after or before)
    return page(rows, lambda item: (item.id,), backwards=backwards, started=started, size=size)
