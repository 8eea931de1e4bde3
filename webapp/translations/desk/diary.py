"""What was done to texts, by whom and when, newest first: versions with what they changed and who decided. Reads only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from webapp.core import db
from webapp.core.clock import BAKU
from webapp.core.pagination import Page, descending, numbers, page
from webapp.translations.desk.asking import Wanted
from webapp.translations.errors import NoSuchText
from webapp.translations.models import TextPublication, TextRow, TextTarget, TextVersion

MOST: Final = 20_000
FORMER: Final = aliased(TextVersion)
HEAD: Final = ("at", "language", "key", "original", "version", "how", "state", "author", "before", "after", "reviewer",
               "reviewed_at", "reason", "batch")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A version, its text, and the words before it: of the version before, else of the catalogue."""

    version: TextVersion
    text: TextRow
    before: list[str]


def entries(language: str, wanted: Wanted, *, after: str | None = None, before: str | None = None) -> Page[Entry]:
    """Return a page of what was done; "" is every language."""
    query, backwards = descending(_asked(language, wanted), TextVersion.id, after=after, before=before, parts=numbers)
    rows = [_entry(row) for row in db.session().execute(query)]
    return page(rows, lambda one: (one.version.id,), backwards=backwards, started=bool(after or before))


def of_batch(batch: str) -> list[Entry]:
    """Return what a replacement or a file did. Raises NoSuchText when there is no such batch."""
    query = _asked("", Wanted()).where(TextVersion.batch == batch).order_by(TextVersion.id)
    found = [_entry(row) for row in db.session().execute(query)]
    if not found:
        raise NoSuchText
    return found


def csv_rows(language: str, wanted: Wanted) -> Iterator[Sequence[Any]]:
    """Return the same as rows of a table, with publications among them; the newest first."""
    yield HEAD
    query = _asked(language, wanted).order_by(TextVersion.id.desc()).limit(MOST)
    for one in map(_entry, db.session().execute(query)):
        row = one.version
        yield (
            row.at.isoformat(), row.language, one.text.key, one.text.msgid, row.number, row.how, row.state,
            row.author_name, " | ".join(one.before), " | ".join(row.forms), row.reviewer_name or "",
            row.reviewed_at.isoformat() if row.reviewed_at else "", row.reason or "", row.batch or "",
        )  # fmt: skip
    for done in db.session().scalars(select(TextPublication).order_by(TextPublication.number.desc())):
        how = "rolled_back" if "back" in done.scope else "published"
        yield (done.at.isoformat(), "", "", done.note, done.number, how, "", done.by_name, "", "", "", "", "", "")


def _asked(language: str, wanted: Wanted) -> Select[Any]:
    both: tuple[Any, ...] = (TextVersion, TextRow, FORMER.forms, TextTarget.base)
    same = (FORMER.text_id == TextVersion.text_id, FORMER.language == TextVersion.language)
    query = (
        select(*both)
        .select_from(TextVersion)
        .join(TextRow, TextRow.id == TextVersion.text_id)
        .join(TextTarget, and_(TextTarget.text_id == TextRow.id, TextTarget.language == TextVersion.language))
        .outerjoin(FORMER, and_(*same, FORMER.number == TextVersion.number - 1))
    )
    if language:
        query = query.where(TextVersion.language == language)
    if wanted.q:
        query = query.where(TextVersion.author_name.icontains(wanted.q, autoescape=True))
    since, until = wanted.days
    if since:
        query = query.where(TextVersion.at >= datetime.combine(since, time(), BAKU))
    if until:
        query = query.where(TextVersion.at < datetime.combine(until + timedelta(days=1), time(), BAKU))
    return query


def _entry(row: Any) -> Entry:
    version, text, former, base = row
    return Entry(version, text, list(former if former is not None else base))
