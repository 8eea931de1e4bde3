"""Notices of employment contracts (615/2017, annex 2, 3.1; charter 5.2.5)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from webapp.ehis.answers.record import Element


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody who works for the organisation that was asked about."""

    fin: str
    name: str
    position: str
    since: date
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class EmploymentContract:
    """A contract of the person asked about; without `until` it is open-ended. Pay is not told."""

    fin: str
    employer_voen: Annotated[str, Element("employer/voen")]
    employer_name: Annotated[str, Element("employer/name")]
    position: str
    since: date
    until: date | None
    main_workplace: bool
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class ActiveEmployer:
    """For whom the person works today: enough to flag a driver whom the carrier does not employ."""

    fin: str
    voen: str
    name: str
    source: str
    as_of: datetime
