"""Gathers what the checks look at: the registers' facts of vehicle and drivers, other sheets, earlier readings."""

from webapp.carriers import api as carriers
from webapp.core.clock import now
from webapp.trip_sheets.checks import DriverFacts, Situation, VehicleFacts
from webapp.trip_sheets.content import Content
from webapp.trip_sheets.models import Sheet
from webapp.trip_sheets.queries import content_of, last_closed, open_with_driver, open_with_plate


def situation_of(sheet: Sheet) -> Situation:
    """Return the sheet with everything that is known of it now."""
    content = content_of(sheet.content)
    last, number = last_closed(content.plate, sheet.id) if content.plate else (None, "")
    return Situation(
        content=content,
        now=now(),
        vehicle=_vehicle(sheet.carrier_party_id, content.plate),
        drivers=tuple(_drivers(sheet, content)),
        busy_with=open_with_plate(content.plate, sheet.id) if content.plate else "",
        last_odometer=last,
        last_number=number,
    )


def _vehicle(party_id: int, plate: str) -> VehicleFacts | None:
    found = carriers.vehicle(party_id, plate) if plate else None
    if found is None:
        return None
    return VehicleFacts(
        category=found.category,
        max_mass_kg=found.max_mass_kg,
        status=found.status,
        inspection_valid_to=found.inspection_valid_to,
        insurance_valid_to=found.insurance_valid_to,
    )


def _drivers(sheet: Sheet, content: Content) -> list[DriverFacts]:
    known = {one.public_id: one for one in carriers.drivers(sheet.carrier_party_id)}
    return [
        DriverFacts(
            name=found.name,
            categories=frozenset(found.licence_categories),
            valid_to=found.licence_valid_to,
            status=found.licence_status,
            busy_with=open_with_driver(found.account_fin, sheet.id),
        )
        for one in content.drivers
        if (found := known.get(one.ref))
    ]
