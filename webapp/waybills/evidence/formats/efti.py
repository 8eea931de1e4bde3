"""The eFTI common data set as XML (Delegated Regulation (EU) 2024/2024), for road carriage.

Names and their order are those of the public schema `consignment-common.xsd`, namespace below: in every element the members
stand in the order of their names. What the data set has no place for stands in an associated document of ours, as the
binary object that the schema provides for.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from lxml import etree

from webapp.core.jcs import canonical_json
from webapp.core.plain_xml import plain_xml
from webapp.waybills.content import WaybillContent
from webapp.waybills.content_json import to_json
from webapp.waybills.evidence.formats.mapping import Cell, Mapping, Rows, Tree, get
from webapp.waybills.evidence.formats.rest import completed, rest_of

NAMESPACE: Final = "http://efti.eu/v1/consignment/common"
CAP: Final = 2 * 1024 * 1024
MINUTE: Final = "%Y%m%d%H%M%z"
ROAD: Final = "3"
ROAD_CONSIGNMENT_NOTE: Final = "730"
TRAILER: Final = "TE"
RELATED_DOCUMENT: Final = "916"
OURS: Final = "kabinet-rest"
AGENCY: Final = "AYNA"
ATTRIBUTES: Final = {
    "carrierAcceptanceDateTime": {"formatId": "205"},
    "scheduledOccurrenceDateTime": {"formatId": "205"},
    "grossWeight": {"unitId": "KGM"},
    "grossVolume": {"unitId": "MTQ"},
}
NOT_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LISTS: Final = frozenset(
    {
        "associatedDocument",
        "connectingCarrier",
        "identificationText",
        "includedConsignmentItem",
        "transportPackage",
        "usedTransportEquipment",
        "affixedSeal",
    }
)


def _minute(iso: str) -> str:
    return datetime.fromisoformat(iso).astimezone(UTC).strftime(MINUTE)


def _instant(written: str) -> str:
    return datetime.strptime(written, MINUTE).astimezone(UTC).isoformat()


def _party(ours: str, theirs: str) -> tuple[Cell, ...]:
    begin, there = (f"{ours}." if ours else ""), (f"{theirs}." if theirs else "")
    return (
        Cell(f"{begin}name", f"{there}name"),
        Cell(f"{begin}address", f"{there}postalAddress.streetName"),
        Cell(f"{begin}number", f"{there}taxRegistration.id"),
    )


def _place(ours: str, theirs: str) -> tuple[Cell, ...]:
    return (Cell(f"{ours}.name", f"{theirs}.name"), Cell(f"{ours}.address", f"{theirs}.postalAddress.streetName"))


DANGEROUS: Final = "transportDangerousGoods."
MAPPING: Final = Mapping(
    cells=(
        *_party("consignor", "consignor"),
        *_party("carrier", "carrier"),
        *_party("consignee", "consignee"),
        *_place("loading", "carrierAcceptanceLocation"),
        *_place("unloading", "consigneeReceiptLocation"),
        Cell("loading.planned_at", "carrierAcceptanceDateTime", _minute, _instant),
        Cell("unloading.planned_at", "deliveryEvent.scheduledOccurrenceDateTime", _minute, _instant),
        Cell("total_gross_kg", "grossWeight"),
        Cell("instructions", "consignorProvidedInformationText"),
        Cell("remarks", "information"),
        Cell("vehicle.plate", "mainCarriageTransportMovement.usedTransportMeans.id"),
        Cell("driver.name", "mainCarriageTransportMovement.masterResponsiblePerson.name"),
    ),
    rows=(
        Rows("documents", "associatedDocument", (Cell("", "id"),)),
        Rows("earlier_carriers", "connectingCarrier", _party("party", "")),
        Rows(
            "goods",
            "includedConsignmentItem",
            (
                Cell("volume_m3", "grossVolume"),
                Cell("adr.hazard_class", f"{DANGEROUS}hazardClassificationID"),
                Cell("adr.packing_group", f"{DANGEROUS}packagingDangerLevelCode"),
                Cell("adr.proper_name", f"{DANGEROUS}properShippingName"),
                Cell("adr.tunnel_code", f"{DANGEROUS}tunnelRestrictionCode"),
                Cell("adr.un_number", f"{DANGEROUS}uNDGID"),
            ),
        ),
        Rows(
            "goods",
            "transportPackage",
            (
                Cell("packages", "itemQuantity", str, int),
                Cell("marks", "shippingMarks.markingText"),
                Cell("package_type", "typeCode"),
            ),
        ),
        Rows("goods", "natureIdentificationCargo.identificationText", (Cell("nature", ""),)),
        Rows("trailers", "usedTransportEquipment", (Cell("plate", "id"),)),
    ),
)


def written(content: WaybillContent, number: str | None) -> bytes:
    """Return the data set of a waybill. What it has no place for stands in it as an associated document of ours."""
    document = _writable(MAPPING.written(to_json(content)))
    rest = rest_of(content, MAPPING.seen(document))
    _describe(document, content, number)
    if rest:
        object_ = b64encode(canonical_json([list(pair) for pair in rest])).decode()
        ours = {"attachedBinaryObject": object_, "id": OURS, "typeCode": RELATED_DOCUMENT}
        document.setdefault("associatedDocument", []).append(ours)
    root = etree.Element(f"{{{NAMESPACE}}}consignment", nsmap={None: NAMESPACE})  # type: ignore[dict-item] # the default namespace has no prefix
    _write(root, document)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def read(raw: bytes) -> WaybillContent:
    """Return the content of a data set, ours or another platform's. Raises ValueError and its like for anything else."""
    root = plain_xml(raw, cap=CAP)
    if root.tag != f"{{{NAMESPACE}}}consignment":
        raise ValueError("another data set")
    document = _read(root)
    papers = document.get("associatedDocument", [])
    rest = [pair for paper in papers if get(paper, "id") == OURS for pair in _pairs(paper)]
    document["associatedDocument"] = [paper for paper in papers if get(paper, "id") != OURS]
    return completed(MAPPING.seen(document), rest)


def _writable(value: Any) -> Any:
    """Return the tree without texts that XML cannot carry; they travel in the rest."""
    if isinstance(value, dict):
        return {name: _writable(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_writable(inner) for inner in value]
    return "" if isinstance(value, str) and NOT_XML.search(value) else value


def _describe(document: Tree, content: WaybillContent, number: str | None) -> None:
    """Say what follows from the content: it is told to others and not read back."""
    if number:
        document["transportContractDocument"] = {"id": number, "typeCode": ROAD_CONSIGNMENT_NOTE}
    document["numberOfPackages"] = str(sum(row.packages or 0 for row in content.goods))
    movement = document.setdefault("mainCarriageTransportMovement", {})
    dangerous = any(getattr(row, "adr", None) for row in content.goods)
    movement |= {"modeCode": ROAD, "dangerousGoodsIndicator": "true" if dangerous else "false"}
    for place, equipment in enumerate(document.get("usedTransportEquipment", []), start=1):
        equipment |= {"categoryCode": TRAILER, "sequenceNumber": str(place)}
    seals = _writable([{"id": seal} for seal in content.seals])
    if seals and document.get("usedTransportEquipment"):
        document["usedTransportEquipment"][0]["affixedSeal"] = seals


def _write(parent: etree._Element, document: Tree) -> None:
    for name in sorted(document):
        values = document[name] if isinstance(document[name], list) else [document[name]]
        for value in values:
            made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", ATTRIBUTES.get(name, {}))
            if isinstance(value, dict):
                _write(made, value)
            else:
                made.text = str(value)
            if name == "id" and value == OURS:
                made.set("schemeAgencyId", AGENCY)


def _read(element: etree._Element) -> Tree:
    document: Tree = {}
    for name, value in _members(element):
        if name in LISTS:
            document.setdefault(name, []).append(value)
        else:
            document.setdefault(name, value)  # of what we take one of, the first
    return document


def _members(element: etree._Element) -> Iterator[tuple[str, Any]]:
    for each in element:
        name = etree.QName(each)
        if name.namespace == NAMESPACE:
            yield name.localname, _read(each) if len(each) else (each.text or "")


def _pairs(paper: Tree) -> list[tuple[str, Any]]:
    pairs = json.loads(b64decode(paper["attachedBinaryObject"], validate=True))
    return [(str(path), value) for path, value in pairs]
