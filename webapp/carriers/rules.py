"""What is said of a vehicle's or driver's papers, without asking anybody."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

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


class Carriage(StrEnum):
    """What a permit card lets a vehicle carry."""

    GOODS = "goods"
    PASSENGERS = "passengers"
    TAXI = "taxi"


class Training(StrEnum):
    """What a driver was trained for."""

    GOODS = "goods"
    PASSENGERS = "passengers"
    TAXI = "taxi"
    DANGEROUS_GOODS = "dangerous_goods"


class Standing(StrEnum):
    """Whether a permit card or a certificate may be relied on today."""

    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"


def standing_of(state: str, valid_to: date, today: date) -> Standing:
    """Return how a card or certificate stands: what was taken away is not merely expired."""
    if state == "revoked":
        return Standing.REVOKED
    if valid_to < today:
        return Standing.EXPIRED
    return Standing.SUSPENDED if state == "suspended" else Standing.VALID


def carrier_standing(cards: Collection[Standing]) -> Standing:
    """Return how a carrier stands with these cards (at least one): as well as its best one."""
    return min(cards, key=list(Standing).index)


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
