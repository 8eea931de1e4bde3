"""A program asks a person to sign: it puts the waybill before the one it names, who alone signs, in the cabinet."""

import base64
import hashlib
import hmac

from sqlalchemy import select, update

from webapp.audit.api import record
from webapp.auth.api import account
from webapp.cabinets.api import people_who_may
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.crypto import key_for
from webapp.core.errors import Conflict, Forbidden, StaleVersion
from webapp.core.findings import blocking
from webapp.core.ids import new_public_id
from webapp.notifications.api import notify_account
from webapp.waybills.content_json import content_from_json
from webapp.waybills.errors import NotReady, NotYourStep
from webapp.waybills.machine.errors import NoSuchSigner
from webapp.waybills.machine.models import SignatureWish
from webapp.waybills.machine.values import Wish
from webapp.waybills.models import Waybill
from webapp.waybills.permissions import WAYBILLS_SIGN
from webapp.waybills.queries import waybill_seen_by
from webapp.waybills.rules import Action, Role, acting_role
from webapp.waybills.services.locking import locked
from webapp.waybills.services.stepping import ensure_possible
from webapp.waybills.situating import situation_of
from webapp.waybills.validation.checks import findings

ASKABLE = (Action.OFFER, Action.ACCEPT, Action.RECEIVE)


def signers_of(party_id: int) -> dict[str, int]:
    """Return the accounts of those who may sign for a firm by the opaque ids that programs name them by."""
    return {_key(party_id, account_id): account_id for account_id in people_who_may(party_id, WAYBILLS_SIGN)}


def names_of_signers(*, actor: Actor) -> list[dict[str, str]]:
    """Return who may sign for the firm whose program asks: opaque ids and names, no numbers."""
    if actor.party_id is None or actor.program is None:
        raise Forbidden
    people = ((key, account(account_id)) for key, account_id in signers_of(actor.party_id).items())
    return sorted(({"id": key, "name": who.full_name} for key, who in people if who), key=lambda one: one["name"])


def wish(public_id: str, action: Action, signer: str, *, version: int, actor: Actor) -> Wish:
    """Ask a person of the firm to sign a step and tell them; a wish that waited for somebody else is dropped.

    Raises NoSuchWaybill, NoSuchSigner, NotYourStep, StepNotPossible, NotReady, StaleVersion.
    """
    waybill, roles = locked(public_id, actor=actor)
    if actor.party_id is None or actor.program is None:
        raise Forbidden
    account_id = signers_of(actor.party_id).get(signer)
    if account_id is None:
        raise NoSuchSigner
    ensure_possible(waybill, action)
    _ensure_ours(action, roles)
    if waybill.version != version:
        raise StaleVersion(version=waybill.version)
    if action is Action.OFFER:
        stopping = blocking(findings(situation_of(waybill, content_from_json(waybill.content))))
        if stopping:
            raise NotReady(stopping)
    return _keep(waybill, action, account_id, actor)


def wishes_of(public_id: str, *, actor: Actor) -> list[Wish]:
    """Return the firm's wishes for a waybill, the last first. Raises NoSuchWaybill."""
    waybill, _roles = waybill_seen_by(public_id, actor=actor)
    mine = SignatureWish.waybill_id == waybill.id, SignatureWish.party_id == actor.party_id
    rows = db.session().scalars(select(SignatureWish).where(*mine).order_by(SignatureWish.id.desc()).limit(50))
    return [_shown(row) for row in rows]


def settle(waybill: Waybill, action: str | None) -> None:
    """End the wish that waits for this waybill: signed when the step was taken, dropped when another one was."""
    waiting = SignatureWish.waybill_id == waybill.id, SignatureWish.state == "waiting"
    row = db.session().scalar(select(SignatureWish).where(*waiting))
    if row is not None:
        row.state, row.ended_at = ("signed" if row.action == action else "dropped"), now()


def _ensure_ours(action: Action, roles: frozenset[Role]) -> None:
    if action not in ASKABLE or acting_role(action, roles) is None:
        raise NotYourStep


def _keep(waybill: Waybill, action: Action, account_id: int, actor: Actor) -> Wish:
    waiting = SignatureWish.waybill_id == waybill.id, SignatureWish.state == "waiting"
    former = db.session().scalar(select(SignatureWish).where(*waiting))
    if former is not None:
        if former.party_id != actor.party_id:
            raise Conflict
        if (former.action, former.signer) == (action.value, account_id):
            return _shown(former)
        db.session().execute(update(SignatureWish).where(*waiting).values(state="dropped", ended_at=now()))
    row = SignatureWish(
        public_id=new_public_id(),
        waybill_id=waybill.id,
        party_id=actor.party_id,
        program=actor.name,
        action=action.value,
        signer=account_id,
        state="waiting",
        asked_at=now(),
    )
    db.session().add(row)
    db.session().flush()
    _tell(waybill, row)
    detail = {"step": action.value}
    record("waybills.signature_wished", actor=actor, object_type="waybill", object_key=waybill.public_id, detail=detail)
    return _shown(row)


def _tell(waybill: Waybill, row: SignatureWish) -> None:
    content = content_from_json(waybill.standing)
    notify_account(
        row.signer,
        "waybills.signature_wished",
        waybill=waybill.public_id,
        step=row.action,
        program=row.program,
        goods=", ".join(one.nature for one in content.goods[:3]),
        consignee=content.consignee.name or content.consignee.number,
    )


def _shown(row: SignatureWish) -> Wish:
    return Wish(row.public_id, row.action, _key(row.party_id, row.signer), row.state, row.asked_at)


def _key(party_id: int, account_id: int) -> str:
    """Return how programs of a firm name one of its people: the same each time, and nothing to another firm."""
    mac = hmac.new(key_for("waybill-signers"), f"{party_id}:{account_id}".encode(), hashlib.sha256).digest()
    return base64.b32encode(mac)[:20].decode().lower()
