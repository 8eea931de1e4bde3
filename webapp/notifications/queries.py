"""What a person sees: notices to their account, to themselves as a party, and to the party for which they act."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Select,
    Text,
    and_,
    any_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    true,
)

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import fold
from webapp.core.clock import BAKU, now
from webapp.core.errors import NotFound
from webapp.core.pagination import Page, descending, numbers, page
from webapp.core.registry import permissions, plugins
from webapp.core.words import typed_words
from webapp.notifications.models import Broadcast, Notice, NoticeRead
from webapp.notifications.wording import (
    NotificationTemplate,
    Wording,
    address,
    template,
    templates_of,
    word,
)

ON_A_PAGE: Final = 20
MOST_COUNTED: Final = 99

_notice: Final = Notice.__table__.c
_seen: Final = NoticeRead.__table__.alias("seen").c
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


ARCHIVED: Final = exists().where(
    _seen.notice_id == _notice.id, _seen.account_id == bindparam("account"), _seen.archived_at.is_not(None)
)
SHELVES: Final = {"new": ~SEEN, "read": and_(SEEN, ~ARCHIVED), "archive": ARCHIVED, "all": true()}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person looks for: a shelf, an area of notices, days, words."""

    shelf: str = "new"
    area: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything but the shelf was asked for."""
        return bool(self.area or self.since or self.until or self.words)


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice in words, the area it belongs to, whether it leads on to a page, and how it stands with the reader."""

    id: int
    public_id: str
    wording: Wording
    area: str
    leads_on: bool
    unread: bool
    archived: bool
    created_at: datetime


def notices(actor: Actor, wanted: Wanted, *, after: str | None, before: str | None) -> Page[Shown]:
    """Return one page of the notices on a shelf, newest first."""
    query = _joined().where(FOR, SHELVES[wanted.shelf], *_narrowing(wanted))
    asked, backwards = descending(query, Notice.id, after=after, before=before, size=ON_A_PAGE, parts=numbers)
    found: list[Any] = list(db.session().execute(asked, addressee(actor)))
    rows = [_shown(row.Notice, row.NoticeRead) for row in found]
    started = bool(after or before)
    return page(rows, lambda item: (item.id,), backwards=backwards, started=started, size=ON_A_PAGE)


def notice(public_id: str, actor: Actor) -> tuple[Shown, str | None]:
    """Return a notice and the address of its matter. Raises NotFound for one that is not theirs."""
    row: Any = db.session().execute(_joined().where(Notice.public_id == public_id, FOR), addressee(actor)).first()
    if row is None:
        raise NotFound
    return _shown(row.Notice, row.NoticeRead), address(row.Notice.template, row.Notice.params)


def theirs(public_ids: Collection[str], actor: Actor) -> list[int]:
    """Return the ids of those of these notices that are the actor's."""
    query = select(Notice.id).where(Notice.public_id.in_(public_ids), FOR)
    return list(db.session().scalars(query, addressee(actor)))


def waiting(actor: Actor) -> list[int]:
    """Return the ids of everything that waits to be read."""
    return list(db.session().scalars(select(Notice.id).where(FOR, ~SEEN), addressee(actor)))


def _joined() -> Select[Any]:
    seen = and_(NoticeRead.notice_id == Notice.id, NoticeRead.account_id == bindparam("account"))
    query: Any = select(Notice, NoticeRead)
    joined: Select[Any] = query.outerjoin(NoticeRead, seen)
    return joined


def _narrowing(wanted: Wanted) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if wanted.area:
        where.append(Notice.template.in_([kind.code for kind in templates_of(wanted.area)]))
    if wanted.since:
        where.append(Notice.created_at >= midnight(wanted.since))
    if wanted.until:
        where.append(Notice.created_at < midnight(wanted.until + timedelta(days=1)))
    for one in typed_words(wanted.words):
        kinds = [kind.code for kind in plugins(NotificationTemplate) if one in fold(f"{kind.title} {kind.body}")]
        where.append(or_(Notice.template.in_(kinds), Notice.words.contains(one, autoescape=True)))
    return where


def told_lately(account_id: int, code: str, within: timedelta) -> bool:
    """Whether the account was told of this kind within that time."""
    query = select(Notice.id).where(Notice.account_id == account_id, Notice.template == code)
    return db.session().scalar(query.where(Notice.created_at > now() - within).limit(1)) is not None


def exported(actor: Actor) -> list[dict[str, Any]]:
    """Return the notices to the person's own account as plain values, for the download of their data."""
    query = select(Notice).where(Notice.account_id == actor.account_id).order_by(Notice.id.desc()).limit(1000)
    shown = [_shown(row, None) for row in db.session().scalars(query)]
    return [{"at": item.created_at, "title": item.wording.title, "text": item.wording.body} for item in shown]


def addressee(actor: Actor) -> dict[str, Any]:
    """Return the values of the bound parameters in FOR and SEEN."""
    return {
        "account": actor.account_id,
        "party": actor.party_id,
        "rights": sorted(actor.rights),
        "person": actor.person_party_id,
        "everybody": [item.code for item in permissions() if item.everybody],
    }


def midnight(day: date) -> datetime:
    """Return the instant at which a day of Baku begins."""
    return datetime.combine(day, time(), BAKU)


def _shown(row: Notice, seen: NoticeRead | None) -> Shown:
    kind, told = template(row.template), word(row.template, row.params)
    archived = seen is not None and seen.archived_at is not None
    return Shown(row.id, row.public_id, told, kind.area, kind.link is not None, seen is None, archived, row.created_at)


def broadcasts() -> Sequence[Broadcast]:
    """Return the latest notices to groups; what waits for a decision first."""
    waiting_first = case((Broadcast.state == "waiting", 0), else_=1)
    return db.session().scalars(select(Broadcast).order_by(waiting_first, Broadcast.id.desc()).limit(ON_A_PAGE)).all()
