"""Form 1: drafted, saved while one types, signed. It becomes the application of clause 3.1 with its signature."""

from typing import Any, Final

from webapp.cabinets import api as cabinets
from webapp.connections import wording
from webapp.connections.content import missing_of
from webapp.connections.errors import AlreadyApplied, NotReady, OrganisationNeeded, StepNotPossible
from webapp.connections.models import Participant
from webapp.connections.queries import application, has_case_for, own_case
from webapp.connections.services.papers import ask_for_signature, new_paper, read_content, write_content
from webapp.connections.services.stepping import ensure_possible, note
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import fold
from webapp.core.clock import now
from webapp.core.errors import StaleVersion
from webapp.core.ids import new_public_id

EDITABLE: Final = frozenset({"draft", "deficient"})
STATUS_BY_KIND: Final = {"municipality": "municipal", "organisation": "other"}


def start_application(*, actor: Actor) -> str:
    """Open a draft of form 1 for the organisation acted for, with what is known of it; return its public id.

    Raises OrganisationNeeded for whoever acts as oneself.
    """
    if actor.party_id is None or (party := cabinets.party(actor.party_id)).kind == "person":
        raise OrganisationNeeded
    moment = now()
    participant = Participant(
        public_id=new_public_id(),
        party_id=party.id,
        name=party.name,
        system="",
        system_folded="",
        state="draft",
        created_at=moment,
        changed_at=moment,
    )
    db.session().add(participant)
    db.session().flush()
    known = {"name": party.name, "voen": party.number, "legal_address": party.address or ""}
    new_paper(participant, "form1", {**known, "status": STATUS_BY_KIND.get(party.kind, "")})
    note(participant, "started", actor=actor)
    return participant.public_id


def save_application(public_id: str, content: dict[str, Any], *, version: int, actor: Actor) -> int:
    """Keep what was typed and return the new version. The VÖEN stays that of the organisation acted for.

    Raises NoSuchCase, StepNotPossible for what is sent already, StaleVersion, BeingSigned.
    """
    participant = own_case(public_id, actor=actor, lock=True)
    if participant.state not in EDITABLE:
        raise StepNotPossible
    paper = application(participant)
    if paper.version != version:
        raise StaleVersion
    kept = {**content, "voen": read_content(paper)["voen"]}
    participant.system = str(kept.get("system", ""))
    participant.system_folded = fold(participant.system)
    participant.name = str(kept.get("name", "")) or participant.name
    write_content(paper, kept, actor=actor)
    return paper.version


def request_application(public_id: str, *, version: int, actor: Actor) -> str:
    """Ask the authorised official for the signature under form 1; return the id of the request.

    Raises NoSuchCase, StepNotPossible, StaleVersion, AlreadyApplied, NotReady with what is missing.
    """
    participant = own_case(public_id, actor=actor, lock=True)
    ensure_possible(participant, "apply")
    paper = application(participant)
    if paper.version != version:
        raise StaleVersion
    if has_case_for(participant):
        raise AlreadyApplied
    missing = missing_of("form1", read_content(paper))
    if missing:
        raise NotReady([text for _field, text in missing])
    return ask_for_signature(paper, participant, text=str(wording.PAPERS["form1"]), actor=actor)
