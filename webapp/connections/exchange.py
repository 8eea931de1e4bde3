"""What a step of a case means for the exchange itself: the only place that writes to its directory."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from webapp.connections.access import OUR_MEMBER
from webapp.connections.archiving import named_readers
from webapp.connections.models import Participant, Service
from webapp.connections.queries import officials
from webapp.core.actor import Actor
from webapp.core.clock import BAKU
from webapp.ehis import api as ehis

GONE: Final = "disconnected"


def client_of(participant: Participant) -> str:
    """Return the participant's client as the exchange writes it: AZ/GOV/POLICE/checks."""
    return f"{participant.member_code}/{participant.subsystem}"


def join(participant: Participant, *, voen: str, actor: Actor) -> None:
    """Take the participant in with its officials; nothing may be asked before rights are granted."""
    assert participant.member_code is not None  # a constraint of the table says so
    assert participant.subsystem is not None
    known = {member.code: member.state for member in ehis.members()}
    if known.get(participant.member_code, GONE) == GONE:
        ehis.register_member(participant.member_code, participant.name, voen, actor=actor)
    ehis.register_client(participant.member_code, participant.subsystem, "production", actor=actor)
    tell_officials(participant, actor=actor)


def tell_officials(participant: Participant, *, actor: Actor) -> None:
    """Let those who stand in the contract ask, and nobody else (3.3.1): it holds for the next message."""
    people = [(row.fin, row.name) for row in officials(participant)]
    ehis.set_officials(client_of(participant), people, actor=actor)


def grant(participant: Participant, codes: Iterable[str], *, contract: str, actor: Actor) -> None:
    """Give the right to what the contract lists (3.3.3), as far as it is provided here."""
    named = set(ehis.services())
    for code in codes:
        if code in named:
            ehis.grant_right(client_of(participant), code, contract=contract, actor=actor)


def revoke_all(participant: Participant, *, actor: Actor) -> None:
    """Take every right of the participant away, those of its groups too."""
    client = client_of(participant)
    for right in {row.service for row in ehis.rights(client=client) if row.group is None}:
        ehis.revoke_right(client, right, actor=actor)
    ehis.leave_groups(client, actor=actor)


def block(participant: Participant, reason: str, *, actor: Actor) -> None:
    """Stop the participant at once, in every process."""
    assert participant.member_code is not None
    ehis.block_member(participant.member_code, reason, actor=actor)


def unblock(participant: Participant, *, actor: Actor) -> None:
    """Let the participant ask again."""
    assert participant.member_code is not None
    ehis.unblock_member(participant.member_code, actor=actor)


def leave(participant: Participant, reason: str, *, actor: Actor) -> None:
    """End the participant's taking part: its rights and everything it could ask."""
    assert participant.member_code is not None
    revoke_all(participant, actor=actor)
    ehis.disconnect_member(participant.member_code, reason, actor=actor)


def put_to_test(service: Service, participant: Participant, *, actor: Actor) -> None:
    """Define a service of ours on the security server and connect it to the test environment (3.8.2, 3.8.3)."""
    if participant.member_code != OUR_MEMBER or service.code is None:
        return
    state = _state(service)
    if state in {None, "draft", "test"}:
        ehis.register_service(service.code, service.title, actor=actor)
        ehis.draft_version(service.code, service.service_version, service.structure, actor=actor)
    if state in {None, "draft"}:
        ehis.put_version_to_test(service.code, service.service_version, actor=actor)


def publish(service: Service, participant: Participant, *, contract: str, actor: Actor) -> None:
    """Connect a service of ours and let the clients that were named address it (3.8.3, 3.9)."""
    if participant.member_code != OUR_MEMBER or service.code is None:
        return
    what, days = service.archive_what, service.archive_days or 0
    ehis.publish_version(service.code, service.service_version, archive_what=what, archive_days=days, actor=actor)
    name_readers(service, participant, actor=actor)
    known, named = {client.path for client in ehis.clients()}, {group.code for group in ehis.groups()}
    for path in service.clients:
        if path in known:
            ehis.grant_right(path, service.code, contract=contract, actor=actor)
        elif path in named:
            ehis.grant_to_group(path, service.code, contract=contract, actor=actor)


def name_readers(service: Service, participant: Participant, *, actor: Actor) -> None:
    """Let those whom the service's procedure lists read its messages in our log, and nobody else (3.8.4)."""
    path = f"{client_of(participant)}/{service.code}"
    ehis.set_archive_readers(path, named_readers(service), actor=actor)


def end(service: Service, participant: Participant, last_day: date, *, actor: Actor) -> None:
    """Let a service of ours answer to the end of `last_day`, then say that it ended."""
    if participant.member_code != OUR_MEMBER or service.code is None or _state(service) != "live":
        return
    midnight = datetime.combine(last_day + timedelta(days=1), time(), BAKU)
    ehis.end_version(service.code, service.service_version, midnight, actor=actor)


def known_clients() -> set[str]:
    """Return the information systems that the exchange knows."""
    return {client.path for client in ehis.clients()}


def groups() -> list[ehis.GroupEntry]:
    """Return the groups of information systems."""
    return ehis.groups()


def name_group(code: str, title: str, *, actor: Actor) -> None:
    """Make a group, or give it another title."""
    ehis.name_group(code, title, actor=actor)


def put_into_group(code: str, client: str, *, actor: Actor) -> None:
    """Let a system have what the group may do."""
    ehis.put_into_group(code, client, actor=actor)


def take_out_of_group(code: str, client: str, *, actor: Actor) -> None:
    """Take it away again."""
    ehis.take_out_of_group(code, client, actor=actor)


def grant_to_group(code: str, service: str, *, contract: str, actor: Actor) -> None:
    """Let everybody in the group address a service of ours, by this contract."""
    ehis.grant_to_group(code, service, contract=contract, actor=actor)


def revoke_from_group(code: str, service: str, *, actor: Actor) -> None:
    """Take that away again."""
    ehis.revoke_from_group(code, service, actor=actor)


def provided(codes: Iterable[str]) -> list[str]:
    """Return those of `codes` that are services of ours."""
    named = set(ehis.services())
    return [code for code in codes if code in named]


def _state(service: Service) -> str | None:
    versions = ehis.versions(service.code)
    return next((item.state for item in versions if item.version == service.service_version), None)
