"""Checks that a carrier makes at once, by a button: the register is asked, the answer is shown and not kept.

Called outside any transaction. A register that does not answer is an outcome like another: the page stays as it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from webapp.carriers.rules import Insurance, required_insurances
from webapp.carriers.values import Driver, Vehicle
from webapp.core.clock import today
from webapp.core.text import Text, _l
from webapp.ehis import api as registers
from webapp.ehis.errors import TECHNICAL, NotInRegister, SeveralInRegister

FLEET: Final = registers.Purpose.FLEET
SILENT: Final = _l("Reyestr hazırda cavab vermir. Səhifədəki məlumat olduğu kimi qalır, bir az sonra yenidən yoxlayın.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a check: `what` was checked, and the answer, or why there is none."""

    what: str
    answer: Any = None
    failure: Text | None = None


@dataclass(frozen=True, slots=True)
class Insured:
    """One of the three insurances: whether this vehicle needs it, and the contracts that the register has."""

    kind: Insurance
    needed: bool
    policies: registers.Answers[registers.InsurancePolicy]

    @property
    def latest(self) -> registers.InsurancePolicy | None:
        """The contract that lasts longest."""
        return max(self.policies, key=lambda one: one.valid_to, default=None)


@dataclass(frozen=True, slots=True)
class Trained:
    """The two kinds of training of one driver."""

    domestic: registers.Answers[registers.Training]
    taxi: registers.Answers[registers.Training]


@dataclass(frozen=True, slots=True)
class Employment:
    """Whether the carrier employs the driver today, and when the register said so."""

    here: bool
    answer: registers.Answers[registers.ActiveEmployer]


def crossings(vehicle: Vehicle, days: int, *, asked_by: str) -> Outcome:
    """Ask where the vehicle crossed the border within the last `days` days (charter 5.2.6), the newest first."""

    def ask() -> registers.Answers[registers.Crossing]:
        since = today() - timedelta(days=days)
        found = registers.crossings_of(vehicle.plate, since, today(), purpose=FLEET, asked_by=asked_by)
        newest = sorted(found, key=lambda one: one.at, reverse=True)
        return registers.Answers.of(newest, source=found.source, as_of=found.as_of)

    return _outcome("crossings", ask)


def insurances(vehicle: Vehicle, voen: str, *, within_settlement: bool, asked_by: str) -> Outcome:
    """Ask for the three insurances of charter 5.2.8 and say which of them the vehicle needs."""

    def ask() -> tuple[Insured, ...]:
        needed = required_insurances(vehicle.category, within_settlement=within_settlement)
        return tuple(Insured(kind, kind in needed, _policies(vehicle, voen, kind, asked_by)) for kind in Insurance)

    return _outcome("insurances", ask)


def inspection(vehicle: Vehicle, *, asked_by: str) -> Outcome:
    """Ask for the last technical inspection (charter 5.2.10)."""
    return _outcome("inspection", lambda: registers.get_inspection(vehicle.plate, purpose=FLEET, asked_by=asked_by))


def powers(vehicle: Vehicle, voen: str, *, asked_by: str) -> Outcome:
    """Ask for the powers of attorney that the carrier gave over this vehicle (charter 5.2.9)."""

    def ask() -> registers.Answers[registers.PowerOfAttorney]:
        given = registers.powers_for(voen, purpose=FLEET, asked_by=asked_by)
        of_vehicle = [one for one in given if one.plate == vehicle.plate]
        return registers.Answers.of(of_vehicle, source=given.source, as_of=given.as_of)

    return _outcome("powers", ask)


def training(driver: Driver, *, asked_by: str) -> Outcome:
    """Ask for the driver's training and the special training of a taxi driver (charter 5.2.1, 5.2.2)."""

    def ask() -> Trained:
        domestic = registers.domestic_training_of(driver.account_fin, purpose=FLEET, asked_by=asked_by)
        return Trained(domestic, registers.taxi_training_of(driver.account_fin, purpose=FLEET, asked_by=asked_by))

    return _outcome("training", ask)


def medical(driver: Driver, *, asked_by: str) -> Outcome:
    """Ask for the driver's last medical examination (decision 615/2017, annex 2, 7.2)."""
    return _outcome("medical", lambda: registers.driver_medical(driver.account_fin, purpose=FLEET, asked_by=asked_by))


def employment(driver: Driver, voen: str, *, asked_by: str) -> Outcome:
    """Ask whether the carrier employs the driver today (charter 5.2.5)."""

    def ask() -> Employment:
        found = registers.active_employers_of(driver.account_fin, purpose=FLEET, asked_by=asked_by)
        return Employment(any(one.voen == voen for one in found), found)

    return _outcome("employment", ask)


def debts(voen: str, *, asked_by: str) -> Outcome:
    """Ask whether the carrier owes taxes or contributions: has or has not, never how much (charter 5.2.7)."""
    return _outcome("debts", lambda: registers.debts_of(voen, purpose=FLEET, asked_by=asked_by))


def uses(voen: str, *, asked_by: str) -> Outcome:
    """Ask for the vehicles that the carrier leases or uses without owning them (charter 5.2.10)."""
    return _outcome("uses", lambda: registers.vehicle_uses_of(voen, purpose=FLEET, asked_by=asked_by))


def _policies(
    vehicle: Vehicle, voen: str, kind: Insurance, asked_by: str
) -> registers.Answers[registers.InsurancePolicy]:
    asked = registers.InsuranceKind(kind.value)
    if kind is Insurance.OCCUPATIONAL:
        return registers.policies_of_employer(voen, asked, purpose=FLEET, asked_by=asked_by)
    return registers.policies_of_vehicle(vehicle.plate, asked, purpose=FLEET, asked_by=asked_by)


def _outcome(what: str, ask: Callable[[], Any]) -> Outcome:
    try:
        return Outcome(what, ask())
    except TECHNICAL:
        return Outcome(what, failure=SILENT)
    except (NotInRegister, SeveralInRegister) as refusal:
        return Outcome(what, failure=refusal.message)
