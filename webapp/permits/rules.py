"""The law as data and pure functions: nothing imported but the standard library."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

MONTHS: Final = 12
PERIODS: Final = (1, 3, 6, 12)


class Operation(StrEnum):
    """The seven operations of decision 615/2017, in the order of its title."""

    ISSUE = "issue"
    DUPLICATE = "duplicate"
    ANNEX = "annex"
    REREGISTRATION = "reregistration"
    SUSPENSION = "suspension"
    RESTORATION = "restoration"
    REVOCATION = "revocation"


class State(StrEnum):
    """How a permit or a card stands. A permit or card that is revoked or expired never comes back."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"


class By(StrEnum):
    """Who suspended: the holder, the office, the system (a conformity check), or the permit that the card hangs on."""

    HOLDER = "holder"
    OFFICE = "office"
    SYSTEM = "system"
    PERMIT = "permit"


ALLOWED: Final[Mapping[Operation, Collection[State]]] = {
    Operation.DUPLICATE: (State.ACTIVE,),
    Operation.ANNEX: (State.ACTIVE,),
    Operation.REREGISTRATION: (State.ACTIVE,),
    Operation.SUSPENSION: (State.ACTIVE,),
    Operation.RESTORATION: (State.SUSPENDED,),
    Operation.REVOCATION: (State.ACTIVE, State.SUSPENDED),
}


def allowed(operation: Operation, state: str, valid_to: date | None, today: date) -> bool:
    """Whether the operation can be asked for a permit in this state."""
    over = valid_to is not None and valid_to < today
    return not over and State(state) in ALLOWED.get(operation, ())


def state_on(state: str, valid_to: date | None, today: date) -> State:
    """Return how a permit or card stands on a day: what was taken away is not merely expired."""
    kept = State(state)
    if kept is not State.REVOKED and valid_to is not None and valid_to < today:
        return State.EXPIRED
    return kept


class Carriage(StrEnum):
    """What a card lets a vehicle carry."""

    GOODS = "goods"
    PASSENGERS = "passengers"
    TAXI = "taxi"


class Standing(StrEnum):
    """Whether a card may be relied on today, as other bodies are told; the best first."""

    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"


def standing_of(state: str, valid_to: date, today: date) -> Standing:
    """Return how a card stands: what was taken away is not merely expired."""
    found = state_on(state, valid_to, today)
    return Standing.VALID if found is State.ACTIVE else Standing(found.value)


def carrier_standing(cards: Collection[Standing]) -> Standing:
    """Return how a carrier stands with these cards (at least one): as well as its best one."""
    return min(cards, key=list(Standing).index)


def last_day(first: date, months: int) -> date:
    """Return the last day of a term of whole months that begins on `first`."""
    year, month = divmod(first.year * MONTHS + first.month - 1 + months, MONTHS)
    after = date(year + (month + 1) // MONTHS, (month + 1) % MONTHS + 1, 1)
    longest = (after - timedelta(days=1)).day
    same = date(year, month + 1, min(first.day, longest))
    return same if first.day > longest else same - timedelta(days=1)


def next_month(day: date) -> date:
    """Return the first day of the month after `day`: a mark is bought before the month for which it holds."""
    return date(day.year + day.month // MONTHS, day.month % MONTHS + 1, 1)


def number_of(series: str, year: int, number: int) -> str:
    """Return a number as it is printed: İ-2026-000123."""
    return f"{series}-{year}-{number:06}"


@dataclass(frozen=True, slots=True)
class Car:
    """What the rules look at of a vehicle."""

    year: int
    colour: str
    category: str
    euro: int | None = None


def car_faults(car: Car, rules: Mapping[str, tuple[int | None, Collection[str]]], day: date, *, new: bool) -> list[str]:
    """Return what keeps a vehicle from a card: too_old, too_old_to_work, colour, euro, unknown_euro.

    `rules` are number and words by rule. `new` when a card is asked for, else it works already.
    """
    found = []
    age = day.year - car.year
    limit, what = ("new_card_age", "too_old") if new else ("working_age", "too_old_to_work")
    if _number(rules, limit) is not None and age > (_number(rules, limit) or 0):
        found.append(what)
    colours = rules.get("colours", (None, ()))[1]
    if colours and car.colour.strip().lower() not in colours:
        found.append("colour")
    least = _number(rules, "euro")
    if new and least is not None:
        if car.euro is None:
            found.append("unknown_euro")
        elif car.euro < least:
            found.append("euro")
    return found


def _number(rules: Mapping[str, tuple[int | None, Collection[str]]], name: str) -> int | None:
    return rules.get(name, (None, ()))[0]


CATEGORIES: Final[Mapping[str, tuple[str, ...]]] = {
    "goods": ("N1", "N2", "N3", "O1", "O2", "O3", "O4"),
    "passengers": ("M1", "M2", "M3"),
    "taxi": ("M1",),
}
LICENCE_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "N1": ("B", "C1", "C"),
    "N2": ("C1", "C"),
    "N3": ("C", "CE"),
    "M1": ("B",),
    "M2": ("D1", "D"),
    "M3": ("D", "DE"),
}
"""Which licence of the law on road traffic drives a vehicle of a category; a trailer is drawn by what is driven."""


def fits(carriage: str | None, category: str) -> bool:
    """Whether a vehicle of the category can have a card for the carriage."""
    return carriage is None or category in CATEGORIES[carriage]


def insurances_for(carriage: str | None) -> tuple[str, ...]:
    """Return which of the three compulsory insurances a carriage needs (charter 003, 5.2.8).

    Passengers of a taxi are carried within one town or settlement, which the charter excepts.
    """
    return ("liability", "passengers", "occupational") if carriage == "passengers" else ("liability", "occupational")


def may_drive(licence: Collection[str], vehicles: Collection[str]) -> bool:
    """Whether a licence lets drive at least one of the vehicles, given by their categories."""
    motor = [LICENCE_OF[one] for one in vehicles if one in LICENCE_OF]
    return any(set(needed) & set(licence) for needed in motor)


def mark_kind(category: str) -> str:
    """Return by which rate a mark of a vehicle is reckoned: bus, taxi or cargo."""
    if category.startswith(("N", "O")):
        return "cargo"
    return "taxi" if category == "M1" else "bus"


def mark_amount(qepik: int, unit: str, *, seats: int, capacity_kg: int, hundredths: int, months: int) -> int:
    """Return the price of a mark in qəpik: base x units x coefficient x months, rounded half up at the end."""
    thousandths = {"seat": seats * 1000, "vehicle": 1000, "tonne": capacity_kg}[unit]
    return (qepik * thousandths * hundredths * months + 50_000) // 100_000


@dataclass(frozen=True, slots=True)
class Load:
    """A vehicle with its load as it is to go: centimetres and kilograms."""

    length: int
    width: int
    height: int
    gross: int
    axles: tuple[int, ...]
    combination: bool
    air: bool = False


def exceeded(load: Load, limits: Mapping[str, int]) -> list[str]:
    """Return the codes of the limits that the load is over; empty when no permit is needed."""
    count = len(load.axles)
    gross = "gross_combination" if load.combination else f"gross_{min(max(count, 2), 4)}"
    if gross == "gross_3" and load.air:
        gross = "gross_3_air"
    measured = {
        "length_combination" if load.combination else "length_single": load.length,
        "width": load.width,
        "height": load.height,
        gross: load.gross,
        "axle": max(load.axles, default=0),
    }
    return [code for code, value in measured.items() if code in limits and value > limits[code]]


def place_in_queue(ahead: int, cards_ahead: int, wanted: int, free: int) -> int:
    """Return 0 when there is room for all who signed earlier and for `wanted` more, else the place, from 1.

    `ahead` is how many signed earlier and wait, `cards_ahead` how many cards they want together.
    """
    return 0 if cards_ahead + wanted <= free else ahead + 1
