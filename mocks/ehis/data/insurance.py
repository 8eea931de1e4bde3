"""Compulsory insurance: owners' liability, passengers' accidents, drivers' occupational accidents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import ClassVar, Final

from mocks.ehis.data import numbers
from mocks.ehis.data.records import EmployeeRecord, VehicleRecord
from mocks.ehis.data.sent import Sent
from mocks.ehis.data.vehicles import KOHNE_YOL

INSURERS: Final = ("“Xalq Etimad” Sığorta ASC", "“Qala Qoruyucu” Sığorta ASC", "“Atəşgah Yolu” Sığorta ASC")
TERM: Final = timedelta(days=364)
PASSENGERS_EXPIRED: Final = "01-AB-403"
PASSENGERS_EXPIRING: Final = "01-AB-402"
PASSENGERS_MISSING: Final = "01-AB-404"


@dataclass(frozen=True, slots=True)
class PolicyRecord(Sent):
    """One contract; insurer, premium and the count of the insured are sent although charter 5.2.8 gives dates only."""

    PROVIDER: ClassVar[str] = "ISB"
    ELEMENT: ClassVar[str] = "policy"
    kind: str
    plate: str | None
    voen: str | None
    number: str
    insurer: str
    concluded_on: date
    valid_from: date
    valid_to: date
    premium_qepik: int
    insured_persons: int | None


def insurance(
    today: date, vehicles: Sequence[VehicleRecord], employees: Sequence[EmployeeRecord]
) -> list[PolicyRecord]:
    """Return the liability insurance of every vehicle, passengers' of buses, occupational of whoever employs drivers."""
    liability = [_policy("liability", one.insurance_valid_to, plate=one.plate) for one in vehicles]
    buses = [one for one in vehicles if one.category in {"M2", "M3"} and one.plate != PASSENGERS_MISSING]
    passengers = [
        _policy("passengers", _passengers_to(one, today), plate=one.plate, persons=one.seats) for one in buses
    ]
    drivers: dict[str, int] = {}
    for one in employees:
        if "ürücü" in one.position:
            drivers[one.voen] = drivers.get(one.voen, 0) + 1
    occupational = [
        _policy("occupational", _occupational_to(voen, today), voen=voen, persons=count)
        for voen, count in drivers.items()
    ]
    gone = _policy("occupational", today - timedelta(days=180), voen=KOHNE_YOL, persons=1)
    return [*liability, *passengers, *occupational, gone]


def _passengers_to(bus: VehicleRecord, today: date) -> date:
    special = {PASSENGERS_EXPIRED: today - timedelta(days=1), PASSENGERS_EXPIRING: today}
    return special.get(bus.plate) or today + timedelta(days=Random(f"seats {bus.plate}").randrange(20, 360))


def _occupational_to(voen: str, today: date) -> date:
    return today + timedelta(days=Random(f"occupation {voen}").randrange(20, 360))


def _policy(
    kind: str, valid_to: date, *, plate: str | None = None, voen: str | None = None, persons: int | None = None
) -> PolicyRecord:
    rng = Random(f"{kind} {plate or voen}")
    valid_from = valid_to - TERM
    return PolicyRecord(
        kind,
        plate,
        voen,
        numbers.serial(rng, "İS"),
        rng.choice(INSURERS),
        valid_from - timedelta(days=rng.randrange(1, 9)),
        valid_from,
        valid_to,
        rng.randrange(50, 900) * 100,
        persons,
    )
