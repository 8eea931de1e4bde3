"""What each connected source says of a person, in the register's own words. Never called while a transaction is open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from webapp.civil_service.values import Given
from webapp.ehis import api as registers
from webapp.ehis.api import Purpose
from webapp.ehis.errors import AnswerRejected

LEVELS: Final = {"bakalavr": "bachelor", "magistr": "master", "doktorantura": "doctor", "orta": "secondary"}
USUAL_LEVEL: Final = "vocational"
FAMILY_STATES: Final = {"subay": "single", "evli": "married", "boşanmış": "divorced", "dul": "widowed"}
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
            by_first_day(one.employer_name, one.since),
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


def family(asked: Question) -> list[Told]:
    """Ask the register of civil status acts. Who was never in one is single since birth."""
    one = registers.family_state_of(asked.fin, **asked.terms)
    state = FAMILY_STATES.get(one.state.lower())
    if state is None:
        raise AnswerRejected("unreadable_value")
    content = {"state": state, "children": str(one.children)}
    given = Given(group="family", content=content, valid_from=one.since or asked.birthdate)
    return [Told("family", given, one.source, one.as_of)]


def degrees(asked: Question) -> list[Told]:
    """Ask who keeps scientific degrees and titles."""
    found = registers.degrees_of(asked.fin, **asked.terms)
    return [
        Told(
            one.number,
            Given(
                group="degree",
                content=_said({"name": one.name, "field": one.branch, "diploma": one.number}),
                valid_from=one.awarded_on,
                valid_to=one.awarded_on,
            ),
            one.source,
            one.as_of,
        )
        for one in found
    ]


def languages(asked: Question) -> list[Told]:
    """Ask who examines in languages."""
    found = registers.language_certificates_of(asked.fin, **asked.terms)
    return [
        Told(
            one.number,
            Given(
                group="language",
                content=_said({"language": one.language, "level": one.level, "paper": one.number}),
                valid_from=one.issued_on,
                valid_to=one.valid_to,
            ),
            one.source,
            one.as_of,
        )
        for one in found
    ]


def military(asked: Question) -> list[Told]:
    """Ask the military record."""
    found = registers.military_periods_of(asked.fin, **asked.terms)
    return [
        Told(
            *_stretch("military", one.since, one.until, kind=one.kind, rank=one.rank, speciality=one.speciality),
            one.source,
            one.as_of,
        )
        for one in found
    ]


def special_ranks(asked: Question) -> list[Told]:
    """Ask who keeps special ranks."""
    found = registers.special_ranks_of(asked.fin, **asked.terms)
    return [
        Told(*_stretch("special_rank", one.since, one.until, name=one.name, body=one.body), one.source, one.as_of)
        for one in found
    ]


def vetting(asked: Question) -> list[Told]:
    """Ask who admits to state secrets."""
    found = registers.clearances_of(asked.fin, **asked.terms)
    return [Told(*_stretch("vetting", one.since, one.until, level=one.level), one.source, one.as_of) for one in found]


SOURCES: Final[dict[str, Callable[[Question], list[Told]]]] = {
    "identity": identity,
    "family": family,
    "education": education,
    "degree": degrees,
    "language": languages,
    "military": military,
    "outside": outside,
    "special_rank": special_ranks,
    "vetting": vetting,
}
"""By group how its register is asked; whether it is asked today, `holders` says."""


def _stretch(group: str, since: date, until: date | None, **content: str) -> tuple[str, Given]:
    """Return a record with its key: the register knows it by what stands first in it and by its first day."""
    given = Given(group=group, content=_said(content), valid_from=since, valid_to=until)
    return by_first_day(next(iter(content.values())), since), given


def by_first_day(name: str, since: date) -> str:
    """Return the key of a record that has no number."""
    return f"{name}/{since.isoformat()}"


def _said(content: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in content.items() if value}
