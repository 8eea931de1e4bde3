"""Search in the register, and what is shown of it as a whole: areas, authorities with their counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, cast, func, select
from sqlalchemy.dialects.postgresql import TSQUERY

from webapp.catalogue.models import Area, Authority, Entry
from webapp.catalogue.offer import ServiceOffer, offers
from webapp.catalogue.rules import KINDS
from webapp.core import db
from webapp.core.pagination import Page, descending, numbers, page
from webapp.core.words import are_in, by_beginning, typed_words, words_of

SIZE: Final = 25


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, an authority, an area, a kind, only what can be begun here."""

    q: str = ""
    authority: int | None = None
    area: int | None = None
    kind: str = ""
    here: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether anything at all is looked for."""
        return bool(self.q or self.authority or self.area or self.kind or self.here)


@dataclass(frozen=True, slots=True)
class Counted:
    """An authority with the number of its services, how many of them are registered, how many only listed."""

    no: int
    name: str
    services: int
    registered: int
    listed: int


def find(wanted: Wanted, *, after: str | None, before: str | None) -> tuple[Page[Any], bool]:
    """Return a page of entries in the register's order, and whether endings were left off to find them.

    Raises NotFound for a cursor that is none.
    """
    words = typed_words(wanted.q)
    if wanted.here or (wanted.q and not words):
        return Page((), None, None), False
    found = _page(_narrowed(wanted), by_beginning(words), after=after, before=before)
    if found.rows or not words:
        return found, False
    loose = by_beginning(words, loose=True)
    return _page(_narrowed(wanted), loose, after=after, before=before), True


def count(wanted: Wanted, *, loose: bool = False) -> int:
    """Return how many entries fit, over all pages; `loose` is what `find` said of the endings."""
    words = typed_words(wanted.q)
    if wanted.here or (wanted.q and not words):
        return 0
    query = _narrowed(wanted)
    if words:
        query = query.where(Entry.search.op("@@")(cast(by_beginning(words, loose=loose), TSQUERY)))
    return db.session().scalars(query.with_only_columns(func.count())).one()


def find_offers(wanted: Wanted, *, whole: bool = False) -> list[ServiceOffer]:
    """Return our own services that fit: they are few, and stand in the program and not in the table.

    Without a search, those that begin from something one has are left out, unless the `whole` list is wanted. A service
    that has no register number yet is never among them (Rules 4.5).
    """
    words = typed_words(wanted.q)
    if wanted.q and not words:
        return []
    fitting = [
        offer
        for offer in offers()
        if (wanted.area is None or wanted.area in offer.areas) and (not wanted.kind or offer.kind == wanted.kind)
        if words or whole or offer.listed
    ]
    if wanted.authority is not None:
        name = db.session().scalar(select(Authority.name).where(Authority.no == wanted.authority))
        fitting = [offer for offer in fitting if offer.authority == name]
    numbered = registered_offers()
    return [offer for offer in fitting if offer.code in numbered and are_in(words, _words(offer))]


def registered_offers() -> set[str]:
    """Return the codes of our services that have their number: the others wait for the operator."""
    wanted = select(Entry.offer_code).where(Entry.state == "registered", Entry.offer_code.is_not(None))
    return {code for code in db.session().scalars(wanted) if code}


def areas() -> Sequence[Area]:
    """Return the 29 areas in the act's order."""
    return db.session().scalars(select(Area).order_by(Area.no)).all()


def authorities() -> list[Counted]:
    """Return the authorities in the act's order with what the catalogue shows of each."""
    live = func.count().filter(Entry.state == "registered")
    counted = (
        select(Entry.authority_no, func.count().label("all"), live.label("live"))
        .where(Entry.shown)
        .group_by(Entry.authority_no)
        .subquery()
    )
    rows = db.session().execute(
        select(Authority.no, Authority.name, counted.c["all"], counted.c.live)
        .outerjoin(counted, counted.c.authority_no == Authority.no)
        .order_by(Authority.no)
    )
    return [Counted(no, name, count or 0, live or 0, (count or 0) - (live or 0)) for no, name, count, live in rows]


def names_of_authorities() -> Sequence[tuple[int, str]]:
    """Return number and name of each authority, for a list to choose from."""
    rows = db.session().execute(select(Authority.no, Authority.name).order_by(Authority.no))
    return [(row.no, row.name) for row in rows]


def number_typed(typed: str | None) -> int | None:
    """Return a number of an address when it is one that a table can hold, None otherwise."""
    typed = typed or ""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None  # noqa: PLR2004 - fits an integer column


def kind_typed(typed: str | None) -> str:
    """Return the kind of service when it is one, an empty text otherwise."""
    return typed if typed in KINDS else ""


def _narrowed(wanted: Wanted) -> Select[Any]:
    query = select(Entry).where(Entry.shown, Entry.offer_code.is_(None))
    if wanted.authority is not None:
        query = query.where(Entry.authority_no == wanted.authority)
    if wanted.area is not None:
        query = query.where(Entry.areas.contains([wanted.area]))
    if wanted.kind:
        query = query.where(Entry.kind == wanted.kind)
    return query


def _page(query: Select[Any], words: str, *, after: str | None, before: str | None) -> Page[Any]:
    if words:
        query = query.where(Entry.search.op("@@")(cast(words, TSQUERY)))
    query, backwards = descending(query, Entry.rank, after=after, before=before, size=SIZE, parts=numbers)
    rows = db.session().scalars(query).all()
    started = after is not None or before is not None
    return page(rows, lambda row: (row.rank,), backwards=backwards, started=started, size=SIZE)


def _words(offer: ServiceOffer) -> list[str]:
    return words_of(str(offer.name), offer.title, str(offer.summary), offer.authority)
