"""Reads of the journal as frozen rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Row, Select, func, select

from webapp.audit.models import AuditEntry
from webapp.core import db
from webapp.core.clock import BAKU
from webapp.core.pagination import Page, descending, numbers, page

VIEWED: Final = "viewed"
EXPORT_LIMIT: Final = 10_000
LOOKS_ON_A_PAGE: Final = 20
SHOWN: Final = (
    AuditEntry.seq,
    AuditEntry.at,
    AuditEntry.action,
    AuditEntry.actor_name,
    AuditEntry.office_roles,
    AuditEntry.on_behalf_name,
    AuditEntry.address,
    AuditEntry.object_type,
    AuditEntry.object_key,
    AuditEntry.purpose,
    AuditEntry.detail,
)


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody saw a person's data: who, in which capacity, what, and why."""

    seq: int
    at: datetime
    actor_name: str
    office_roles: str
    on_behalf_name: str
    object_type: str
    object_key: str
    purpose: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as the auditor sees it."""

    seq: int
    at: datetime
    action: str
    actor_name: str
    office_roles: str
    on_behalf_name: str
    address: str | None
    object_type: str
    object_key: str
    purpose: str | None
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the auditor narrows the journal to; empty means everything."""

    action: str = ""
    day: date | None = None
    object_type: str = ""
    object_key: str = ""


def looks(index: bytes, *, after: str | None, before: str | None, since: datetime | None = None) -> Page[Look]:
    """Return one page of looks at the data of the person with this blind index, newest first."""
    columns = [getattr(AuditEntry, name) for name in Look.__slots__]
    query = select(*columns).where(AuditEntry.subject_index == index, AuditEntry.action == VIEWED)
    if since:
        query = query.where(AuditEntry.at >= since)
    query, backwards = descending(
        query, AuditEntry.seq, after=after, before=before, size=LOOKS_ON_A_PAGE, parts=numbers
    )
    rows = [Look(*row) for row in db.session().execute(query)]
    return page(
        rows, lambda look: (look.seq,), backwards=backwards, started=bool(after or before), size=LOOKS_ON_A_PAGE
    )


def lines(filters: Filters, *, after: str | None, before: str | None) -> Page[Line]:
    """Return one page of the journal, newest first."""
    query, backwards = descending(_narrowed(filters), AuditEntry.seq, after=after, before=before, parts=numbers)
    rows = [_line(row) for row in db.session().execute(query)]
    return page(rows, lambda line: (line.seq,), backwards=backwards, started=bool(after or before))


def export(filters: Filters) -> Sequence[Line]:
    """Return the newest entries that match, at most EXPORT_LIMIT, oldest of them last."""
    query = _narrowed(filters).order_by(AuditEntry.seq.desc()).limit(EXPORT_LIMIT)
    return [_line(row) for row in db.session().execute(query)]


def views_by(account_id: int, object_type: str, since: datetime) -> int:
    """Return how often the account saw things of `object_type` since then."""
    query = select(func.count()).where(
        AuditEntry.object_type == object_type,
        AuditEntry.action == VIEWED,
        AuditEntry.actor_account == account_id,
        AuditEntry.at >= since,
    )
    return db.session().scalar(query) or 0


def doings_since(since: datetime) -> list[tuple[str, str, int]]:
    """Return (action, object type, how often) of everything done since then, the most frequent first."""
    often = func.count()
    query = select(AuditEntry.action, AuditEntry.object_type, often).where(AuditEntry.at >= since)
    query = query.group_by(AuditEntry.action, AuditEntry.object_type).order_by(often.desc(), AuditEntry.action)
    return [(row[0], row[1], row[2]) for row in db.session().execute(query)]


def known_actions() -> list[str]:
    """Return every action that stands in the journal (walks the index from one to the next, not through all rows)."""
    found: list[str] = []
    following = select(AuditEntry.action).order_by(AuditEntry.action).limit(1)
    action = db.session().scalar(following)
    while action is not None:
        found.append(action)
        action = db.session().scalar(following.where(AuditEntry.action > action))
    return found


def _narrowed(filters: Filters) -> Select[Any]:
    query = select(*SHOWN)
    for column, wanted in (
        (AuditEntry.action, filters.action),
        (AuditEntry.object_type, filters.object_type),
        (AuditEntry.object_key, filters.object_key),
    ):
        if wanted:
            query = query.where(column == wanted)
    if filters.day:
        start = datetime.combine(filters.day, time(), BAKU)
        query = query.where(AuditEntry.at >= start, AuditEntry.at < start + timedelta(days=1))
    return query


def _line(row: Row[Any]) -> Line:
    return Line(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public attribute
