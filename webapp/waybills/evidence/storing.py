"""Rows of evidence: what was signed for each act."""

from hashlib import sha256
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.clock import now
from webapp.waybills.models import ActEvidence, WaybillAct

PERSON: Final = "person"
SEAL: Final = "seal"


def add_evidence(act_id: int, kind: str, statement: bytes, signature: bytes) -> None:
    """Add a signature over an act; the same kind a second time changes nothing."""
    row = {
        "act_id": act_id,
        "kind": kind,
        "statement": statement,
        "sha256": sha256(statement).digest(),
        "signature": signature,
        "created_at": now(),
    }
    db.session().execute(insert(ActEvidence).values(row).on_conflict_do_nothing())


def evidence_of(waybill_id: int) -> dict[int, list[ActEvidence]]:
    """Return what was signed for each act of a waybill, by the act's id."""
    found: dict[int, list[ActEvidence]] = {}
    query = (
        select(ActEvidence)
        .join(WaybillAct, WaybillAct.id == ActEvidence.act_id)
        .where(WaybillAct.waybill_id == waybill_id)
        .order_by(WaybillAct.seq, ActEvidence.kind)
    )
    for row in db.session().scalars(query):
        found.setdefault(row.act_id, []).append(row)
    return found
