"""What the registers are asked about a party and its fleet; called outside any transaction."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from webapp.cabinets.api import Party
from webapp.carriers.keeping import Told
from webapp.carriers.refreshing import Found
from webapp.carriers.rules import Right, is_driver, that_counts
from webapp.core.clock import today
from webapp.ehis import api as registers
from webapp.ehis.errors import NotInRegister, SeveralInRegister

FLEET: Final = registers.Purpose.FLEET
RIGHTS: Final = {"lease": Right.LEASE, "use": Right.USE}
NO_RECORD: Final = (NotInRegister, SeveralInRegister)


def ask_fleet(owner: Party, codes: Sequence[str], asked_by: str) -> Found:
    """Return what the registers know of the party: its vehicles, contracts, powers (by bar code), drivers, itself.

    Raises the exchange's errors when a register does not answer.
    """
    own = registers.vehicles_of(owner.number, purpose=FLEET, asked_by=asked_by)
    employees = registers.employees_of(owner.number, purpose=FLEET, asked_by=asked_by)
    drivers = [employee for employee in employees if is_driver(employee.position)]
    powers = [power_told(code, asked_by=asked_by) for code in codes]
    return Found(
        own,
        tuple((driver, _licence(driver.fin, asked_by)) for driver in drivers),
        others=(*_uses(owner.number, asked_by), *(power[1] for power in powers if power)),
        entity=_entity(owner.number, asked_by),
    )


def power_told(code: str, *, asked_by: str) -> tuple[registers.PowerOfAttorney, Told] | None:
    """Return a power of attorney and the vehicle that it is for; None when it is over, or either is not on record."""
    return _told_of(lambda: registers.power_by_barcode(code, purpose=FLEET, asked_by=asked_by), asked_by)


def power_of_act(number: str, day: date, *, asked_by: str) -> tuple[registers.PowerOfAttorney, Told] | None:
    """Return the same by the number and the day of the notary's act (615/2017, annex 2, 4.1)."""
    return _told_of(lambda: registers.power_by_act(number, day, purpose=FLEET, asked_by=asked_by), asked_by)


def _told_of(
    ask: Callable[[], registers.PowerOfAttorney], asked_by: str
) -> tuple[registers.PowerOfAttorney, Told] | None:
    try:
        power = ask()
    except NO_RECORD:
        return None
    vehicle = _vehicle(power.plate, asked_by) if power.valid_to >= today() else None
    if vehicle is None:
        return None
    term = (power.valid_from, power.valid_to)
    return power, Told(vehicle, Right.POWER, *term, power.source, power.as_of, basis=power.barcode)


def passengers_insured(plate: str, *, asked_by: str) -> date | None:
    """Return the last day for which the passengers of the vehicle are insured (charter 5.2.8), None when they are not."""
    kind = registers.InsuranceKind.PASSENGERS
    return _last(registers.policies_of_vehicle(plate, kind, purpose=FLEET, asked_by=asked_by))


def drivers_insured(voen: str, *, asked_by: str) -> date | None:
    """Return the last day for which the carrier's drivers are insured against accidents at work (charter 5.2.8)."""
    kind = registers.InsuranceKind.OCCUPATIONAL
    return _last(registers.policies_of_employer(voen, kind, purpose=FLEET, asked_by=asked_by))


def _last(policies: Sequence[registers.InsurancePolicy]) -> date | None:
    return max((one.valid_to for one in policies), default=None)


def _uses(voen: str, asked_by: str) -> list[Told]:
    """Return the vehicles of others that the party leases or uses now or will, one contract for each and its right."""
    by_vehicle: dict[tuple[str, Right], list[registers.VehicleUse]] = {}
    for use in registers.vehicle_uses_of(voen, purpose=FLEET, asked_by=asked_by):
        by_vehicle.setdefault((use.plate, RIGHTS.get(use.right, Right.USE)), []).append(use)
    found = []
    for (plate, right), uses in by_vehicle.items():
        counting = that_counts(uses, today())
        vehicle = _vehicle(plate, asked_by) if counting is not None else None
        if counting is not None and vehicle is not None:
            found.append(Told(vehicle, right, counting.valid_from, counting.valid_to, counting.source, counting.as_of))
    return found


def _vehicle(plate: str, asked_by: str) -> registers.Vehicle | None:
    try:
        return registers.get_vehicle(plate, purpose=FLEET, asked_by=asked_by)
    except NO_RECORD:
        return None


def _licence(fin: str, asked_by: str) -> registers.Licence | None:
    try:
        return registers.get_licence(fin, purpose=FLEET, asked_by=asked_by)
    except NO_RECORD:
        return None


def _entity(voen: str, asked_by: str) -> registers.LegalEntity | None:
    try:
        return registers.get_legal_entity(voen, purpose=FLEET, asked_by=asked_by)
    except NO_RECORD:
        return None


def ask_taxpayer(voen: str, *, asked_by: str) -> tuple[registers.LegalEntity, registers.Person | None]:
    """Return a taxpayer for the register of carriers, and for a sole trader the person with the parts of the name.

    Asked by an officer. Raises the exchange's errors, NotInRegister.
    """
    case = registers.Purpose.PERMIT
    entity = registers.get_legal_entity(voen, purpose=case, asked_by=asked_by)
    if entity.kind != "entrepreneur":
        return entity, None
    return entity, registers.get_person(entity.head_fin, purpose=case, asked_by=asked_by)
