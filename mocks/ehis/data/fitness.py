"""Medical examinations of drivers, training of drivers, documents on education."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import ClassVar, Final, TypeVar

from mocks.ehis.data import numbers
from mocks.ehis.data.population import EXPIRED_YESTERDAY, EXPIRING_TODAY, SUSPENDED_LICENCE
from mocks.ehis.data.records import EmployeeRecord, LicenceRecord, PersonRecord
from mocks.ehis.data.sent import Part, Sent

UNFIT: Final = "1XYZ2W3"
UNTRAINED: Final = "4KMR8N3"
TAXI_DRIVER: Final = "3LVN6T9"
CENTRE: Final = "“Sürücü Hazırlığı” tədris mərkəzi"
DOMESTIC: Final = "Ölkədaxili sərnişin və yük daşımalarını yerinə yetirən sürücülərin hazırlığı"
TAXI: Final = "Taksi sürücülərinin xüsusi hazırlığı"
FIVE_YEARS: Final = timedelta(days=1826)
GRADUATES: Final = 90


@dataclass(frozen=True, slots=True)
class ExaminationRecord(Sent):
    """The last examination; diagnoses, blood group and doctor are sent although nobody here may keep them."""

    PROVIDER: ClassVar[str] = "SEHIYYE"
    ELEMENT: ClassVar[str] = "examination"
    fin: str
    examined_on: date
    valid_to: date
    conclusion: str
    diagnosis: tuple[str, ...]
    blood_group: str
    clinic: str
    doctor: str


@dataclass(frozen=True, slots=True)
class TrainingRecord(Sent):
    """A finished training; the score is sent, not kept."""

    PROVIDER: ClassVar[str] = "HAZIRLIQ"
    ELEMENT: ClassVar[str] = "training"
    fin: str
    name: str
    programme: str
    centre: str
    certificate_number: str
    completed_on: date
    valid_to: date | None
    hours: int
    score: int


@dataclass(frozen=True, slots=True)
class TaxiTrainingRecord(TrainingRecord):
    """The special training of a taxi driver."""


Trained = TypeVar("Trained", bound=TrainingRecord)


@dataclass(frozen=True, slots=True)
class RecognitionPart(Part):
    """By what a foreign diploma was recognised."""

    number: str
    recognised_on: date
    adapted_speciality: str


@dataclass(frozen=True, slots=True)
class EducationRecord(Sent):
    """A document on education; the average mark is sent, not kept."""

    PROVIDER: ClassVar[str] = "TEHSIL"
    ELEMENT: ClassVar[str] = "document"
    fin: str
    holder_name: str
    number: str
    issued_on: date
    institution: str
    country: str
    speciality: str | None
    level: str
    average_mark: int
    recognition: RecognitionPart | None


def examinations(today: date, licences: Sequence[LicenceRecord]) -> list[ExaminationRecord]:
    """Return the last examination of every holder of a licence, the special ones among them."""
    day = timedelta(days=1)
    ends = {EXPIRED_YESTERDAY: today - day, EXPIRING_TODAY: today}
    conclusions = {UNFIT: "unfit", SUSPENDED_LICENCE: "restricted"}
    return [_examination(one.fin, ends.get(one.fin), conclusions.get(one.fin, "fit"), today) for one in licences]


def domestic_trainings(today: date, employees: Sequence[EmployeeRecord], names: dict[str, str]) -> list[TrainingRecord]:
    """Return the training of everybody employed as a driver; UNTRAINED drives for nobody and has none."""
    drivers = dict.fromkeys(one.fin for one in employees if "ürücü" in one.position)
    return [_training(TrainingRecord, fin, names[fin], DOMESTIC, today) for fin in drivers]


def taxi_trainings(today: date, people: Sequence[PersonRecord], names: dict[str, str]) -> list[TaxiTrainingRecord]:
    """Return the training of the demo taxi driver, of ten generated ones, and one that ended yesterday."""
    fins = [TAXI_DRIVER, *(one.fin for one in people[100:110])]
    made = [_training(TaxiTrainingRecord, fin, names[fin], TAXI, today) for fin in fins]
    ended = today - timedelta(days=1)
    return [*made, _training(TaxiTrainingRecord, EXPIRED_YESTERDAY, names[EXPIRED_YESTERDAY], TAXI, today, ended)]


def education(today: date, people: Sequence[PersonRecord]) -> list[EducationRecord]:
    """Return diplomas of the demo people and the first generated ones; every tenth is from abroad."""
    return [_document(one, today, abroad=index % 10 == 7) for index, one in enumerate(people[:GRADUATES])]  # noqa: PLR2004 - the eighth of ten


def _examination(fin: str, valid_to: date | None, conclusion: str, today: date) -> ExaminationRecord:
    rng = Random(f"health {fin}")
    end = valid_to or today + timedelta(days=rng.randrange(30, 700))
    found = ("H52.1 miopiya",) if rng.randrange(4) == 0 or conclusion != "fit" else ()
    return ExaminationRecord(
        fin,
        end - timedelta(days=730),
        end,
        conclusion,
        found,
        rng.choice(("0(I) Rh+", "A(II) Rh+", "B(III) Rh-")),
        "Şəhər poliklinikası",
        "Həkim-ekspert",
    )


def _training(
    kind: type[Trained], fin: str, name: str, programme: str, today: date, valid_to: date | None = None
) -> Trained:
    rng = Random(f"{programme} {fin}")
    end = valid_to or today + timedelta(days=rng.randrange(60, 1700))
    number = numbers.serial(rng, "XH")
    return kind(fin, name, programme, CENTRE, number, end - FIVE_YEARS, end, 36, rng.randrange(61, 100))


def _document(one: PersonRecord, today: date, *, abroad: bool) -> EducationRecord:
    rng = Random(f"diploma {one.fin}")
    issued = max(date(one.birth_date.year + 22, 7, 1), date(1985, 7, 1))
    issued = min(issued, today - timedelta(days=30))
    recognition = RecognitionPart(numbers.serial(rng, "TN"), issued + timedelta(days=20), "Nəqliyyat mühəndisliyi")
    return EducationRecord(
        one.fin,
        one.full_name,
        numbers.serial(rng, "BD"),
        issued,
        "İstanbul Texniki Universiteti" if abroad else "Azərbaycan Texniki Universiteti",
        "Türkiyə" if abroad else "Azərbaycan Respublikası",
        "Nəqliyyat mühəndisliyi",
        "Bakalavr",
        rng.randrange(60, 100),
        recognition if abroad else None,
    )
