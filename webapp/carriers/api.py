"""What other rooms ask of carriers. All reads need an open transaction."""

from datetime import date

from webapp.carriers.cards import FleetTerms, PlateCards, PublicCard
from webapp.carriers.entries import carrier_of_party
from webapp.carriers.jobs import start_refresh
from webapp.carriers.papers import certificates_of, fleet_size_of
from webapp.carriers.permissions import FLEET_REFRESH, FLEET_VIEW
from webapp.carriers.queries import (
    assignments_of_party,
    driver_by_public_id,
    drivers_of_party,
    held_by_party,
    held_by_plate,
    last_refresh,
    licences_of_party,
    plates_of_vin,
    vehicle_by_plate,
    vehicle_of_vin,
    vehicles_of_party,
)
from webapp.carriers.rules import Activity, CarrierStanding, Right
from webapp.carriers.values import (
    Assignment,
    Carrier,
    Driver,
    DriverLicence,
    Held,
    PlatePeriod,
    RefreshState,
    Vehicle,
)

__all__ = [
    "FLEET_REFRESH",
    "FLEET_VIEW",
    "Activity",
    "Assignment",
    "Carrier",
    "CarrierStanding",
    "Driver",
    "DriverLicence",
    "FleetTerms",
    "Held",
    "PlateCards",
    "PlatePeriod",
    "PublicCard",
    "RefreshState",
    "Right",
    "Vehicle",
    "assignments",
    "carrier_of",
    "driver",
    "driver_licences",
    "drivers",
    "fleet",
    "fleet_size",
    "held",
    "last_refresh",
    "plates_of",
    "refresh",
    "trainings_of",
    "vehicle",
    "vehicle_by_vin",
    "vehicles_held",
]


def carrier_of(party_id: int) -> Carrier | None:
    """Return the party's entry in the register of carriers with its standing today, None when it has none."""
    return carrier_of_party(party_id)


def vehicle_by_vin(vin: str) -> Vehicle | None:
    """Return the vehicle with this VIN and the plate that it bears now, None when no register told of it."""
    return vehicle_of_vin(vin)


def vehicles_held(party_id: int, on: date) -> list[Held]:
    """Return what the party may dispose of on that day, each vehicle once by its strongest right; trailers last."""
    return held_by_party(party_id, on)


def held(party_id: int, plate: str) -> Held | None:
    """Return by what right and until when the party has the vehicle with this plate today, None when it has not."""
    return held_by_plate(party_id, plate)


def driver_licences(party_id: int) -> list[DriverLicence]:
    """Return the licences of those who drive for the party by a contract of employment, by name."""
    return licences_of_party(party_id)


def plates_of(vin: str) -> list[PlatePeriod]:
    """Return the plates that the vehicle bore, the newest first."""
    return plates_of_vin(vin)


def assignments(party_id: int) -> list[Assignment]:
    """Return who may drive what, as the carrier has arranged it."""
    return assignments_of_party(party_id)


def fleet(party_id: int) -> list[Vehicle]:
    """Return the vehicles that the party may dispose of today, by plate, trailers last.

    A lease, a right of use or a power of attorney ends with its last day, and with it the choice of the vehicle.
    """
    return vehicles_of_party(party_id)


def fleet_size(party_id: int) -> int | None:
    """Return how many vehicles the registers know of the party, None while they were never asked."""
    return fleet_size_of(party_id)


def vehicle(party_id: int, plate: str) -> Vehicle | None:
    """Return the party's vehicle with this plate (10-AA-123), None when it has none."""
    return vehicle_by_plate(party_id, plate)


def drivers(party_id: int) -> list[Driver]:
    """Return the party's drivers by name."""
    return drivers_of_party(party_id)


def driver(party_id: int, public_id: str) -> Driver | None:
    """Return the party's driver with this public id, None when it has none."""
    return driver_by_public_id(party_id, public_id)


def refresh(party_id: int, account_id: int) -> bool:
    """Have the registers asked in the name of the account; False while an earlier errand is open."""
    return start_refresh(party_id, account_id)


def trainings_of(fin: str) -> dict[str, date]:
    """Return the last day of each kind of special training of which the person has a certificate in force."""
    held = [one for one in certificates_of(fin) if one.state == "active"]
    return {one.training: one.valid_to for one in sorted(held, key=lambda one: one.valid_to)}
