"""Vehicles: the fleets of the demo carriers, 300 generated ones, special records."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Final

from mocks.ehis.data import numbers, words
from mocks.ehis.data.population import SEED
from mocks.ehis.data.records import EntityRecord, PersonRecord, VehicleRecord

COUNT: Final = 300
XEZER_YUK, ELVIN, ABSERON_AVTOBUS, KOHNE_YOL = "9900010101", "9900020172", "9900010491", "9900010511"

# plate, index into words.MODELS, owner
FLEETS: Final = (
    ("10-XY-101", 0, XEZER_YUK),
    ("10-XY-102", 1, XEZER_YUK),
    ("10-XY-103", 2, XEZER_YUK),
    ("10-XY-104", 3, XEZER_YUK),
    ("10-XY-105", 2, XEZER_YUK),
    ("10-XY-106", 4, XEZER_YUK),
    ("10-XT-201", 8, XEZER_YUK),
    ("10-XT-202", 9, XEZER_YUK),
    ("50-EL-301", 14, ELVIN),
    ("50-EL-302", 6, ELVIN),
    ("50-EL-303", 14, ELVIN),
    ("01-AB-401", 11, ABSERON_AVTOBUS),
    ("01-AB-402", 11, ABSERON_AVTOBUS),
    ("01-AB-403", 12, ABSERON_AVTOBUS),
    ("01-AB-404", 13, ABSERON_AVTOBUS),
    ("20-KY-501", 3, KOHNE_YOL),
)
EXPIRED_INSPECTION: Final = "20-KY-501"
FIT_FOR_A_TAXI: Final = "50-EL-303"  # white and young: it meets what a new taxi must be
INSPECTION_EXPIRED_YESTERDAY: Final = "99-EX-001"
INSPECTION_EXPIRING_TODAY: Final = "99-EX-002"
INSURANCE_EXPIRED_YESTERDAY: Final = "99-EX-003"
SUSPENDED: Final = "99-SU-001"
DEREGISTERED: Final = "99-DE-001"
SEVERAL: Final = "99-DU-002"
NOT_FOUND: Final = "99-NF-999"


def demo_vehicles(today: date, names: dict[str, str]) -> list[VehicleRecord]:
    """Return the vehicles of the demo carriers; `names` gives the owner's name by VÖEN."""
    fleet = [_vehicle(plate, model, owner, names[owner], today) for plate, model, owner in FLEETS]
    return [_made_special(one, today) for one in fleet]


def _made_special(one: VehicleRecord, today: date) -> VehicleRecord:
    if one.plate == EXPIRED_INSPECTION:
        return replace(one, inspection_valid_to=today - timedelta(days=95))
    if one.plate == FIT_FOR_A_TAXI:
        return replace(one, colour=words.COLOURS[0], year=today.year - 3)
    return one


def generated_vehicles(today: date, firms: list[EntityRecord], people: list[PersonRecord]) -> list[VehicleRecord]:
    """Return 300 invented vehicles, two thirds of them of firms."""
    rng = Random(SEED + 3)
    taken = {plate for plate, _, _ in FLEETS} | {NOT_FOUND}
    owners = [(firm.voen, firm.name) for firm in firms]
    persons = [(person.fin, person.full_name) for person in people]
    vehicles: list[VehicleRecord] = []
    while len(vehicles) < COUNT:
        plate = numbers.plate(rng)
        if plate in taken:
            continue
        taken.add(plate)
        of_firm = len(vehicles) % 3 > 0
        owner, name = rng.choice(owners if of_firm else persons)
        model = rng.randrange(len(words.MODELS)) if of_firm else rng.choice((6, 7, 14, 15))
        vehicles.append(_vehicle(plate, model, owner, name, today))
    return vehicles


def special_vehicles(today: date, firm: EntityRecord) -> list[VehicleRecord]:
    """Return one vehicle of `firm` for each special case; SEVERAL stands twice, NOT_FOUND nowhere."""
    day = timedelta(days=1)
    special = (
        INSPECTION_EXPIRED_YESTERDAY,
        INSPECTION_EXPIRING_TODAY,
        INSURANCE_EXPIRED_YESTERDAY,
        SUSPENDED,
        DEREGISTERED,
        SEVERAL,
    )
    made = {plate: _vehicle(plate, 0, firm.voen, firm.name, today) for plate in special}
    return [
        replace(made[INSPECTION_EXPIRED_YESTERDAY], inspection_valid_to=today - day),
        replace(made[INSPECTION_EXPIRING_TODAY], inspection_valid_to=today),
        replace(made[INSURANCE_EXPIRED_YESTERDAY], insurance_valid_to=today - day),
        replace(made[SUSPENDED], status="suspended"),
        replace(made[DEREGISTERED], status="deregistered"),
        made[SEVERAL],
        replace(made[SEVERAL], vin=numbers.vin(Random(SEVERAL + "2"))),
    ]


def _vehicle(plate: str, model: int, owner: str, owner_name: str, today: date) -> VehicleRecord:
    rng = Random(plate)
    category, make, name, tare, mass, seats = words.MODELS[model]
    return VehicleRecord(
        plate,
        numbers.vin(rng),
        make,
        name,
        category,
        owner,
        owner_name,
        tare,
        mass,
        seats,
        today.year - rng.randrange(1, 15),
        rng.choice(words.COLOURS),
        numbers.serial(rng, "M"),
        numbers.serial(rng, "NV"),
        today + timedelta(days=rng.randrange(40, 360)),
        today + timedelta(days=rng.randrange(40, 360)),
    )
