"""Groups that pay less on buses, and decisions on entry to liberated territories."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Final
from zlib import crc32

from mocks.ehis.data.records import PersonRecord
from mocks.ehis.data.sent import Sent

GROUPS: Final = (("5AYS3L1", "martyr_family"), ("2RSD4K7", "disability"), ("4KMR8N3", "veteran"))
ENDED: Final = ("1XYZ2W3", "disability")
NOT_LET_IN: Final = "1XYZ2W3"
FOUR_DAYS: Final = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class BenefitRecord(Sent):
    """A group of a person; the certificate and what it was given for are sent, not kept."""

    PROVIDER: ClassVar[str] = "EMEK"
    ELEMENT: ClassVar[str] = "benefit"
    fin: str
    code: str
    valid_to: date | None
    certificate_number: str
    ground: str


@dataclass(frozen=True, slots=True)
class EntryRecord(Sent):
    """A decision on entry; the officer who decided is sent, not kept."""

    PROVIDER: ClassVar[str] = "DIN"
    ELEMENT: ClassVar[str] = "entry"
    fin: str
    decision: str
    number: str | None
    valid_from: date | None
    valid_to: date | None
    reason: str | None
    officer: str


def benefits(today: date) -> list[BenefitRecord]:
    """Return the groups of the demo people; one that ended yesterday."""
    made = [BenefitRecord(fin, code, None, f"GV-{n:06d}", "Vəsiqə əsasında") for n, (fin, code) in enumerate(GROUPS, 1)]
    return [*made, BenefitRecord(*ENDED, today - timedelta(days=1), "GV-000099", "Vəsiqənin müddəti bitib")]


def entry_of(people: tuple[PersonRecord, ...], asked: Mapping[str, str]) -> list[EntryRecord]:
    """Return the decision on a known person: refused to one, and to who is not alive; the same again for the same days."""
    person = next((one for one in people if one.fin == asked["fin"]), None)
    if person is None:
        return []
    officer = "Növbətçi əməkdaş"
    if person.fin == NOT_LET_IN or person.status != "alive":
        why = "Həmin günlər üçün giriş məhdudlaşdırılıb."
        return [EntryRecord(person.fin, "refused", None, None, None, why, officer)]
    arrival = date.fromisoformat(asked["arrival"])
    number = f"GI-{arrival.year}-{crc32(f'{person.fin} {arrival}'.encode()):010d}"
    return [EntryRecord(person.fin, "granted", number, arrival, arrival + FOUR_DAYS, None, officer)]
