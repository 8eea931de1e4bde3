"""Checks of the driver: a licence that is in force and covers the combination (Road Traffic Act, categories)."""

from collections.abc import Iterator
from typing import Final

from webapp.core.findings import Finding, block, warn
from webapp.waybills.validation.situation import DriverFacts, Situation, VehicleFacts
from webapp.waybills.validation.vehicles import day_of

LIGHT_KG: Final = 3_500
MEDIUM_KG: Final = 7_500
LIGHT_TRAILER_KG: Final = 750
# (what is driven, with a trailer above 750 kg) -> any of these categories allows it
COVERING: Final = {
    ("B", False): frozenset({"B"}),
    ("C1", False): frozenset({"C1", "C"}),
    ("C", False): frozenset({"C"}),
    ("D", False): frozenset({"D"}),
    ("B", True): frozenset({"BE", "C1E", "CE"}),
    ("C1", True): frozenset({"C1E", "CE"}),
    ("C", True): frozenset({"CE"}),
    ("D", True): frozenset({"DE"}),
}


def needed_category(vehicle: VehicleFacts) -> str:
    """Return the category of licence that the vehicle alone asks for."""
    if vehicle.category in {"M2", "M3"}:
        return "D"
    if vehicle.max_mass_kg <= LIGHT_KG:
        return "B"
    return "C1" if vehicle.max_mass_kg <= MEDIUM_KG else "C"


def driver_is_chosen(situation: Situation) -> Iterator[Finding]:
    """There is a driver whom the carrier's registers know."""
    if not situation.content.driver.ref:
        yield block("driver-missing", "driver")
    elif situation.driver is None:
        yield block("driver-unknown", "driver")


def licence_is_valid(situation: Situation) -> Iterator[Finding]:
    """The licence is not withdrawn and holds on the day of loading (and better on arrival)."""
    driver = situation.driver
    if driver is None:
        return
    if driver.status is None:
        yield warn("licence-unknown", "driver")
    elif driver.status != "valid":
        yield block("licence-withdrawn", "driver")
    yield from _term(situation, driver)


def _term(situation: Situation, driver: DriverFacts) -> Iterator[Finding]:
    loading, unloading = situation.content.loading.planned_at, situation.content.last_unloading
    if driver.valid_to is None:
        return
    if driver.valid_to < day_of(loading or situation.now):
        yield block("licence-expired", "driver", day=driver.valid_to.strftime("%d.%m.%Y"))
    elif unloading and driver.valid_to < day_of(unloading):
        yield warn("licence-ends-on-the-way", "driver", day=driver.valid_to.strftime("%d.%m.%Y"))


def papers_hold(situation: Situation) -> Iterator[Finding]:
    """Training for goods, insurance against accidents (charter 003, 5.2.8) and tachograph card, where a register told of them."""
    driver, content = situation.driver, situation.content
    if driver is None:
        return
    loading, unloading = content.loading.planned_at, content.last_unloading
    papers = {
        "training": dict(driver.trainings).get("goods"),
        "accident-insurance": driver.insured_to,
        "tachograph-card": driver.tachograph_to,
    }
    for paper, valid_to in papers.items():
        if valid_to is None:
            continue
        if valid_to < day_of(loading or situation.now):
            yield block(f"{paper}-expired", "driver", day=valid_to.strftime("%d.%m.%Y"))
        elif unloading and valid_to < day_of(unloading):
            yield warn(f"{paper}-ends-on-the-way", "driver", day=valid_to.strftime("%d.%m.%Y"))


def driver_is_free(situation: Situation) -> Iterator[Finding]:
    """Nobody drives two vehicles at a time."""
    if situation.driver is not None and situation.driver.busy_elsewhere:
        yield warn("driver-busy", "driver", plate=situation.driver.busy_elsewhere)


def licence_covers(situation: Situation) -> Iterator[Finding]:
    """Above 3.5 t category C1 or C, above 7.5 t C, buses D; with a trailer above 750 kg the same with E."""
    vehicle, driver = situation.vehicle, situation.driver
    if vehicle is None or driver is None or not driver.categories:
        return
    heavy_trailer = any(trailer.max_mass_kg > LIGHT_TRAILER_KG for trailer in situation.trailers)
    needed = needed_category(vehicle)
    if not driver.categories & COVERING[needed, heavy_trailer]:
        yield block("licence-category", "driver", category=f"{needed}E" if heavy_trailer else needed)
