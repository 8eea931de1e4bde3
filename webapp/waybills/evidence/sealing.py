"""The portal's seal over acts that nobody signs in person: reports of a driver, steps by the clock, late signatures."""

from sqlalchemy import select

from webapp.core import db
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.signing import api as signing
from webapp.waybills.evidence.records import record_of
from webapp.waybills.evidence.storing import SEAL, add_evidence
from webapp.waybills.models import ActEvidence, Waybill, WaybillAct


@job("waybills.seal_act", queue="signing", attempts=12, wait=5, backoff=2)
def seal_act(waybill: str, seq: int) -> None:
    """Seal the act as it stands in the chain, once. Raises SealUnavailable, so that the queue tries again."""
    with transaction(read_only=True):
        found = _unsealed(waybill, seq)
    if found is None:
        return
    act_id, record = found
    seal = signing.seal_bytes(record)
    with transaction():
        add_evidence(act_id, SEAL, record, seal)


def _unsealed(public_id: str, seq: int) -> tuple[int, bytes] | None:
    """Return the act's id and record, None when it has its seal or there is no such act."""
    query = (
        select(WaybillAct)
        .join(Waybill, Waybill.id == WaybillAct.waybill_id)
        .where(Waybill.public_id == public_id, WaybillAct.seq == seq, Waybill.erased_at.is_(None))
    )
    act = db.session().scalar(query)
    if act is None or db.session().get(ActEvidence, (act.id, SEAL)) is not None:
        return None
    return act.id, record_of(act, public_id)
