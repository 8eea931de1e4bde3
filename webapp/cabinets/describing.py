"""Facts of the registers in people's words: labels, dates, states, kinds."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from webapp.cabinets.models import Party
from webapp.cabinets.parties import facts_of
from webapp.cabinets.rules import Kind
from webapp.core.text import Text, _l
from webapp.ehis.api import source_name
from webapp.ui.filters import day

KINDS: Final[dict[str, Text]] = {
    Kind.PERSON: _l("Fiziki şəxs"),
    Kind.ENTREPRENEUR: _l("Fərdi sahibkar"),
    Kind.ORGANISATION: _l("Hüquqi şəxs"),
    Kind.STATE: _l("Dövlət orqanı"),
    Kind.MUNICIPALITY: _l("Bələdiyyə"),
}
LABELS: Final[dict[str, Text]] = {
    "name": _l("Ad"),
    "address": _l("Ünvan"),
    "birth_date": _l("Doğum tarixi"),
    "document_number": _l("Şəxsiyyət vəsiqəsi"),
    "document_valid_to": _l("Vəsiqənin etibarlılıq müddəti"),
    "status": _l("Reyestrdəki vəziyyət"),
    "legal_form": _l("Hüquqi forma"),
    "head_name": _l("Rəhbər"),
    "head_position": _l("Rəhbərin vəzifəsi"),
    "registered_on": _l("Qeydiyyat tarixi"),
    "justice_number": _l("Ədliyyə Nazirliyinin reyestrində nömrəsi"),
    "justice_registered_on": _l("Ədliyyə Nazirliyində qeydiyyat tarixi"),
    "justice_head": _l("Ədliyyə Nazirliyinin reyestrində rəhbəri"),
    "justice_status": _l("Ədliyyə Nazirliyinin reyestrində vəziyyəti"),
    "phone": _l("Telefon"),
    "email": _l("E-poçt"),
    "looks": _l("Məlumatıma baxış"),
    "other": _l("Başqa məlumat"),
}
ORGANISATION_NAME: Final = _l("Təşkilatın adı")
WORDS: Final[dict[str, Text]] = {
    "alive": _l("Qeyd qüvvədədir"),
    "deceased": _l("Vəfat edib"),
    "active": _l("Fəaliyyətdədir"),
    "suspended": _l("Fəaliyyəti dayandırılıb"),
    "liquidated": _l("Fəaliyyətinə xitam verilib"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a party's data as people read it."""

    code: str
    label: Text
    value: Text


@dataclass(frozen=True, slots=True)
class Data:
    """A party's data: facts, source and date, and how the last question to the register ended."""

    facts: tuple[Fact, ...]
    source: Text
    as_of: datetime
    register_state: str


def data_of(row: Party) -> Data:
    """Return the party's data for its page."""
    told = facts_of(row)
    own = LABELS if row.kind in {Kind.PERSON, Kind.ENTREPRENEUR} else {**LABELS, "name": ORGANISATION_NAME}
    facts = tuple(Fact(code, own.get(code, code), in_words(code, value)) for code, value in told.items() if value)
    return Data(facts, source_name(row.source), row.as_of, row.register_state)


def label_of(code: str) -> Text:
    """Return the label of a fact."""
    return LABELS.get(code, code)


def in_words(code: str, value: str) -> Text:
    """Return the value of a fact for people: dates in words, states by their names."""
    if code.endswith(("_on", "_to", "_date")) and value:
        return day(date.fromisoformat(value))
    return WORDS.get(value, value) if code in {"status", "justice_status"} else value
