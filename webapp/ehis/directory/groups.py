"""Local groups of information systems: a right granted to a group counts for whoever is in it at that moment (3.8.3).

Each function works in the open transaction and writes to the journal; whether `actor` may do it is the caller's rule.
"""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.ehis.directory.finding import locked_client, locked_group
from webapp.ehis.directory.models import ClientRow, GroupMemberRow, GroupRow, MemberRow, RightRow, ServiceRow
from webapp.ehis.directory.rights import remove_right, write_right
from webapp.ehis.events import RightGranted, RightRevoked


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A group: who is in it, as the exchange writes them, and the services that it may address."""

    code: str
    title: str
    clients: tuple[str, ...]
    services: tuple[str, ...]


def name_group(code: str, title: str, *, actor: Actor) -> None:
    """Make a group, or give it another title. `code` has no slash, so that nobody takes it for a client."""
    statement = insert(GroupRow).values(code=code, title=title)
    db.session().execute(statement.on_conflict_do_update(index_elements=["code"], set_={"title": title}))
    _journal("ehis.group_named", code, actor, title=title)


def put_into_group(code: str, client: str, *, actor: Actor) -> None:
    """Let `client` have what the group may do, from its next message on. Raises UnknownGroup, UnknownClient."""
    row = {"group_id": locked_group(code).id, "client_id": locked_client(client).id}
    db.session().execute(insert(GroupMemberRow).values(row).on_conflict_do_nothing())
    _journal("ehis.group_joined", code, actor, client=client)


def take_out_of_group(code: str, client: str, *, actor: Actor) -> None:
    """Take it away from `client`, from its next message on. Raises UnknownGroup, UnknownClient."""
    group, member = locked_group(code), locked_client(client)
    mine = GroupMemberRow.group_id == group.id, GroupMemberRow.client_id == member.id
    db.session().execute(delete(GroupMemberRow).where(*mine))
    _journal("ehis.group_left", code, actor, client=client)


def leave_groups(client: str, *, actor: Actor) -> None:
    """Take `client` out of every group. Raises UnknownClient."""
    for group in groups():
        if client in group.clients:
            take_out_of_group(group.code, client, actor=actor)


def grant_to_group(
    code: str,
    service: str,
    *,
    method: str | None = None,
    path: str | None = None,
    contract: str | None = None,
    actor: Actor,
) -> None:
    """Let everybody in the group address `service`, as `grant_right` says. Raises UnknownGroup, UnknownService.

    Publishes RightGranted for each client that is in it now.
    """
    if (method is None) != (path is None):
        raise ValueError("an endpoint is a method and a path")
    holder = {"client_id": None, "group_id": locked_group(code).id}
    write_right(holder, service, method=method, path=path, contract=contract, actor=actor)
    _journal("ehis.right_granted", code, actor, service=service, method=method, path=path, contract=contract)
    for client in _clients(code):
        publish(RightGranted(client=client, service=service))


def revoke_from_group(code: str, service: str, *, actor: Actor) -> None:
    """Take every right of the group to `service` away. Raises UnknownGroup, UnknownService, NotGranted.

    Publishes RightRevoked for each client that is in it now.
    """
    remove_right(RightRow.group_id == locked_group(code).id, service, method=None, path=None)
    _journal("ehis.right_revoked", code, actor, service=service)
    for client in _clients(code):
        publish(RightRevoked(client=client, service=service))


def groups() -> list[GroupEntry]:
    """Return every group, by code."""
    session = db.session()
    found = session.execute(select(GroupRow.code, GroupRow.title).order_by(GroupRow.code))
    return [GroupEntry(code, title, _clients(code), _services(code)) for code, title in found.all()]


def _clients(code: str) -> tuple[str, ...]:
    wanted = (
        select(MemberRow.code + "/" + ClientRow.subsystem)
        .join(ClientRow, ClientRow.member_id == MemberRow.id)
        .join(GroupMemberRow, GroupMemberRow.client_id == ClientRow.id)
        .join(GroupRow, GroupRow.id == GroupMemberRow.group_id)
        .where(GroupRow.code == code)
    )
    return tuple(sorted(db.session().scalars(wanted)))


def _services(code: str) -> tuple[str, ...]:
    wanted = (
        select(ServiceRow.code)
        .join(RightRow, RightRow.service_id == ServiceRow.id)
        .join(GroupRow, GroupRow.id == RightRow.group_id)
        .where(GroupRow.code == code)
    )
    return tuple(sorted(set(db.session().scalars(wanted))))


def _journal(action: str, code: str, actor: Actor, **detail: object) -> None:
    kept = {name: value for name, value in detail.items() if value is not None}
    record(action, actor=actor, object_type="ehis_group", object_key=code, detail=kept)
