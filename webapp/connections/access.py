"""Whose case it is: an organisation sees its own, the office sees all; another's reads as if there were none."""

from webapp.connections.errors import NoSuchCase
from webapp.connections.models import Participant
from webapp.connections.permissions import PREPARE, SEE, SIGN
from webapp.core.actor import Actor

OUR_MEMBER = "AZ/GOV/AYNA"


def is_own(actor: Actor, participant: Participant) -> bool:
    """Whether `actor` acts for the participant: its people, or, for our own systems, those of the office who may."""
    if not (actor.has(PREPARE.code) or actor.has(SIGN.code)):
        return False
    ours = bool(actor.office_roles) and participant.member_code == OUR_MEMBER
    return ours or (actor.party_id is not None and actor.party_id == participant.party_id)


def ensure_own(actor: Actor, participant: Participant | None) -> Participant:
    """Return the participant. Raises NoSuchCase for a stranger and for nothing alike."""
    if participant is None or not is_own(actor, participant):
        raise NoSuchCase
    return participant


def ensure_office(actor: Actor, participant: Participant | None) -> Participant:
    """Return the participant to somebody of the office. Raises NoSuchCase; drafts are the applicant's alone."""
    if participant is None or not (actor.is_system or actor.has(SEE.code)) or participant.state == "draft":
        raise NoSuchCase
    return participant
