"""The register of every notice sent (charter 003, cl. 4.0.9): who was told what, by which way, and whether it arrived."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, func, or_, select

from webapp.auth import api as auth
from webapp.auth.api import Account
from webapp.core import db
from webapp.core.csv_text import csv_text
from webapp.core.errors import NotFound
from webapp.core.pagination import Page, descending, numbers, page
from webapp.notifications.models import Delivery, Notice, NoticeRead
from webapp.notifications.presenting import STATES
from webapp.notifications.queries import midnight
from webapp.notifications.rules import CHANNELS

ON_A_PAGE: Final = 50
MOST_IN_A_FILE: Final = 20_000
MOST_OF_A_PERSON: Final = 200
CABINET: Final = "cabinet"


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the register is looked for; `channel` may be the cabinet itself, `state` then is read or unread."""

    channel: str = CABINET
    kind: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: a notice in the cabinet, or one message out of it."""

    id: int
    notice: str | None
    kind: str
    channel: str
    state: str
    created_at: datetime
    ended_at: datetime | None
    attempts: int
    outcome: str | None
    parts: int | None
    cost: int | None


def lines(filters: Filters, *, after: str | None, before: str | None) -> Page[Line]:
    """Return one page of the register, newest first."""
    query, column = _query(filters)
    asked, backwards = descending(query, column, after=after, before=before, size=ON_A_PAGE, parts=numbers)
    found = _lines(db.session().execute(asked), filters.channel)
    return page(found, lambda line: (line.id,), backwards=backwards, started=bool(after or before), size=ON_A_PAGE)


def exported(filters: Filters) -> list[Line]:
    """Return the entries for a file, newest first, at most `MOST_IN_A_FILE`."""
    query, column = _query(filters)
    return _lines(db.session().execute(query.order_by(column.desc()).limit(MOST_IN_A_FILE)), filters.channel)


def of_person(account: Account, since: date | None, until: date | None) -> list[tuple[Notice, list[Delivery], Any]]:
    """Return the latest notices to a person's account, each with its messages and when it was read."""
    query = select(Notice).where(Notice.account_id == account.id, *_days(Notice.created_at, since, until))
    notices = db.session().scalars(query.order_by(Notice.id.desc()).limit(MOST_OF_A_PERSON)).all()
    return [(notice, sent, read[0].read_at if read else None) for notice, sent, read in _with_messages(notices)]


def entry(
    public_id: str,
) -> tuple[Notice, list[tuple[Delivery, Account | None]], list[tuple[NoticeRead, Account | None]]]:
    """Return a notice with its messages and its readers. Raises NotFound."""
    notice = db.session().scalar(select(Notice).where(Notice.public_id == public_id))
    if notice is None:
        raise NotFound
    ((_notice, sent, read),) = _with_messages([notice])
    people = auth.accounts({one.account_id for one in sent if one.account_id} | {one.account_id for one in read})
    return (
        notice,
        [(one, people.get(one.account_id or 0)) for one in sent],
        [(one, people.get(one.account_id)) for one in read],
    )


def counts() -> dict[tuple[str, str], int]:
    """Return (channel, state) -> how many messages stand so; of what ended, those of the last day."""
    recent = func.now() - timedelta(days=1)
    query = select(Delivery.channel, Delivery.state, func.count()).group_by(Delivery.channel, Delivery.state)
    rows: Any = db.session().execute(query.where(or_(Delivery.ended_at.is_(None), Delivery.ended_at > recent)))
    return {(channel, state): count for channel, state, count in rows}


def as_csv(found: Iterable[Line]) -> str:
    """Return the entries with stable column names; nobody's name and no address stands in it."""
    names = (
        "created_at",
        "notice",
        "kind",
        "channel",
        "state",
        "ended_at",
        "attempts",
        "outcome",
        "parts",
        "cost_qepik",
    )
    rows: list[Sequence[object]] = [names]
    for one in found:
        ended = one.ended_at.isoformat() if one.ended_at else None
        cells = [one.created_at.isoformat(), one.notice, one.kind, one.channel, one.state, ended]
        rows.append([*cells, one.attempts, one.outcome, one.parts or None, one.cost])
    return csv_text(rows)


def _query(filters: Filters) -> tuple[Select[Any], Any]:
    if filters.channel == CABINET:
        seen = select(func.min(NoticeRead.read_at)).where(NoticeRead.notice_id == Notice.id).scalar_subquery()
        query: Any = select(Notice, seen.label("read_at")).where(
            *_days(Notice.created_at, filters.since, filters.until)
        )
        if filters.kind:
            query = query.where(Notice.template == filters.kind)
        if filters.state in {"read", "unread"}:
            query = query.where(seen.is_not(None) if filters.state == "read" else seen.is_(None))
        return query, Notice.id
    query = select(Delivery, Notice.public_id.label("notice")).outerjoin(Notice, Notice.id == Delivery.notice_id)
    query = query.where(*_days(Delivery.created_at, filters.since, filters.until))
    if filters.channel in CHANNELS:
        query = query.where(Delivery.channel == filters.channel)
    if filters.kind:
        query = query.where(Delivery.template == filters.kind)
    if filters.state in STATES:
        query = query.where(Delivery.state == filters.state)
    return query, Delivery.id


def _days(column: Any, since: date | None, until: date | None) -> list[Any]:
    begin = [column >= midnight(since)] if since else []
    return begin + ([column < midnight(until + timedelta(days=1))] if until else [])


def _lines(rows: Iterable[Any], channel: str) -> list[Line]:
    if channel == CABINET:
        return [
            Line(
                row.Notice.id, row.Notice.public_id, row.Notice.template, CABINET, "read" if row.read_at else "unread",
                row.Notice.created_at, row.read_at, 1, None, None, None,
            )
            for row in rows
        ]  # fmt: skip
    return [
        Line(
            one.id, notice, one.template, one.channel, one.state,
            one.created_at, one.ended_at, one.attempts, one.outcome, one.parts, one.cost,
        )
        for one, notice in rows
    ]  # fmt: skip


def _with_messages(notices: Sequence[Notice]) -> list[tuple[Notice, list[Delivery], list[NoticeRead]]]:
    ids = [notice.id for notice in notices]
    sent = db.session().scalars(select(Delivery).where(Delivery.notice_id.in_(ids)).order_by(Delivery.id)).all()
    read = db.session().scalars(select(NoticeRead).where(NoticeRead.notice_id.in_(ids))).all()
    return [
        (one, [row for row in sent if row.notice_id == one.id], [row for row in read if row.notice_id == one.id])
        for one in notices
    ]
