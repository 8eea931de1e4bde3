"""Papers: their content, the signature that is asked for, the signed file that comes back."""

import json
from typing import Any, Final

from webapp.connections.document_data import paper_data
from webapp.connections.errors import BeingSigned
from webapp.connections.models import Paper, Participant
from webapp.connections.services.stepping import Signed
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.files_tables import StoredFile
from webapp.core.ids import new_public_id
from webapp.core.text import Text
from webapp.documents import api as documents
from webapp.signing import api as signing

DOCUMENT: Final = "connection_paper"
TEMPLATE: Final = "connections/templates/connections/paper.typ"
PURPOSES: Final = {"form1": "connections.form1", "form2": "connections.form2", "contract": "connections.contract"}
SIGNATORIES: Final = ("Participant", "Operator")
COUNTERSIGN: Final = "connections.countersign"
KINDS: Final = {purpose: kind for kind, purpose in PURPOSES.items()}


def new_paper(participant: Participant, kind: str, content: dict[str, Any]) -> Paper:
    """Begin a paper."""
    moment = now()
    paper = Paper(
        public_id=new_public_id(),
        participant_id=participant.id,
        kind=kind,
        state="draft",
        content=json.dumps(content, ensure_ascii=False),
        created_at=moment,
        changed_at=moment,
    )
    db.session().add(paper)
    db.session().flush()
    return paper


def read_content(paper: Paper) -> dict[str, Any]:
    """Return what the paper says."""
    found: dict[str, Any] = json.loads(paper.content)
    return found


def write_content(paper: Paper, content: dict[str, Any], *, actor: Actor) -> None:
    """Keep what the paper says now; a signature that is under way for the former text is no longer right."""
    text = json.dumps(content, ensure_ascii=False)
    if text == paper.content:
        return
    if paper.request_id is not None:
        signing.withdraw_open(PURPOSES[paper.kind], paper.public_id, actor=actor)
        paper.request_id = None
    paper.content = text
    paper.version += 1
    paper.changed_at = now()
    db.session().flush()


def ask_for_signature(paper: Paper, participant: Participant, *, text: Text, actor: Actor) -> str:
    """Print the paper, ask the actor to sign it, return the request's id. A second press is the same request."""
    if paper.document_token is None:
        paper.document_token = documents.register(DOCUMENT, paper.public_id).token
    if paper.request_version != paper.version:
        signing.withdraw_open(PURPOSES[paper.kind], paper.public_id, actor=actor)
    pdf = documents.render_pdf(TEMPLATE, paper_data(paper, participant, signer=actor.name))
    if paper.kind == "contract":  # places for both must be there before the first signs
        pdf = signing.with_signature_fields(pdf, SIGNATORIES)
    return _request(paper, PURPOSES[paper.kind], pdf, text=text, actor=actor)


def ask_to_countersign(paper: Paper, *, text: Text, actor: Actor) -> str:
    """Ask the operator's official to sign the same file after the participant; return the request's id."""
    assert paper.document_token is not None  # signed by the participant before
    pdf = documents.pdf(paper.document_token, len(documents.versions(paper.document_token)))
    return _request(paper, COUNTERSIGN, pdf, text=text, actor=actor)


def keep_signed(paper: Paper, file_id: int, *, label: Text) -> Signed:
    """Keep the signed file as the next version of the paper's document."""
    assert paper.document_token is not None  # given before the signature was asked for
    version = documents.add_version(paper.document_token, file_id, label=label)
    paper.request_id, paper.file_id, paper.changed_at = None, file_id, now()
    stored = db.session().get_one(StoredFile, file_id)
    return Signed(paper.document_token, version, stored.sha256)


def _request(paper: Paper, purpose: str, pdf: bytes, *, text: Text, actor: Actor) -> str:
    try:
        request_id = signing.request_signature(purpose=purpose, ref=paper.public_id, pdf=pdf, text=text, actor=actor)
    except signing.SignatureUnderWay:
        raise BeingSigned from None
    paper.request_id, paper.request_version = request_id, paper.version
    db.session().flush()
    return request_id
