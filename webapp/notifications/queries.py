"""What a person sees: notices to their account, to themselves as a party, and to the party for which they act."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ARRAY, Text, and_, any_, bindparam, exists, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import NotFound
from webapp.core.pagination import Page, descending, numbers, page
from webapp.core.registry import permissions
from webapp.notifications.models import Notice, NoticeRead
from webapp.notifications.wording import Wording, address, template, word

ON_A_PAGE: Final = 20
MOST_COUNTED: Final = 99

_notice: Final = Notice.__table__.c
_seen: Final = NoticeRead.__table__.c
FOR: Final = or_(
    _notice.account_id == bindparam("account"),
    and_(_notice.party_id == bindparam("party"), _notice.permission == any_(bindparam("rights", type_=ARRAY(Text)))),
    and_(
        _notice.party_id == bindparam("person"), _notice.permission == any_(bindparam("everybody", type_=ARRAY(Text)))
    ),
)
SEEN: Final = exists().where(_seen.notice_id == _notice.id, _seen.account_id == bindparam("account"))
UNREAD: Final = select(func.count()).select_from(
    select(_notice.id).where(FOR, ~SEEN).limit(MOST_COUNTED + 1).subquery()
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice in words, whether it leads on to a page, and whether it waits to be read."""

    id: int
    public_id: str
    wording: Wording
    leads_on: bool
    unread: bool
    created_at: datetime


def notices(actor: Actor, *, unread: bool, after: str | None, before: str | None) -> Page[Shown]:
    """Return one page of the notices that wait (`unread`) or of those that were read, newest first."""
    query = select(Notice).where(FOR, ~SEEN if unread else SEEN)
    asked, backwards = descending(query, Notice.id, after=after, before=before, size=ON_A_PAGE, parts=numbers)
    rows = [_shown(row, unread=unread) for row in db.session().scalars(asked, _addressee(actor))]
    started = bool(after or before)
    return page(rows, lambda item: (item.id,), backwards=backwards, started=started, size=ON_A_PAGE)


def read(public_id: str, actor: Actor) -> str | None:
    """Mark a notice as read and return the address of its matter. Raises NotFound for one that is not theirs."""
    row = db.session().scalar(select(Notice).where(Notice.public_id == public_id, FOR), _addressee(actor))
    if row is None:
        raise NotFound
    _mark([row.id], actor)
    return address(row.template, row.params)


def read_all(actor: Actor) -> None:
    """Mark everything that waits as read."""
    _mark(list(db.session().scalars(select(Notice.id).where(FOR, ~SEEN), _addressee(actor))), actor)


def exported(actor: Actor) -> list[dict[str, Any]]:
    """Return the notices to the person's own account as plain values, for the download of their data."""
    query = select(Notice).where(Notice.account_id == actor.account_id).order_by(Notice.id.desc()).limit(1000)
    shown = [_shown(row, unread=False) for row in db.session().scalars(query)]
    return [{"at": item.created_at, "title": item.wording.title, "text": item.wording.body} for item in shown]


def _mark(ids: list[int], actor: Actor) -> None:
    rows = [{"notice_id": notice_id, "account_id": actor.account_id, "read_at": now()} for notice_id in ids]
    if rows:
        db.session().execute(insert(NoticeRead).values(rows).on_conflict_do_nothing())


def _addressee(actor: Actor) -> dict[str, Any]:
    """Return the values of the bound parameters in FOR and SEEN."""
    return {
        "account": actor.account_id,
        "party": actor.party_id,
        "rights": sorted(actor.rights),
        "person": actor.person_party_id,
        "everybody": [item.code for item in permissions() if item.everybody],
    }


def _shown(row: Notice, *, unread: bool) -> Shown:
    kind, told = template(row.template), word(row.template, row.params)
    return Shown(row.id, row.public_id, told, kind.link is not None, unread, row.created_at)
