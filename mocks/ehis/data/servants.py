"""What registers know of people in the civil service: family, degrees, languages, military record, ranks, vetting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import ClassVar, Final

from mocks.ehis.data import numbers
from mocks.ehis.data.population import SUSPENDED_LICENCE
from mocks.ehis.data.records import PersonRecord
from mocks.ehis.data.sent import Part, Sent

ILQAR: Final = "4LQR2J5"
OFFICER: Final = "8RNA7X9"
SCIENTIST: Final = SUSPENDED_LICENCE  # somebody who serves nowhere: for answers about another
KNOWN: Final = 60
ADULT: Final = 25
LANGUAGES: Final = ("ingilis dili", "rus dili", "alman dili", "türk dili")
LEVELS: Final = ("B1", "B2", "C1")
CONSCRIPTED: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class FamilyRecord(Sent):
    """The family state by civil status acts; the other person and the act are sent, not kept."""

    PROVIDER: ClassVar[str] = "ADLIYYE"
    ELEMENT: ClassVar[str] = "family"
    fin: str
    state: str
    since: date | None
    children: int
    act_number: str
    spouse_name: str | None = None


@dataclass(frozen=True, slots=True)
class DegreeRecord(Sent):
    """A degree; the dissertation and the council are sent, not kept."""

    PROVIDER: ClassVar[str] = "AAK"
    ELEMENT: ClassVar[str] = "degree"
    fin: str
    number: str
    name: str
    branch: str
    awarded_on: date
    dissertation: str
    council: str


@dataclass(frozen=True, slots=True)
class LanguageRecord(Sent):
    """A language examination; points are sent, not kept."""

    PROVIDER: ClassVar[str] = "DIM"
    ELEMENT: ClassVar[str] = "certificate"
    fin: str
    number: str
    language: str
    level: str
    issued_on: date
    valid_to: date | None
    points: int


@dataclass(frozen=True, slots=True)
class SpecialityPart(Part):
    """A military speciality, as code and in words."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class MilitaryRecord(Sent):
    """A period of the military record; unit and fitness are sent, not kept."""

    PROVIDER: ClassVar[str] = "SXCDX"
    ELEMENT: ClassVar[str] = "period"
    fin: str
    kind: str
    rank: str | None
    speciality: SpecialityPart | None
    since: date
    until: date | None
    unit: str
    fitness: str


@dataclass(frozen=True, slots=True)
class SpecialRankRecord(Sent):
    """A special rank; the order is sent, not kept."""

    PROVIDER: ClassVar[str] = "DIN"
    ELEMENT: ClassVar[str] = "rank"
    fin: str
    name: str
    body: str
    since: date
    until: date | None
    order_number: str


@dataclass(frozen=True, slots=True)
class ClearanceRecord(Sent):
    """An admission to state secrets; the file and its official are sent, not kept."""

    PROVIDER: ClassVar[str] = "DTX"
    ELEMENT: ClassVar[str] = "clearance"
    fin: str
    level: str
    since: date
    until: date | None
    file_number: str
    official: str


def records(today: date, people: Sequence[PersonRecord]) -> Iterator[Sent]:
    """Yield what is known of the demo people and of the first invented ones; İlqar's agrees with his service record."""
    yield from _demo(today)
    for one in people[:KNOWN]:
        if one.status == "alive" and one.birth_date.year <= today.year - ADULT:
            yield from _of(one, today)


def _demo(today: date) -> Iterator[Sent]:
    yield FamilyRecord(ILQAR, "evli", date(2004, 6, 12), 2, "VA10044170", "Axundova Sevda Nazim qızı")
    yield LanguageRecord(ILQAR, "DİM-21/55120", LANGUAGES[0], "B2", date(2021, 5, 16), None, 74)
    ended = date(2000, 7, 14)
    yield MilitaryRecord(ILQAR, "conscript", "sıravi", None, date(1999, 7, 15), ended, "N saylı hissə", "yararlıdır")
    yield ClearanceRecord(ILQAR, "2-ci forma", date(2022, 3, 1), None, "G-22/118", "Növbətçi əməkdaş")
    degree, branch = "fəlsəfə doktoru", "iqtisad elmləri"
    council = "İqtisadiyyat İnstitutunun dissertasiya şurası"
    yield DegreeRecord(
        OFFICER, "FD-04417", degree, branch, date(2015, 6, 30), "Kadr ehtiyatının idarə edilməsi", council
    )
    yield SpecialRankRecord(
        OFFICER, "ədliyyə baş leytenantı", "Ədliyyə Nazirliyi", date(2009, 3, 2), date(2012, 4, 30), "114-k"
    )
    yield DegreeRecord(
        SCIENTIST, "ED-00382", "elmlər doktoru", "hüquq elmləri", date(2018, 9, 27), "Nəqliyyat hüququ", council
    )
    yield SpecialRankRecord(SCIENTIST, "polis mayoru", "Daxili İşlər Nazirliyi", date(2019, 7, 1), None, "77-k")
    yield ClearanceRecord(OFFICER, "3-cü forma", date(2020, 2, 17), today + CONSCRIPTED, "G-20/031", "Növbətçi əməkdaş")


def _of(one: PersonRecord, today: date) -> Iterator[Sent]:
    if one.fin == ILQAR:
        return
    rng = Random(f"family {one.fin}")
    wedding = date(one.birth_date.year + ADULT, 6, 12)
    married = rng.randrange(4) > 0 and wedding < today
    yield FamilyRecord(
        one.fin,
        "evli" if married else "subay",
        wedding if married else None,
        rng.randrange(4) if married else 0,
        numbers.serial(rng, "VA"),
        "Həyat yoldaşı Sınaq" if married else None,
    )
    language, level = rng.choice(LANGUAGES), rng.choice(LEVELS)
    issued = today - timedelta(days=rng.randrange(200, 2000))
    yield LanguageRecord(one.fin, numbers.serial(rng, "DİM-"), language, level, issued, None, rng.randrange(51, 100))
    if one.gender == "m":
        begun = date(one.birth_date.year + 18, 7, 1)
        speciality = SpecialityPart(f"{rng.randrange(100, 999)}", "sürücü")
        until = begun + CONSCRIPTED
        yield MilitaryRecord(one.fin, "conscript", "sıravi", speciality, begun, until, "N saylı hissə", "yararlıdır")
