"""What the page of a request shows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from webapp.core import db, files
from webapp.core.actor import Actor
from webapp.core.errors import NotFound
from webapp.core.text import Text
from webapp.signing.models import SignatureRequest
from webapp.signing.purposes import purpose_of
from webapp.signing.rules import LIVE, Means, Reason, State, may_repeat
from webapp.signing.texts import MEANS, REASONS, TROUBLES


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as its signer sees it. `why` is the text for how it ended or what it waits for, None when all goes well."""

    public_id: str
    title: str
    purpose: Text
    signer_name: str
    state: State
    live: bool
    code: str | None
    why: Text | None
    repeatable: bool
    means: Text
    confirmed: bool
    return_to: str
    signed_at: datetime | None
    certificate_number: str | None
    expires_at: datetime


def own_request(public_id: str, *, actor: Actor) -> RequestView:
    """Return the request for its own signer. Raises NotFound for anybody else."""
    row = _own(public_id, actor)
    purpose, state = purpose_of(row.purpose), State(row.state)
    reason = Reason(row.reason) if row.reason else None
    why = REASONS.get(reason) if reason else TROUBLES.get(Reason(row.trouble)) if row.trouble else None
    return RequestView(
        public_id=row.public_id,
        title=row.title,
        purpose=purpose.title,
        signer_name=row.signer_name,
        state=state,
        live=state in LIVE,
        code=row.control_code if state is State.WAITING else None,
        why=why,
        repeatable=may_repeat(state, reason, row.attempt),
        means=MEANS[Means(row.means)],
        confirmed=row.signature is not None,
        return_to=purpose.return_to(row.ref),
        signed_at=row.signed_at,
        certificate_number=_grouped(row.certificate_number),
        expires_at=row.expires_at,
    )


def own_pdf(public_id: str, *, actor: Actor) -> bytes:
    """Return what the person signs, or the signed file once there is one. Raises NotFound for anybody else."""
    row = _own(public_id, actor)
    return files.read(row.signed_file_id or row.file_id)


@dataclass(frozen=True, slots=True)
class SignedStatement:
    """What was signed beside a PDF, and the detached CMS over it."""

    statement: bytes
    cms: bytes


def signed_statement(public_id: str) -> SignedStatement | None:
    """Return the statement that was signed with the PDF of a completed request, None when there was none."""
    columns = (SignatureRequest.statement, SignatureRequest.statement_cms)
    found = db.session().execute(select(*columns).where(SignatureRequest.public_id == public_id)).one_or_none()
    if found is None or found.statement is None or found.statement_cms is None:
        return None
    return SignedStatement(found.statement, found.statement_cms)


def open_request(purpose: str, ref: str) -> str | None:
    """Return the public id of the open request for this thing, None when there is none."""
    where = (SignatureRequest.purpose == purpose, SignatureRequest.ref == ref, SignatureRequest.state.in_(LIVE))
    return db.session().scalar(select(SignatureRequest.public_id).where(*where))


def _own(public_id: str, actor: Actor) -> SignatureRequest:
    row = db.session().scalar(select(SignatureRequest).where(SignatureRequest.public_id == public_id))
    if row is None or actor.account_id is None or row.account_id != actor.account_id:
        raise NotFound
    return row


def _grouped(number: str | None) -> str | None:
    """Return a long number in groups of four, so that it can be compared by eye."""
    return None if number is None else " ".join(number[start : start + 4] for start in range(0, len(number), 4))
