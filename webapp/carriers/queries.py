"""Reads: the fleet of one party."""

from sqlalchemy import select

from webapp.carriers.models import FleetDriver, FleetRefresh, FleetVehicle
from webapp.carriers.values import Driver, RefreshState, Vehicle
from webapp.core import db
from webapp.core.azerbaijani import sort_key


def vehicles_of_party(party_id: int) -> list[Vehicle]:
    """Return the vehicles of a party by plate, trailers last."""
    query = select(FleetVehicle).where(FleetVehicle.party_id == party_id, FleetVehicle.gone_at.is_(None))
    found = [_vehicle(row) for row in db.session().scalars(query)]
    return sorted(found, key=lambda vehicle: (vehicle.is_trailer, vehicle.plate))


def vehicle_by_plate(party_id: int, plate: str) -> Vehicle | None:
    """Return the vehicle of a party with this plate."""
    query = select(FleetVehicle).where(FleetVehicle.party_id == party_id, FleetVehicle.plate == plate)
    row = db.session().scalar(query.where(FleetVehicle.gone_at.is_(None)))
    return None if row is None else _vehicle(row)


def vehicle_by_public_id(party_id: int, public_id: str) -> Vehicle | None:
    """Return the vehicle of a party behind an address."""
    query = select(FleetVehicle).where(FleetVehicle.party_id == party_id, FleetVehicle.public_id == public_id)
    row = db.session().scalar(query.where(FleetVehicle.gone_at.is_(None)))
    return None if row is None else _vehicle(row)


def drivers_of_party(party_id: int) -> list[Driver]:
    """Return the drivers of a party in the order of the Azerbaijani alphabet."""
    query = select(FleetDriver).where(FleetDriver.party_id == party_id, FleetDriver.gone_at.is_(None))
    return sorted((_driver(row) for row in db.session().scalars(query)), key=lambda driver: sort_key(driver.name))


def driver_by_public_id(party_id: int, public_id: str) -> Driver | None:
    """Return the driver of a party behind an address."""
    query = select(FleetDriver).where(FleetDriver.party_id == party_id, FleetDriver.public_id == public_id)
    row = db.session().scalar(query.where(FleetDriver.gone_at.is_(None)))
    return None if row is None else _driver(row)


def last_refresh(party_id: int) -> RefreshState | None:
    """Return how the party's newest errand to the registers stands, None when there was none."""
    query = select(FleetRefresh).where(FleetRefresh.party_id == party_id).order_by(FleetRefresh.id.desc()).limit(1)
    row = db.session().scalar(query)
    return None if row is None else RefreshState(row.state, row.reason, row.asked_at, row.finished_at)


def _vehicle(row: FleetVehicle) -> Vehicle:
    return Vehicle(
        row.public_id,
        row.plate,
        row.vin,
        row.make,
        row.model,
        row.category,
        row.tare_kg,
        row.max_mass_kg,
        row.seats,
        row.year,
        row.colour,
        row.inspection_valid_to,
        row.insurance_valid_to,
        row.status,
        row.source,
        row.as_of,
    )


def _driver(row: FleetDriver) -> Driver:
    return Driver(
        row.public_id,
        row.name,
        row.position,
        row.licence_number,
        tuple(row.licence_categories),
        row.licence_valid_to,
        row.licence_status,
        row.source,
        row.as_of,
        row.licence_source,
        row.licence_as_of,
        row.fin,
    )
