"""What a sheet must meet before it is opened and before it is closed. Pure: the caller gathers the facts first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from webapp.core.clock import local
from webapp.core.findings import Finding, block, warn
from webapp.trip_sheets.content import Back, Content
from webapp.trip_sheets.rules import LONGEST_DAYS, work_of

HEAVY_KG: Final = 3_500
MOST_KM_A_DAY: Final = 1_600
TANK: Final = Decimal(3_000)
TOLERANCE: Final = Decimal("0.3")


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleFacts:
    """What the registers say of the vehicle; None of it when it is not the carrier's."""

    category: str
    max_mass_kg: int
    status: str
    inspection_valid_to: date | None
    insurance_valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverFacts:
    """What the registers say of a driver."""

    name: str
    categories: frozenset[str]
    valid_to: date | None
    status: str | None
    busy_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A sheet at a moment. `last_odometer` is where the vehicle's last closed sheet ended, `last_number` which it was."""

    content: Content
    now: datetime
    vehicle: VehicleFacts | None = None
    drivers: tuple[DriverFacts, ...] = ()
    busy_with: str = ""
    last_odometer: int | None = None
    last_number: str = ""


def before_departure(case: Situation) -> list[Finding]:
    """Return what is wrong with a sheet that is to be opened."""
    return [*_days(case), *_vehicle(case), *_drivers(case), *_odometer(case), *_fuel(case.content), *_marks(case)]


def after_return(content: Content, back: Back, now: datetime) -> list[Finding]:
    """Return what is wrong with a sheet that is to be closed."""
    return [*_return(content, back, now), *_fuel_used(content, back)]


def _days(case: Situation) -> Iterator[Finding]:
    content, today = case.content, local(case.now).date()
    if content.valid_from is None or content.valid_until is None:
        yield block("days_missing", "valid_from")
        return
    if content.valid_until < content.valid_from:
        yield block("days_turned", "valid_until")
    elif (content.valid_until - content.valid_from).days >= LONGEST_DAYS:
        yield block("days_many", "valid_until", days=LONGEST_DAYS)
    if content.valid_until < today:
        yield block("days_over", "valid_until")
    if content.departs_at is None:
        yield block("departure_missing", "departs_at")
    elif not content.valid_from <= local(content.departs_at).date() <= content.valid_until:
        yield block("departure_outside", "departs_at")
    elif content.departs_at < case.now - timedelta(minutes=30):
        yield block("departure_past", "departs_at")


def _vehicle(case: Situation) -> Iterator[Finding]:
    content, facts = case.content, case.vehicle
    last = content.valid_until or local(case.now).date()
    if not content.plate:
        yield block("vehicle_missing", "plate")
    elif facts is None:
        yield block("vehicle_not_yours", "plate", plate=content.plate)
    else:
        if facts.status != "registered":
            yield block("vehicle_not_registered", "plate", plate=content.plate)
        if facts.inspection_valid_to is None or facts.inspection_valid_to < last:
            yield block("inspection_over", "plate", plate=content.plate)
        if facts.insurance_valid_to is None or facts.insurance_valid_to < last:
            yield block("insurance_over", "plate", plate=content.plate)
    if case.busy_with:
        yield block("vehicle_busy", "plate", plate=content.plate, number=case.busy_with)


def _drivers(case: Situation) -> Iterator[Finding]:
    if not case.content.drivers:
        yield block("driver_missing", "drivers")
    elif len(case.drivers) < len(case.content.drivers):
        yield block("driver_not_yours", "drivers")
    last = case.content.valid_until or local(case.now).date()
    for one in case.drivers:
        if one.status != "valid" or one.valid_to is None or one.valid_to < last:
            yield block("licence_not_valid", "drivers", name=one.name)
        elif case.vehicle is not None and _needed(case) not in one.categories:
            yield block("licence_other", "drivers", name=one.name, category=_needed(case))
        if one.busy_with:
            yield block("driver_busy", "drivers", name=one.name, number=one.busy_with)


def _needed(case: Situation) -> str:
    """Return the category of licence: C above 3.5 t, else B; with a trailer CE or BE."""
    facts = case.vehicle
    heavy = facts is not None and (facts.category in {"N2", "N3"} or facts.max_mass_kg > HEAVY_KG)
    return ("C" if heavy else "B") + ("E" if case.content.trailers else "")


def _odometer(case: Situation) -> Iterator[Finding]:
    content = case.content
    if content.odometer is None:
        yield block("odometer_missing", "odometer")
    elif case.last_odometer is not None and content.odometer < case.last_odometer:
        yield block("odometer_back", "odometer", last=case.last_odometer, number=case.last_number)
    elif case.last_odometer is not None and content.odometer > case.last_odometer:
        values = {"last": case.last_odometer, "number": case.last_number}
        if content.odometer_reason:
            yield warn("odometer_gap", "odometer", **values)
        else:
            yield block("odometer_gap_unexplained", "odometer_reason", **values)


def _fuel(content: Content) -> Iterator[Finding]:
    if content.fuel_left is None:
        yield block("fuel_missing", "fuel_left")
    elif content.fuel_left + (content.fuel_given or 0) > TANK:
        yield block("fuel_impossible", "fuel_given", litres=TANK)
    elif not content.fuel_left + (content.fuel_given or 0):
        yield warn("tank_empty", "fuel_left")
    if content.norm is None:
        yield warn("norm_missing", "norm")


def _marks(case: Situation) -> Iterator[Finding]:
    for field, mark in (("medical", case.content.medical), ("technical", case.content.technical)):
        if not mark.name or mark.at is None:
            yield warn(f"{field}_missing", f"{field}_name")
        elif case.content.departs_at is not None and mark.at > case.content.departs_at:
            yield block(f"{field}_late", f"{field}_at")


def _return(content: Content, back: Back, now: datetime) -> Iterator[Finding]:
    if back.departed_at is None or back.returned_at is None:
        yield block("times_missing", "returned_at")
    elif back.returned_at <= back.departed_at:
        yield block("times_turned", "returned_at")
    elif back.returned_at > now + timedelta(minutes=5):
        yield block("times_ahead", "returned_at")
    elif content.valid_until is not None and local(back.returned_at).date() > content.valid_until:
        yield warn("returned_late", "returned_at")
    km = work_of(content, back).km
    if km is None:
        yield block("odometer_missing", "odometer")
    elif km < 0:
        yield block("odometer_back_home", "odometer", last=content.odometer)
    elif back.departed_at and back.returned_at and back.returned_at > back.departed_at:
        days = (back.returned_at - back.departed_at) / timedelta(days=1)
        if km > MOST_KM_A_DAY * max(days, 1.0):
            yield block("too_far", "odometer", km=km)


def _fuel_used(content: Content, back: Back) -> Iterator[Finding]:
    work = work_of(content, back)
    if back.fuel_left is None:
        yield block("fuel_missing", "fuel_left")
    elif work.used is not None and work.used < 0:
        yield block("fuel_grew", "fuel_left")
    elif work.km and not work.used:
        yield warn("fuel_unused", "fuel_left")
    elif work.by_norm and work.over is not None and abs(work.over) > work.by_norm * TOLERANCE:
        yield warn("fuel_off_norm", "fuel_left", used=work.used, norm=work.by_norm)
    if back.trips is None:
        yield warn("work_missing", "trips")
