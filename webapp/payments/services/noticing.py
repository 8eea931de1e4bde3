"""A provider's notification: kept once, and the reason to ask the provider. It moves no money by itself."""

import hashlib

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.clock import now
from webapp.core.jobs import Job
from webapp.payments.gateways.provider import Notice
from webapp.payments.models import Attempt, ProviderNotice
from webapp.payments.services.differing import note_foreign


def take_notice(provider: str, notice: Notice, body: bytes, *, look_up: Job) -> bool:
    """Keep the notification and let `look_up` ask the provider; return False for one that was kept before.

    A payment that we do not know becomes a difference; what is about no payment is kept and changes nothing.
    """
    known = select(Attempt).where(Attempt.provider == provider, Attempt.provider_ref == notice.ref)
    attempt = db.session().scalar(known)
    row = {
        "provider": provider,
        "event_id": notice.event_id,
        "kind": notice.kind,
        "body_sha256": hashlib.sha256(body).digest(),
        "attempt_id": attempt.id if attempt else None,
        "received_at": now(),
    }
    once = insert(ProviderNotice).values(row).on_conflict_do_nothing(constraint="one_notice_per_event")
    if db.session().scalar(once.returning(ProviderNotice.id)) is None:
        return False
    if attempt is None and notice.ref:
        note_foreign("unknown_here", provider, notice.ref, "", notice.kind)
    if attempt is not None:
        look_up.defer(once=attempt.public_id, attempt=attempt.public_id)
    return True
