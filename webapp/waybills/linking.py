"""From the numbers in a waybill to what the portal knows of them: parties, driver, words for search."""

from typing import Any

from sqlalchemy import func

from webapp.cabinets.api import Party, parties_by_number
from webapp.carriers import api as carriers
from webapp.core.azerbaijani import fold
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
    waybill.vehicle_plate = content.vehicle.plate or None
    waybill.trailer_plates = [trailer.plate for trailer in content.trailers if trailer.plate]
    waybill.loading_at = content.loading.planned_at
    waybill.search = search_vector(content, waybill.number, known)
    return known


def is_linked(waybill: Parts, content: WaybillContent, before: WaybillContent) -> bool:
    """Whether the columns that follow from `before`, the content until now, follow from `content` as well.

    Nobody need be looked up then. A party or driver that was not known is looked for again.
    """
    known = all(getattr(waybill, f"{role}_party_id") for role, entry in content.parties.items() if entry.number)
    driven = bool(content.driver.ref) == (waybill.driver_index is not None)
    return known and driven and _linked_by(content) == _linked_by(before)


def known_parties(content: WaybillContent) -> dict[str, Party | None]:
    """Return the party of each role that the portal knows by its number, None for the others."""
    found = parties_by_number({entry.number for entry in content.parties.values() if entry.number})
    return {role: found.get(entry.number) for role, entry in content.parties.items()}


def unknown_numbers(content: WaybillContent, known: dict[str, Party | None]) -> list[str]:
    """Return the numbers whose names must still be asked from the register."""
    return sorted({entry.number for role, entry in content.parties.items() if entry.number and not known[role]})


def search_vector(content: WaybillContent, number: str | None, known: dict[str, Party | None]) -> Any:
    """Return the folded words under which the waybill is found: number, plates, parties, places, goods."""
    words = [number or "", (number or "").replace("-", "")]
    for plate in content.plates:
        words += [plate, plate.replace("-", "")]
    for role, entry in content.parties.items():
        party = known.get(role)
        words += [entry.number, party.name if party else entry.name]
    words += [content.loading.name, content.unloading.name, *(row.nature for row in content.goods)]
    return func.to_tsvector("simple", plain_words(" ".join(words)))


def plain_words(text: str) -> str:
    """Return folded letters and digits with single spaces; everything else, hyphens too, parts words."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


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
