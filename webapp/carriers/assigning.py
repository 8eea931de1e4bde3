"""The carrier's own arrangement: who may drive which vehicle. Many drivers to a vehicle, many vehicles to a driver."""

from sqlalchemy import select

from webapp.audit.api import record
from webapp.carriers.errors import NotForYou
from webapp.carriers.keeping import Told, keep_power
from webapp.carriers.models import FleetAssignment, FleetDriver, FleetVehicle
from webapp.carriers.permissions import FLEET_ASSIGN
from webapp.carriers.queries import driver_by_public_id, drivers_of_party, vehicle_by_public_id
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import fold
from webapp.core.clock import now
from webapp.core.errors import NotFound
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.core.transaction import savepoint
from webapp.ehis.api import PowerOfAttorney


def assign(vehicle: str, driver: str, *, actor: Actor) -> None:
    """Let a driver of one's own drive a vehicle of one's own (public ids). Raises Forbidden, NotFound, AlreadyAssigned."""
    ensure_may(actor, FLEET_ASSIGN)
    vehicle_id, driver_id = _own(vehicle, driver, actor)
    row = FleetAssignment(
        party_id=actor.party_id, vehicle_id=vehicle_id, driver_id=driver_id, since=now(), given_by=actor.name
    )
    with savepoint():
        db.session().add(row)
    record("fleet.assigned", actor=actor, object_type="fleet.vehicle", object_key=vehicle, detail={"driver": driver})


def release(vehicle: str, driver: str, *, actor: Actor) -> None:
    """End that a driver may drive a vehicle. Raises Forbidden, NotFound."""
    ensure_may(actor, FLEET_ASSIGN)
    vehicle_id, driver_id = _own(vehicle, driver, actor)
    query = select(FleetAssignment).where(
        FleetAssignment.party_id == actor.party_id,
        FleetAssignment.vehicle_id == vehicle_id,
        FleetAssignment.driver_id == driver_id,
        FleetAssignment.until.is_(None),
    )
    row = db.session().scalar(query.with_for_update())
    if row is None:
        raise NotFound
    row.until, row.taken_by = now(), actor.name
    record("fleet.released", actor=actor, object_type="fleet.vehicle", object_key=vehicle, detail={"driver": driver})


def add_by_power(found: tuple[PowerOfAttorney, Told] | None, *, actor: Actor) -> None:
    """Add a vehicle that somebody who works for the carrier has by a power of attorney; it is there until its last day.

    Charter 003, 5.2.9. Raises Forbidden, NotForYou, AlreadyHeld.
    """
    ensure_may(actor, FLEET_ASSIGN)
    if found is None:
        raise NotForYou(fields={"barcode": _l("Qüvvədə olan belə etibarnamə tapılmadı.")})
    power, told = found
    if not _works_here(power, actor):
        raise NotForYou(fields={"barcode": _l("Etibarnamə sizə və ya sürücülərinizdən birinə verilməyib.")})
    keep_power(actor.party_id or 0, told, now())
    record("fleet.power_added", actor=actor, object_type="fleet", object_key=told.vehicle.vin)


def _works_here(power: PowerOfAttorney, actor: Actor) -> bool:
    """Whether the agent bears the name of the actor or of a driver; the register tells no number (charter 5.2.9)."""
    agent = {fold(power.agent_given_name), fold(power.agent_family_name), *fold(power.agent_patronymic).split()[:1]}
    names = [actor.name, *(one.name for one in drivers_of_party(actor.party_id or 0))]
    return any(agent <= set(fold(name).split()) for name in names)


def _own(vehicle: str, driver: str, actor: Actor) -> tuple[int, int]:
    party_id = actor.party_id or 0
    if vehicle_by_public_id(party_id, vehicle) is None or driver_by_public_id(party_id, driver) is None:
        raise NotFound
    vehicle_id = db.session().scalar(select(FleetVehicle.id).where(FleetVehicle.public_id == vehicle))
    driver_id = db.session().scalar(select(FleetDriver.id).where(FleetDriver.public_id == driver))
    return vehicle_id or 0, driver_id or 0
