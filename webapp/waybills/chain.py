"""The chain of acts: each act's hash covers what was done, by whom, to which content, and the hash before.

Before an act is added, all that stand there are summed up again: nothing is built on a chain that does not hold.
"""

from hashlib import sha256
from typing import Final

import structlog
from sqlalchemy import select

from webapp.core import db
from webapp.signing import api as signing
from webapp.waybills.evidence.errors import ChainBroken
from webapp.waybills.evidence.keeping import keep
from webapp.waybills.evidence.records import GENESIS, first_break_in, hash_of
from webapp.waybills.models import Waybill, WaybillAct

__all__ = ["GENESIS", "acts_of", "append", "first_break", "hash_of", "was_signed"]
log: Final = structlog.get_logger(__name__)


def acts_of(waybill_id: int) -> list[WaybillAct]:
    """Return the acts of a waybill in their order."""
    query = select(WaybillAct).where(WaybillAct.waybill_id == waybill_id).order_by(WaybillAct.seq)
    return list(db.session().scalars(query))


def was_signed(waybill_id: int) -> bool:
    """Whether the waybill has any act: it was an offer once, or somebody's signature came for it."""
    return db.session().scalar(select(WaybillAct.id).where(WaybillAct.waybill_id == waybill_id).limit(1)) is not None


def append(waybill: Waybill, act: WaybillAct) -> WaybillAct:
    """Add `act` to the end of the waybill's chain, with what was signed for it; the caller holds the waybill's lock.

    Raises ChainBroken when the acts before are not those that were chained.
    """
    before = acts_of(waybill.id)
    broken = first_break_in(before, waybill.public_id)
    if broken is not None:
        log.error("waybills.chain_broken", waybill=waybill.public_id, seq=broken)
        raise ChainBroken
    signed = signing.signed_statement(act.request_id) if act.request_id else None
    act.waybill_id = waybill.id
    act.seq = len(before) + 1
    act.prev_hash = before[-1].hash if before else GENESIS
    act.statement_sha256 = sha256(signed.statement).digest() if signed else None
    act.hash = hash_of(act, waybill.public_id)
    db.session().add(act)
    db.session().flush()
    keep(act, waybill.public_id, signed)
    return act


def first_break(waybill: Waybill) -> int | None:
    """Return the number of the first act that does not fit its chain, None when the chain is whole."""
    return first_break_in(acts_of(waybill.id), waybill.public_id, erased=waybill.erased_at is not None)
