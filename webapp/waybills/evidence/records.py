"""An act as bytes: the one form that is hashed into the chain, sealed, and given away. Pure."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from webapp.core.jcs import canonical_json
from webapp.waybills.models import WaybillAct

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


def record_of(act: WaybillAct, public_id: str) -> bytes:
    """Return the act in canonical JSON: what was done, by whom, to which content, the hash before, the signed statement."""
    covered: dict[str, Any] = {name: getattr(act, name) for name in HASHED}
    covered |= {
        "waybill": public_id,
        "at": _instant(act.at),
        "content": bytes(act.content_sha256).hex(),
        "previous": bytes(act.prev_hash).hex(),
    }
    if act.statement_sha256 is not None:
        covered["statement"] = bytes(act.statement_sha256).hex()
    return canonical_json(covered)


def hash_of(act: WaybillAct, public_id: str) -> bytes:
    """Return the SHA-256 of the act's record: its link in the chain."""
    return sha256(record_of(act, public_id)).digest()


def first_break_in(acts: list[WaybillAct], public_id: str, *, erased: bool = False) -> int | None:
    """Return the number of the first act that does not fit its chain, None when the chain is whole.

    Of an erased waybill only the links are left to be compared.
    """
    before = GENESIS
    for place, act in enumerate(acts, start=1):
        fits = erased or bytes(act.hash) == hash_of(act, public_id)
        if act.seq != place or bytes(act.prev_hash) != before or not fits:
            return place
        before = bytes(act.hash)
    return None


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
