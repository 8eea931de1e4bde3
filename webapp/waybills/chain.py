"""The chain of acts: each act's hash covers what was done, by whom, to which content, and the hash before."""

import hashlib
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.waybills.content_json import canonical
from webapp.waybills.models import Waybill, WaybillAct

GENESIS: Final = bytes(32)
HASHED: Final = (
    "seq",
    "action",
    "outcome",
    "role",
    "actor_name",
    "party_name",
    "reason",
    "data",
    "request_id",
    "certificate_number",
)


def hash_of(act: WaybillAct, public_id: str) -> bytes:
    """Return the SHA-256 of the act in canonical JSON, with the previous hash inside."""
    covered: dict[str, Any] = {name: getattr(act, name) for name in HASHED}
    covered |= {
        "waybill": public_id,
        "at": act.at,
        "content": act.content_sha256.hex(),
        "previous": act.prev_hash.hex(),
    }
    return hashlib.sha256(canonical_act(covered)).digest()


def canonical_act(covered: dict[str, Any]) -> bytes:
    """Return the bytes that are hashed; instants as ISO 8601 in UTC."""
    plain = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in covered.items()}
    return canonical(plain)


def acts_of(waybill_id: int) -> list[WaybillAct]:
    """Return the acts of a waybill in their order."""
    query = select(WaybillAct).where(WaybillAct.waybill_id == waybill_id).order_by(WaybillAct.seq)
    return list(db.session().scalars(query))


def was_signed(waybill_id: int) -> bool:
    """Whether the waybill has any act: it was an offer once, or somebody's signature came for it."""
    return db.session().scalar(select(WaybillAct.id).where(WaybillAct.waybill_id == waybill_id).limit(1)) is not None


def append(waybill: Waybill, act: WaybillAct) -> WaybillAct:
    """Add `act` to the end of the waybill's chain; the caller holds the waybill's lock."""
    newest = select(WaybillAct).where(WaybillAct.waybill_id == waybill.id).order_by(WaybillAct.seq.desc()).limit(1)
    last = db.session().scalar(newest)
    act.waybill_id = waybill.id
    act.seq = last.seq + 1 if last else 1
    act.prev_hash = last.hash if last else GENESIS
    act.hash = hash_of(act, waybill.public_id)
    db.session().add(act)
    db.session().flush()
    return act


def first_break(waybill: Waybill) -> int | None:
    """Return the number of the first act that does not fit its chain, None when the chain is whole."""
    before = GENESIS
    for place, act in enumerate(acts_of(waybill.id), start=1):
        if act.seq != place or act.prev_hash != before or act.hash != hash_of(act, waybill.public_id):
            return place
        before = act.hash
    return None
