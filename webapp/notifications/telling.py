"""A notice is written with the transaction that it tells of, and its deliveries with it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import Table, insert

from webapp.auth import api as auth
from webapp.cabinets import api as cabinets
from webapp.cabinets.api import Contact
from webapp.core import db
from webapp.core.azerbaijani import fold
from webapp.core.clock import local, now
from webapp.core.ids import new_public_id
from webapp.core.permissions import Permission
from webapp.core.statements import adding
from webapp.notifications.choices import Wishes, wishes_of
from webapp.notifications.delivering.jobs import wake
from webapp.notifications.models import Delivery, Notice
from webapp.notifications.rules import CHANNELS, URGENT, USUAL
from webapp.notifications.terms import term
from webapp.notifications.wording import NotificationTemplate, template

LONGEST_WORDS: Final = 500
FEW: Final = 4  # as with nearly every notice; SQLAlchemy's way for many takes as long as four rows by themselves
NOBODY: Final = dict.fromkeys(("notice_id", "account_id", "device_id", "language", "sealed"))
_columns: Final = ("template", "channel", "key", "state", "priority", "attempts", "gathered", "due_at", "created_at")
ONE: Final = adding(cast("Table", Delivery.__table__), *NOBODY, *_columns)


def notify_account(account_id: int, code: str, **params: Any) -> str:
    """Tell one person; return the notice's public id. `params` are plain values for the text, never personal numbers.

    Raises LookupError for an unknown template.
    """
    kind = template(code)
    notice = _write(Notice(account_id=account_id, template=code, params=params))
    queue_for(notice.id, kind, [account_id])
    return notice.public_id


def notify_party(party_id: int, code: str, *, permission: Permission, **params: Any) -> str:
    """Tell everybody who holds `permission` for the party, those of today outside the cabinet too; return the public id.

    Raises LookupError for an unknown template.
    """
    kind = template(code)
    notice = _write(Notice(party_id=party_id, permission=permission.code, template=code, params=params))
    queue_for(notice.id, kind, cabinets.people_who_may(party_id, permission))
    return notice.public_id


def queue_for(
    notice_id: int,
    kind: NotificationTemplate,
    accounts: Collection[int],
    *,
    priority: int = USUAL,
    channels: Collection[str] = CHANNELS,
) -> None:
    """Queue what goes out of the cabinet about a notice: to each account, by each channel that they want and have."""
    rows = delivery_rows([(notice_id, one) for one in accounts], kind, priority=priority, channels=channels)
    queue_rows(rows)


def delivery_rows(
    told: Collection[tuple[int, int]],
    kind: NotificationTemplate,
    *,
    priority: int = USUAL,
    channels: Collection[str] = CHANNELS,
) -> list[dict[str, Any]]:
    """Return the deliveries of (notice, account) pairs, as rows to be written."""
    if kind.silent or not told:
        return []
    ids = [account_id for _notice, account_id in told]
    known = auth.accounts(ids)
    wishes, contacts = wishes_of(ids, kind), cabinets.contacts_of(known.values())
    most, moment = term("most_an_hour"), local(now())
    rows: list[dict[str, Any]] = []
    for notice_id, account_id in told:
        if account_id not in known:
            continue
        wish = wishes[account_id]
        for channel, device_id in _ways(wish, contacts[account_id]):
            if channel not in channels or not wish.wants(channel, kind):
                continue
            when = wish.when(channel, kind, moment, most)
            row = _row(kind, channel, when.at, URGENT if kind.urgent else priority)
            about = {"notice_id": notice_id, "account_id": account_id, "device_id": device_id}
            rows.append({**row, **about, "gathered": when.gathered})
    return rows


def queue_rows(rows: list[dict[str, Any]]) -> None:
    """Write deliveries, and wake whoever sends what is due at once."""
    if rows:
        if len(rows) <= FEW:
            for row in rows:
                ONE.all(**(NOBODY | row))
        else:
            db.session().execute(insert(Delivery), rows)
        moment = now()
        wake({row["channel"] for row in rows if not row["gathered"] and row["due_at"] <= moment})


def searched_words(params: dict[str, Any]) -> str:
    """Return what the search looks in besides the template's own text: the values told."""
    return fold(" ".join(_texts(params.values())))[:LONGEST_WORDS]


def _write(notice: Notice) -> Notice:
    notice.public_id, notice.created_at = new_public_id(), now()
    notice.words = searched_words(notice.params)
    db.session().add(notice)
    db.session().flush()
    return notice


def _ways(wish: Wishes, contact: Contact) -> Iterable[tuple[str, int | None]]:
    """Return (channel, device) of every way to the person."""
    if contact.phone:
        yield "sms", None
    if contact.email:
        yield "email", None
    yield from (("push", device_id) for device_id in wish.devices)


def _row(kind: NotificationTemplate, channel: str, due_at: datetime, priority: int) -> dict[str, Any]:
    return {
        "template": kind.code,
        "channel": channel,
        "key": new_public_id(),
        "state": "queued",
        "priority": priority,
        "attempts": 0,
        "due_at": due_at,
        "created_at": now(),
    }


def _texts(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, list | tuple):
            yield from _texts(value)
        elif isinstance(value, str | int):
            yield str(value)
