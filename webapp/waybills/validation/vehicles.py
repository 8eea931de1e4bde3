"""Checks of the vehicle and its trailers: papers, mass, whether they are free."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from webapp.core.findings import Finding, block, warn
from webapp.waybills.validation.situation import Situation, VehicleFacts

BAKU: Final = ZoneInfo("Asia/Baku")
NEARLY_FULL: Final = 95
WHOLE: Final = 100


def day_of(instant: datetime) -> date:
    """Return the day of `instant` in Baku: papers are valid by local days."""
    return instant.astimezone(BAKU).date()


def vehicle_is_chosen(situation: Situation) -> Iterator[Finding]:
    """There is a motor vehicle that the register knows, and whatever it pulls is a trailer."""
    if not situation.content.vehicle.plate:
        yield block("vehicle-missing", "vehicle")
    elif situation.vehicle is None:
        code = "vehicle-unread" if situation.fleet_unread else "vehicle-unknown"
        yield block(code, "vehicle", plate=situation.content.vehicle.plate)
    elif situation.vehicle.category.startswith("O"):
        yield block("vehicle-is-trailer", "vehicle", plate=situation.vehicle.plate)
    known = {facts.plate: facts for facts in situation.trailers}
    for index, trailer in enumerate(situation.content.trailers, start=1):
        facts = known.get(trailer.plate)
        if facts is None:
            code = "trailer-unread" if situation.fleet_unread else "trailer-unknown"
            yield block(code, f"trailer{index}", plate=trailer.plate)
        elif not facts.category.startswith("O"):
            yield block("trailer-is-vehicle", f"trailer{index}", plate=trailer.plate)
    if len(set(situation.content.plates)) < len(situation.content.plates):
        yield block("trailer-repeated", "trailer2")


def papers_are_valid(situation: Situation) -> Iterator[Finding]:
    """Registration, technical inspection and compulsory insurance hold on the day of loading (and better on arrival)."""
    for where, facts in _combination(situation):
        if facts.status != "registered":
            yield block("vehicle-not-registered", where, plate=facts.plate)
        for paper in ("inspection", "insurance"):
            yield from _validity(situation, where, facts, paper)
        yield from _right(situation, where, facts)


def _validity(situation: Situation, where: str, facts: VehicleFacts, paper: str) -> Iterator[Finding]:
    valid_to: date | None = getattr(facts, f"{paper}_valid_to")
    loading, unloading = situation.content.loading.planned_at, situation.content.last_unloading
    if valid_to is None:
        yield warn(f"{paper}-unknown", where, plate=facts.plate)
    elif valid_to < day_of(loading or situation.now):
        yield block(f"{paper}-expired", where, plate=facts.plate, day=valid_to.strftime("%d.%m.%Y"))
    elif unloading and valid_to < day_of(unloading):
        yield warn(f"{paper}-ends-on-the-way", where, plate=facts.plate, day=valid_to.strftime("%d.%m.%Y"))


def _right(situation: Situation, where: str, facts: VehicleFacts) -> Iterator[Finding]:
    """A lease, a right of use or a power of attorney ends with its last day (charter 003, 5.2.9 and 5.2.10)."""
    loading, unloading = situation.content.loading.planned_at, situation.content.last_unloading
    end = facts.right_valid_to
    if end is None:
        return
    if end < day_of(loading or situation.now):
        yield block("right-expired", where, plate=facts.plate, day=end.strftime("%d.%m.%Y"))
    elif unloading and end < day_of(unloading):
        yield warn("right-ends-on-the-way", where, plate=facts.plate, day=end.strftime("%d.%m.%Y"))


def permit_holds(situation: Situation) -> Iterator[Finding]:
    """Goods of others are carried under a permit with a card for the vehicle (615/2017); one that was taken away stops it."""
    facts = situation.vehicle
    if facts is None or facts.permit == "valid":
        return
    if facts.permit is not None:
        yield block("permit-not-in-force", "vehicle", plate=facts.plate)
    elif situation.hired:
        yield warn("permit-missing", "vehicle", plate=facts.plate)


def permit_is_there(situation: Situation) -> Iterator[Finding]:
    """Goods of others that are on the road already are not put on a vehicle without a card."""
    facts = situation.vehicle
    if facts is not None and facts.permit is None and situation.hired:
        yield block("permit-missing", "vehicle", plate=facts.plate)


def mass_is_borne(situation: Situation) -> Iterator[Finding]:
    """The goods weigh no more than permissible maximum mass less tare of vehicle and trailers; above 95 % is a warning."""
    if situation.vehicle is None or len(situation.trailers) < len(situation.content.trailers):
        return
    payload = sum(facts.max_mass_kg - facts.tare_kg for _, facts in _combination(situation))
    gross = situation.content.gross_kg
    if gross > payload:
        yield block("overload", "total_gross_kg", gross=gross, payload=payload)
    elif gross * WHOLE > payload * NEARLY_FULL:
        yield warn("nearly-full", "total_gross_kg", gross=gross, payload=payload)


def vehicle_is_free(situation: Situation) -> Iterator[Finding]:
    """One vehicle does not carry for two carriers at a time; several waybills of one carrier may share it."""
    if situation.busy_with_other_carrier:
        yield block("vehicle-busy", "vehicle", plate=situation.content.vehicle.plate)
    elif situation.busy_with_own_carrier:
        yield warn("vehicle-shared", "vehicle", plate=situation.content.vehicle.plate)


def trailers_are_free(situation: Situation) -> Iterator[Finding]:
    """A trailer does not follow two lorries at a time."""
    for plate in situation.busy_trailers:
        yield warn("trailer-busy", "trailer1", plate=plate)


def _combination(situation: Situation) -> list[tuple[str, VehicleFacts]]:
    found = [("vehicle", situation.vehicle)] if situation.vehicle else []
    return [*found, *((f"trailer{index}", facts) for index, facts in enumerate(situation.trailers, start=1))]
