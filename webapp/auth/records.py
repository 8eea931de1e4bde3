"""A session as one query brings it: the row, and the person it belongs to."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import Table, bindparam, select

from webapp.auth.models import Account, AuthSession
from webapp.auth.persons import full_name
from webapp.auth.rules import is_alive
from webapp.core.clock import now
from webapp.core.crypto import digest
from webapp.core.statements import Statement

_session, _account = cast("Table", AuthSession.__table__), cast("Table", Account.__table__)
# Over the tables, not the mapped classes: it runs in every request.
FIND: Final = Statement(
    select(
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
    .select_from(_session.outerjoin(_account, _account.c.id == _session.c.account_id))
    .where(_session.c.id_hash == bindparam("id_hash"))
)


@dataclass(frozen=True, slots=True)
class Record:
    """One session, as FIND selects it. `account_id` is None for a visitor's; names and FİN are the person's."""

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
    rows = FIND.all(id_hash=digest(token))
    return Record(*rows[0]) if rows else None
