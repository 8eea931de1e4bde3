"""The compulsory insurances of a fleet (charter 5.2.8): passengers of its buses and cars, drivers of its carrier.

The owner's liability comes with the vehicle from the road police. Asked a few vehicles at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select, update

from webapp.carriers.asking import drivers_insured, passengers_insured
from webapp.carriers.models import Carrier, FleetVehicle, VehicleHolding, VehiclePlate
from webapp.core import db
from webapp.core.clock import now

AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class Insured:
    """Last insured days: of the passengers by VIN, and of the drivers when `drivers_asked`."""

    passengers: tuple[tuple[str, date | None], ...]
    drivers: date | None
    drivers_asked: bool


def to_be_asked(party_id: int, after: str) -> Sequence[tuple[str, str]]:
    """Return VIN and plate of the next vehicles of the party that carry passengers."""
    query = (
        select(FleetVehicle.vin, VehiclePlate.plate)
        .join(VehiclePlate, VehiclePlate.vehicle_id == FleetVehicle.id)
        .where(VehiclePlate.valid_to.is_(None), FleetVehicle.vin > after, FleetVehicle.category.startswith("M"))
        .where(
            select(VehicleHolding.id)
            .where(VehicleHolding.vehicle_id == FleetVehicle.id, VehicleHolding.party_id == party_id)
            .where(VehicleHolding.gone_at.is_(None))
            .exists()
        )
    )
    rows = db.session().execute(query.order_by(FleetVehicle.vin).limit(AT_ONCE))
    return [(vin, plate) for vin, plate in rows]


def ask(vehicles: Sequence[tuple[str, str]], voen: str, *, first: bool, asked_by: str) -> Insured:
    """Ask the bureau, outside any transaction; about the drivers only with the first vehicles.

    Raises the exchange's errors when it does not answer.
    """
    passengers = tuple((vin, passengers_insured(plate, asked_by=asked_by)) for vin, plate in vehicles)
    return Insured(passengers, drivers_insured(voen, asked_by=asked_by) if first else None, first)


def keep(party_id: int, found: Insured) -> None:
    """Write the last insured days."""
    moment = now()
    for vin, day in found.passengers:
        row = update(FleetVehicle).where(FleetVehicle.vin == vin)
        db.session().execute(row.values(passengers_valid_to=day, insured_as_of=moment))
    if found.drivers_asked:
        row = update(Carrier).where(Carrier.party_id == party_id)
        db.session().execute(row.values(occupational_valid_to=found.drivers))
