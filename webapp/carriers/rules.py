"""What is said of papers, rights and standings from their days alone, without asking anybody."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from webapp.core.azerbaijani import fold

SOON: Final = timedelta(days=30)
DRIVER_WORD: Final = "surucu"


class Term(StrEnum):
    """How long a paper still holds."""

    VALID = "valid"
    SOON = "soon"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


def term_of(valid_to: date | None, today: date) -> Term:
    """Return how a paper valid to the end of `valid_to` stands today."""
    if valid_to is None:
        return Term.UNKNOWN
    if valid_to < today:
        return Term.EXPIRED
    return Term.SOON if valid_to - today <= SOON else Term.VALID


class Training(StrEnum):
    """What a driver was trained for."""

    GOODS = "goods"
    PASSENGERS = "passengers"
    TAXI = "taxi"
    DANGEROUS_GOODS = "dangerous_goods"


class Standing(StrEnum):
    """Whether a certificate may be relied on today."""

    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"


def standing_of(state: str, valid_to: date, today: date) -> Standing:
    """Return how a certificate stands: what was taken away is not merely expired."""
    if state == "revoked":
        return Standing.REVOKED
    if valid_to < today:
        return Standing.EXPIRED
    return Standing.SUSPENDED if state == "suspended" else Standing.VALID


class Insurance(StrEnum):
    """The three compulsory insurances of charter 5.2.8."""

    LIABILITY = "liability"
    PASSENGERS = "passengers"
    OCCUPATIONAL = "occupational"


def required_insurances(category: str, *, within_settlement: bool) -> tuple[Insurance, ...]:
    """Return what a vehicle of this category must be insured for: a trailer has no driver, a lorry no passengers.

    Passengers carried within one town or settlement are excepted (charter 5.2.8).
    """
    if category.startswith("O"):
        return (Insurance.LIABILITY,)
    if category.startswith("M") and not within_settlement:
        return (Insurance.LIABILITY, Insurance.PASSENGERS, Insurance.OCCUPATIONAL)
    return (Insurance.LIABILITY, Insurance.OCCUPATIONAL)


def is_driver(position: str) -> bool:
    """Whether a position of an employment contract is that of a driver: Sürücü, Avtobus sürücüsü, sürücü-ekspeditor."""
    return any(word.startswith(DRIVER_WORD) for word in fold(position).replace("-", " ").split())


class Right(StrEnum):
    """By what right a carrier has a vehicle, the strongest first (charter 003, 4.0.1, 5.2.9, 5.2.10)."""

    OWN = "own"
    LEASE = "lease"
    USE = "use"
    POWER = "power"


class Lasting(Protocol):
    """What holds from a day to the end of another, or without end."""

    @property
    def valid_from(self) -> date:
        """The first day."""

    @property
    def valid_to(self) -> date | None:
        """The last day."""


L = TypeVar("L", bound=Lasting)


def holds_on(one: Lasting, day: date) -> bool:
    """Whether a contract, power or right holds on that day; its last day is still its own."""
    return one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)


def that_counts(found: Iterable[L], day: date) -> L | None:
    """Return the one of several contracts over the same thing that counts on `day`: it holds, and lasts longest.

    When none holds yet, the one that begins first; None when all have ended.
    """
    alive = [one for one in found if one.valid_to is None or one.valid_to >= day]
    holding = [one for one in alive if one.valid_from <= day]
    if holding:
        return max(holding, key=lambda one: (one.valid_to or date.max, one.valid_from))
    return min(alive, key=lambda one: one.valid_from, default=None)


class Activity(StrEnum):
    """What a carrier of the register carries."""

    GOODS = "goods"
    PASSENGERS = "passengers"
    TAXI = "taxi"
    INTERNATIONAL_GOODS = "international_goods"
    INTERNATIONAL_PASSENGERS = "international_passengers"


class CarrierStanding(StrEnum):
    """How an entry of the register stands on a day."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REMOVED = "removed"


class OperatorKind(StrEnum):
    """What an operator of international carriage carries."""

    GOODS = "goods"
    PASSENGERS = "passengers"
    BOTH = "both"
