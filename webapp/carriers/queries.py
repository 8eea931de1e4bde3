"""Reads: the fleet of one party, vehicles by VIN and plate, who may drive what."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, or_, select

from webapp.carriers.models import (
    FleetAssignment,
    FleetDriver,
    FleetRefresh,
    FleetVehicle,
    VehicleHolding,
    VehiclePlate,
)
from webapp.carriers.rules import Right
from webapp.carriers.values import Assignment, Driver, DriverLicence, Held, PlatePeriod, RefreshState, Vehicle
from webapp.core import db
from webapp.core.azerbaijani import sort_key
from webapp.core.clock import today

STRENGTH: Final = list(Right)


def held_by_party(party_id: int, day: date | None = None) -> list[Held]:
    """Return what a party has on a day (today), each vehicle once by its strongest right; by plate, trailers last."""
    return _strongest(_held(VehicleHolding.party_id == party_id, day or today()))


def held_by_plate(party_id: int, plate: str, day: date | None = None) -> Held | None:
    """Return what a party has under this plate, None when it has none on that day."""
    found = _strongest(_held(VehicleHolding.party_id == party_id, day or today()).where(VehiclePlate.plate == plate))
    return found[0] if found else None


def held_by_public_id(party_id: int, public_id: str) -> Held | None:
    """Return what a party has today behind an address."""
    mine = VehicleHolding.party_id == party_id
    found = _strongest(_held(mine, today()).where(FleetVehicle.public_id == public_id))
    return found[0] if found else None


def vehicles_of_party(party_id: int) -> list[Vehicle]:
    """Return the vehicles that a party may dispose of today, by plate, trailers last."""
    return [one.vehicle for one in held_by_party(party_id)]


def vehicle_by_plate(party_id: int, plate: str) -> Vehicle | None:
    """Return the vehicle of a party with this plate."""
    found = held_by_plate(party_id, plate)
    return found.vehicle if found else None


def vehicle_by_public_id(party_id: int, public_id: str) -> Vehicle | None:
    """Return the vehicle of a party behind an address."""
    found = held_by_public_id(party_id, public_id)
    return found.vehicle if found else None


def vehicle_of_vin(vin: str) -> Vehicle | None:
    """Return the vehicle with this VIN, whoever has it."""
    row = db.session().execute(_borne().where(FleetVehicle.vin == vin)).one_or_none()
    return None if row is None else _vehicle(row[0], row[1])


def plates_of_vin(vin: str) -> list[PlatePeriod]:
    """Return the plates that the vehicle with this VIN bore, the newest first."""
    query = (
        select(VehiclePlate)
        .join(FleetVehicle, FleetVehicle.id == VehiclePlate.vehicle_id)
        .where(FleetVehicle.vin == vin)
    )
    rows = db.session().scalars(query.order_by(VehiclePlate.valid_from.desc(), VehiclePlate.id.desc()))
    return [PlatePeriod(row.plate, row.valid_from, row.valid_to, row.source) for row in rows]


def drivers_of_party(party_id: int) -> list[Driver]:
    """Return the drivers of a party in the order of the Azerbaijani alphabet."""
    query = select(FleetDriver).where(FleetDriver.party_id == party_id, FleetDriver.gone_at.is_(None))
    return sorted((_driver(row) for row in db.session().scalars(query)), key=lambda driver: sort_key(driver.name))


def licences_of_party(party_id: int) -> list[DriverLicence]:
    """Return the licences of those who drive for a party, by name."""
    return [
        DriverLicence(
            one.public_id,
            one.name,
            one.licence_number,
            one.licence_categories,
            one.licence_valid_to,
            one.licence_status or "none",
            one.licence_source,
            one.licence_as_of,
            one.account_fin,
        )
        for one in drivers_of_party(party_id)
    ]


def driver_by_public_id(party_id: int, public_id: str) -> Driver | None:
    """Return the driver of a party behind an address."""
    query = select(FleetDriver).where(FleetDriver.party_id == party_id, FleetDriver.public_id == public_id)
    row = db.session().scalar(query.where(FleetDriver.gone_at.is_(None)))
    return None if row is None else _driver(row)


def assignments_of_party(party_id: int) -> list[Assignment]:
    """Return who may drive what, of vehicles that the party still has and drivers who still work for it."""
    day = today()
    query = (
        select(FleetAssignment.since, FleetVehicle.vin, VehiclePlate.plate, FleetDriver.public_id, FleetDriver.name)
        .join(FleetVehicle, FleetVehicle.id == FleetAssignment.vehicle_id)
        .join(VehiclePlate, VehiclePlate.vehicle_id == FleetVehicle.id)
        .join(FleetDriver, FleetDriver.id == FleetAssignment.driver_id)
        .where(FleetAssignment.party_id == party_id, FleetAssignment.until.is_(None))
        .where(VehiclePlate.valid_to.is_(None), FleetDriver.gone_at.is_(None))
        .where(
            select(VehicleHolding.id)
            .where(VehicleHolding.vehicle_id == FleetVehicle.id, VehicleHolding.party_id == party_id, *holding_on(day))
            .exists()
        )
    )
    rows = db.session().execute(query).all()
    found = [Assignment(vin, plate, driver, name, since) for since, vin, plate, driver, name in rows]
    return sorted(found, key=lambda one: (one.plate, sort_key(one.driver_name)))


def last_refresh(party_id: int) -> RefreshState | None:
    """Return how the party's newest errand to the registers stands, None when there was none."""
    query = select(FleetRefresh).where(FleetRefresh.party_id == party_id).order_by(FleetRefresh.id.desc()).limit(1)
    row = db.session().scalar(query)
    return None if row is None else RefreshState(row.state, row.reason, row.asked_at, row.finished_at)


def holding_on(day: date) -> Sequence[ColumnElement[bool]]:
    """Return the conditions under which a holding lets a party dispose of a vehicle on `day`."""
    ends = or_(VehicleHolding.valid_to.is_(None), VehicleHolding.valid_to >= day)
    return VehicleHolding.gone_at.is_(None), VehicleHolding.valid_from <= day, ends


def _borne() -> Select[FleetVehicle, str]:
    """Return a question for vehicles with the plate that each bears now."""
    on = (VehiclePlate.vehicle_id == FleetVehicle.id) & VehiclePlate.valid_to.is_(None)
    return select(FleetVehicle, VehiclePlate.plate).join(VehiclePlate, on)


def _held(whose: ColumnElement[bool], day: date) -> Select[Any]:
    query = _borne().add_columns(VehicleHolding).join(VehicleHolding, VehicleHolding.vehicle_id == FleetVehicle.id)
    return query.where(whose, *holding_on(day))


def _strongest(query: Select[Any]) -> list[Held]:
    found: dict[str, Held] = {}
    for row, plate, holding in db.session().execute(query):
        right = Right(holding.right)
        known = found.get(row.vin)
        if known is None or STRENGTH.index(right) < STRENGTH.index(known.right):
            term = (holding.valid_from, holding.valid_to)
            found[row.vin] = Held(_vehicle(row, plate), right, *term, holding.source, holding.as_of)
    return sorted(found.values(), key=lambda one: (one.vehicle.is_trailer, one.vehicle.plate))


def _vehicle(row: FleetVehicle, plate: str) -> Vehicle:
    return Vehicle(
        row.public_id,
        plate,
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
        row.passengers_valid_to,
        row.insured_as_of,
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
