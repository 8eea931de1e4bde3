"""Form 2: several e-services in one application (3.8.1); then what the participant adds to each (3.8.2-3.8.4)."""

import json
from collections.abc import Mapping
from typing import Any, Final

from webapp.connections import wording
from webapp.connections.content import missing_of, readable_schema
from webapp.connections.errors import NotReady, StepNotPossible
from webapp.connections.models import Paper, Participant, Service
from webapp.connections.queries import own_case, paper_of, service_of, services
from webapp.connections.services.papers import ask_for_signature, new_paper, read_content, write_content
from webapp.connections.services.stepping import note
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import Invalid, StaleVersion
from webapp.core.ids import new_public_id
from webapp.core.text import _l
from webapp.core.transaction import savepoint

DESCRIBABLE: Final = frozenset({"applied", "test", "failed"})


def start_services(public_id: str, *, replaces: str | None = None, actor: Actor) -> str:
    """Open a draft of form 2; `replaces` is the live service whose new version is applied for. Return the paper's id.

    Raises NoSuchCase, StepNotPossible for who is not connected, or while the replaced version does not answer.
    """
    participant = own_case(public_id, actor=actor, lock=True)
    if participant.state != "connected":
        raise StepNotPossible
    content: dict[str, Any] = {"participant": participant.name, "system": participant.system, "services": []}
    if replaces is not None:
        former, _owner = service_of(replaces, actor=actor, own=True)
        if former.state != "live":
            raise StepNotPossible
        person, _, phone = former.responsible.partition("\n")
        row = {"title": former.title, "regulation": former.regulation, "responsible": person, "phone": phone}
        content |= {"services": [row], "replaces": former.public_id}
    return new_paper(participant, "form2", content).public_id


def save_services(public_id: str, content: Mapping[str, Any], *, version: int, actor: Actor) -> None:
    """Keep what was typed. Raises NoSuchCase, StepNotPossible for what is sent already, StaleVersion."""
    paper, _participant = _draft(public_id, version, actor)
    write_content(paper, {**read_content(paper), **content}, actor=actor)


def request_services(public_id: str, *, version: int, actor: Actor) -> str:
    """Ask for the signature under form 2; return the id of the request. Raises NotReady with what is missing."""
    paper, participant = _draft(public_id, version, actor)
    missing = missing_of("form2", read_content(paper))
    if missing:
        raise NotReady([text for _field, text in missing])
    return ask_for_signature(paper, participant, text=str(wording.PAPERS["form2"]), actor=actor)


def services_from(paper: Paper, participant: Participant, content: Mapping[str, Any]) -> list[Service]:
    """Make the services of a signed form 2, one for each row; a new version takes over what its forerunner says."""
    known = {row.public_id: row for row in services(participant)}
    former = known.get(str(content.get("replaces") or ""))
    rows = [row for row in content.get("services") or () if any(row.values())]
    made = [_service(paper, participant, row, former if len(rows) == 1 else None) for row in rows]
    db.session().add_all(made)
    db.session().flush()
    return made


def describe_service(public_id: str, said: Mapping[str, Any], *, version: int, actor: Actor) -> None:
    """Keep the code, test data, structure, clients and archive policy of a service before and during its test.

    Raises NoSuchCase, StepNotPossible later on, StaleVersion, Invalid for a code or structure that cannot be.
    """
    service, participant = service_of(public_id, actor=actor, own=True, lock=True)
    if service.state not in DESCRIBABLE:
        raise StepNotPossible
    if service.version != version:
        raise StaleVersion
    if said["structure"] and not readable_schema(said["structure"]):
        raise Invalid(fields={"structure": _l("Sxem oxunmur. XSD və ya JSON sxemini düzgün yazın.")})
    taken = {(row.code, row.service_version) for row in services(participant) if row.id != service.id}
    if said["code"] and service.replaces_id is None and (said["code"], service.service_version) in taken:
        raise Invalid(fields={"code": _l("Bu kodla xidmətiniz artıq var: yeni versiya üçün müraciət edin.")})
    if service.replaces_id is None:
        service.code = said["code"] or None
    service.test_data, service.structure, service.clients = said["test_data"], said["structure"], list(said["clients"])
    service.archive_what, service.archive_days = said["archive_what"], said["archive_days"]
    service.archive_readers = json.dumps(said["archive_readers"], ensure_ascii=False)
    with savepoint():
        note(service, "described", actor=actor)


def _service(paper: Paper, participant: Participant, row: Mapping[str, Any], former: Service | None) -> Service:
    moment = now()
    made = Service(
        public_id=new_public_id(),
        participant_id=participant.id,
        paper_id=paper.id,
        title=row["title"],
        regulation=row["regulation"],
        responsible=f"{row['responsible']}\n{row['phone']}",
        service_version="v1",
        state="draft",
        clients=[],
        created_at=moment,
        changed_at=moment,
    )
    if former is not None:
        made.replaces_id, made.code, made.clients = former.id, former.code, list(former.clients)
        made.service_version = f"v{_number(former) + 1}"
        made.archive_what, made.archive_days = former.archive_what, former.archive_days
        made.archive_readers, made.structure = former.archive_readers, former.structure
    return made


def _number(service: Service) -> int:
    digits = service.service_version.removeprefix("v")
    return int(digits) if digits.isdigit() else 1


def _draft(public_id: str, version: int, actor: Actor) -> tuple[Paper, Participant]:
    paper, participant = paper_of(public_id, actor=actor, own=True, lock=True)
    if paper.kind != "form2" or paper.state != "draft" or participant.state != "connected":
        raise StepNotPossible
    if paper.version != version:
        raise StaleVersion
    return paper, participant
