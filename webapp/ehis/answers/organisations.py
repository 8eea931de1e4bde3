"""Taxpayers, non-commercial entities, their debts, accredited bodies."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from webapp.ehis.answers.record import Element


@dataclass(frozen=True, slots=True)
class LegalEntity:
    """A taxpayer: `kind` is legal, entrepreneur, state or municipality; `status` active, suspended or liquidated.

    Charter of AYNA's system, 5.2.3: founders and their shares are not among what may be had.
    """

    voen: str
    name: str
    legal_form: str
    kind: str
    address: str
    head_fin: Annotated[str, Element("head/fin")]
    head_name: Annotated[str, Element("head/name")]
    head_position: Annotated[str, Element("head/position")]
    registered_on: date
    status: str
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class NonCommercialEntity:
    """A union, fund or other entity that the Ministry of Justice registers (615/2017, annex 2, 4.2)."""

    voen: str
    name: str
    legal_form: str
    address: str
    registration_number: str
    registered_on: date
    head_name: Annotated[str, Element("head/name")]
    status: str
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Owed:
    """Whether one body is owed anything. Charter 5.2.7: that there is a debt may be known, how much may not."""

    voen: str
    has_debt: bool
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Accreditation:
    """An attestation of an accredited body (615/2017, annex 2, 11.2); `status` valid, suspended or withdrawn."""

    voen: str
    holder_name: str
    number: str
    issued_on: date
    valid_to: date
    scope: str
    status: str
    source: str
    as_of: datetime
