"""A signature has come: what it was for is done, if the paper is still as it was signed and the signer still may."""

from collections.abc import Callable
from typing import Final

from sqlalchemy import select

from webapp.auth import api as auth
from webapp.cabinets.api import people_who_may
from webapp.connections import wording
from webapp.connections.access import OUR_MEMBER
from webapp.connections.models import Paper, Participant
from webapp.connections.permissions import SIGN
from webapp.connections.queries import services_on
from webapp.connections.rules import PARTICIPANT, ParticipantState
from webapp.connections.services.contracting import put_in_force
from webapp.connections.services.papers import COUNTERSIGN, KINDS, keep_signed, read_content
from webapp.connections.services.providing import services_from
from webapp.connections.services.stepping import Signed, note, take
from webapp.connections.telling import tell_office
from webapp.connections.terms import working_term
from webapp.core import db
from webapp.core.actor import Actor, current_actor
from webapp.core.clock import now, today
from webapp.core.numbering import next_number
from webapp.notifications.api import notify_account
from webapp.signing.events import SignatureCompleted, SignatureEnded

DECIDERS: Final = ("head_of_section", "operator_admin")


def complete(fact: SignatureCompleted) -> None:
    """Do what was signed for. Told twice, done once; what is out of date changes nothing and the signer is told."""
    paper = db.session().scalar(select(Paper).where(Paper.public_id == fact.ref).with_for_update())
    if paper is None or paper.request_id != fact.request_id:
        return
    participant = db.session().get_one(Participant, paper.participant_id, with_for_update=True)
    if paper.request_version != paper.version or not _may(fact, participant) or not _fits(fact, paper, participant):
        paper.request_id = None
        notify_account(fact.account_id, "connections.late", name=participant.name)
        return
    signer = _signer(fact, participant)
    signed = keep_signed(paper, fact.file_id, label=_label(fact))
    STEPS[fact.purpose](paper, participant, signed, signer)


def give_up(fact: SignatureEnded) -> None:
    """Signing ended without a signature: the paper is free."""
    paper = db.session().scalar(select(Paper).where(Paper.public_id == fact.ref).with_for_update())
    if paper is not None and paper.request_id == fact.request_id:
        paper.request_id = None


def _apply(paper: Paper, participant: Participant, signed: Signed, signer: Actor) -> None:
    year = today().year
    participant.number = participant.number or f"MQ-{year}-{next_number('connections', year):05}"
    participant.due_on = working_term("check_days", today())
    paper.number, paper.state, paper.signed_at = participant.number, "signed", now()
    take(participant, "apply", actor=signer, text=participant.number, document=signed)
    tell_office("connections.waiting", participant, step="apply")


def _apply_services(paper: Paper, participant: Participant, signed: Signed, signer: Actor) -> None:
    paper.state, paper.signed_at = "signed", now()
    content = read_content(paper)
    for service in services_on(paper) or services_from(paper, participant, content):
        take(service, "apply", actor=signer, text=service.title, document=signed)
    tell_office("connections.waiting", participant, step="apply")


def _half_sign(paper: Paper, participant: Participant, signed: Signed, signer: Actor) -> None:
    paper.state = "half_signed"
    note(participant, "contract_half_signed", actor=signer, document=signed)
    tell_office("connections.waiting", participant, step="contract_half_signed")


def _sign(paper: Paper, participant: Participant, signed: Signed, signer: Actor) -> None:
    paper.state, paper.signed_at = "signed", now()
    note(participant, "contract_signed", actor=signer, document=signed)
    put_in_force(paper, participant, actor=signer)


def _may(fact: SignatureCompleted, participant: Participant) -> bool:
    """Whether the signer still may sign: a right that is taken back counts at once."""
    officer = bool(auth.staff_roles(fact.account_id) & set(DECIDERS))
    if fact.purpose == COUNTERSIGN or participant.member_code == OUR_MEMBER:
        return officer
    return fact.account_id in people_who_may(participant.party_id, SIGN)


def _fits(fact: SignatureCompleted, paper: Paper, participant: Participant) -> bool:
    if fact.purpose == COUNTERSIGN:
        return paper.state == "half_signed"
    kind = KINDS[fact.purpose]
    if kind == "form1":
        return (ParticipantState(participant.state), "apply") in PARTICIPANT
    return paper.state == ("offered" if kind == "contract" else "draft")


def _label(fact: SignatureCompleted) -> str:
    if fact.purpose == COUNTERSIGN:
        return str(wording.STEPS["contract_signed"])
    kinds = {"form1": "apply", "form2": "apply", "contract": "contract_half_signed"}
    return str(wording.STEPS[kinds[KINDS[fact.purpose]]])


def _signer(fact: SignatureCompleted, participant: Participant) -> Actor:
    """Return the signer as an actor: the signature arrives with a job, which is the system's."""
    account = auth.account(fact.account_id)
    if account is None:
        return current_actor()
    office = fact.purpose == COUNTERSIGN
    name = "" if office else participant.name
    return Actor(account_id=account.id, name=account.full_name, party_id=fact.party_id, party_name=name)


STEPS: Final[dict[str, Callable[[Paper, Participant, Signed, Actor], None]]] = {
    "connections.form1": _apply,
    "connections.form2": _apply_services,
    "connections.contract": _half_sign,
    COUNTERSIGN: _sign,
}
