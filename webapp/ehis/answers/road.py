"""Road police: vehicles, their inspection, driving licences (615/2017, annex 2, 2.2; charter 5.2.4, 5.2.10)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from webapp.ehis.answers.record import Element


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle; `category` is M1 to M3, N1 to N3, O1 to O4; `owner` a VÖEN or a FİN; masses in kilograms.

    `status` is registered, suspended or deregistered.
    """

    plate: str
    vin: str
    make: str
    model: str
    category: str
    owner: str
    owner_name: str
    tare_kg: int
    max_mass_kg: int
    seats: int
    year: int
    colour: str
    inspection_valid_to: date
    insurance_valid_to: date
    status: str
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Inspection:
    """The last technical inspection of a vehicle: when, whether it passed, until when that holds."""

    plate: str
    inspected_on: date
    passed: bool
    valid_to: date
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Licence:
    """A driving licence; `status` is valid, suspended or withdrawn."""

    fin: str
    number: str
    categories: Annotated[tuple[str, ...], Element("category")]
    issued_on: date
    valid_to: date
    status: str
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Restriction:
    """What binds a driver: `kind` is glasses, automatic, suspension or withdrawal; without `until` it has no end."""

    fin: str
    kind: str
    since: date
    until: date | None
    source: str
    as_of: datetime
