"""A signature has come: the step that waited for it is taken, if the waybill is still as it was signed."""

from typing import Any

from sqlalchemy import select

from webapp.cabinets.api import people_who_may
from webapp.core import db
from webapp.core.actor import current_actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.documents import api as documents
from webapp.signing.events import SignatureCompleted, SignatureEnded
from webapp.waybills.access import needed_right
from webapp.waybills.events import WaybillSignatureRefused
from webapp.waybills.models import PendingAct, Waybill, WaybillAct
from webapp.waybills.rules import ACTORS, TRANSITIONS, Action, Role, State
from webapp.waybills.services.asking import PURPOSES
from webapp.waybills.services.stepping import Step, refuse, take
from webapp.waybills.wording import DONE

OUTDATED, RIGHT_ENDED = "outdated", "right_ended"
STANDING = {Action.COUNTERSIGN.value}  # says again what stands in the chain, whatever came after it
ACTIONS = {purpose: action for action, purpose in PURPOSES.items()}


def complete(fact: SignatureCompleted) -> None:
    """Take the signed step and keep the signed PDF as the document's next version.

    When the waybill was changed meanwhile, or the signer's right was taken back, the act is kept as refused and the signer
    is told. Told twice, done once.
    """
    waybill = _locked(fact.ref)
    if waybill is None or _kept(fact.request_id):
        return
    pending = db.session().scalar(select(PendingAct).where(PendingAct.request_id == fact.request_id))
    reason = _hindrance(waybill, pending)
    if pending is None or reason:
        refuse(waybill, _refused(fact, pending, reason), actor=current_actor())
        publish(WaybillSignatureRefused(public_id=waybill.public_id, account_id=fact.account_id))
        return
    assert waybill.document_token is not None  # given before the signature was asked for
    version = documents.add_version(waybill.document_token, fact.file_id, label=DONE[Action(pending.action)])
    step = _step(pending, fact, document_version=version)
    db.session().delete(pending)
    if waybill.shared_at is None:
        waybill.shared_at = now()
    take(waybill, step, actor=current_actor())


def give_up(fact: SignatureEnded) -> None:
    """Signing ended without a signature: others need not wait; the person may try the same request again."""
    pending = db.session().scalar(select(PendingAct).where(PendingAct.request_id == fact.request_id))
    if pending is not None and pending.ended_at is None:
        pending.ended_at = now()


def _locked(public_id: str) -> Waybill | None:
    query = select(Waybill).where(Waybill.public_id == public_id).with_for_update()
    return db.session().scalar(query.execution_options(populate_existing=True))


def _kept(request_id: str) -> bool:
    return db.session().scalar(select(WaybillAct.id).where(WaybillAct.request_id == request_id)) is not None


def _hindrance(waybill: Waybill, pending: PendingAct | None) -> str:
    """Return why the step cannot be taken any more, "" when it can."""
    stands = pending is not None and (pending.version == waybill.version or pending.action in STANDING)
    if pending is None or not stands or not _fits(waybill, pending.action):
        return OUTDATED
    return "" if _still_may(pending) else RIGHT_ENDED


def _still_may(pending: PendingAct) -> bool:
    """Whether the signer may still sign for the party: a right that is taken back counts at once (charter 003, cl. 9.2).

    A driver signs for oneself; another driver would be another version of the waybill.
    """
    role = Role(pending.role)
    if role is Role.DRIVER or pending.party_id is None:
        return True
    return pending.account_id in people_who_may(pending.party_id, needed_right(role))


def _fits(waybill: Waybill, action: str) -> bool:
    return (State(waybill.state), Action(action)) in TRANSITIONS


def _step(pending: PendingAct, fact: SignatureCompleted, **more: Any) -> Step:
    return Step(
        action=Action(pending.action),
        role=Role(pending.role),
        account_id=pending.account_id,
        actor_name=pending.actor_name,
        party_id=pending.party_id,
        party_name=pending.party_name,
        data={**pending.data, "signed_at": fact.signed_at.isoformat()},
        request_id=fact.request_id,
        certificate_number=fact.certificate_number,
        **{"reason": pending.reason, **more},
    )


def _refused(fact: SignatureCompleted, pending: PendingAct | None, reason: str) -> Step:
    if pending is not None:
        step = _step(pending, fact, reason=reason)
        db.session().delete(pending)
        return step
    action = ACTIONS[fact.purpose]
    return Step(
        action=action,
        role=next(role for role in Role if role in ACTORS[action]),
        account_id=fact.account_id,
        actor_name="",
        party_id=fact.party_id,
        party_name="",
        reason=reason,
        request_id=fact.request_id,
        certificate_number=fact.certificate_number,
    )
