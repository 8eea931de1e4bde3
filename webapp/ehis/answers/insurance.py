"""Compulsory insurance (charter 5.2.8): the day of insurance and the term of the contract, nothing else."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class InsuranceKind(StrEnum):
    """Which of the three: passengers' personal accident, owner's civil liability, drivers' occupational accident."""

    PASSENGERS = "passengers"
    LIABILITY = "liability"
    OCCUPATIONAL = "occupational"


@dataclass(frozen=True, slots=True)
class InsurancePolicy:
    """One contract; `kind` is one of InsuranceKind. A vehicle's has a plate, an employer's a VÖEN."""

    kind: str
    plate: str
    voen: str
    concluded_on: date
    valid_from: date
    valid_to: date
    source: str
    as_of: datetime
