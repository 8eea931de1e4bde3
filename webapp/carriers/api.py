"""What other rooms ask of carriers. All reads need an open transaction."""

from webapp.carriers.jobs import start_refresh
from webapp.carriers.permissions import FLEET_REFRESH, FLEET_VIEW
from webapp.carriers.queries import (
    driver_by_public_id,
    drivers_of_party,
    last_refresh,
    vehicle_by_plate,
    vehicles_of_party,
)
from webapp.carriers.values import Driver, RefreshState, Vehicle

__all__ = [
    "FLEET_REFRESH",
    "FLEET_VIEW",
    "Driver",
    "RefreshState",
    "Vehicle",
    "driver",
    "drivers",
    "fleet",
    "last_refresh",
    "refresh",
    "vehicle",
]


def fleet(party_id: int) -> list[Vehicle]:
    """Return the party's vehicles by plate, trailers last."""
    return vehicles_of_party(party_id)


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
