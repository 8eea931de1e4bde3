"""From the numbers in a waybill to what the portal knows of them: parties and driver."""

from typing import Any

from webapp.cabinets.api import Party, parties_by_number
from webapp.carriers import api as carriers
from webapp.core.crypto import blind_index
from webapp.waybills.access import Parts
from webapp.waybills.content import WaybillContent
from webapp.waybills.models import Waybill


def link(waybill: Waybill, content: WaybillContent) -> dict[str, Party | None]:
    """Set the columns that follow from `content` and return the known parties by role."""
    known = known_parties(content)
    driver = _driver(content, known["carrier"])
    waybill.driver_fin = driver.account_fin if driver else None
    waybill.driver_index = blind_index(driver.account_fin) if driver else None
    for role, found in known.items():
        setattr(waybill, f"{role}_party_id", found.id if found else None)
    waybill.drop_party_ids = _at_stops(content)
    waybill.vehicle_plate = content.vehicle.plate or None
    waybill.trailer_plates = [trailer.plate for trailer in content.trailers if trailer.plate]
    waybill.loading_at = content.loading.planned_at
    return known


def is_linked(waybill: Parts, content: WaybillContent, before: WaybillContent) -> bool:
    """Whether the columns that follow from `before`, the content until now, follow from `content` as well.

    Nobody need be looked up then. A party or driver that was not known is looked for again.
    """
    known = all(getattr(waybill, f"{role}_party_id") for role, entry in content.parties.items() if entry.number)
    known = known and not content.drops and not before.drops
    driven = bool(content.driver.ref) == (waybill.driver_index is not None)
    return known and driven and _linked_by(content) == _linked_by(before)


def known_parties(content: WaybillContent) -> dict[str, Party | None]:
    """Return the party of each role that the portal knows by its number, None for the others."""
    found = parties_by_number({entry.number for entry in content.parties.values() if entry.number})
    return {role: found.get(entry.number) for role, entry in content.parties.items()}


def unknown_numbers(content: WaybillContent, known: dict[str, Party | None]) -> list[str]:
    """Return the numbers whose names must still be asked from the register."""
    found = {entry.number for role, entry in content.parties.items() if entry.number and not known[role]}
    at_stops = zip(content.drops, _at_stops(content), strict=True)
    return sorted(
        found | {drop.consignee.number for drop, known_id in at_stops if drop.consignee.number and not known_id}
    )


def _at_stops(content: WaybillContent) -> list[int | None]:
    """Return the consignees of the further stops that the portal knows."""
    if not content.drops:
        return []
    found = parties_by_number({drop.consignee.number for drop in content.drops if drop.consignee.number})
    return [known.id if (known := found.get(drop.consignee.number)) else None for drop in content.drops]


def _driver(content: WaybillContent, carrier: Party | None) -> carriers.Driver | None:
    if not content.driver.ref or carrier is None:
        return None
    return carriers.driver(carrier.id, content.driver.ref)


def _linked_by(content: WaybillContent) -> tuple[Any, ...]:
    """Return all of the content that `link` looks at."""
    return (
        [entry.number for entry in content.parties.values()],
        content.driver.ref,
        content.vehicle.plate,
        [trailer.plate for trailer in content.trailers],
        content.loading.name,
        content.loading.planned_at,
        content.unloading.name,
        [row.nature for row in content.goods],
    )
