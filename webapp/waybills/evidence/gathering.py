"""Everything that proves one waybill, as files by name; needs an open transaction. Who may have them is the views' business."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from webapp.attachments import api as attachments
from webapp.core import db
from webapp.core.clock import now
from webapp.core.jcs import canonical_json
from webapp.documents import api as documents
from webapp.signing.api import DeviceKey
from webapp.waybills.chain import acts_of
from webapp.waybills.content_json import content_from_json, to_json
from webapp.waybills.evidence import merkle
from webapp.waybills.evidence.anchoring import Head
from webapp.waybills.evidence.records import record_of
from webapp.waybills.evidence.signed_files import inside
from webapp.waybills.evidence.storing import evidence_of
from webapp.waybills.models import Anchor, AnchoredHead, Photo, Statement, Waybill, WaybillAct

FORMAT: Final = "kabinet-waybill-evidence/1"
POINT: Final = "P-256, uncompressed point"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files of a waybill and the name of the container."""

    name: str
    files: dict[str, bytes]


def gather(waybill: Waybill) -> Gathered:
    """Return the evidence of a waybill: acts, signatures, documents, photos, anchor, and what the signatures bring."""
    acts = acts_of(waybill.id)
    files = {"waybill.json": canonical_json(_about(waybill, acts))}
    files["content.json"] = canonical_json(to_json(content_from_json(waybill.content)))
    if waybill.current:
        files["standing.json"] = canonical_json(to_json(content_from_json(waybill.current)))
    files |= dict(_acts(waybill, acts))
    files |= dict(_devices(waybill, {act.id: act for act in acts}))
    files |= dict(_documents(waybill))
    files |= dict(_photos(waybill))
    files |= dict(_anchored(waybill))
    files |= inside(files)
    return Gathered(f"{waybill.number or waybill.public_id}.asice", files)


def stem(act: WaybillAct) -> str:
    """Return the beginning of the names of an act's files."""
    return f"acts/{act.seq:04d}-{act.action}"


def _about(waybill: Waybill, acts: list[WaybillAct]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "waybill": waybill.public_id,
        "number": waybill.number,
        "state": waybill.state,
        "made_at": now().isoformat(),
        "acts": [
            {
                "seq": act.seq,
                "file": f"{stem(act)}.json",
                "sha256": bytes(act.hash).hex(),
                "document": f"documents/v{act.document_version}.pdf" if act.document_version else None,
            }
            for act in acts
        ],
    }


def _acts(waybill: Waybill, acts: Iterable[WaybillAct]) -> Iterator[tuple[str, bytes]]:
    signed = evidence_of(waybill.id)
    for act in acts:
        yield f"{stem(act)}.json", record_of(act, waybill.public_id)
        for each in signed.get(act.id, ()):
            if each.kind == "person":
                yield f"{stem(act)}.statement.json", bytes(each.statement)
            yield f"{stem(act)}.{each.kind}.p7s", bytes(each.signature)


def _devices(waybill: Waybill, acts: dict[int, WaybillAct]) -> Iterator[tuple[str, bytes]]:
    """What the driver's telephone signed without network: raw ECDSA, with the key and the time stamp."""
    query = (
        select(Statement, DeviceKey)
        .join(DeviceKey, DeviceKey.id == Statement.device_id)
        .where(Statement.waybill_id == waybill.id, Statement.act_id.is_not(None))
    )
    for said, key in db.session().execute(query):
        name = stem(acts[said.act_id or 0])
        yield f"{name}.device.json", bytes(said.body)
        yield f"{name}.device.sig", bytes(said.signature)
        about = {
            "key": POINT,
            "point": bytes(key.public_key).hex(),
            "person": key.person,
            "registered_at": key.registered_at.isoformat(),
            "revoked_at": key.revoked_at.isoformat() if key.revoked_at else None,
        }
        yield f"{name}.device.key.json", canonical_json(about)
        if said.time_stamp:
            yield f"{name}.device.tst", bytes(said.time_stamp)


def _documents(waybill: Waybill) -> Iterator[tuple[str, bytes]]:
    token = waybill.document_token
    for version in documents.versions(token) if token else ():
        yield f"documents/v{version.n}.pdf", documents.pdf(token or "", version.n)


def _photos(waybill: Waybill) -> Iterator[tuple[str, bytes]]:
    """Photos as they are kept; the list says which digest the telephone had stated of each."""
    rows = list(db.session().scalars(select(Photo).where(Photo.waybill_id == waybill.id).order_by(Photo.id)))
    for row in rows:
        yield f"photos/{bytes(row.sha256).hex()}.jpg", attachments.content(row.copy)
    if rows:
        said = [{"stated": bytes(row.stated_sha256).hex(), "kept": bytes(row.sha256).hex()} for row in rows]
        yield "photos/photos.json", canonical_json(said)


def _anchored(waybill: Waybill) -> Iterator[tuple[str, bytes]]:
    """The newest anchor that names the chain, its seal, and the way from the chain's head to its root."""
    query = select(AnchoredHead).where(AnchoredHead.waybill_id == waybill.id).order_by(AnchoredHead.anchor.desc())
    head = db.session().scalar(query.limit(1))
    if head is None:
        return
    anchor = db.session().get_one(Anchor, head.anchor)
    steps = merkle.proof(leaves_of(anchor.number), head.place)
    proof = {
        "anchor": anchor.number,
        "waybill": waybill.public_id,
        "seq": head.seq,
        "hash": bytes(head.hash).hex(),
        "steps": [[side, sibling.hex()] for side, sibling in steps],
    }
    name = f"anchors/{anchor.number:06d}"
    yield f"{name}.json", bytes(anchor.statement)
    yield f"{name}.p7s", bytes(anchor.seal)
    yield f"{name}.proof.json", canonical_json(proof)


def leaves_of(number: int) -> list[bytes]:
    """Return the leaves of an anchor's tree, in their order."""
    query = (
        select(Waybill.id, Waybill.public_id, AnchoredHead.seq, AnchoredHead.hash)
        .join(Waybill, Waybill.id == AnchoredHead.waybill_id)
        .where(AnchoredHead.anchor == number)
        .order_by(AnchoredHead.place)
    )
    return [Head(*row[:3], bytes(row[3])).leaf for row in db.session().execute(query)]
