"""What each connected source says of a person, in the register's own words. Never called while a transaction is open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from webapp.civil_service.values import Given
from webapp.ehis import api as registers
from webapp.ehis.api import Purpose

LEVELS: Final = {"bakalavr": "bachelor", "magistr": "master", "doktorantura": "doctor", "orta": "secondary"}
USUAL_LEVEL: Final = "vocational"
PURPOSE: Final = Purpose.CIVIL_SERVICE


@dataclass(frozen=True, slots=True)
class Told:
    """One record of a source: what it states, by which `key` it is known there, and for which instant it vouches."""

    key: str
    given: Given
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """Whom is asked about, in whose name, and which state bodies are the register's own (their contracts are posts)."""

    fin: str
    birthdate: date
    asked_by: str
    case: str
    bodies: frozenset[str]

    @property
    def terms(self) -> dict[str, Any]:
        """Return why and in whose name is asked, as every register wants it."""
        return {"purpose": PURPOSE, "asked_by": self.asked_by, "issue": self.case}


def identity(asked: Question) -> list[Told]:
    """Ask the population register."""
    one = registers.get_person(asked.fin, **asked.terms)
    content = {
        "family_name": one.family_name,
        "given_name": one.given_name,
        "patronymic": one.patronymic,
        "sex": one.gender,
        "birthdate": one.birth_date.isoformat(),
        "document": one.document_number,
        "address": one.address,
    }
    given = Given(group="identity", content=_said(content), valid_from=one.birth_date)
    return [Told("identity", given, one.source, one.as_of)]


def education(asked: Question) -> list[Told]:
    """Ask the register of education documents. It knows the day of the diploma, not the days of study."""
    found = registers.education_documents_of(asked.fin, **asked.terms)
    return [
        Told(
            one.number,
            Given(
                group="education",
                content=_said(
                    {
                        "level": LEVELS.get(one.level.lower(), USUAL_LEVEL),
                        "institution": one.institution,
                        "speciality": one.speciality,
                        "diploma": one.number,
                    }
                ),
                valid_from=one.issued_on,
                valid_to=one.issued_on,
            ),
            one.source,
            one.as_of,
        )
        for one in found
    ]


def outside(asked: Question) -> list[Told]:
    """Ask the register of employment contracts; those with bodies of this register are posts, and left to them."""
    found = registers.contracts_of(asked.fin, **asked.terms)
    return [
        Told(
            f"{one.employer_name}/{one.since.isoformat()}",
            Given(
                group="outside",
                content=_said({"kind": "labour", "employer": one.employer_name, "title": one.position}),
                valid_from=one.since,
                valid_to=one.until,
            ),
            one.source,
            one.as_of,
        )
        for one in found
        if one.employer_voen not in asked.bodies
    ]


SOURCES: Final[dict[str, Callable[[Question], list[Told]]]] = {
    "identity": identity,
    "education": education,
    "outside": outside,
}
"""The groups that a register passes today; the others have a row that says why they cannot be asked for."""


def _said(content: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in content.items() if value}
