"""What a form must meet before it is signed. Pure: the caller gathers the facts first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from webapp.core.findings import Finding, block, warn
from webapp.journeys.content import Content, Leg, Passenger
from webapp.journeys.passengers import doubled

BAKU: Final = ZoneInfo("Asia/Baku")
LIMIT_OF_ONE: Final = timedelta(hours=9)
LIMIT_OF_ONE_TWICE_A_WEEK: Final = timedelta(hours=10)
BUSES: Final = ("M2", "M3")
SMALL_BUS_SEATS: Final = 17  # D1: up to 16 passengers beside the driver


@dataclass(frozen=True, slots=True, kw_only=True)
class BusFacts:
    """What the registers say of the bus; `card_valid_to` is the last day of its card for occasional carriage."""

    category: str
    seats: int
    status: str
    inspection_valid_to: date | None
    insurance_valid_to: date | None
    passengers_valid_to: date | None
    card_valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverFacts:
    """What the registers say of a driver."""

    ref: str
    categories: frozenset[str]
    valid_to: date | None
    status: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A form at a moment: `ahead` is how early it must be signed, `regular` pairs of stations that a regular route joins."""

    content: Content
    passengers: Sequence[Passenger]
    now: datetime
    ahead: timedelta
    bus: BusFacts | None = None
    drivers: tuple[DriverFacts, ...] = ()
    busy_with: str = ""
    on_regular_trip: str = ""
    regular: frozenset[tuple[str, str]] = frozenset()
    organiser_known: bool = True


def findings(situation: Situation) -> list[Finding]:
    """Return everything that is wrong, in the order of the page."""
    return [finding for check in CHECKS for finding in check(situation)]


def _purpose(situation: Situation) -> Iterator[Finding]:
    organiser = situation.content.organiser
    if not situation.content.purpose:
        yield block("purpose-missing", "purpose")
    if not organiser.name:
        yield block("organiser-missing", "organiser_name")
    if organiser.number and not situation.organiser_known:
        yield warn("organiser-unknown", "organiser_number")


def _legs(situation: Situation) -> Iterator[Finding]:
    """At least one leg with passengers, each whole, each beginning where and after the one before ended."""
    legs = situation.content.legs
    if not any(not leg.empty for leg in legs):
        yield block("legs-missing", "origin_0")
    for place, leg in enumerate(legs):
        yield from _leg(place, leg)
    for place, (before, after) in enumerate(pairwise(legs), start=1):
        if before.target.casefold() != after.origin.casefold():
            yield block("leg-begins-elsewhere", f"origin_{place}", leg=place + 1, place=before.target)
        if before.arrives_at and after.departs_at and after.departs_at < before.arrives_at:
            yield block("leg-begins-too-early", f"departs_{place}", leg=place + 1)


def _leg(place: int, leg: Leg) -> Iterator[Finding]:
    if not leg.origin or not leg.target:
        yield block("leg-places-missing", f"origin_{place}", leg=place + 1)
    elif leg.origin.casefold() == leg.target.casefold() and not leg.km:
        yield block("leg-goes-nowhere", f"target_{place}", leg=place + 1)
    if leg.departs_at is None or leg.arrives_at is None:
        yield block("leg-times-missing", f"departs_{place}", leg=place + 1)
    elif leg.arrives_at <= leg.departs_at:
        yield block("leg-ends-before-it-begins", f"arrives_{place}", leg=place + 1)


def _time(situation: Situation) -> Iterator[Finding]:
    """Signed before the departure, by as much as the rule asks."""
    departs = situation.content.departs_at
    if departs is None:
        return
    if departs <= situation.now:
        yield block("departed-already", "departs_0")
    elif departs - situation.now < situation.ahead:
        yield block("signed-too-late", "departs_0", minutes=int(situation.ahead.total_seconds() // 60))


def _not_regular(situation: Situation) -> Iterator[Finding]:
    """Passengers are not carried between stops of a regular route under a form (fine of 50 manat)."""
    for place, leg in enumerate(situation.content.legs):
        if not leg.empty and (leg.origin.casefold(), leg.target.casefold()) in situation.regular:
            yield warn("regular-route", f"origin_{place}", leg=place + 1)


def _bus(situation: Situation) -> Iterator[Finding]:
    plate = situation.content.bus.plate
    if not plate:
        yield block("bus-missing", "plate")
        return
    bus = situation.bus
    if bus is None:
        yield block("bus-unknown", "plate", plate=plate)
        return
    if bus.category not in BUSES:
        yield block("not-a-bus", "plate", plate=plate)
    if bus.status != "registered":
        yield block("bus-not-registered", "plate", plate=plate)
    yield from _papers(situation, bus)
    if situation.busy_with:
        yield block("bus-on-another-form", "plate", number=situation.busy_with)
    if situation.on_regular_trip:
        yield block("bus-on-a-regular-trip", "plate", number=situation.on_regular_trip)


def _papers(situation: Situation, bus: BusFacts) -> Iterator[Finding]:
    """Inspection, both insurances and the card hold from the first to the last day of the journey."""
    end = situation.content.ends_at or situation.content.departs_at or situation.now
    last = end.astimezone(BAKU).date()
    papers = {
        "inspection": bus.inspection_valid_to,
        "insurance": bus.insurance_valid_to,
        "passengers-insurance": bus.passengers_valid_to,
        "card": bus.card_valid_to,
    }
    for paper, valid_to in papers.items():
        if valid_to is None:
            yield (block if paper == "card" else warn)(f"{paper}-unknown", "plate", plate=situation.content.bus.plate)
        elif valid_to < last:
            yield block(f"{paper}-expires", "plate", day=valid_to.strftime("%d.%m.%Y"))


def _drivers(situation: Situation) -> Iterator[Finding]:
    if not situation.content.drivers:
        yield block("driver-missing", "drivers")
    known = {facts.ref: facts for facts in situation.drivers}
    end = situation.content.ends_at or situation.now
    needed = {"D"} if situation.bus is None or situation.bus.seats > SMALL_BUS_SEATS else {"D", "D1"}
    for driver in situation.content.drivers:
        facts = known.get(driver.ref)
        if facts is None:
            yield block("driver-unknown", "drivers")
        elif facts.status != "valid" or facts.valid_to is None or facts.valid_to < end.astimezone(BAKU).date():
            yield block("licence-not-valid", "drivers")
        elif not facts.categories & needed:
            yield block("licence-without-category", "drivers", category=" / ".join(sorted(needed)))


def _hours(situation: Situation) -> Iterator[Finding]:
    """One driver drives nine hours a day, ten twice a week: more needs another one."""
    driven: dict[date, timedelta] = {}
    for leg in situation.content.legs:
        if leg.departs_at is not None:
            day = leg.departs_at.astimezone(BAKU).date()
            driven[day] = driven.get(day, timedelta(0)) + leg.lasts
    drivers = len(situation.content.drivers)
    for day, hours in sorted(driven.items()):
        if drivers and hours > LIMIT_OF_ONE_TWICE_A_WEEK * drivers:
            yield block("too-long-for-the-drivers", "drivers", day=day.strftime("%d.%m.%Y"))
        elif drivers and hours > LIMIT_OF_ONE * drivers:
            yield warn("over-nine-hours", "drivers", day=day.strftime("%d.%m.%Y"))


def _people(situation: Situation) -> Iterator[Finding]:
    """There is a seat for everybody, and nobody stands twice in the list."""
    if not situation.passengers:
        yield block("passengers-missing", "passengers")
    for document in sorted(doubled(situation.passengers)):
        yield block("passenger-twice", "passengers", document=document[-3:])
    if situation.bus is None:
        return
    crew = len(situation.content.drivers) + situation.content.guides
    free = situation.bus.seats - crew
    if len(situation.passengers) > free:
        yield block("too-many-passengers", "passengers", many=len(situation.passengers), free=max(free, 0))


def _abroad(situation: Situation) -> Iterator[Finding]:
    """Abroad: the kind of service, the countries and border posts, and of everybody a passport and a nationality."""
    content = situation.content
    if not content.is_international:
        return
    for name in ("service", "countries", "borders"):
        if not getattr(content, name):
            yield block(f"{name}-missing", name)
    for place, one in enumerate(situation.passengers, start=1):
        if not one.document or not one.nationality:
            yield block("passport-missing", "passengers", line=place)
            return


CHECKS: Final = (_purpose, _legs, _time, _not_regular, _bus, _drivers, _hours, _abroad, _people)
