"""What a person does with their notices: reads them, puts them away and back. What was read once stays read: it is evidence."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.notifications import queries
from webapp.notifications.models import NoticeRead


def read(notice_ids: Collection[int], actor: Actor) -> None:
    """Mark notices of the actor's as read; the first time counts."""
    _write(notice_ids, actor, None)


def archive(notice_ids: Collection[int], actor: Actor) -> None:
    """Put them into the archive; they count as read."""
    _write(notice_ids, actor, now())


def unarchive(notice_ids: Collection[int], actor: Actor) -> None:
    """Take them out of the archive."""
    change = update(NoticeRead).where(*_own(notice_ids, actor)).values(archived_at=None)
    db.session().execute(change)


def read_all(actor: Actor) -> None:
    """Mark everything that waits as read."""
    read(queries.waiting(actor), actor)


def _write(notice_ids: Collection[int], actor: Actor, archived_at: datetime | None) -> None:
    rows: list[dict[str, Any]] = [
        {"notice_id": notice_id, "account_id": actor.account_id, "read_at": now(), "archived_at": archived_at}
        for notice_id in notice_ids
    ]
    if not rows:
        return
    made = insert(NoticeRead).values(rows)
    if archived_at is None:
        db.session().execute(made.on_conflict_do_nothing())
    else:
        keys = ["notice_id", "account_id"]
        db.session().execute(made.on_conflict_do_update(index_elements=keys, set_={"archived_at": archived_at}))


def _own(notice_ids: Collection[int], actor: Actor) -> tuple[Any, Any]:
    return NoticeRead.notice_id.in_(list(notice_ids)), NoticeRead.account_id == actor.account_id
