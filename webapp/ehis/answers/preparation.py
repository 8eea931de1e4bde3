"""Whether somebody is fit and prepared: medical examination, training, education (615/2017, annex 2, 7.2 and 8)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from webapp.ehis.answers.record import Element


@dataclass(frozen=True, slots=True)
class DriverMedical:
    """The last medical examination of a driver; `conclusion` is fit, restricted or unfit. No diagnosis is told."""

    fin: str
    examined_on: date
    valid_to: date
    conclusion: str
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Training:
    """A driver's training (charter 5.2.1) or a taxi driver's (5.2.2); without `valid_to` it has no end."""

    fin: str
    programme: str
    centre: str
    certificate_number: str
    completed_on: date
    valid_to: date | None
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class EducationDocument:
    """A diploma or certificate; one from abroad bears the number of its recognition (615/2017, annex 2, 8.1, 8.2)."""

    fin: str
    number: str
    issued_on: date
    institution: str
    country: str
    speciality: str
    level: str
    recognition_number: Annotated[str, Element("recognition/number")]
    source: str
    as_of: datetime
