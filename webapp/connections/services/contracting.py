"""The contract of clause 3.3: seven contents, two signatures, and who may exchange by it."""

from typing import Any

from webapp.connections import exchange, wording
from webapp.connections.content import missing_of
from webapp.connections.errors import BeingSigned, NotReady, StepNotPossible
from webapp.connections.models import Official, Paper, Participant
from webapp.connections.queries import contract_of, office_case, officials, own_case
from webapp.connections.services.papers import (
    ask_for_signature,
    ask_to_countersign,
    new_paper,
    read_content,
    write_content,
)
from webapp.connections.services.stepping import note
from webapp.connections.telling import tell
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import normal_fin
from webapp.core.clock import now, today
from webapp.core.crypto import blind_index
from webapp.core.errors import Invalid, NotFound, StaleVersion
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.text import Text, _l
from webapp.core.transaction import savepoint

STAGES = frozenset({"contract", "connected"})


def save_contract(public_id: str, content: dict[str, Any], *, version: int, actor: Actor) -> None:
    """Keep the contract's text. Raises NoSuchCase, StepNotPossible, StaleVersion, BeingSigned when it is out for signing."""
    paper, _participant = _draft(public_id, actor)
    if paper.version != version:
        raise StaleVersion
    write_content(paper, content, actor=actor)


def offer_contract(public_id: str, *, actor: Actor) -> None:
    """Send the contract to the participant. Raises NotReady while one of the seven contents is empty."""
    paper, participant = _draft(public_id, actor)
    missing = missing_contents(paper, participant)
    if missing:
        raise NotReady(missing)
    year = today().year
    paper.number = paper.number or f"MQ-M-{year}-{next_number('connection_contracts', year):05}"
    paper.state = "offered"
    note(participant, "contract_offered", actor=actor, text=paper.number)
    tell(participant, "contract_offered", paper.number, urgent=True)


def missing_contents(paper: Paper, participant: Participant) -> list[Text]:
    """Return what is empty of the seven contents of 3.3."""
    first: list[Text] = []
    if not officials(participant):
        first.append(_l("3.3.1: mübadiləyə səlahiyyətli vəzifəli şəxslərin siyahısı boşdur."))
    return first + [text for _field, text in missing_of("contract", read_content(paper))]


def take_back_contract(public_id: str, *, actor: Actor) -> None:
    """Begin a correction: a contract that is out comes back, one in force gets a new text that must be signed anew."""
    participant = office_case(public_id, actor=actor, lock=True)
    paper = contract_of(participant)
    if paper is None or paper.state == "draft" or participant.state not in STAGES:
        raise StepNotPossible
    if paper.state == "signed":
        new_paper(participant, "contract", read_content(paper))
    else:
        paper.state = "draft"
        paper.version += 1
    note(participant, "contract_changed", actor=actor, text=paper.number or "")


def request_contract_signature(public_id: str, *, actor: Actor) -> str:
    """Ask the participant's official to sign the contract; return the id of the request."""
    participant = own_case(public_id, actor=actor, lock=True)
    paper = contract_of(participant)
    if paper is None or paper.state != "offered":
        raise StepNotPossible
    return ask_for_signature(paper, participant, text=str(wording.PAPERS["contract"]), actor=actor)


def request_countersignature(public_id: str, *, actor: Actor) -> str:
    """Ask the operator's official to sign after the participant; return the id of the request."""
    participant = office_case(public_id, actor=actor, lock=True)
    paper = contract_of(participant)
    if paper is None or paper.state != "half_signed":
        raise StepNotPossible
    return ask_to_countersign(paper, text=str(wording.PAPERS["contract"]), actor=actor)


def put_in_force(paper: Paper, participant: Participant, *, actor: Actor) -> None:
    """What a contract signed by both means for a participant that is connected already: its rights are those of the text."""
    tell(participant, "contract_signed", paper.number or "")
    if participant.state == "connected":
        exchange.revoke_all(participant, actor=actor)
        exchange.grant(participant, listed_codes(paper, "used"), contract=paper.number or "", actor=actor)


def listed_codes(paper: Paper, part: str) -> list[str]:
    """Return the codes that a list of the contract names: the first word of each line."""
    lines = str(read_content(paper).get(part) or "").splitlines()
    return [line.split()[0].strip(",;:") for line in lines if line.strip()]


def add_official(public_id: str, *, fin: str, name: str, post: str, actor: Actor) -> None:
    """Entitle an official to exchange (3.3.1). Raises Invalid for a wrong FİN, OfficialListed for one who is listed."""
    participant = _with_contract(public_id, actor)
    plain = normal_fin(fin)
    if plain is None:
        raise Invalid(fields={"fin": _l("FİN-i düzgün yazın: yeddi hərf və rəqəm.")})
    row = Official(public_id=new_public_id(), participant_id=participant.id, fin=plain, fin_index=blind_index(plain))
    row.name, row.post, row.added_at = name, post, now()
    with savepoint():
        db.session().add(row)
    note(participant, "official_added", actor=actor, text=f"{name}, {post}")
    _tell_exchange(participant, actor)


def remove_official(public_id: str, official: str, *, actor: Actor) -> None:
    """Take an official off the list: the person's next request is refused. Raises NotFound."""
    participant = _with_contract(public_id, actor)
    found = next((row for row in officials(participant) if row.public_id == official), None)
    if found is None:
        raise NotFound
    found.removed_at = now()
    note(participant, "official_removed", actor=actor, text=f"{found.name}, {found.post}")
    _tell_exchange(participant, actor)


def _tell_exchange(participant: Participant, actor: Actor) -> None:
    if participant.state == "connected":
        exchange.tell_officials(participant, actor=actor)


def _with_contract(public_id: str, actor: Actor) -> Participant:
    participant = office_case(public_id, actor=actor, lock=True)
    if participant.state not in STAGES:
        raise StepNotPossible
    return participant


def _draft(public_id: str, actor: Actor) -> tuple[Paper, Participant]:
    participant = _with_contract(public_id, actor)
    paper = contract_of(participant)
    if paper is None:
        raise StepNotPossible
    if paper.state != "draft":
        raise BeingSigned
    return paper, participant
