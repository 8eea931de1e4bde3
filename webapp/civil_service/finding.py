"""Officials find a servant by the beginnings of the name's words, by body and status, or by the FİN; pages by name."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select

from webapp.civil_service.queries import known
from webapp.civil_service.record_tables import Servant, ServiceBody, ServiceFact
from webapp.core import db
from webapp.core.errors import NotFound
from webapp.core.pagination import Page, ascending, numbers, page
from webapp.core.words import by_beginning, typed_words

STATUSES: Final = ("trainee", "probation", "in_service", "ended")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; empty texts are no condition. `body` is a body's public id."""

    words: str = ""
    body: str = ""
    status: str = ""

    @property
    def kept(self) -> dict[str, str]:
        """What stays in the address from page to page."""
        return {
            name: value for name, value in (("q", self.words), ("body", self.body), ("status", self.status)) if value
        }


def find_servants(wanted: Wanted, *, after: str | None = None, before: str | None = None) -> Page[Servant]:
    """Return a page of servants by name."""
    query = select(Servant)
    words = typed_words(wanted.words)
    if words:
        query = query.where(Servant.words.op("@@")(func.to_tsquery("simple", by_beginning(words))))
    if wanted.body:
        body = select(ServiceBody.id).where(ServiceBody.public_id == wanted.body).scalar_subquery()
        query = query.where(Servant.body_id == body)
    if wanted.status in STATUSES:
        query = query.where(Servant.status == wanted.status)
    asked, backwards = ascending(query, Servant.search_name, Servant.id, after=after, before=before, parts=_parts)
    rows = list(db.session().scalars(asked))
    return page(rows, lambda row: (row.search_name, row.id), backwards=backwards, started=bool(after or before))


def body_names() -> dict[int, str]:
    """Return the names of the bodies by their ids."""
    return {row.id: row.name for row in db.session().execute(select(ServiceBody.id, ServiceBody.name))}


def certificates(number: str, words: str, *, limit: int = 100) -> list[tuple[ServiceFact, Servant]]:
    """Return the certificates given to servants, by number or by the person's name, the latest first (1.2)."""
    query = select(ServiceFact, Servant).join(Servant, Servant.id == ServiceFact.servant_id)
    query = known(query.where(ServiceFact.group_code == "certificate"), None)
    if number:
        query = query.where(func.upper(ServiceFact.content["number"].astext) == number.upper())
    typed = typed_words(words)
    if typed:
        query = query.where(Servant.words.op("@@")(func.to_tsquery("simple", by_beginning(typed))))
    found = db.session().execute(query.order_by(ServiceFact.valid_from.desc(), ServiceFact.id.desc()).limit(limit))
    return [(fact, servant) for fact, servant in found]


def _parts(parts: list[Any]) -> list[Any]:
    """Return a cursor's name and id as their columns take them. Raises NotFound: the cursor was made up."""
    if not isinstance(parts[0], str):
        raise NotFound
    return [parts[0], *numbers(parts[1:])]
