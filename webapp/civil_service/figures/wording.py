"""Words for dimensions, their values and what is counted."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from webapp.civil_service.groups import BY_CODE
from webapp.civil_service.groups.classes import BODY_KINDS, CLASSES
from webapp.civil_service.queries import bodies
from webapp.civil_service.ranks.law import rank_titles
from webapp.core.text import Text, _, _l

TITLES: Final[dict[str, Text]] = {
    "body": _l("Dövlət orqanı"),
    "body_kind": _l("Orqanın kateqoriyası"),
    "kind": _l("Vəzifənin növü"),
    "class": _l("Vəzifənin təsnifatı"),
    "sex": _l("Cins"),
    "age": _l("Yaş"),
    "length": _l("Qulluğun ili"),
    "status": _l("Status"),
    "rank": _l("İxtisas dərəcəsi"),
    "education": _l("Təhsil"),
    "admission": _l("Qəbulun növü"),
}
KINDS: Final[dict[str, Text]] = {"a": _l("inzibati"), "y": _l("yardımçı")}
SEXES: Final[dict[str, Text]] = {"m": _l("kişilər"), "f": _l("qadınlar")}
"""Of many: in a record a person is one."""
AGES: Final[dict[str, Text]] = {
    "u30": _l("30 yaşadək"),
    "30": _l("30–39 yaş"),
    "40": _l("40–49 yaş"),
    "50": _l("50–59 yaş"),
    "60": _l("60 yaş və yuxarı"),
}
LENGTHS: Final[dict[str, Text]] = {
    "u5": _l("5 ilədək"),
    "5": _l("5–9 il"),
    "10": _l("10–14 il"),
    "15": _l("15–19 il"),
    "20": _l("20 il və çox"),
}
STATUSES: Final[dict[str, Text]] = {
    "in_service": _l("qulluqda"),
    "probation": _l("sınaq müddətində"),
    "trainee": _l("stajçı"),
}
TABLES: Final[dict[str, Text]] = {
    "sex": _l("Cins üzrə"),
    "kind": _l("Vəzifənin növü üzrə"),
    "age": _l("Yaş üzrə"),
    "class": _l("Təsnifat üzrə"),
    "all": _l("Cəmi"),
}


def values_of(dimension: str, day: date) -> Mapping[str, Text]:
    """Return the words of every value of a dimension, in the order in which they are shown."""
    match dimension:
        case "body":
            return {str(one.id): one.name for one in bodies()}
        case "rank":
            return dict(rank_titles(day))
        case "education" | "admission":
            field = BY_CODE["education" if dimension == "education" else "post"].field(
                "level" if dimension == "education" else "admission"
            )
            return dict(field.choices) if field else {}
        case _:
            return FIXED[dimension]


def word(values: Mapping[str, Text], value: str | None) -> str:
    """Return the word of a value; what is not known says so."""
    return _("məlum deyil") if value is None else str(values.get(value, value))


FIXED: Final[dict[str, Mapping[str, Text]]] = {
    "body_kind": BODY_KINDS,
    "kind": KINDS,
    "class": CLASSES,
    "sex": SEXES,
    "age": AGES,
    "length": LENGTHS,
    "status": STATUSES,
}
