"""Before the consignor signs, what the registers say of parties, vehicle and driver is written into the content."""

from dataclasses import replace
from typing import Any, Final

from webapp.cabinets.api import party_by_number
from webapp.carriers import api as carriers
from webapp.waybills.content import DriverEntry, PartyEntry, VehicleEntry, WaybillContent
from webapp.waybills.content_json import to_json
from webapp.waybills.models import Waybill

PARTIES: Final = ("consignee", "carrier")


def frozen(content: WaybillContent, waybill: Waybill) -> WaybillContent:
    """Return `content` with names, addresses, masses and the licence number as they are known now."""
    named = replace(
        content,
        consignor=_party(content.consignor),
        carrier=_party(content.carrier),
        consignee=_party(content.consignee),
        drops=tuple(replace(drop, consignee=_party(drop.consignee)) for drop in content.drops),
    )
    return frozen_transport(named, waybill.carrier_party_id)


def frozen_transport(content: WaybillContent, carrier_id: int | None) -> WaybillContent:
    """Return `content` with what the registers know now of the carrier's vehicle, trailers and driver in it."""
    return replace(
        content,
        vehicle=_vehicle(carrier_id, content.vehicle),
        trailers=tuple(_vehicle(carrier_id, trailer) for trailer in content.trailers),
        driver=_driver(carrier_id, content.driver),
    )


def named(change: dict[str, Any]) -> dict[str, Any]:
    """Return a change (see `changing.py`) with names and addresses of the parties that it brings in."""
    found = {name: to_json(_party(PartyEntry(**value))) for name, value in change.items() if name in PARTIES}
    stops = {
        place: {**one, **({"consignee": to_json(_party(PartyEntry(**one["consignee"])))} if "consignee" in one else {})}
        for place, one in change.get("drops", {}).items()
    }
    return {**change, **found, **({"drops": stops} if stops else {})}


def _party(entry: PartyEntry) -> PartyEntry:
    known = party_by_number(entry.number)
    return PartyEntry(number=entry.number, name=known.name, address=known.address or "") if known else entry


def _vehicle(carrier_id: int | None, entry: VehicleEntry) -> VehicleEntry:
    known = carriers.vehicle(carrier_id, entry.plate) if carrier_id else None
    if known is None:
        return entry
    return VehicleEntry(
        plate=known.plate,
        description=known.description,
        category=known.category,
        tare_kg=known.tare_kg,
        max_mass_kg=known.max_mass_kg,
        as_of=known.as_of.date(),
    )


def _driver(carrier_id: int | None, entry: DriverEntry) -> DriverEntry:
    known = carriers.driver(carrier_id, entry.ref) if carrier_id and entry.ref else None
    return DriverEntry(ref=entry.ref, name=known.name, licence_number=known.licence_number or "") if known else entry
