"""The waybill as JSON with the names of UN/CEFACT's vocabulary (consignment, eCMR), `https://vocabulary.uncefact.org/`."""

import json
from typing import Any, Final

from webapp.waybills.content import WaybillContent
from webapp.waybills.content_json import to_json
from webapp.waybills.evidence.formats.mapping import Cell, Mapping, Rows
from webapp.waybills.evidence.formats.rest import completed, rest_of

VOCABULARY: Final = "https://vocabulary.uncefact.org/"
CAP: Final = 2 * 1024 * 1024
REST: Final = "kabinet:rest"


def _party(ours: str, theirs: str) -> tuple[Cell, ...]:
    begin, there = (f"{ours}." if ours else ""), (f"{theirs}." if theirs else "")
    return (
        Cell(f"{begin}name", f"{there}name"),
        Cell(f"{begin}address", f"{there}postalAddress.lineOne"),
        Cell(f"{begin}number", f"{there}specifiedTaxRegistration.identifier"),
    )


def _place(ours: str, theirs: str) -> tuple[Cell, ...]:
    return (Cell(f"{ours}.name", f"{theirs}.name"), Cell(f"{ours}.address", f"{theirs}.postalAddress.lineOne"))


def _kilograms(value: Any) -> dict[str, str]:
    return {"value": str(value), "unitCode": "KGM"}


def _cubic_metres(value: Any) -> dict[str, str]:
    return {"value": str(value), "unitCode": "MTQ"}


def _measure(value: Any) -> str:
    return str(value["value"])


MAPPING: Final = Mapping(
    cells=(
        *_party("consignor", "consignorParty"),
        *_party("carrier", "carrierParty"),
        *_party("consignee", "consigneeParty"),
        *_place("loading", "carrierAcceptanceLocation"),
        *_place("unloading", "consigneeReceiptLocation"),
        Cell("loading.planned_at", "carrierAcceptanceDateTime"),
        Cell("unloading.planned_at", "deliveryTransportEvent.scheduledOccurrenceDateTime"),
        Cell("total_gross_kg", "grossWeightMeasure", _kilograms, _measure),
        Cell("instructions", "consignorProvidedInformationText"),
        Cell("remarks", "information"),
        Cell("vehicle.plate", "mainCarriageTransportMovement.usedTransportMeans.identifier"),
        Cell("driver.name", "mainCarriageTransportMovement.masterResponsiblePerson.name"),
        Cell("driver.licence_number", "mainCarriageTransportMovement.masterResponsiblePerson.identifier"),
    ),
    rows=(
        Rows("documents", "associatedDocument", (Cell("", "identifier"),)),
        Rows("earlier_carriers", "connectingCarrierParty", _party("party", "")),
        Rows(
            "goods",
            "includedConsignmentItem",
            (
                Cell("nature", "natureIdentificationCargo.identification"),
                Cell("hs_code", "natureIdentificationCargo.typeCode"),
                Cell("marks", "transportPackage.shippingMarks.marking"),
                Cell("packages", "transportPackage.itemQuantity"),
                Cell("package_type", "transportPackage.typeCode"),
                Cell("gross_kg", "grossWeightMeasure", _kilograms, _measure),
                Cell("net_kg", "netWeightMeasure", _kilograms, _measure),
                Cell("volume_m3", "grossVolumeMeasure", _cubic_metres, _measure),
                Cell("adr.un_number", "applicableTransportDangerousGoods.uNDGIdentifier"),
                Cell("adr.proper_name", "applicableTransportDangerousGoods.properShippingName"),
                Cell("adr.hazard_class", "applicableTransportDangerousGoods.hazardClassificationIdentifier"),
                Cell("adr.packing_group", "applicableTransportDangerousGoods.packagingDangerLevelCode"),
                Cell("adr.tunnel_code", "applicableTransportDangerousGoods.tunnelRestrictionCode"),
            ),
        ),
        Rows("trailers", "utilizedTransportEquipment", (Cell("plate", "identifier"),)),
        Rows("seals", "affixedSeal", (Cell("", "identifier"),)),
    ),
)


def written(content: WaybillContent, number: str | None) -> bytes:
    """Return the waybill; what the vocabulary has no place for stands beside, under a name of ours."""
    document = MAPPING.written(to_json(content))
    rest = rest_of(content, MAPPING.seen(document))
    whole: dict[str, Any] = {"@context": {"@vocab": VOCABULARY}, "@type": "Consignment", **document}
    if number:
        whole["transportContractDocument"] = {"identifier": number, "typeCode": "730"}
    if rest:
        whole[REST] = [list(pair) for pair in rest]
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def read(raw: bytes) -> WaybillContent:
    """Return the content of such a JSON. Raises ValueError and its like for anything else."""
    if len(raw) > CAP:
        raise ValueError("too large")
    document = json.loads(raw)
    if not isinstance(document, dict) or document.get("@type") != "Consignment":
        raise ValueError("no consignment")
    rest = [(str(path), value) for path, value in document.get(REST, [])]
    return completed(MAPPING.seen(document), rest)
