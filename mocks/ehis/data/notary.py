"""The notaries' system: powers of attorney over vehicles, leases and other uses of vehicles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import ClassVar, Final

from mocks.ehis.data import numbers
from mocks.ehis.data.records import PersonRecord, VehicleRecord
from mocks.ehis.data.sent import Part, Sent
from mocks.ehis.data.vehicles import ABSERON_AVTOBUS, ELVIN, KOHNE_YOL, XEZER_YUK

POWERS: Final = "Nəqliyyat vasitəsini idarə etmək, onunla yük və sərnişin daşımaq, sənədlərini təqdim etmək"
VALID, REVOKED, EXPIRING, ELSEWHERE = "100020260001", "100020260002", "100020260003", "100020260004"
# bar code, represented, agent, plate, days to the end; a power that was revoked ends on the day of revocation
DEMO_POWERS: Final = (
    (VALID, XEZER_YUK, "2RSD4K7", "10-XY-101", 300),
    (REVOKED, XEZER_YUK, "4KMR8N3", "10-XY-105", -1),
    (EXPIRING, ELVIN, "5AYS3L1", "50-EL-302", 0),
    (ELSEWHERE, KOHNE_YOL, "2RSD4K7", "20-KY-501", 25),
)
GENERATED: Final = 24
YEARS_OF_A_POWER: Final = timedelta(days=1095)
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

    registered_on: date
    register_number: str
    office: str
    notary: str


@dataclass(frozen=True, slots=True)
class VehiclePart(Part):
    """The vehicle as the act describes it; sent, never kept: the road police say what a vehicle is."""

    make: str
    engine_number: str
    year: int
    certificate_number: str


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
    vehicle: VehiclePart
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
    vehicle: VehiclePart
    act: ActPart


def powers(
    today: date, vehicles: Sequence[VehicleRecord], people: Sequence[PersonRecord], names: dict[str, str]
) -> list[PowerRecord]:
    """Return the powers over the demo fleets (good, revoked yesterday, ending today) and some generated ones."""
    known = {one.fin: one for one in people}
    by_plate = {one.plate: one for one in vehicles}
    demo = [
        _power((barcode, end), by_plate[plate], names[represented], known[fin], today)
        for barcode, represented, fin, plate, end in DEMO_POWERS
    ]
    rng = Random(7_2026)
    of_firms = [one for one in vehicles if one.owner.startswith("15")][:GENERATED]
    agents = rng.sample(list(people)[-100:-20], len(of_firms))
    made = [
        _power((f"2000{20260000 + index}", rng.randrange(10, 900)), one, one.owner_name, agent, today)
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
        begin = end - timedelta(days=730)
        owner = OwnerPart(one.owner, one.owner_name, "Bakı şəhəri")
        act = _act(one.plate, begin)
        found.append(UseRecord(one.plate, user, names[user], right, begin, end, owner, _described(one), act))
    return found


def _power(
    given: tuple[str, int], vehicle: VehicleRecord, represented_name: str, agent: PersonRecord, today: date
) -> PowerRecord:
    barcode, left = given
    end = today + timedelta(days=left)
    begin = end - YEARS_OF_A_POWER
    return PowerRecord(
        barcode,
        vehicle.owner,
        represented_name,
        AgentPart(
            agent.fin, agent.given_name, agent.patronymic, agent.family_name, agent.address, agent.document_number
        ),
        POWERS,
        begin,
        end,
        vehicle.plate,
        _described(vehicle),
        _act(barcode, begin),
    )


def act_of(barcode: str, today: date) -> ActPart:
    """Return the act by which one of the demo powers was given, for whoever asks by its number and day."""
    left = next(days for code, _represented, _agent, _plate, days in DEMO_POWERS if code == barcode)
    return _act(barcode, today + timedelta(days=left) - YEARS_OF_A_POWER)


def _described(one: VehicleRecord) -> VehiclePart:
    return VehiclePart(one.make, one.engine_number, one.year, one.certificate_number)


def _act(seed: str, day: date) -> ActPart:
    rng = Random(f"act {seed}")
    office = f"Bakı şəhəri {rng.randrange(1, 40)} saylı notariat ofisi"
    return ActPart(day, numbers.serial(rng, "R"), office, "Notarius")
