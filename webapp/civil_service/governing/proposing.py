"""The operator asks, the owner agrees or not: a parameter's new row, a closed entry, its reopening (6.2.6, 6.2.7)."""

from typing import Any, Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.auth.api import staff_with
from webapp.civil_service.governing.carrying import carry_out, ensure_possible
from webapp.civil_service.governing.errors import (
    NoSuchProposal,
    OwnersConsentNeeded,
    ProposalEnded,
    ProposalWrong,
)
from webapp.civil_service.governing.models import ServiceConsent
from webapp.civil_service.governing.rules import LONGEST_REASON, Kind, State, may_decide
from webapp.civil_service.permissions import CONSENT, PROPOSE
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.core.transaction import savepoint
from webapp.notifications.api import notify_account

OBJECT: Final = "service_consent"
OWNERS: Final = ("servants_owner",)


def propose(kind: Kind, target: str, content: dict[str, Any], *, reason: str, actor: Actor) -> ServiceConsent:
    """Ask the owner's consent. Raises Forbidden, ProposalWrong without a reason, AskedAlready while one about it waits."""
    ensure_may(actor, PROPOSE)
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise ProposalWrong(fields={"reason": _l("Səbəbi yazın (ən çoxu 2000 simvol).")})
    row = ServiceConsent(
        public_id=new_public_id(),
        number=f"RT-{today().year}-{next_number('civil_service.consents', today().year):05}",
        kind=kind.value,
        target=target,
        content=content,
        reason=reason.strip(),
        state=State.ASKED.value,
        asked_by=actor.account_id,
        asked_name=actor.name,
        asked_at=now(),
        words="",
    )
    with savepoint():
        db.session().add(row)
    _note("asked", row, actor)
    for account_id in staff_with(OWNERS):
        if account_id != actor.account_id:
            notify_account(account_id, "civil_service.consent_asked", number=row.number, consent=row.public_id)
    return row


def decide(public_id: str, *, agreed: bool, words: str, actor: Actor) -> ServiceConsent:
    """Give or refuse the owner's consent; what was agreed to is in force at once, or on its day.

    Raises Forbidden, NoSuchProposal, ProposalEnded, OwnersConsentNeeded for who asked, ProposalWrong for a refusal without
    reasons, and for consent to what cannot be any more.
    """
    ensure_may(actor, CONSENT)
    row = _locked(public_id)
    if row.state != State.ASKED:
        raise ProposalEnded
    if not may_decide(row.state, row.asked_by, actor.account_id):
        raise OwnersConsentNeeded
    if not agreed and not words.strip():
        raise ProposalWrong(fields={"words": _l("Razılıq verilmirsə, səbəbini yazın.")})
    if agreed:
        ensure_possible(row)
    row.state = (State.GIVEN if agreed else State.REFUSED).value
    row.decided_by, row.decided_name, row.decided_at, row.words = actor.account_id, actor.name, now(), words.strip()
    db.session().flush()
    if agreed:
        carry_out(row)
    _note("given" if agreed else "refused", row, actor)
    notify_account(
        row.asked_by, "civil_service.consent_decided", number=row.number, consent=row.public_id, state=row.state
    )
    return row


def withdraw(public_id: str, *, actor: Actor) -> ServiceConsent:
    """Take a proposal back that the owner did not decide yet. Raises Forbidden, NoSuchProposal, ProposalEnded."""
    ensure_may(actor, PROPOSE)
    row = _locked(public_id)
    if row.state != State.ASKED:
        raise ProposalEnded
    row.state = State.WITHDRAWN.value
    _note("withdrawn", row, actor)
    return row


def _locked(public_id: str) -> ServiceConsent:
    row = db.session().scalar(select(ServiceConsent).where(ServiceConsent.public_id == public_id).with_for_update())
    if row is None:
        raise NoSuchProposal
    return row


def _note(step: str, row: ServiceConsent, actor: Actor) -> None:
    db.session().flush()
    detail = {"number": row.number, "kind": row.kind, "state": row.state}
    record(f"civil_service.consent_{step}", actor=actor, object_type=OBJECT, object_key=row.public_id, detail=detail)
