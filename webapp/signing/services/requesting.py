"""What a person does with a request: asks, gives up, tries again."""

from typing import Any, Final

from sqlalchemy import select

from webapp.audit import api as audit
from webapp.core import db, files
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import Forbidden, NotFound
from webapp.core.files_tables import StoredFile
from webapp.core.ids import new_public_id
from webapp.core.text import Text
from webapp.core.transaction import savepoint
from webapp.signing import jobs
from webapp.signing.errors import NotRepeatable, SignatureUnderWay
from webapp.signing.models import SignatureRequest
from webapp.signing.purposes import purpose_of
from webapp.signing.rules import LIVE, TIME_TO_PREPARE, Means, Reason, State, may_repeat
from webapp.signing.services.progress import OBJECT, end

PDF_ONLY: Final = frozenset({files.PDF})


def request_signature(
    *,
    purpose: str,
    ref: str,
    pdf: bytes,
    text: Text,
    actor: Actor,
    means: Means = Means.SIMA,
    statement: bytes | None = None,
) -> str:
    """Ask the acting person to sign `pdf` and return the request's public id; the rest happens outside this transaction.

    `text` says on the telephone and on the page what is signed. A `statement` says the same for machines and is signed
    with the same PIN, as a detached CMS (see `signed_statement`). A second wish of the same person while the first is
    open is the first one. Raises SignatureUnderWay while somebody else signs the same thing, Forbidden for nobody.
    """
    purpose_of(purpose)
    if actor.account_id is None or actor.fin is None:
        raise Forbidden
    row = _live(purpose, ref)
    if row is None:
        wish = {"purpose": purpose, "ref": ref, "title": str(text), "means": means.value, "statement": statement}
        row = _new(wish, pdf, actor)
    if row.account_id != actor.account_id:
        raise SignatureUnderWay
    return row.public_id


def cancel(public_id: str, *, actor: Actor) -> None:
    """Give up an open request; one that has ended stays as it is. Raises NotFound for a request of somebody else."""
    row = _own(public_id, actor)
    if State(row.state) in LIVE:
        end(row, State.CANCELLED, Reason.CANCELLED, actor=actor)
        if row.provider_session:
            jobs.withdraw.defer(request=row.public_id, session=row.provider_session)


def withdraw_open(purpose: str, ref: str, *, actor: Actor) -> None:
    """End the open request for a thing whose text has changed, if there is one: what it asks for is no longer right."""
    row = _live(purpose, ref)
    if row is not None:
        end(row, State.CANCELLED, Reason.OUTDATED, actor=actor)
        if row.provider_session:
            jobs.withdraw.defer(request=row.public_id, session=row.provider_session)


def forget_signed(ref: str, *, prefix: str) -> list[str]:
    """Take names and statements out of the ended requests for a thing whose time of keeping is over.

    Return the keys of their files, for who destroys them. `prefix` begins the purposes of the room that asks.
    """
    where = (
        SignatureRequest.ref == ref,
        SignatureRequest.purpose.startswith(prefix),
        SignatureRequest.state.not_in(LIVE),
    )
    rows = list(db.session().scalars(select(SignatureRequest).where(*where).with_for_update()))
    named = {each for row in rows for each in (row.file_id, row.prepared_file_id, row.signed_file_id) if each}
    for row in rows:
        row.title = row.signer_name = row.signer_fin = ""
        row.statement = row.statement_cms = row.certificate_number = None
    db.session().flush()
    return list(db.session().scalars(select(StoredFile.key).where(StoredFile.id.in_(named))))


def repeat(public_id: str, *, means: Means, actor: Actor) -> None:
    """Try again with the same PDF. Raises NotRepeatable, SignatureUnderWay, NotFound for a request of somebody else."""
    row = _own(public_id, actor)
    if State(row.state) in LIVE:
        return  # a double click
    reason = Reason(row.reason) if row.reason else None
    if not may_repeat(State(row.state), reason, row.attempt) or not _is_newest(row):
        raise NotRepeatable
    moment = now()
    row.state, row.means, row.attempt = State.PREPARING.value, means.value, row.attempt + 1
    row.reason = row.trouble = row.control_code = row.provider_session = None
    row.preparation = row.signature = row.statement_signature = row.prepared_file_id = None
    row.troubles, row.changed_at, row.expires_at = 0, moment, moment + TIME_TO_PREPARE
    db.session().flush()
    _begin(row, actor)


def _live(purpose: str, ref: str) -> SignatureRequest | None:
    where = (SignatureRequest.purpose == purpose, SignatureRequest.ref == ref, SignatureRequest.state.in_(LIVE))
    return db.session().scalar(select(SignatureRequest).where(*where).with_for_update())


def _new(wish: dict[str, Any], pdf: bytes, actor: Actor) -> SignatureRequest:
    moment = now()
    stored = files.store(pdf, name="document.pdf", allowed=PDF_ONLY)
    row = SignatureRequest(
        public_id=new_public_id(),
        account_id=actor.account_id,
        party_id=actor.party_id,
        signer_name=actor.name,
        signer_fin=actor.fin,
        state=State.PREPARING.value,
        file_id=stored.id,
        created_at=moment,
        changed_at=moment,
        expires_at=moment + TIME_TO_PREPARE,
        **wish,
    )
    try:
        with savepoint():
            db.session().add(row)
    except SignatureUnderWay:
        other = _live(wish["purpose"], wish["ref"])
        if other is None:
            raise
        return other
    _begin(row, actor)
    return row


def _begin(row: SignatureRequest, actor: Actor) -> None:
    audit.record(
        "signing.requested",
        actor=actor,
        object_type=OBJECT,
        object_key=row.public_id,
        subject_fin=row.signer_fin,
        detail={"purpose": row.purpose, "ref": row.ref, "attempt": row.attempt},
    )
    jobs.start.defer(request=row.public_id, attempt=row.attempt)


def _own(public_id: str, actor: Actor) -> SignatureRequest:
    where = SignatureRequest.public_id == public_id
    row = db.session().scalar(select(SignatureRequest).where(where).with_for_update())
    if row is None or actor.account_id is None or row.account_id != actor.account_id:
        raise NotFound
    return row


def _is_newest(row: SignatureRequest) -> bool:
    where = (SignatureRequest.purpose == row.purpose, SignatureRequest.ref == row.ref, SignatureRequest.id > row.id)
    return db.session().scalar(select(SignatureRequest.id).where(*where).limit(1)) is None
