"""What registers would say in the sandbox: that all is well. Nobody is asked."""

from datetime import timedelta
from typing import Any, Final

from webapp.core.clock import now, today
from webapp.waybills.content import WaybillContent
from webapp.waybills.validation.parties import is_voen
from webapp.waybills.validation.situation import DriverFacts, Situation, VehicleFacts

CATEGORIES: Final = ("B", "C", "CE")
DRIVER: Final[dict[str, Any]] = {
    "ref": "SANDBOX-DRIVER",
    "name": "Sınaq Sürücüsü",
    "licence_categories": list(CATEGORIES),
    "licence_valid_to": None,
}
VEHICLE: Final[dict[str, Any]] = {
    "plate": "99-XX-999",
    "description": "Sınaq yük avtomobili",
    "category": "N3",
    "tare_kg": 9_000,
    "max_mass_kg": 26_000,
    "inspection_valid_to": None,
    "insurance_valid_to": None,
}
SIGNER: Final = {"id": "sandbox-signer", "name": "Sınaq İmzalayanı"}
VALID_FOR: Final = timedelta(days=365)


def facts_of(content: WaybillContent) -> Situation:
    """Return the waybill as it would be judged if every VÖEN that can exist were known and every paper in order."""
    later = today() + VALID_FOR
    lorry = VehicleFacts(
        plate=content.vehicle.plate,
        category="N3",
        tare_kg=9_000,
        max_mass_kg=26_000,
        inspection_valid_to=later,
        insurance_valid_to=later,
    )
    trailers = tuple(
        VehicleFacts(
            plate=one.plate,
            category="O4",
            tare_kg=7_000,
            max_mass_kg=36_000,
            inspection_valid_to=later,
            insurance_valid_to=later,
        )
        for one in content.trailers
        if one.plate
    )
    return Situation(
        content=content,
        now=now(),
        vehicle=lorry if content.vehicle.plate else None,
        trailers=trailers,
        driver=DriverFacts(categories=frozenset(CATEGORIES), valid_to=later, status="valid")
        if content.driver.ref
        else None,
        known_names=frozenset(role for role, entry in content.parties.items() if is_voen(entry.number)),
    )
