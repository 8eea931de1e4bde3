"""Participants: registered, blocked at once, disconnected (decision 118, annex 2, clauses 3.5 to 3.7).

Each function works in the open transaction and writes to the journal; whether `actor` may do it is the caller's rule.
A block needs no further step: the state is read with every message, in every process.
"""

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.ehis.directory.finding import locked_member
from webapp.ehis.directory.models import ClientRow, MemberRow
from webapp.ehis.errors import AlreadyInState, ReasonNeeded
from webapp.ehis.events import MemberBlocked, MemberDisconnected, MemberUnblocked
from webapp.ehis.ids import Client, member_from_path

REGISTERED, BLOCKED, DISCONNECTED = "registered", "blocked", "disconnected"


def register_member(code: str, name: str, voen: str | None = None, *, actor: Actor) -> None:
    """Take in the participant `code` (`AZ/GOV/POLICE`), or take it in again after it was disconnected.

    Raises faults.Refused for what is no member path, AlreadyInState when it takes part already.
    """
    member_from_path(code)
    row = db.session().scalar(select(MemberRow).where(MemberRow.code == code).with_for_update())
    if row is not None and row.state != DISCONNECTED:
        raise AlreadyInState
    if row is None:
        row = MemberRow(code=code)
        db.session().add(row)
    row.name, row.voen = name, voen
    _put(row, REGISTERED, None, "ehis.member_registered", actor)


def register_client(
    member_code: str, subsystem: str, environment: str = "production", *, rate_per_second: int = 60, actor: Actor
) -> str:
    """Take in an information system of a member, or change its environment and pace; return its path.

    Raises UnknownMember, faults.Refused for a wrong character.
    """
    member = locked_member(member_code)
    path = str(Client(member_from_path(member_code), subsystem))
    wanted = select(ClientRow).where(ClientRow.member_id == member.id, ClientRow.subsystem == subsystem)
    row = db.session().scalar(wanted) or ClientRow(member_id=member.id, subsystem=subsystem)
    row.environment, row.rate_per_second = environment, rate_per_second
    db.session().add(row)
    db.session().flush()
    detail = {"environment": environment, "rate_per_second": rate_per_second}
    record("ehis.client_registered", actor=actor, object_type="ehis_client", object_key=path, detail=detail)
    return path


def block_member(code: str, reason: str, *, actor: Actor) -> None:
    """Block a participant at once. Raises UnknownMember, ReasonNeeded, AlreadyInState. Publishes MemberBlocked."""
    row = _ensured(code, reason, {REGISTERED})
    _put(row, BLOCKED, reason, "ehis.member_blocked", actor)
    publish(MemberBlocked(member=code, reason=reason))


def unblock_member(code: str, *, actor: Actor) -> None:
    """Let a blocked participant ask again. Raises UnknownMember, AlreadyInState. Publishes MemberUnblocked."""
    row = locked_member(code)
    if row.state != BLOCKED:
        raise AlreadyInState
    _put(row, REGISTERED, None, "ehis.member_unblocked", actor)
    publish(MemberUnblocked(member=code))


def disconnect_member(code: str, reason: str, *, actor: Actor) -> None:
    """End a participant's taking part. Raises UnknownMember, ReasonNeeded, AlreadyInState. Publishes MemberDisconnected."""
    row = _ensured(code, reason, {REGISTERED, BLOCKED})
    _put(row, DISCONNECTED, reason, "ehis.member_disconnected", actor)
    publish(MemberDisconnected(member=code, reason=reason))


def _ensured(code: str, reason: str, states: set[str]) -> MemberRow:
    if not reason.strip():
        raise ReasonNeeded
    row = locked_member(code)
    if row.state not in states:
        raise AlreadyInState
    return row


def _put(row: MemberRow, state: str, reason: str | None, action: str, actor: Actor) -> None:
    row.state, row.reason, row.at = state, reason, now()
    db.session().flush()
    detail = {"reason": reason} if reason else {}
    record(action, actor=actor, object_type="ehis_member", object_key=row.code, detail=detail)
