"""Who works where, and who may drive what."""

from datetime import date, timedelta
from random import Random
from typing import Final

from mocks.ehis.data import numbers
from mocks.ehis.data.entities import AYNA, EXAM_CENTRE, MINISTRY
from mocks.ehis.data.population import EXPIRED_YESTERDAY, EXPIRING_TODAY, SEED, SUSPENDED_LICENCE
from mocks.ehis.data.records import EmployeeRecord, EntityRecord, LicenceRecord, PersonRecord

XEZER_YUK, ELVIN, ABSERON_AVTOBUS, KOHNE_YOL = "9900010101", "9900020172", "9900010491", "9900010511"
DRIVER: Final = "Sürücü"

# demo people: FİN, employer, position
DEMO_WORK: Final = (
    ("2RSD4K7", XEZER_YUK, DRIVER),
    ("7LYL5H2", XEZER_YUK, "Direktor"),
    ("4KMR8N3", XEZER_YUK, "Logistika üzrə mütəxəssis"),
    ("9SVD3F6", ABSERON_AVTOBUS, "Baş direktor"),
    ("1RXN5B8", ABSERON_AVTOBUS, "Avtobus sürücüsü"),
    ("1XYZ2W3", KOHNE_YOL, "Direktor"),
    ("3LVN6T9", ELVIN, DRIVER),
    ("2ZAR9W1", AYNA, "Baş məsləhətçi"),
    ("5GNL4M3", AYNA, "Şöbə müdiri"),
    ("7FAQ6P2", AYNA, "Yol nəzarəti üzrə inspektor"),
    ("3SMR8V7", AYNA, "Aparıcı məsləhətçi"),
    ("9MHR5Y2", AYNA, "Daxili audit üzrə baş mütəxəssis"),
    ("4LQR2J5", MINISTRY, "Sektor müdiri"),
    ("8RNA7X9", MINISTRY, "Kadrlar şöbəsinin müdiri"),
    ("6VSL3G4", EXAM_CENTRE, "Reyestr şöbəsinin baş məsləhətçisi"),
)
# demo drivers: FİN, categories, status
DEMO_LICENCES: Final = (
    ("2RSD4K7", ("B", "C", "CE", "D"), "valid"),
    ("1RXN5B8", ("B", "D"), "valid"),
    ("3LVN6T9", ("B",), "valid"),
    ("4KMR8N3", ("B",), "valid"),
    ("5AYS3L1", ("B",), "valid"),
    ("7FAQ6P2", ("B", "C"), "valid"),
    ("1XYZ2W3", ("B", "C"), "withdrawn"),
)
XEZER_DRIVERS: Final = slice(60, 65)  # generated people who drive for Xəzər Yük beside Rəşad
ABSERON_DRIVERS: Final = slice(65, 68)
STAFF_FROM: Final = 70
GENERATED_LICENCES: Final = slice(60, 190)


def employees(
    today: date, people: list[PersonRecord], names: dict[str, str], firms: list[EntityRecord]
) -> list[EmployeeRecord]:
    """Return every employment contract; `people` are the generated ones, `names` gives names by FİN."""
    staff = [_employee(voen, fin, names[fin], position, today) for fin, voen, position in DEMO_WORK]
    staff += [_employee(XEZER_YUK, one.fin, one.full_name, DRIVER, today) for one in people[XEZER_DRIVERS]]
    staff += [
        _employee(ABSERON_AVTOBUS, one.fin, one.full_name, "Avtobus sürücüsü", today) for one in people[ABSERON_DRIVERS]
    ]
    for index, person in enumerate(people[STAFF_FROM:-10]):
        firm = firms[index % len(firms)]
        position = DRIVER if index < 2 * len(firms) else "Mühasib"
        staff.append(_employee(firm.voen, person.fin, person.full_name, position, today))
    return staff


def licences(today: date, people: list[PersonRecord]) -> list[LicenceRecord]:
    """Return every driving licence, the special ones included."""
    rng = Random(SEED + 4)
    found = [_licence(fin, categories, today, status=status) for fin, categories, status in DEMO_LICENCES]
    drivers = people[GENERATED_LICENCES]
    found += [_licence(one.fin, _categories(index, rng), today) for index, one in enumerate(drivers)]
    yesterday = today - timedelta(days=1)
    return [
        *found,
        _licence(EXPIRED_YESTERDAY, ("B", "C"), today, valid_to=yesterday),
        _licence(EXPIRING_TODAY, ("B", "C"), today, valid_to=today),
        _licence(SUSPENDED_LICENCE, ("B", "C", "CE"), today, status="suspended"),
    ]


def _categories(index: int, rng: Random) -> tuple[str, ...]:
    """Return what the n-th generated driver may drive; those of the demo carriers may drive their vehicles."""
    if index < XEZER_DRIVERS.stop - XEZER_DRIVERS.start:
        return ("B", "C", "CE")
    if index < ABSERON_DRIVERS.stop - XEZER_DRIVERS.start:
        return ("B", "D")
    return rng.choice((("B",), ("B", "C"), ("B", "C", "CE"), ("B", "D"), ("B", "C", "CE", "D", "DE")))


def _employee(voen: str, fin: str, name: str, position: str, today: date) -> EmployeeRecord:
    rng = Random(fin + voen)
    since = today - timedelta(days=rng.randrange(100, 4000))
    return EmployeeRecord(voen, fin, name, position, since, numbers.serial(rng, "ƏM"))


def _licence(
    fin: str, categories: tuple[str, ...], today: date, *, status: str = "valid", valid_to: date | None = None
) -> LicenceRecord:
    rng = Random(f"licence {fin}")
    ends = valid_to or today + timedelta(days=rng.randrange(200, 3000))
    number = numbers.serial(rng, "AZ")
    return LicenceRecord(fin, number, categories, ends - timedelta(days=3652), ends, status, rng.randrange(5))
