"""The notaries' system: powers of attorney over vehicles, leases and other uses of vehicles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import ClassVar, Final

from mocks.ehis.data import numbers
from mocks.ehis.data.records import PersonRecord, VehicleRecord
from mocks.ehis.data.sent import Part, Sent
from mocks.ehis.data.vehicles import ABSERON_AVTOBUS, ELVIN, XEZER_YUK

POWERS: Final = "Nəqliyyat vasitəsini idarə etmək, onunla yük və sərnişin daşımaq, sənədlərini təqdim etmək"
VALID, REVOKED, EXPIRING = "100020260001", "100020260002", "100020260003"
# bar code, represented, agent, plate, days to the end; a power that was revoked ends on the day of revocation
DEMO_POWERS: Final = (
    (VALID, XEZER_YUK, "2RSD4K7", "10-XY-101", 300),
    (REVOKED, XEZER_YUK, "4KMR8N3", "10-XY-105", -1),
    (EXPIRING, ELVIN, "5AYS3L1", "50-EL-302", 0),
)
GENERATED: Final = 24
LEASES: Final = ((XEZER_YUK, "N3", "lease", 200), (XEZER_YUK, "N2", "lease", -1), (ABSERON_AVTOBUS, "M3", "use", 0))


@dataclass(frozen=True, slots=True)
class AgentPart(Part):
    """Who may act; FİN, address and document are sent although charter 5.2.9 names only the names."""

    fin: str
    given_name: str
    patronymic: str
    family_name: str
    address: str
    document_number: str


@dataclass(frozen=True, slots=True)
class ActPart(Part):
    """The notary's act."""

    register_number: str
    office: str
    notary: str


@dataclass(frozen=True, slots=True)
class OwnerPart(Part):
    """Whose vehicle it is."""

    number: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class PowerRecord(Sent):
    """A power of attorney over one vehicle."""

    PROVIDER: ClassVar[str] = "NOTARIAT"
    ELEMENT: ClassVar[str] = "power"
    barcode: str
    represented: str
    represented_name: str
    agent: AgentPart
    powers: str
    valid_from: date
    valid_to: date
    plate: str
    act: ActPart


@dataclass(frozen=True, slots=True)
class UseRecord(Sent):
    """A contract by which somebody uses another's vehicle."""

    PROVIDER: ClassVar[str] = "NOTARIAT"
    ELEMENT: ClassVar[str] = "use"
    plate: str
    user: str
    user_name: str
    right: str
    valid_from: date
    valid_to: date
    owner: OwnerPart
    act: ActPart


def powers(
    today: date, vehicles: Sequence[VehicleRecord], people: Sequence[PersonRecord], names: dict[str, str]
) -> list[PowerRecord]:
    """Return the powers over the demo fleets (good, revoked yesterday, ending today) and some generated ones."""
    known = {one.fin: one for one in people}
    demo = [_power(one, names, known[one[2]], today) for one in DEMO_POWERS]
    rng = Random(7_2026)
    of_firms = [one for one in vehicles if one.owner.startswith("15")][:GENERATED]
    agents = rng.sample(list(people)[-100:-20], len(of_firms))
    made = [
        _power(
            (f"2000{20260000 + index}", one.owner, agent.fin, one.plate, rng.randrange(10, 900)), names, agent, today
        )
        for index, (one, agent) in enumerate(zip(of_firms, agents, strict=True))
    ]
    return [*demo, *made]


def uses(today: date, vehicles: Sequence[VehicleRecord], names: dict[str, str]) -> list[UseRecord]:
    """Return leases of generated firms' vehicles to the demo carriers: running, ended yesterday, ending today."""
    free = [one for one in vehicles if one.owner.startswith("15") and one.status == "registered"]
    found: list[UseRecord] = []
    for user, category, right, left in LEASES:
        one = next(vehicle for vehicle in free if vehicle.category == category)
        end = today + timedelta(days=left)
        owner = OwnerPart(one.owner, one.owner_name, "Bakı şəhəri")
        begin = end - timedelta(days=730)
        found.append(UseRecord(one.plate, user, names[user], right, begin, end, owner, _act(one.plate)))
    return found


def _power(
    given: tuple[str, str, str, str, int], names: dict[str, str], agent: PersonRecord, today: date
) -> PowerRecord:
    barcode, represented, fin, plate, left = given
    end = today + timedelta(days=left)
    part = AgentPart(fin, agent.given_name, agent.patronymic, agent.family_name, agent.address, agent.document_number)
    begin = end - timedelta(days=1095)
    return PowerRecord(barcode, represented, names[represented], part, POWERS, begin, end, plate, _act(barcode))


def _act(seed: str) -> ActPart:
    rng = Random(f"act {seed}")
    return ActPart(numbers.serial(rng, "R"), f"Bakı şəhəri {rng.randrange(1, 40)} saylı notariat ofisi", "Notarius")
