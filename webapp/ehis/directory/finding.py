"""Looking rows of the directory up by the names that the exchange uses."""

from sqlalchemy import select

from webapp.core import db
from webapp.ehis.directory.models import ClientRow, GroupRow, MemberRow, ServiceRow, VersionRow
from webapp.ehis.errors import UnknownClient, UnknownGroup, UnknownMember, UnknownService, UnknownVersion


def locked_member(code: str) -> MemberRow:
    """Return the member `AZ/GOV/POLICE`, locked until the transaction ends. Raises UnknownMember."""
    row = db.session().scalar(select(MemberRow).where(MemberRow.code == code).with_for_update())
    if row is None:
        raise UnknownMember
    return row


def locked_client(path: str) -> ClientRow:
    """Return the client `AZ/GOV/POLICE/checks`, locked until the transaction ends. Raises UnknownClient."""
    member, _, subsystem = path.rpartition("/")
    wanted = select(ClientRow).join(MemberRow, MemberRow.id == ClientRow.member_id)
    wanted = wanted.where(MemberRow.code == member, ClientRow.subsystem == subsystem)
    row = db.session().scalar(wanted.with_for_update(of=ClientRow))
    if row is None:
        raise UnknownClient
    return row


def locked_group(code: str) -> GroupRow:
    """Return the group with this code, locked until the transaction ends. Raises UnknownGroup."""
    row = db.session().scalar(select(GroupRow).where(GroupRow.code == code).with_for_update())
    if row is None:
        raise UnknownGroup
    return row


def locked_service(code: str) -> ServiceRow:
    """Return the service with this code, locked until the transaction ends. Raises UnknownService."""
    row = db.session().scalar(select(ServiceRow).where(ServiceRow.code == code).with_for_update())
    if row is None:
        raise UnknownService
    return row


def locked_version(service: str, version: str) -> VersionRow:
    """Return a version of a service, locked until the transaction ends. Raises UnknownVersion."""
    wanted = select(VersionRow).join(ServiceRow, ServiceRow.id == VersionRow.service_id)
    wanted = wanted.where(ServiceRow.code == service, VersionRow.version == version)
    row = db.session().scalar(wanted.with_for_update(of=VersionRow))
    if row is None:
        raise UnknownVersion
    return row
