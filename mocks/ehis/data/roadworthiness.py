"""Road police: technical inspections of the vehicles, and what binds drivers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import ClassVar, Final

from mocks.ehis.data import numbers
from mocks.ehis.data.records import LicenceRecord, VehicleRecord
from mocks.ehis.data.sent import Sent

STATIONS: Final = (
    "Binəqədi texniki baxış məntəqəsi",
    "Sumqayıt texniki baxış məntəqəsi",
    "Gəncə texniki baxış məntəqəsi",
)
YEAR: Final = timedelta(days=365)
POLICE: Final = "Baş Dövlət Yol Polisi İdarəsi"
SPECTACLES_OF: Final = 6  # one driver in six sees better with them


@dataclass(frozen=True, slots=True)
class InspectionRecord(Sent):
    """The last inspection; station, protocol and mileage are sent although we have no use for them."""

    PROVIDER: ClassVar[str] = "DYP"
    ELEMENT: ClassVar[str] = "inspection"
    plate: str
    inspected_on: date
    passed: bool
    valid_to: date
    protocol_number: str
    station: str
    mileage_km: int


@dataclass(frozen=True, slots=True)
class RestrictionRecord(Sent):
    """A condition of the licence, or its suspension or withdrawal; the reason is sent although nobody may keep it."""

    PROVIDER: ClassVar[str] = "DYP"
    ELEMENT: ClassVar[str] = "restriction"
    fin: str
    kind: str
    since: date
    until: date | None
    authority: str
    reason: str | None


def inspections(vehicles: Sequence[VehicleRecord]) -> list[InspectionRecord]:
    """Return the inspection behind the term of each vehicle; a suspended vehicle did not pass."""
    return [_inspection(one) for one in vehicles]


def restrictions(today: date, licences: Sequence[LicenceRecord]) -> list[RestrictionRecord]:
    """Return a suspension or withdrawal for each licence that is not valid, and spectacles for some that are."""
    found: list[RestrictionRecord] = []
    for one in licences:
        if one.status == "suspended":
            until = today + timedelta(days=120)
            found.append(RestrictionRecord(one.fin, "suspension", today - timedelta(days=60), until, POLICE, "İM 327"))
        elif one.status == "withdrawn":
            since = today - timedelta(days=400)
            found.append(RestrictionRecord(one.fin, "withdrawal", since, None, "Gəncə şəhər məhkəməsi", "İM 333"))
        elif Random(f"sight {one.fin}").randrange(SPECTACLES_OF) == 0:
            found.append(RestrictionRecord(one.fin, "glasses", one.issued_on, None, POLICE, None))
    return found


def _inspection(one: VehicleRecord) -> InspectionRecord:
    rng = Random(f"inspection {one.vin}")
    return InspectionRecord(
        one.plate,
        one.inspection_valid_to - YEAR,
        one.status != "suspended",
        one.inspection_valid_to,
        numbers.serial(rng, "TB"),
        rng.choice(STATIONS),
        rng.randrange(5_000, 700_000),
    )
