"""Whose the papers of a claim are: the buyer's while the claim is being made, the carrier's to see once it is handed in."""

from typing import Final

from flask import url_for

from webapp.attachments.offer import AttachmentOwner, Person, Slot
from webapp.cabinets.api import Kind, party
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.text import _l
from webapp.tickets.changing.claiming import OWNER, SLOT, claim_by
from webapp.tickets.changing.models import Claim
from webapp.tickets.changing.permissions import CLAIMS
from webapp.tickets.models import Order
from webapp.tickets.permissions import BUY


def may_see(actor: Actor, ref: str) -> bool:
    """The buyer; those of the carrier who decide claims, once it is handed in."""
    claim = claim_by(ref)
    if claim is None:
        return False
    if _is_buyer(actor, claim):
        return True
    return claim.state != "filling" and claim.party_id == actor.party_id and actor.has(CLAIMS.code)


def may_change(actor: Actor, ref: str) -> bool:
    """The buyer, until the claim is handed in."""
    claim = claim_by(ref)
    return claim is not None and claim.state == "filling" and _is_buyer(actor, claim)


def slot_of(ref: str, slot: str) -> Slot | None:
    """Return the one place for papers."""
    claim = claim_by(ref)
    if claim is None or slot != SLOT:
        return None
    return Slot(_l("Xəstəlik və ya bədbəxt hadisə haqqında sənəd"), is_open=claim.state == "filling")


def about(ref: str) -> Person | None:
    """Return the buyer, where it is a person with a cabinet."""
    claim = claim_by(ref)
    order = db.session().get(Order, claim.order_id) if claim else None
    buyer = party(order.party_id) if order and order.party_id else None
    return Person(buyer.number, buyer.name) if buyer and buyer.kind == Kind.PERSON else None


def back(ref: str) -> str:
    """Return the address of the order's changes."""
    claim = claim_by(ref)
    order = db.session().get_one(Order, claim.order_id) if claim else None
    return url_for("tickets.changes", public_id=order.public_id) if order else url_for("tickets_public.search")


def _is_buyer(actor: Actor, claim: Claim) -> bool:
    order = db.session().get_one(Order, claim.order_id)
    return order.party_id is not None and order.party_id == actor.party_id and actor.has(BUY.code)


PAPERS: Final = AttachmentOwner(OWNER, may_see, may_change, back, about, slot_of)
