"""Rights of the groups in which a participant's system is, given by the participant's contract (3.3.3, 3.8.3)."""

from webapp.connections import exchange
from webapp.connections.errors import StepNotPossible
from webapp.connections.models import Participant
from webapp.connections.permissions import DECIDE
from webapp.connections.queries import office_case, signed_contract
from webapp.connections.services.contracting import listed_codes
from webapp.connections.services.stepping import note
from webapp.core.actor import Actor
from webapp.core.errors import Invalid
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.ehis.api import GroupEntry


def groups_of(participant: Participant) -> list[GroupEntry]:
    """Return the groups in which the participant's system is."""
    if participant.member_code is None:
        return []
    client = exchange.client_of(participant)
    return [group for group in exchange.groups() if client in group.clients]


def services_by_contract(participant: Participant) -> list[str]:
    """Return the services that the contract in force lists and that are provided here."""
    paper = signed_contract(participant)
    return [] if paper is None else exchange.provided(listed_codes(paper, "used"))


def change_group_right(public_id: str, group: str, service: str, *, give: bool, actor: Actor) -> None:
    """Let the whole group address a service that the participant's contract lists, or take that away again.

    Raises Forbidden, NoSuchCase, StepNotPossible (not connected, not its group, not in its contract), Invalid (never given).
    """
    ensure_may(actor, DECIDE)
    participant = office_case(public_id, actor=actor, lock=True)
    paper = signed_contract(participant)
    mine = {one.code: one.services for one in groups_of(participant)}
    if participant.state != "connected" or paper is None or group not in mine:
        raise StepNotPossible
    if service not in services_by_contract(participant):
        raise StepNotPossible
    if not give and service not in mine[group]:
        raise Invalid(fields={"service": _l("Qrupun bu xidmətə müraciət hüququ yoxdur.")})
    if give:
        exchange.grant_to_group(group, service, contract=paper.number or "", actor=actor)
    else:
        exchange.revoke_from_group(group, service, actor=actor)
    note(participant, "group_granted" if give else "group_revoked", actor=actor, text=f"{group}: {service}")
