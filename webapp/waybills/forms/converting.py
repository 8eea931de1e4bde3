"""From the editor's form to a waybill's content and back."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from webapp.core.plain_json import reader, to_json
from webapp.waybills.content import (
    DangerousGoods,
    DriverEntry,
    Drop,
    GoodsRow,
    PartyEntry,
    Place,
    VehicleEntry,
    WaybillContent,
)
from webapp.waybills.forms.fields import lines_of
from webapp.waybills.packages import PACKAGES

BESIDE = ("temperature", "refrigerated", "vehicle_approval", "containers", "distance_km")  # typed on pages of their own
ADR = reader(DangerousGoods)
MOST_ADR = 2_000
GOODS = ("marks", "packages", "package_type", "nature", "hs_code", "gross_kg", "net_kg", "volume_m3")


def content_of(typed: Mapping[str, Any], current: WaybillContent, fixed: frozenset[str]) -> WaybillContent:
    """Return what the editor's form holds (`typed`: its `data`).

    Parties in the roles `fixed` stay who they are; so does a driver chosen by the carrier.
    """
    numbers = {role: typed[f"{role}_number"] or "" for role in current.parties}
    numbers |= {role: current.parties[role].number for role in fixed}
    drops, places = _drops(typed["drops"])
    return WaybillContent(
        consignor=PartyEntry(number=numbers["consignor"]),
        carrier=PartyEntry(number=numbers["carrier"]),
        consignee=PartyEntry(number=numbers["consignee"]),
        drops=drops,
        goods=tuple(row for one in typed["goods"] if not (row := _row(one, places)).is_empty),
        total_gross_kg=typed["total_gross_kg"],
        documents=lines_of(typed["documents"]),
        loading=_place(typed, "loading"),
        unloading=_place(typed, "unloading"),
        vehicle=VehicleEntry(plate=typed["vehicle"] or ""),
        trailers=tuple(VehicleEntry(plate=typed[name]) for name in ("trailer1", "trailer2") if typed[name]),
        driver=_driver(typed, current, numbers["carrier"]),
        seals=lines_of(typed["seals"]),
        instructions=typed["instructions"] or "",
        remarks=typed["remarks"] or "",
        internal=bool(typed["internal"]),
        **{name: getattr(current, name) for name in BESIDE},
    )


def form_data(content: WaybillContent, *, blank_rows: int, blank_drops: int = 0) -> dict[str, Any]:
    """Return the form's values for `content`, with empty lines of goods and empty stops to type into."""
    trailers = [trailer.plate for trailer in content.trailers] + ["", ""]
    rows = [
        {name: getattr(row, name) for name in GOODS} | {"drop": str(row.drop), "adr": _carried(row)}
        for row in content.goods
    ]
    return {
        **{f"{role}_number": party.number for role, party in content.parties.items()},
        "internal": content.internal,
        "goods": rows + [{"package_type": ""} for _ in range(blank_rows)],
        "drops": [_drop_data(drop) for drop in content.drops] + [{} for _ in range(blank_drops)],
        "total_gross_kg": content.total_gross_kg,
        **_place_data("loading", content.loading),
        **_place_data("unloading", content.unloading),
        "vehicle": content.vehicle.plate,
        "trailer1": trailers[0],
        "trailer2": trailers[1],
        "driver": content.driver.ref,
        "documents": "\n".join(content.documents),
        "seals": "\n".join(content.seals),
        "instructions": content.instructions,
        "remarks": content.remarks,
    }


def _drops(typed: Sequence[Mapping[str, Any]]) -> tuple[tuple[Drop, ...], dict[str, int]]:
    """Return the further stops that hold something, and at which place each typed one stands now."""
    found: list[Drop] = []
    places = {"0": 0}
    for number, one in enumerate(typed, start=1):
        place = Place(name=one["name"] or "", address=one["address"] or "", planned_at=one["at"])
        drop = Drop(consignee=PartyEntry(number=one["number"] or ""), unloading=place)
        if drop != Drop():
            found.append(drop)
            places[str(number)] = len(found)
    return tuple(found), places


def _drop_data(drop: Drop) -> dict[str, Any]:
    place = drop.unloading
    return {
        "number": drop.consignee.number,
        "name": place.name,
        "address": place.address,
        "at": place.planned_at,
    }


def _row(typed: Mapping[str, Any], stops: Mapping[str, int]) -> GoodsRow:
    values = {name: typed[name] for name in GOODS}
    texts = {name: values[name] or "" for name in ("marks", "nature", "hs_code")}
    known = values["package_type"] if values["package_type"] in PACKAGES else ""
    return GoodsRow(
        **{
            **values,
            **texts,
            "package_type": known,
            "drop": stops.get(typed["drop"] or "0", 0),
            "adr": _adr(typed["adr"]),
        }
    )


def _carried(row: GoodsRow) -> str:
    """Return the ADR set of a line as its hidden field carries it."""
    return json.dumps(to_json(row.adr), ensure_ascii=False) if row.adr else ""


def _adr(carried: str | None) -> DangerousGoods | None:
    """Return the ADR set that came with a line; None for what this page did not send."""
    if not carried or len(carried) > MOST_ADR:
        return None
    try:
        made = ADR(json.loads(carried))
        whole = all(isinstance(getattr(made, name), str) for name in ("un_number", "proper_name", "hazard_class"))
        return made if whole and isinstance(made.limited, bool) else None
    except (ValueError, TypeError, AttributeError, ArithmeticError):
        return None


def _place(typed: Mapping[str, Any], end: str) -> Place:
    return Place(
        name=typed[f"{end}_name"] or "",
        address=typed[f"{end}_address"] or "",
        planned_at=typed[f"{end}_at"],
    )


def _place_data(end: str, place: Place) -> dict[str, Any]:
    return {f"{end}_name": place.name, f"{end}_address": place.address, f"{end}_at": place.planned_at}


def _driver(typed: Mapping[str, Any], current: WaybillContent, carrier: str) -> DriverEntry:
    if "driver" in typed:  # the carrier's form
        return DriverEntry(ref=typed["driver"] or "")
    return DriverEntry(ref=current.driver.ref) if carrier == current.carrier.number else DriverEntry()
