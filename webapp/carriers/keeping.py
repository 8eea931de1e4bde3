"""Writing what the registers told of vehicles: each by its VIN, its plate as a dated attribute, the right of its holder."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from webapp.carriers.changing import note_changes
from webapp.carriers.events import FleetChanged, PlateChanged, VehicleGone
from webapp.carriers.models import FleetVehicle, VehicleHolding, VehiclePlate
from webapp.carriers.rules import Right
from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import local, today
from webapp.core.ids import new_public_id
from webapp.core.transaction import savepoint
from webapp.ehis.api import Vehicle as RegisteredVehicle

BATCH: Final = 500
COPIED: Final = (
    "make",
    "model",
    "category",
    "tare_kg",
    "max_mass_kg",
    "seats",
    "year",
    "colour",
    "inspection_valid_to",
    "insurance_valid_to",
    "status",
    "source",
    "as_of",
)
TRACKED: Final = tuple(name for name in COPIED if name not in {"source", "as_of"})


@dataclass(frozen=True, slots=True)
class Told:
    """A vehicle that a party has, by what right and in which term; `source` and `as_of` are of the right."""

    vehicle: RegisteredVehicle
    right: Right
    valid_from: date | None
    valid_to: date | None
    source: str
    as_of: datetime
    basis: str | None = None


def owned(vehicle: RegisteredVehicle) -> Told:
    """Return a vehicle that stands in the road police register under the party's own number."""
    return Told(vehicle, Right.OWN, None, None, vehicle.source, vehicle.as_of)


def keep_fleet(party_id: int, told: Sequence[Told], moment: datetime) -> None:
    """Write the vehicles of a party: all of them, so that a right that was not told of is gone.

    A register that names one plate or one VIN twice contradicts itself; the record that comes last counts, as it always did.
    """
    by_plate = {one.vehicle.plate: one.vehicle for one in told}
    by_vin = {vehicle.vin: vehicle for vehicle in by_plate.values()}
    ids: dict[str, int] = {}
    in_order = [by_vin[vin] for vin in sorted(by_vin)]
    for start in range(0, len(in_order), BATCH):
        ids.update(_keep_vehicles(in_order[start : start + BATCH], moment))
    _keep_plates({ids[vin]: vehicle for vin, vehicle in by_vin.items()})
    kept = {(ids[one.vehicle.vin], one.right.value): one for one in told if one.vehicle.vin in ids}
    _keep_holdings(party_id, kept, moment)


def keep_power(party_id: int, told: Told, moment: datetime) -> None:
    """Write one more vehicle that a party has by a power of attorney. Raises AlreadyHeld when it has it so already."""
    vehicle_id = _keep_vehicles([told.vehicle], moment)[told.vehicle.vin]
    _keep_plates({vehicle_id: told.vehicle})
    held = VehicleHolding(
        party_id=party_id,
        vehicle_id=vehicle_id,
        right=told.right.value,
        valid_from=told.valid_from or _first_day(told.as_of),
        valid_to=told.valid_to,
        basis=told.basis,
        source=told.source,
        as_of=told.as_of,
        seen_at=moment,
    )
    with savepoint():
        db.session().add(held)
    publish(FleetChanged(party_id=party_id))


def powers_of(party_id: int) -> list[str]:
    """Return the bar codes of the powers of attorney by which a party has vehicles."""
    query = select(VehicleHolding.basis).where(
        VehicleHolding.party_id == party_id, VehicleHolding.gone_at.is_(None), VehicleHolding.basis.is_not(None)
    )
    return [code for code in db.session().scalars(query) if code]


def _keep_vehicles(vehicles: Iterable[RegisteredVehicle], moment: datetime) -> dict[str, int]:
    """Write the vehicles and return their ids by VIN; what is older than what is known changes nothing."""
    found = {one.vin: one for one in vehicles}
    known = {row.vin: row for row in _by_vin(found)}
    rows = [
        {"public_id": new_public_id(), "vin": vin, "seen_at": moment, **{name: getattr(one, name) for name in COPIED}}
        for vin, one in found.items()
    ]
    written = insert(FleetVehicle).values(rows)
    newer = written.on_conflict_do_update(
        index_elements=[FleetVehicle.vin],
        set_={name: written.excluded[name] for name in (*COPIED, "seen_at")},
        where=written.excluded.as_of >= FleetVehicle.as_of,
    )
    for vin, row in known.items():
        if found[vin].as_of >= row.as_of:
            before = {name: getattr(row, name) for name in TRACKED}
            after = {name: getattr(found[vin], name) for name in TRACKED}
            note_changes("vehicle", row.id, before, after, source=found[vin].source)
    db.session().execute(newer)
    return {row.vin: row.id for row in _by_vin(found)}


def _by_vin(vins: Iterable[str]) -> Sequence[Any]:
    columns = [getattr(FleetVehicle, name) for name in ("id", "vin", *COPIED)]
    return db.session().execute(select(*columns).where(FleetVehicle.vin.in_(list(vins)))).all()


def _keep_plates(vehicles: dict[int, RegisteredVehicle]) -> None:
    """Write the plates: first everything that is no longer borne, then what is borne now, so that two may change places."""
    day = today()
    query = select(VehiclePlate).where(VehiclePlate.vehicle_id.in_(vehicles), VehiclePlate.valid_to.is_(None))
    borne = {row.vehicle_id: row for row in db.session().scalars(query)}
    changed = {key: one for key, one in vehicles.items() if key not in borne or borne[key].plate != one.plate}
    for key in changed.keys() & borne.keys():
        borne[key].valid_to = day
    db.session().flush()
    elsewhere = update(VehiclePlate).where(
        VehiclePlate.plate.in_([one.plate for one in changed.values()]), VehiclePlate.valid_to.is_(None)
    )
    db.session().execute(elsewhere.values(valid_to=day))
    for key, one in changed.items():
        start = day if key in borne or _has_plates(key) else _first_day(one.as_of)
        db.session().add(VehiclePlate(vehicle_id=key, plate=one.plate, valid_from=start, source=one.source))
        if key in borne:
            publish(PlateChanged(vin=one.vin, old=borne[key].plate, new=one.plate))


def _first_day(as_of: datetime) -> date:
    return min(local(as_of).date(), today())


def _has_plates(vehicle_id: int) -> bool:
    query = select(VehiclePlate.id).where(VehiclePlate.vehicle_id == vehicle_id).limit(1)
    return db.session().scalar(query) is not None


def _keep_holdings(party_id: int, told: dict[tuple[int, str], Told], moment: datetime) -> None:
    query = select(VehicleHolding).where(VehicleHolding.party_id == party_id, VehicleHolding.gone_at.is_(None))
    rows = {(row.vehicle_id, row.right): row for row in db.session().scalars(query)}
    changed = False
    for key, row in rows.items():
        one = told.get(key)
        if one is None or (one.valid_from is not None and one.valid_from != row.valid_from):
            row.gone_at, changed = moment, True
    db.session().flush()
    for key, one in told.items():
        found = rows.get(key)
        if found is None or found.gone_at is not None:
            start = one.valid_from or _first_day(one.as_of)
            found = VehicleHolding(party_id=party_id, vehicle_id=key[0], right=key[1], valid_from=start)
            db.session().add(found)
            changed = True
        changed = changed or found.valid_to != one.valid_to
        found.valid_to, found.basis, found.source, found.as_of = one.valid_to, one.basis, one.source, one.as_of
        found.seen_at = moment
    db.session().flush()
    _tell(party_id, {key[0] for key in rows} - {key[0] for key in told}, changed=changed)


def _tell(party_id: int, gone: set[int], *, changed: bool) -> None:
    for vin in db.session().scalars(select(FleetVehicle.vin).where(FleetVehicle.id.in_(gone))) if gone else ():
        publish(VehicleGone(party_id=party_id, vin=vin))
    if changed:
        publish(FleetChanged(party_id=party_id))
