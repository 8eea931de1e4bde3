"""What a person sees: notices to their account, to themselves as a party, and to the party for which they act."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import NotFound
from webapp.core.pagination import Page, descending, numbers, page
from webapp.core.registry import permissions
from webapp.notifications.models import Notice, NoticeRead
from webapp.notifications.wording import Wording, address, word

ON_A_PAGE: Final = 20
MOST_COUNTED: Final = 99


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice in words, and whether it waits to be read."""

    id: int
    public_id: str
    wording: Wording
    unread: bool
    created_at: datetime


def unread_count(actor: Actor) -> int:
    """Return how many notices wait, at most MOST_COUNTED + 1."""
    some = select(Notice.id).where(_for(actor), _unread(actor)).limit(MOST_COUNTED + 1).subquery()
    return db.session().scalar(select(func.count()).select_from(some)) or 0


def notices(actor: Actor, *, unread: bool, after: str | None, before: str | None) -> Page[Shown]:
    """Return one page of the notices that wait (`unread`) or of those that were read, newest first."""
    waiting = _unread(actor)
    wanted = waiting if unread else ~waiting
    query = select(Notice).where(_for(actor), wanted)
    asked, backwards = descending(query, Notice.id, after=after, before=before, size=ON_A_PAGE, parts=numbers)
    rows = [_shown(row, unread=unread) for row in db.session().scalars(asked)]
    started = bool(after or before)
    return page(rows, lambda item: (item.id,), backwards=backwards, started=started, size=ON_A_PAGE)


def read(public_id: str, actor: Actor) -> str | None:
    """Mark a notice as read and return the address of its matter. Raises NotFound for one that is not theirs."""
    row = db.session().scalar(select(Notice).where(Notice.public_id == public_id, _for(actor)))
    if row is None:
        raise NotFound
    _mark([row.id], actor)
    return address(row.template, row.params)


def read_all(actor: Actor) -> None:
    """Mark everything that waits as read."""
    _mark(list(db.session().scalars(select(Notice.id).where(_for(actor), _unread(actor)))), actor)


def exported(actor: Actor) -> list[dict[str, Any]]:
    """Return the notices to the person's own account as plain values, for the download of their data."""
    query = select(Notice).where(Notice.account_id == actor.account_id).order_by(Notice.id.desc()).limit(1000)
    shown = [_shown(row, unread=False) for row in db.session().scalars(query)]
    return [{"at": item.created_at, "title": item.wording.title, "text": item.wording.body} for item in shown]


def _mark(ids: list[int], actor: Actor) -> None:
    rows = [{"notice_id": notice_id, "account_id": actor.account_id, "read_at": now()} for notice_id in ids]
    if rows:
        db.session().execute(insert(NoticeRead).values(rows).on_conflict_do_nothing())


def _for(actor: Actor) -> ColumnElement[bool]:
    own = [item.code for item in permissions() if item.everybody]
    acting = and_(Notice.party_id == actor.party_id, Notice.permission.in_(sorted(actor.rights)))
    oneself = and_(Notice.party_id == actor.person_party_id, Notice.permission.in_(own))
    return or_(Notice.account_id == actor.account_id, acting, oneself)


def _unread(actor: Actor) -> ColumnElement[bool]:
    seen = NoticeRead.notice_id == Notice.id, NoticeRead.account_id == actor.account_id
    return ~exists().where(*seen)


def _shown(row: Notice, *, unread: bool) -> Shown:
    return Shown(row.id, row.public_id, word(row.template, row.params), unread, row.created_at)
