"""What other registers pass to the register of civil servants: family, degrees, languages, military record, ranks, vetting.

Servants' charter, 3.1 and 5.1.4; whose each of them is stands in decision 118/2014, annex 1, or is assumed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from webapp.ehis.answers.record import Element


@dataclass(frozen=True, slots=True)
class FamilyState:
    """How somebody is registered in civil status acts; without `since` there was never an act. Nobody else is named."""

    fin: str
    state: str
    since: date | None
    children: int
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class ScientificDegree:
    """A scientific degree or title, by its diploma."""

    fin: str
    number: str
    name: str
    branch: str
    awarded_on: date
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class LanguageCertificate:
    """The level of a language that was proved by an examination; without `valid_to` it has no end."""

    fin: str
    number: str
    language: str
    level: str
    issued_on: date
    valid_to: date | None
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class MilitaryPeriod:
    """A period of the military record: service, reserve or exemption; no unit and no state of health."""

    fin: str
    kind: str
    rank: str
    speciality: Annotated[str, Element("speciality/code")]
    since: date
    until: date | None
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class SpecialRank:
    """A special rank of a special kind of service, and the body that gave it."""

    fin: str
    name: str
    body: str
    since: date
    until: date | None
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Clearance:
    """The form of admission to state secrets; why and after which checks is not told."""

    fin: str
    level: str
    since: date
    until: date | None
    source: str
    as_of: datetime
