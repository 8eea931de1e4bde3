"""The evidence in the database, summed up and looked at again."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import or_, select

from webapp.core import db
from webapp.core.clock import BAKU
from webapp.signing.api import validate_detached
from webapp.waybills.chain import acts_of
from webapp.waybills.evidence import merkle
from webapp.waybills.evidence.gathering import leaves_of
from webapp.waybills.evidence.records import first_break_in, record_of
from webapp.waybills.evidence.storing import PERSON, evidence_of
from webapp.waybills.models import Anchor, AnchoredHead, Erasure, Waybill, WaybillAct
from webapp.waybills.numbers import normal_number


def named(name: str) -> list[Waybill]:
    """Return the waybill of this number or address, in a list."""
    query = select(Waybill).where(or_(Waybill.number == (normal_number(name) or ""), Waybill.public_id == name))
    return list(db.session().scalars(query))


def waybills_of(day: date) -> list[Waybill]:
    """Return the waybills that have an act of this day in Baku."""
    begin = datetime.combine(day, datetime.min.time(), BAKU)
    acts = select(WaybillAct.waybill_id).where(WaybillAct.at >= begin, WaybillAct.at < begin + timedelta(days=1))
    return list(db.session().scalars(select(Waybill).where(Waybill.id.in_(acts)).order_by(Waybill.id)))


def faults_of(waybill: Waybill) -> Iterator[str]:
    """Yield what does not hold of one waybill: its chain, its signatures, its place in anchors, its erasure."""
    name = waybill.number or waybill.public_id
    acts = acts_of(waybill.id)
    broken = first_break_in(acts, waybill.public_id, erased=waybill.erased_at is not None)
    if broken is not None:
        yield f"{name}: act {broken} does not fit the chain"
    yield from (f"{name}: {fault}" for fault in _unsigned(waybill, acts))
    hashes = {act.seq: bytes(act.hash) for act in acts}
    for head in db.session().scalars(select(AnchoredHead).where(AnchoredHead.waybill_id == waybill.id)):
        if hashes.get(head.seq) != bytes(head.hash):
            yield f"{name}: anchor {head.anchor} names another act {head.seq}"
    erasure = db.session().get(Erasure, waybill.id)
    if erasure is not None and not validate_detached([(bytes(erasure.statement), bytes(erasure.seal))])[0].valid:
        yield f"{name}: the seal over its erasure does not hold"


def anchor_faults() -> Iterator[str]:
    """Yield what does not hold of anchors: each seals its root, names the one before, and none is missing."""
    before = bytes(32)
    for place, anchor in enumerate(db.session().scalars(select(Anchor).order_by(Anchor.number)), start=1):
        said = json.loads(bytes(anchor.statement))
        digest = sha256(bytes(anchor.statement)).digest()
        if (anchor.number, said["number"], bytes(anchor.sha256)) != (place, place, digest):
            yield f"anchor {anchor.number}: another one stands in its place"
        if said["previous"] != before.hex():
            yield f"anchor {anchor.number}: does not follow the one before"
        if said["root"] != merkle.root(leaves_of(anchor.number)).hex():
            yield f"anchor {anchor.number}: its heads were changed"
        if not validate_detached([(bytes(anchor.statement), bytes(anchor.seal))])[0].valid:
            yield f"anchor {anchor.number}: its seal does not hold"
        before = digest


def _unsigned(waybill: Waybill, acts: list[WaybillAct]) -> Iterator[str]:
    """Yield the acts whose evidence does not hold, or is of something else."""
    if waybill.erased_at is not None:
        return
    signed = evidence_of(waybill.id)
    for act in acts:
        rows = signed.get(act.id, [])
        reports = validate_detached([(bytes(row.statement), bytes(row.signature)) for row in rows])
        for row, report in zip(rows, reports, strict=True):
            stated = act.statement_sha256 if row.kind == PERSON else sha256(record_of(act, waybill.public_id)).digest()
            if not report.valid:
                yield f"act {act.seq}: the signature ({row.kind}) does not hold: {report.why}"
            if stated is None or sha256(bytes(row.statement)).digest() != bytes(stated):
                yield f"act {act.seq}: the signature ({row.kind}) is of something else"
        if act.statement_sha256 is not None and PERSON not in {row.kind for row in rows}:
            yield f"act {act.seq}: what the person signed is missing"
