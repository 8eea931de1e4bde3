"""The end of a waybill's term: words, files and names go; the digests of everything stay, under the portal's seal.

Nothing that is held goes, and nothing before its day: the database refuses both by itself.
"""

from typing import Any, Final

import structlog
from sqlalchemy import delete, select, update

from webapp.attachments import api as attachments
from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.core.jcs import canonical_json
from webapp.core.transaction import transaction
from webapp.documents import api as documents
from webapp.signing import api as signing
from webapp.waybills.chain import acts_of
from webapp.waybills.evidence.destroying import destroy_file
from webapp.waybills.evidence.holding import is_held
from webapp.waybills.evidence.retention import Keeping, candidates, keeping_of
from webapp.waybills.evidence.storing import evidence_of
from webapp.waybills.models import (
    ActEvidence,
    AnchoredHead,
    Erasure,
    ImportRow,
    Proposal,
    SearchEntry,
    ShelfEntry,
    Statement,
    Waybill,
    WaybillAct,
)

log = structlog.get_logger(__name__)
FORMAT: Final = "kabinet-waybill-erasure/1"
BATCH: Final = 200
PHOTOS: Final = "waybill_photo"


def erase_due() -> int:
    """Erase every waybill whose term is over and which nobody holds; return how many. No transaction may be open."""
    erased, after = 0, 0
    while True:
        with transaction(read_only=True):
            found = candidates(after, BATCH)
            due = [row.public_id for row in found if _is_due(row)]
        erased += sum(erase(public_id) for public_id in due)
        if len(found) < BATCH:
            return erased
        after = found[-1].id


def erase(public_id: str) -> bool:
    """Erase one waybill if its day has come; whether it was. The proof is sealed before anything goes."""
    with transaction(read_only=True):
        waybill = db.session().scalar(select(Waybill).where(Waybill.public_id == public_id))
        if waybill is None or not _is_due(waybill):
            return False
        proof = proof_of(waybill)
    statement = canonical_json(proof)
    seal = signing.seal_bytes(statement)
    with transaction():
        return _erased(public_id, proof, statement, seal)


def proof_of(waybill: Waybill) -> dict[str, Any]:
    """Return what stays of a waybill: digests, and nothing that names a person or says what was carried."""
    signed = evidence_of(waybill.id)
    heads = db.session().scalars(select(AnchoredHead.anchor).where(AnchoredHead.waybill_id == waybill.id))
    token = waybill.document_token
    return {
        "format": FORMAT,
        "waybill": waybill.public_id,
        "number": waybill.number,
        "state": waybill.state,
        "acts": [
            {
                "seq": act.seq,
                "action": act.action,
                "outcome": act.outcome,
                "at": act.at.isoformat(),
                "hash": bytes(act.hash).hex(),
                "content": bytes(act.content_sha256).hex(),
                "signed": {each.kind: bytes(each.sha256).hex() for each in signed.get(act.id, [])},
            }
            for act in acts_of(waybill.id)
        ],
        "documents": [version.sha256 for version in documents.versions(token)] if token else [],
        "anchors": sorted(heads),
    }


def _is_due(waybill: Waybill) -> bool:
    keeping = keeping_of(waybill)
    return waybill.erased_at is None and keeping is not None and keeping.is_over and not is_held(waybill.id)


def _erased(public_id: str, proof: dict[str, Any], statement: bytes, seal: bytes) -> bool:
    """Erase a waybill, whose files are destroyed once this is committed; whether it was still due."""
    session = db.session()
    waybill = session.scalars(select(Waybill).where(Waybill.public_id == public_id).with_for_update()).one()
    keeping = keeping_of(waybill)
    if keeping is None or not _is_due(waybill):
        return False
    moment = now()
    waybill.erased_at = moment
    session.add(_row(waybill, keeping, proof, statement, seal))
    session.flush()
    _blank(waybill)
    keys = {*signing.forget_signed(waybill.public_id, prefix="waybills.")}
    keys |= set(documents.file_keys(waybill.document_token)) if waybill.document_token else set()
    attachments.discard(PHOTOS, waybill.public_id, actor=SYSTEM)
    for key in keys:
        destroy_file.defer(key=key)
    record(
        "waybills.erased",
        actor=SYSTEM,
        object_type="waybill",
        object_key=public_id,
        detail={"class": keeping.term.klass},
    )
    log.info("waybills.erased", waybill=public_id, klass=keeping.term.klass)
    return True


def _row(waybill: Waybill, keeping: Keeping, proof: dict[str, Any], statement: bytes, seal: bytes) -> Erasure:
    return Erasure(
        waybill_id=waybill.id,
        klass=keeping.term.klass,
        term_from=keeping.term.valid_from,
        kept_until=keeping.kept_until,
        proof=proof,
        statement=statement,
        seal=seal,
        erased_at=waybill.erased_at,
    )


def _blank(waybill: Waybill) -> None:
    """Take words and names out of every table of the room that holds them."""
    session = db.session()
    acts = select(WaybillAct.id).where(WaybillAct.waybill_id == waybill.id)
    session.execute(delete(ActEvidence).where(ActEvidence.act_id.in_(acts)))
    blank: dict[str, Any] = {
        "actor_name": "",
        "party_name": "",
        "reason": "",
        "data": {},
        "account_id": None,
        "certificate_number": None,
    }
    session.execute(update(WaybillAct).where(WaybillAct.waybill_id == waybill.id).values(**blank))
    session.execute(
        update(Statement).where(Statement.waybill_id == waybill.id).values(body=b"", signature=b"", answer={})
    )
    session.execute(update(ImportRow).where(ImportRow.made == waybill.public_id).values(content={}, reference=""))
    for table in (Proposal, ShelfEntry, SearchEntry):
        session.execute(delete(table).where(table.waybill_id == waybill.id))
    waybill.content, waybill.current = {}, None
    waybill.driver_fin = waybill.driver_index = waybill.vehicle_plate = None
    waybill.trailer_plates = []
    session.flush()
