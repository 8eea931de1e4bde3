"""A provider's notification: kept once, and the reason to ask the provider. It moves no money by itself."""

import hashlib

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.clock import now
from webapp.payments.gateways.provider import Notice
from webapp.payments.models import Attempt, ProviderNotice, Refund
from webapp.payments.services.differing import note_foreign

Question = tuple[str, str]
"""What the provider is to be asked: about a "payment" or a "dispute" (of an attempt) or a "refund", by its public id."""


def take_notice(provider: str, notice: Notice, body: bytes) -> list[Question]:
    """Keep the notification and return what the provider is to be asked now; nothing for one that was kept before.

    A payment or a refund that we do not know becomes a difference; what is about neither is kept and changes nothing.
    """
    attempt, refund = _attempt(provider, notice), _refund(notice)
    row = {
        "provider": provider,
        "event_id": notice.event_id,
        "kind": notice.kind,
        "body_sha256": hashlib.sha256(body).digest(),
        "attempt_id": attempt.id if attempt else refund.attempt_id if refund else None,
        "received_at": now(),
    }
    once = insert(ProviderNotice).values(row).on_conflict_do_nothing(constraint="one_notice_per_event")
    if db.session().scalar(once.returning(ProviderNotice.id)) is None:
        return []
    if notice.refund:
        return _about_refund(provider, notice, refund)
    if attempt is None:
        if notice.ref:
            note_foreign("unknown_here", provider, notice.ref, "", notice.kind)
        return []
    return [("dispute" if notice.charge else "payment", attempt.public_id)]


def _about_refund(provider: str, notice: Notice, refund: Refund | None) -> list[Question]:
    if refund is not None:
        return [("refund", refund.public_id)]
    note_foreign("refund_unknown_here", provider, notice.refund, "", notice.kind)
    return []


def _attempt(provider: str, notice: Notice) -> Attempt | None:
    """Return the attempt by whatever the notification names it: the provider's payment, our own reference, the charge."""
    names = []
    if notice.ref:
        names.append(Attempt.provider_ref == notice.ref)
    if notice.attempt:
        names.append(Attempt.public_id == notice.attempt)
    if notice.charge:
        names.append(Attempt.transaction == notice.charge)
    if not names:
        return None
    return db.session().scalar(select(Attempt).where(Attempt.provider == provider, or_(*names)).limit(1))


def _refund(notice: Notice) -> Refund | None:
    """Return the refund by the provider's own reference, or by the key that we asked with: the event may overtake the answer."""
    if not notice.refund:
        return None
    asked = notice.refund_key.partition("-")[0]
    wanted = select(Refund).where(or_(Refund.provider_ref == notice.refund, Refund.public_id == asked))
    return db.session().scalar(wanted.limit(1))
