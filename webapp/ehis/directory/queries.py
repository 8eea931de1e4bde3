"""What the directory holds, for pages and for other rooms."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, func, select

from webapp.core import db
from webapp.core.clock import now
from webapp.ehis.directory.models import (
    ClientRow,
    GroupMemberRow,
    GroupRow,
    MemberRow,
    OfficialRow,
    RightRow,
    ServiceRow,
    VersionRow,
)
from webapp.ehis.errors import UnknownMember


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """A participant; `at` is since when it is in its state."""

    code: str
    name: str
    voen: str | None
    state: str
    reason: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ClientEntry:
    """An information system of a participant, `path` as the exchange writes it."""

    path: str
    member: str
    subsystem: str
    environment: str
    rate_per_second: int
    officials_listed: bool


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """A version of a service that we provide; `state` says `ended` as soon as its end has come."""

    service: str
    title: str
    version: str
    state: str
    live_since: datetime | None
    ends_at: datetime | None
    archive_what: str
    archive_days: int


@dataclass(frozen=True, slots=True)
class RightEntry:
    """A right; method and path are None when it is to the whole service; `group` is None unless it comes of one."""

    client: str
    service: str
    method: str | None
    path: str | None
    contract: str | None
    granted_by: str
    granted_at: datetime
    group: str | None = None


def state_of(member: str) -> str:
    """Return `registered`, `blocked` or `disconnected`. Raises UnknownMember."""
    state = db.session().scalar(select(MemberRow.state).where(MemberRow.code == member))
    if state is None:
        raise UnknownMember
    return state


def members() -> list[MemberEntry]:
    """Return every participant, by code."""
    rows = db.session().scalars(select(MemberRow).order_by(MemberRow.code))
    return [MemberEntry(row.code, row.name, row.voen, row.state, row.reason, row.at) for row in rows]


def clients(member: str | None = None) -> list[ClientEntry]:
    """Return every information system, or those of one member, by path."""
    wanted = select(MemberRow.code, ClientRow).join(ClientRow, ClientRow.member_id == MemberRow.id)
    if member is not None:
        wanted = wanted.where(MemberRow.code == member)
    rows = db.session().execute(wanted.order_by(MemberRow.code, ClientRow.subsystem))
    return [
        ClientEntry(
            f"{code}/{row.subsystem}", code, row.subsystem, row.environment, row.rate_per_second, row.officials_listed
        )
        for code, row in rows
    ]


def officials(client: str) -> list[tuple[str, datetime]]:
    """Return the names of those who are on the client's list, and since when."""
    member, _, subsystem = client.rpartition("/")
    wanted = (
        select(OfficialRow.name, OfficialRow.added_at)
        .join(ClientRow, ClientRow.id == OfficialRow.client_id)
        .join(MemberRow, MemberRow.id == ClientRow.member_id)
        .where(MemberRow.code == member, ClientRow.subsystem == subsystem, OfficialRow.removed_at.is_(None))
    )
    return [(name, since) for name, since in db.session().execute(wanted.order_by(OfficialRow.id))]


def services() -> dict[str, str]:
    """Return the services that we provide or mean to: code to title."""
    wanted = select(ServiceRow.code, ServiceRow.title).order_by(ServiceRow.code)
    return {row.code: row.title for row in db.session().execute(wanted)}


def versions(service: str | None = None) -> list[VersionEntry]:
    """Return every version of every service that we provide, or of one."""
    wanted = select(ServiceRow.code, ServiceRow.title, VersionRow).join(
        VersionRow, VersionRow.service_id == ServiceRow.id
    )
    if service is not None:
        wanted = wanted.where(ServiceRow.code == service)
    return [_version(row) for row in db.session().execute(wanted.order_by(ServiceRow.code, VersionRow.version))]


def rights(*, client: str | None = None, service: str | None = None) -> list[RightEntry]:
    """Return the rights, of one client or to one service if wanted; one of a group once for each that is in it."""
    rows = [_right(row) for row in db.session().execute(_rights(service))]
    return [row for row in rows if client in {None, row.client}]


def _rights(service: str | None) -> Select[str, str, str, str | None, RightRow]:
    wanted = (
        select(MemberRow.code, ClientRow.subsystem, ServiceRow.code, GroupRow.code, RightRow)
        .select_from(RightRow)
        .join(ServiceRow, ServiceRow.id == RightRow.service_id)
        .outerjoin(GroupRow, GroupRow.id == RightRow.group_id)
        .outerjoin(GroupMemberRow, GroupMemberRow.group_id == GroupRow.id)
        .join(ClientRow, ClientRow.id == func.coalesce(RightRow.client_id, GroupMemberRow.client_id))
        .join(MemberRow, MemberRow.id == ClientRow.member_id)
        .order_by(MemberRow.code, ClientRow.subsystem, ServiceRow.code, RightRow.id)
    )
    return wanted if service is None else wanted.where(ServiceRow.code == service)


def _version(row: Row[str, str, VersionRow]) -> VersionEntry:
    code, title, found = row
    over = found.ends_at is not None and found.ends_at <= now()
    return VersionEntry(
        code,
        title,
        found.version,
        "ended" if over else found.state,
        found.live_since,
        found.ends_at,
        found.archive_what,
        found.archive_days,
    )


def _right(row: Row[str, str, str, str | None, RightRow]) -> RightEntry:
    member, subsystem, service, group, found = row
    what = found.method, found.path, found.contract, found.granted_by, found.granted_at
    return RightEntry(f"{member}/{subsystem}", service, *what, group)
