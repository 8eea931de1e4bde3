"""What is said of a vehicle's or driver's papers, without asking anybody."""

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


def is_driver(position: str) -> bool:
    """Whether a position of an employment contract is that of a driver: Sürücü, Avtobus sürücüsü, sürücü-ekspeditor."""
    return any(word.startswith(DRIVER_WORD) for word in fold(position).replace("-", " ").split())
