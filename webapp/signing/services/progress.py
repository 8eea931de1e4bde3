"""What becomes of a request while the service and the person work. Every step is a short transaction of a job.

A step belongs to one attempt: what comes late, from an attempt that the person has given up, changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from webapp.audit import api as audit
from webapp.core import db, files
from webapp.core.actor import Actor, current_actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.signing.events import SignatureCompleted, SignatureEnded
from webapp.signing.models import SignatureRequest
from webapp.signing.pades.preparing import Preparation
from webapp.signing.rules import LIVE, MOST_TROUBLES, TIME_TO_CONFIRM, TIME_TO_PREPARE, Reason, State, wait_before_retry

OBJECT: Final = "signature_request"
PDF_ONLY: Final = frozenset({files.PDF})


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of a request: what jobs carry and compare."""

    request: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What a signature has become: the PDF and, when a statement was signed with it, its detached CMS."""

    pdf: bytes
    certificate_number: str
    signed_at: datetime
    statement_cms: bytes | None = None


def live(attempt: Attempt) -> SignatureRequest | None:
    """Return the locked row while this attempt is open, else None."""
    where = (
        SignatureRequest.public_id == attempt.request,
        SignatureRequest.attempt == attempt.number,
        SignatureRequest.state.in_(LIVE),
    )
    return db.session().scalar(select(SignatureRequest).where(*where).with_for_update())


def keep_preparation(attempt: Attempt, prepared: bytes, preparation: Preparation) -> None:
    """Keep what will be signed before anybody is asked to, so that a second run of the job asks for the same digest."""
    row = live(attempt)
    if row is not None and row.preparation is None:
        row.prepared_file_id = files.store(prepared, name="prepared.pdf", allowed=PDF_ONLY).id
        row.preparation = preparation.dump()


def begin_waiting(attempt: Attempt, *, session: str, code: str) -> bool:
    """The request stands on the telephone; whether somebody still waits for it."""
    row = live(attempt)
    if row is None:
        return False
    moment = now()
    row.state, row.provider_session, row.control_code = State.WAITING.value, session, code
    row.trouble, row.troubles = None, 0
    row.changed_at, row.expires_at = moment, moment + TIME_TO_CONFIRM
    _record("signing.sent", row, current_actor())
    return True


def keep_signatures(attempt: Attempt, signatures: tuple[bytes, ...]) -> bool:
    """Keep what the person has confirmed, so that a time stamp that fails later costs no second confirmation."""
    row = live(attempt)
    if row is None:
        return False
    row.signature, row.trouble, row.troubles = signatures[0], None, 0
    row.statement_signature = signatures[1] if len(signatures) > 1 else None
    row.expires_at = now() + TIME_TO_PREPARE
    return True


def complete(attempt: Attempt, signed: Signed) -> bool:
    """Store what was signed and tell who asked, in one transaction; whether somebody still waited for it."""
    row = live(attempt)
    if row is None:
        return False
    stored = files.store(signed.pdf, name="signed.pdf", allowed=PDF_ONLY)
    row.state, row.reason, row.trouble, row.signed_file_id = State.COMPLETED.value, None, None, stored.id
    row.signed_at, row.changed_at, row.certificate_number = signed.signed_at, now(), signed.certificate_number
    row.preparation = row.signature = row.statement_signature = None
    row.statement_cms = signed.statement_cms
    db.session().flush()
    _record("signing.completed", row, current_actor(), certificate=signed.certificate_number)
    publish(
        SignatureCompleted(
            request_id=row.public_id,
            purpose=row.purpose,
            ref=row.ref,
            account_id=row.account_id,
            party_id=row.party_id,
            signed_at=signed.signed_at,
            certificate_number=signed.certificate_number,
            file_id=stored.id,
        )
    )
    return True


def end_attempt(attempt: Attempt, state: State, reason: Reason) -> None:
    """End this attempt without a signature, if it is still open."""
    row = live(attempt)
    if row is not None:
        end(row, state, reason, actor=current_actor())


def end(row: SignatureRequest, state: State, reason: Reason, *, actor: Actor) -> None:
    """End a locked open request without a signature and tell who asked."""
    row.state, row.reason, row.trouble, row.changed_at = state.value, reason.value, None, now()
    row.preparation = row.signature = row.statement_signature = None
    db.session().flush()
    _record(f"signing.{state.value}", row, actor, reason=reason.value)
    publish(SignatureEnded(request_id=row.public_id, purpose=row.purpose, ref=row.ref, reason=reason.value))


def note_trouble(attempt: Attempt, reason: Reason) -> datetime | None:
    """Count a failure of a service; return when to try again, None when the attempt is over."""
    row = live(attempt)
    if row is None:
        return None
    row.troubles += 1
    if row.troubles > MOST_TROUBLES:
        end(row, State.FAILED, reason, actor=current_actor())
        return None
    again = now() + wait_before_retry(row.troubles)
    row.trouble, row.expires_at = reason.value, again + TIME_TO_CONFIRM
    return again


def note_late_answer(public_id: str) -> None:
    """Keep in the journal that the person confirmed after giving up, and that it was not used."""
    row = db.session().scalar(select(SignatureRequest).where(SignatureRequest.public_id == public_id))
    if row is not None and row.state != State.COMPLETED.value:
        _record("signing.late_answer_ignored", row, current_actor())


def _record(action: str, row: SignatureRequest, actor: Actor, **detail: str) -> None:
    audit.record(
        action,
        actor=actor,
        object_type=OBJECT,
        object_key=row.public_id,
        subject_fin=row.signer_fin,
        detail={"purpose": row.purpose, "ref": row.ref, "attempt": row.attempt, **detail},
    )
