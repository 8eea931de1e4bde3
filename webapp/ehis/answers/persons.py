"""The population register and identity documents (decision 615/2017, annex 2, item 2.1)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from webapp.ehis.answers.record import Element


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the population register; `gender` is m or f, `status` alive or deceased."""

    fin: str
    given_name: str
    patronymic: str
    family_name: str
    gender: str
    birth_date: date
    address: str
    document_number: Annotated[str, Element("document/number")]
    document_valid_to: Annotated[date, Element("document/validTo")]
    status: str
    source: str
    as_of: datetime

    @property
    def full_name(self) -> str:
        """Given name, father's name with its suffix, family name, as the country writes it."""
        suffix = "oğlu" if self.gender == "m" else "qızı"
        father = f" {self.patronymic} {suffix}" if self.patronymic else ""
        return f"{self.given_name}{father} {self.family_name}"


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """Whether an identity document is the person's own and in force; nothing of its holder is told."""

    fin: str
    number: str
    valid: bool
    valid_to: date | None
    source: str
    as_of: datetime
