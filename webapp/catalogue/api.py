"""What other rooms ask of the register of e-services: its bodies, names of listed kinds, a passage of their own."""

from dataclasses import dataclass

from sqlalchemy import select

from webapp.catalogue.models import Authority, Entry
from webapp.catalogue.offer import AGENCY
from webapp.catalogue.passages import Passage
from webapp.core import db

__all__ = ["AGENCY", "ListedBody", "Passage", "bodies", "name_of_kind"]


@dataclass(frozen=True, slots=True)
class ListedBody:
    """A body of the register with its number there."""

    no: int
    name: str


def bodies() -> list[ListedBody]:
    """Return the bodies of the register, by number."""
    rows = db.session().execute(select(Authority.no, Authority.name).order_by(Authority.no))
    return [ListedBody(row.no, row.name) for row in rows]


def name_of_kind(list_no: str) -> str:
    """Return the name of a kind of the act's list, empty when there is none under this number."""
    wanted = select(Entry.name).where(Entry.list_no == list_no, Entry.shown)
    return db.session().scalar(wanted.limit(1)) or ""
