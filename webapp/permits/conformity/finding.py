"""What a card, or a holder, does not meet on a day, from what the registers last told. Codes as in `wording.DEFECTS`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from webapp.carriers.api import DriverLicence, Vehicle
from webapp.permits.rules import Car, car_faults

STANDING_GOOD: Final = frozenset({"registered"})
INACTIVE: Final = frozenset({"suspended", "liquidated", "closed"})


@dataclass(frozen=True, slots=True)
class Rules:
    """The day and the rules of taxis that hold on it."""

    day: date
    taxi: Mapping[str, tuple[int | None, Collection[str]]]


def card_defects(carriage: str, vehicle: Vehicle | None, rules: Rules) -> list[str]:
    """Return what one card does not meet: its vehicle, None when the holder has it no more.

    What no register told (a day that is None) is no defect: silence is not held against anybody.
    """
    if vehicle is None:
        return ["gone"]
    found = []
    if vehicle.status not in STANDING_GOOD:
        found.append("deregistered")
    if _over(vehicle.inspection_valid_to, rules.day):
        found.append("inspection")
    if _over(vehicle.insurance_valid_to, rules.day):
        found.append("insurance")
    if carriage == "passengers" and _over(vehicle.passengers_valid_to, rules.day):
        found.append("passengers")
    if carriage == "taxi":
        car = Car(vehicle.year, vehicle.colour, vehicle.category)
        too_old = "too_old_to_work" in car_faults(car, rules.taxi, rules.day, new=False)
        found += ["too_old"] if too_old else []
    return found


def holder_defects(taxpayer: str | None, type_code: str, licences: Sequence[DriverLicence], day: date) -> list[str]:
    """Return what the holder does not meet: the standing of the taxpayer, and of a taxi's drivers when all are known."""
    found = ["taxpayer"] if taxpayer in INACTIVE else []
    if type_code == "taxi" and licences and not any(_drives(one, day) for one in licences):
        found.append("licence")
    return found


def _over(day: date | None, today: date) -> bool:
    return day is not None and day < today


def _drives(licence: DriverLicence, day: date) -> bool:
    return licence.status == "valid" and not _over(licence.valid_to, day)
