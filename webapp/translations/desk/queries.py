"""Reads of the desk: lists by filter and word, the neighbours of a text within its list, how far a language is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import BAKU
from webapp.core.pagination import Page, ascending, numbers, page
from webapp.core.text import LANGUAGES
from webapp.translations.desk.asking import Term, Wanted
from webapp.translations.desk.completeness import Figure, counted
from webapp.translations.desk.models import TextAssignment, TextComment
from webapp.translations.models import TextFault, TextRow, TextTarget, TextVersion

SIZE: Final = 30
Found = tuple[TextRow, TextTarget]
PLACES: Final = func.array_to_string(TextRow.locations, " ")
STALE: Final = TextTarget.stale_from.is_not(None)
FAILING: Final = func.cardinality(TextTarget.failing) > 0
EDITED: Final = or_(TextTarget.working_id.is_not(None), TextTarget.published_id.is_not(None))
SHELVES: Final[dict[str, ColumnElement[bool]]] = {
    "untranslated": TextTarget.state == "untranslated",
    "fuzzy": TextTarget.state == "fuzzy",
    "stale": STALE,
    "failing": FAILING,
    "draft": TextTarget.state == "draft",
    "unreviewed": TextTarget.state == "proposed",
    "approved": TextTarget.state == "approved",
    "edited": EDITED,
}
PART: Final = case(
    (TextTarget.state == "untranslated", "untranslated"),
    (TextTarget.blocked, "failing"),
    (or_(STALE, TextTarget.state == "fuzzy"), "stale"),
    (TextTarget.state.in_(("approved", "published")), "approved"),
    else_="translated",
)


def texts(
    language: str, wanted: Wanted, actor: Actor, *, after: str | None = None, before: str | None = None
) -> Page[Found]:
    """Return a page of texts as they stand in a language, those that visitors meet first."""
    query, backwards = ascending(
        _asked(language, wanted, actor), TextRow.reach, TextRow.id, after=after, before=before, size=SIZE, parts=numbers
    )
    rows = [(row[0], row[1]) for row in db.session().execute(query)]
    return page(rows, _key, backwards=backwards, started=bool(after or before), size=SIZE)


def number_of(language: str, wanted: Wanted, actor: Actor) -> int:
    """Return how many texts the list holds."""
    found = _asked(language, wanted, actor).with_only_columns(func.count(), maintain_column_froms=True)
    return db.session().scalar(found) or 0


def shelf_numbers(language: str, actor: Actor) -> dict[str, int]:
    """Return how many texts stand on each shelf."""
    names = [*SHELVES, "assigned", "discussed"]
    columns = [func.count().filter(_shelf(name, language, actor)).label(name) for name in names]
    query = select(func.count().label("all"), *columns).select_from(TextRow).join(TextTarget)
    row = db.session().execute(query.where(*_standing(language))).one()
    return {name: int(number) for name, number in row._mapping.items()}  # noqa: SLF001 - the documented name of a row's mapping


def neighbours(language: str, wanted: Wanted, actor: Actor, text: TextRow) -> tuple[str | None, str | None]:
    """Return the keys of the texts before and after `text` in its list; it need not be in the list any more."""
    here = and_(TextRow.reach == text.reach, TextRow.id < text.id)
    there = and_(TextRow.reach == text.reach, TextRow.id > text.id)
    keys = _asked(language, wanted, actor).with_only_columns(TextRow.key, maintain_column_froms=True).limit(1)
    earlier = keys.where(or_(TextRow.reach < text.reach, here)).order_by(TextRow.reach.desc(), TextRow.id.desc())
    later = keys.where(or_(TextRow.reach > text.reach, there)).order_by(TextRow.reach, TextRow.id)
    return db.session().scalar(earlier), db.session().scalar(later)


def by_area(language: str) -> list[Figure]:
    """Return how far a language is, by area; a text of two areas counts in both."""
    area = func.unnest(TextRow.areas).label("area")
    return _counted(select(area, PART, func.count()), language, area)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a language stands: by who sees the texts (1 visitors, 2 people in cabinets, 3 offices), and what waits."""

    reaches: list[Figure]
    waiting: dict[str, int]


def overview() -> dict[str, Standing]:
    """Return how every language stands, in one statement."""
    shelves = ("stale", "failing", "unreviewed", "approved")
    numbers_of = [func.count().filter(SHELVES[name]) for name in shelves]
    columns: tuple[Any, ...] = (TextTarget.language, TextRow.reach, PART, func.count(), *numbers_of)
    query = select(*columns).select_from(TextRow).join(TextTarget).where(TextRow.gone_at.is_(None))
    rows = db.session().execute(query.group_by(TextTarget.language, TextRow.reach, PART)).all()
    found = {}
    for language in LANGUAGES:
        mine = [row for row in rows if row[0] == language]
        figures = counted((str(row[1]), row[2], row[3]) for row in mine)
        waiting = {name: sum(row[4 + place] for row in mine) for place, name in enumerate(shelves)}
        found[language] = Standing(sorted(figures, key=lambda one: one.code), waiting)
    return found


def areas() -> Sequence[str]:
    """Return the areas that texts stand in."""
    found = select(func.unnest(TextRow.areas)).where(TextRow.gone_at.is_(None)).distinct()
    return sorted(db.session().scalars(found))


def _counted(query: Select[Any], language: str, key: Any) -> list[Figure]:
    rows = db.session().execute(
        query.select_from(TextRow).join(TextTarget).where(*_standing(language)).group_by(key, PART)
    )
    return counted((str(code), part, number) for code, part, number in rows)


def _standing(language: str) -> tuple[ColumnElement[bool], ...]:
    return TextTarget.language == language, TextRow.gone_at.is_(None)


def _asked(language: str, wanted: Wanted, actor: Actor) -> Select[Any]:
    both: tuple[Any, ...] = (TextRow, TextTarget)
    query = select(*both).select_from(TextRow).join(TextTarget).where(*_standing(language))
    if wanted.shelf != "all":
        query = query.where(_shelf(wanted.shelf, language, actor))
    if wanted.area:
        query = query.where(TextRow.areas.contains([wanted.area]))
    if wanted.place:
        query = query.where(PLACES.contains(wanted.place, autoescape=True))
    if wanted.plural:
        query = query.where(TextRow.plural.is_not(None))
    if wanted.by:
        query = query.where(TextTarget.changed_by == actor.account_id)
    return _within_days(query, wanted).where(*(_stands(term) for term in wanted.terms))


def _within_days(query: Select[Any], wanted: Wanted) -> Select[Any]:
    since, until = wanted.days
    if since:
        query = query.where(TextTarget.changed_at >= datetime.combine(since, time(), BAKU))
    if until:
        query = query.where(TextTarget.changed_at < datetime.combine(until + timedelta(days=1), time(), BAKU))
    return query


def _shelf(name: str, language: str, actor: Actor) -> ColumnElement[bool]:
    if name == "assigned":
        mine = (TextAssignment.language == language, TextAssignment.account_id == actor.account_id)
        return exists().where(TextAssignment.text_id == TextRow.id, *mine)
    if name == "discussed":
        return exists().where(
            TextComment.text_id == TextRow.id, TextComment.language == language, TextComment.settled_at.is_(None)
        )
    return SHELVES[name]


def _stands(term: Term) -> ColumnElement[bool]:
    """Return the condition of a term; what is folded when it is kept is found by what is folded when it is asked for."""
    found = {
        "source": TextRow.words.contains(term.words, autoescape=True),
        "target": TextTarget.words.contains(term.words, autoescape=True),
        "key": TextRow.key.startswith(term.words, autoescape=True),
        "place": func.lower(PLACES).contains(term.words, autoescape=True),
    }
    stands = or_(*found.values()) if term.where == "any" else found[term.where]
    return ~stands if term.excluded else stands


def _key(found: Found) -> tuple[int, int]:
    return found[0].reach, found[0].id


def proposed(
    language: str, *, after: str | None = None, before: str | None = None
) -> Page[tuple[TextRow, TextTarget, TextVersion]]:
    """Return a page of versions that wait for a reviewer, the oldest first."""
    both: tuple[Any, ...] = (TextRow, TextTarget, TextVersion)
    query = (
        select(*both)
        .select_from(TextVersion)
        .join(TextRow, TextRow.id == TextVersion.text_id)
        .join(TextTarget, and_(TextTarget.text_id == TextRow.id, TextTarget.language == TextVersion.language))
        .where(TextVersion.language == language, TextVersion.state == "proposed", TextRow.gone_at.is_(None))
    )
    wanted, backwards = ascending(query, TextVersion.id, after=after, before=before, size=SIZE, parts=numbers)
    rows = [(row[0], row[1], row[2]) for row in db.session().execute(wanted)]
    return page(rows, lambda row: (row[2].id,), backwards=backwards, started=bool(after or before), size=SIZE)


def bases(texts_of: Sequence[tuple[int, str]]) -> dict[tuple[int, str], list[str]]:
    """Return what the catalogues say for texts and languages."""
    query = select(TextTarget.text_id, TextTarget.language, TextTarget.base)
    wanted = query.where(TextTarget.text_id.in_({text_id for text_id, _language in texts_of}))
    return {(row[0], row[1]): row[2] for row in db.session().execute(wanted)}


def faults(number: int) -> Sequence[TextFault]:
    """Return the published words of a publication that pages could not show; the catalogue's words stand there instead."""
    query = select(TextFault).where(TextFault.publication == number).order_by(TextFault.last_at.desc())
    return db.session().scalars(query.limit(SIZE)).all() if number else []
