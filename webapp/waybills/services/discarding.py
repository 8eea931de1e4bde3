"""A draft that nobody ever signed is put away by the side that began it. The row stays, marked; nobody sees it again."""

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.signing import api as signing
from webapp.waybills.access import may_discard
from webapp.waybills.chain import was_signed
from webapp.waybills.errors import ActUnderWay, NotADraft, NotYourStep, SignedBefore
from webapp.waybills.events import WaybillDiscarded
from webapp.waybills.models import PendingAct, Waybill
from webapp.waybills.rules import Action, State
from webapp.waybills.services.asking import PURPOSES
from webapp.waybills.services.locking import ensure_version, locked
from webapp.waybills.shelves import put_on_shelves


def discard_draft(public_id: str, *, version: int, actor: Actor) -> None:
    """Put the draft away for good. Repeating is harmless.

    Raises NotADraft, NotYourStep, ActUnderWay while it is being signed, StaleVersion, and SignedBefore for a draft that
    was an offer once: its acts are evidence, so it is cancelled with a reason instead.
    """
    if _put_away_before(public_id, actor):
        return
    waybill, _roles = locked(public_id, actor=actor)
    if State(waybill.state) is not State.DRAFT:
        raise NotADraft
    if was_signed(waybill.id):
        raise SignedBefore
    if not may_discard(actor, waybill):
        raise NotYourStep
    ensure_version(waybill, version)
    _end_given_up_signing(waybill, actor)
    waybill.discarded_at = waybill.changed_at = now()
    waybill.version += 1
    waybill.start_key = None  # the page on which it was begun may begin another one
    put_on_shelves(waybill)
    record("waybills.discarded", actor=actor, object_type="waybill", object_key=public_id)
    publish(WaybillDiscarded(public_id=public_id))


def _put_away_before(public_id: str, actor: Actor) -> bool:
    mine = select(Waybill.id).where(Waybill.public_id == public_id, Waybill.initiator_party_id == actor.party_id)
    return db.session().scalar(mine.where(Waybill.discarded_at.is_not(None))) is not None


def _end_given_up_signing(waybill: Waybill, actor: Actor) -> None:
    """Clear the place of a signature that was given up: a late one finds nothing to sign. Raises ActUnderWay."""
    pending = db.session().get(PendingAct, waybill.id)
    if pending is None:
        return
    if pending.ended_at is None:
        raise ActUnderWay
    db.session().delete(pending)
    signing.withdraw_open(PURPOSES[Action(pending.action)], waybill.public_id, actor=actor)
