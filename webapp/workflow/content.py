"""Answers of an application: what is wrong with them, and how they read. The same for pages, hand-in, officers and PDF."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from webapp.core.azerbaijani import normal_fin, normal_plate, normal_voen
from webapp.core.text import Text, _, _l
from webapp.workflow.offer.asking import Applying
from webapp.workflow.offer.case_type import CaseType
from webapp.workflow.offer.fields import LONGEST_LINE, LONGEST_TEXT, Field, Kind, Section

KEY: Final = "key"
PHONE: Final = re.compile(r"\+994\d{9}")
EMPTY: Final[tuple[Any, ...]] = (None, "", [], False)
LENGTHS: Final = {Kind.LINE: LONGEST_LINE, Kind.TEXT: LONGEST_TEXT}
NEEDED: Final = _l("Bu sualı cavablandırın.")
COPY_NEEDED: Final = _l("Sənədin surətini əlavə edin.")
NOT_OFFERED: Final = _l("Siyahıdan seçin.")
NO_NUMBER: Final = _l("Rəqəmlə yazın.")
NO_DAY: Final = _l("Tarixi gün, ay və il kimi yazın.")
WRONG: Final[dict[Kind, Text]] = {
    Kind.PLATE: _l("Dövlət qeydiyyat nişanını 10-AA-123 kimi yazın."),
    Kind.VOEN: _l("VÖEN 10 rəqəmdir, bu nömrə düzgün deyil."),
    Kind.FIN: _l("FİN 7 simvoldur, bu kod düzgün deyil."),
    Kind.PHONE: _l("Telefonu +994501234567 kimi yazın."),
}
Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it is shown: where it stands in the form, the question, the words; `copies` are public ids."""

    place: str
    label: Text
    words: str
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of a section, or of one of its rows."""

    section: str
    title: str
    answers: tuple[Answer, ...]


Copies = Mapping[str, tuple[str, ...]]
"""The public ids of the copies that were handed in, by the place of the form."""


def asked_fields(section: Section, said: Said) -> list[Field]:
    """Return the questions of the section (or row) that these answers lead to."""
    return [field for field in section.fields if field.when is None or field.when(said)]


def rows_of(section: Section, applying: Applying) -> list[tuple[str, Said]]:
    """Return (prefix of the places, answers) of the section: one pair, or one a row."""
    said = applying.answers.get(section.code)
    if section.rows is None:
        return [(section.code, said if isinstance(said, Mapping) else {})]
    rows = said if isinstance(said, list) else []
    return [(f"{section.code}.{row.get(KEY, n)}", row) for n, row in enumerate(rows)]


def problems_of(case_type: CaseType, applying: Applying, copies: Collection[str] = ()) -> list[tuple[str, Text]]:
    """Return (place, what is wrong) for everything that stops the application from being handed in.

    `copies` are the places of the form whose documents have at least one copy.
    """
    found: list[tuple[str, Text]] = []
    for section in case_type.sections_for(applying):
        pairs = rows_of(section, applying)
        if section.rows is not None and not section.rows.least <= len(pairs) <= section.rows.most:
            least, most = section.rows.least, section.rows.most
            found.append((section.code, _l("Sətirlərin sayı %(least)d–%(most)d olmalıdır.", least=least, most=most)))
        for prefix, said in pairs:
            found.extend(_problems_of_row(section, prefix, said, applying, copies))
    return found


def _problems_of_row(
    section: Section, prefix: str, said: Said, applying: Applying, copies: Collection[str]
) -> Iterator[tuple[str, Text]]:
    for field in asked_fields(section, said):
        place = f"{prefix}.{field.code}"
        if field.kind is Kind.COPY:
            if field.required and place not in copies:
                yield place, COPY_NEEDED
        elif problem := value_problem(field, said.get(field.code), applying):
            yield place, problem


def value_problem(field: Field, value: Any, applying: Applying) -> Text | None:
    """Return what is wrong with a kept value, None when nothing is."""
    if value in EMPTY:
        return NEEDED if field.required else None
    return _kind_problem(field, value, applying) or (field.check(value, applying) if field.check else None)


def _kind_problem(field: Field, value: Any, applying: Applying) -> Text | None:
    if field.kind in {Kind.NUMBER, Kind.DECIMAL}:
        return _number_problem(field, value)
    if field.kind is Kind.DAY:
        return None if _day(value) else NO_DAY
    if field.kind in {Kind.CHOICE, Kind.CHOICES}:
        return _choice_problem(field, value, applying)
    if field.kind in WRONG:
        return None if _normal(field.kind, value) else WRONG[field.kind]
    return None if field.kind is Kind.YES else _text_problem(field, value)


def _text_problem(field: Field, value: Any) -> Text | None:
    most = field.most or LENGTHS[field.kind]
    if not isinstance(value, str) or len(value) > most:
        return _l("Ən çoxu %(most)d simvol yazın.", most=most)
    if field.least is not None and len(value) < field.least:
        return _l("Ən azı %(least)d simvol yazın.", least=field.least)
    return None


def _number_problem(field: Field, value: Any) -> Text | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not whole and not (field.kind is Kind.DECIMAL and isinstance(value, float)):
        return NO_NUMBER
    if field.least is not None and value < field.least:
        return _l("Ən azı %(least)d ola bilər.", least=field.least)
    if field.most is not None and value > field.most:
        return _l("Ən çoxu %(most)d ola bilər.", most=field.most)
    return None


def _choice_problem(field: Field, value: Any, applying: Applying) -> Text | None:
    offered = {choice.code: choice for choice in field.offered(applying)}
    chosen = value if isinstance(value, list) else [value]
    for code in chosen:
        if code not in offered:
            return NOT_OFFERED
        if offered[code].closed:
            return offered[code].closed
    if field.kind is Kind.CHOICES and field.most is not None and len(chosen) > field.most:
        return _l("Ən çoxu %(most)d seçin.", most=field.most)
    return None


def _normal(kind: Kind, value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    if kind is Kind.PHONE:
        return value if PHONE.fullmatch(value) else None
    return {Kind.PLATE: normal_plate, Kind.VOEN: normal_voen, Kind.FIN: normal_fin}[kind](value)


def parts_of(case_type: CaseType, applying: Applying, copies: Copies | None = None) -> list[Part]:
    """Return the answers as they read in the language of the moment, section by section, row by row."""
    found = []
    for section in case_type.sections_for(applying):
        for n, (prefix, said) in enumerate(rows_of(section, applying), start=1):
            answers = tuple(
                _answer(field, f"{prefix}.{field.code}", said, applying, copies or {})
                for field in asked_fields(section, said)
            )
            found.append(Part(section.code, _title(section, said, n), answers))
    return found


def _title(section: Section, said: Said, n: int) -> str:
    if section.rows is None:
        return str(section.title)
    return f"{section.title}: {(section.title_of(said) if section.title_of else '') or n}"


def _answer(field: Field, place: str, said: Said, applying: Applying, copies: Copies) -> Answer:
    held = copies.get(place, ())
    return Answer(place, field.label, words_of_value(field, said.get(field.code), applying), held)


def words_of_value(field: Field, value: Any, applying: Applying) -> str:
    """Return a kept value in words; empty for none."""
    if field.kind is Kind.YES:
        return _("Bəli") if value else _("Xeyr")
    if value in EMPTY:
        return ""
    if field.kind in {Kind.CHOICE, Kind.CHOICES}:
        labels = {choice.code: str(choice.label) for choice in field.offered(applying)}
        return ", ".join(labels.get(code, str(code)) for code in (value if isinstance(value, list) else [value]))
    if field.kind is Kind.DAY:
        day = _day(value)
        return f"{day:%d.%m.%Y}" if day else str(value)
    text = str(value).replace(".", ",") if isinstance(value, float) else str(value)
    return f"{text} {field.unit}" if field.unit else text


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
