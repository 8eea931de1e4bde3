"""A session as one query brings it: the row, the person it belongs to, and what another room must know with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, FromClause, Select, Table, bindparam, select, true

from webapp.auth.models import Account, AuthSession
from webapp.auth.persons import full_name
from webapp.auth.rules import is_alive
from webapp.core.clock import now, today
from webapp.core.crypto import digest
from webapp.core.registry import from_manifests, plugins
from webapp.core.statements import Statement

_session, _account = cast("Table", AuthSession.__table__), cast("Table", Account.__table__)
# Over the tables, not the mapped classes: it runs in every request.
OWN: Final = (
    _session.c.id,
    _session.c.public_id,
    _session.c.account_id,
    _session.c.data,
    _session.c.party_id,
    _session.c.office,
    _session.c.acr,
    _session.c.amr,
    _session.c.auth_time,
    _session.c.last_seen_at,
    _session.c.absolute_expires_at,
    _session.c.ended_at,
    _account.c.public_id.label("account_public_id"),
    _account.c.fin,
    _account.c.given_name,
    _account.c.family_name,
    _account.c.patronymic,
    _account.c.restricted_at,
    _account.c.restricted_reason,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A plug-in of one room: what it must know of everybody in every request, asked together with the session.

    `rows(account_id, fin_index, party_id, day)` makes a SELECT from what the session holds and the day of today; its
    first column is never NULL.
    """

    rows: Callable[..., Select[Any]]


@dataclass(frozen=True, slots=True)
class Record:
    """One session, as OWN lists it. `account_id` is None for a visitor's; names and FİN are the person's.

    `beside` are the rows of the `Beside` plug-in, as plain tuples.
    """

    id: int
    public_id: str
    account_id: int | None
    data: dict[str, Any]
    party_id: int | None
    office: bool
    acr: str | None
    amr: list[str]
    auth_time: datetime | None
    last_seen_at: datetime
    absolute_expires_at: datetime
    ended_at: datetime | None
    account_public_id: str | None
    fin: str | None
    given_name: str | None
    family_name: str | None
    patronymic: str | None
    restricted_at: datetime | None
    restricted_reason: str | None
    beside: tuple[tuple[Any, ...], ...] = ()

    @property
    def name(self) -> str:
        """The person's name as pages show it."""
        return full_name(self.given_name or "", self.patronymic, self.family_name or "")

    def alive(self, idle: timedelta) -> bool:
        """Whether the session counts now; that of a restricted person never does (charter 003, cl. 9.6)."""
        return self.restricted_at is None and is_alive(
            last_seen=self.last_seen_at,
            absolute_expires=self.absolute_expires_at,
            ended=self.ended_at,
            idle=idle,
            at=now(),
        )


def find(token: str) -> Record | None:
    """Return the session of the cookie `token`, alive or not, None when there is none."""
    rows = _with_rows_beside().all(id_hash=digest(token), day=today())
    if not rows:
        return None
    width = len(OWN)
    beside = tuple(row[width:] for row in rows if row[width:] and row[width] is not None)
    return Record(*(*rows[0][:width], beside))


@from_manifests
def _with_rows_beside() -> Statement:
    source: FromClause = _session.outerjoin(_account, _account.c.id == _session.c.account_id)
    columns: list[ColumnElement[Any]] = list(OWN)
    for plugin in plugins(Beside):
        rows = plugin.rows(_account.c.id, _account.c.fin_index, _session.c.party_id, bindparam("day")).lateral()
        source = source.outerjoin(rows, true())
        columns += rows.c
    found = select(*columns).select_from(source).where(_session.c.id_hash == bindparam("id_hash"))
    return Statement(cast("Select[Any]", found))
