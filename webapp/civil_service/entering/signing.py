"""One qualified signature for a paper: over its PDF, and over the same in canonical JSON (RFC 8785)."""

import json
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import select

from webapp.attachments.api import copies_of
from webapp.auth.api import account
from webapp.civil_service.entering.carrying import carry_some
from webapp.civil_service.entering.document_data import TEMPLATE, document_data
from webapp.civil_service.entering.drafting import PURPOSE, hand_of, locked_paper, note, paper_to_carry
from webapp.civil_service.entering.errors import OrderMissing, PaperStands, TableRead
from webapp.civil_service.entering.jobs import carry_paper
from webapp.civil_service.entering.models import ServiceChange, ServicePaper, ServiceTable
from webapp.civil_service.entering.ordering import needs_order
from webapp.civil_service.entering.rules import AT_ONCE, DOCUMENT, ORDER, SHOWN_ROWS, State, root_of
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.jcs import canonical_json
from webapp.documents import api as documents
from webapp.signing import api as signing
from webapp.signing.events import SignatureCompleted, SignatureEnded

FORMAT: Final = "kabinet-service-paper/1"


def ask_signature(public_id: str, actor: Actor) -> str:
    """Ask the acting person to sign a paper; return the request's public id, the open one for a second click.

    Raises NoSuchPaper, PaperStands, TableRead, OrderMissing when the group is entered under an order whose copy is not there, and
    Forbidden when the actor may not enter any more, also since the paper was begun (6.2.7).
    """
    hand_of(actor)
    paper = locked_paper(public_id, actor)
    if paper.state not in {State.DRAFT, State.SIGNING} or paper.rows == 0:
        raise PaperStands
    open_request = signing.open_request(PURPOSE, public_id)
    if open_request is not None and open_request == paper.request_id:
        return open_request
    if _is_read(paper):
        raise TableRead
    if needs_order(paper) and not copies_of(DOCUMENT, public_id, ORDER):
        raise OrderMissing
    paper.root = root_of(_keys(paper))
    pdf = documents.render_pdf(TEMPLATE, document_data(paper))
    paper.request_id = signing.request_signature(
        purpose=PURPOSE,
        ref=public_id,
        pdf=pdf,
        text=f"Reyestrə təqdimat {paper.number}",
        actor=actor,
        statement=statement_of(paper, pdf, actor),
    )
    paper.state = State.SIGNING.value
    db.session().flush()
    return paper.request_id


def _is_read(paper: ServicePaper) -> bool:
    """Whether rows of the paper's table are still to be read."""
    reading = select(ServiceTable.id).where(ServiceTable.paper_id == paper.id, ServiceTable.state == "reading")
    return db.session().scalar(reading) is not None


def statement_of(paper: ServicePaper, pdf: bytes, actor: Actor) -> bytes:
    """Return the statement that is signed beside the PDF: it names every change by the digest over all of them.

    A paper of a few changes says them in full; one of thousands is proved by its digest and the kept changes.
    """
    query = select(ServiceChange).where(ServiceChange.paper_id == paper.id).order_by(ServiceChange.place)
    rows = db.session().scalars(query.limit(SHOWN_ROWS)) if paper.rows <= SHOWN_ROWS else ()
    said: dict[str, Any] = {
        "format": FORMAT,
        "paper": paper.public_id,
        "number": paper.number,
        "group": paper.group_code,
        "changes": paper.rows,
        "changes_sha256": paper.root,
        "stated": [{"action": one.action, "entry": one.entry, "stated": json.loads(one.stated)} for one in rows],
        "person": actor.name,
        "party": actor.party_name,
        "document": {"sha256": sha256(pdf).hexdigest(), "size": len(pdf)},
    }
    return canonical_json(said)


def complete(fact: SignatureCompleted) -> None:
    """Take the signature: what is entered is from now on the signer's, whoever drew it up. A short paper is carried out at once, a long one by a job. Told twice, done once."""
    paper = paper_to_carry(fact.ref)
    if paper is None or paper.request_id != fact.request_id or paper.state != State.SIGNING:
        return
    documents.add_version(paper.document_token, fact.file_id, label="İmzalandı")
    signer = account(fact.account_id)
    paper.account_id, paper.entered_name = fact.account_id, signer.full_name if signer else paper.entered_name
    paper.state, paper.signed_at = State.CARRYING.value, fact.signed_at
    note("signed", paper, Actor(account_id=fact.account_id, name=paper.entered_name, party_id=fact.party_id))
    if paper.rows <= AT_ONCE:
        carry_some(paper, AT_ONCE)
    else:
        carry_paper.defer(once=paper.public_id, paper=paper.public_id)


def free(fact: SignatureEnded) -> None:
    """Let a paper whose signature was not given be a draft again."""
    paper = paper_to_carry(fact.ref)
    if paper is not None and paper.request_id == fact.request_id and paper.state == State.SIGNING:
        paper.state, paper.request_id = State.DRAFT.value, None


def _keys(paper: ServicePaper) -> list[bytes]:
    query = select(ServiceChange.key).where(ServiceChange.paper_id == paper.id)
    return list(db.session().scalars(query.order_by(ServiceChange.place)))
