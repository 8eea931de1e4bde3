"""Texts as programs read them: what pages show, page by page."""

from typing import Any, Final

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.pagination import Page, ascending, numbers, page
from webapp.translations.models import TextPublication, TextReading, TextRow, TextTarget

PAGE: Final = 500


def stamp(language: str) -> str:
    """Return what changes when texts of a language may read otherwise: the publication, the reading, the last deed."""
    last = select(func.max(TextTarget.changed_at)).where(TextTarget.language == language).scalar_subquery()
    number, reading = func.max(TextPublication.number), select(func.max(TextReading.id)).scalar_subquery()
    row = db.session().execute(select(number, reading, last)).one()
    return "-".join(str(part.timestamp() if hasattr(part, "timestamp") else part or 0) for part in row)


def published_texts(language: str, *, area: str = "", after: str | None = None) -> Page[tuple[TextRow, TextTarget]]:
    """Return a page of texts in the order in which they came. Raises NotFound for a made-up cursor."""
    both: tuple[Any, ...] = (TextRow, TextTarget)
    query = select(*both).select_from(TextRow).join(TextTarget)
    query = query.where(TextTarget.language == language, TextRow.gone_at.is_(None))
    if area:
        query = query.where(TextRow.areas.contains([area]))
    wanted, backwards = ascending(query, TextRow.id, after=after, size=PAGE, parts=numbers)
    rows = [(row[0], row[1]) for row in db.session().execute(wanted)]
    return page(rows, lambda row: (row[0].id,), backwards=backwards, started=bool(after), size=PAGE)
