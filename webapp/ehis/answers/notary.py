"""The notaries' system: powers of attorney for vehicles and contracts of lease or use (615/2017, annex 2, 4.1)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from webapp.ehis.answers.record import Element


@dataclass(frozen=True, slots=True)
class PowerOfAttorney:
    """Charter 5.2.9: the agent's names, what the power allows, its term, the plate. A revoked one ends that day."""

    barcode: str
    agent_given_name: Annotated[str, Element("agent/givenName")]
    agent_patronymic: Annotated[str, Element("agent/patronymic")]
    agent_family_name: Annotated[str, Element("agent/familyName")]
    powers: str
    valid_from: date
    valid_to: date
    plate: str
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class VehicleUse:
    """A vehicle that somebody else owns (charter 5.2.10); `right` is lease or use, `user` a VÖEN or a FİN."""

    plate: str
    user: str
    right: str
    valid_from: date
    valid_to: date
    source: str
    as_of: datetime
