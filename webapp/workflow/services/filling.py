"""Filling in, page by page: a section or a row at a time, each with the stamp of what its page showed.

The stamp tells for each question which answer the page began with. So pages do not disturb each other, nor does a page
that saves itself meet its own earlier saving: only who changed the very answer that was changed in between is told
(StaleVersion with `saved`). Of a returned application only open places take what was typed.
"""

import json
from collections.abc import Mapping
from secrets import token_hex
from typing import Any, Final
from zlib import crc32

from webapp.attachments import api as attachments
from webapp.core.actor import Actor
from webapp.core.errors import NotFound, StaleVersion
from webapp.workflow.content import EMPTY, KEY, problems_of
from webapp.workflow.errors import PlaceClosed
from webapp.workflow.facts import applying_of, definition_of
from webapp.workflow.marking import EVERYTHING, NOTHING, Opened, opened_by
from webapp.workflow.models import Case
from webapp.workflow.offer.fields import Section
from webapp.workflow.queries import marks_of
from webapp.workflow.rules import State
from webapp.workflow.services.applying import copies_of, editable_case, keep_answers
from webapp.workflow.services.registering import COPIES

NOTHING_SAID: Final = "0"
Row = dict[str, Any]


def stamp_of(section: Section, said: Mapping[str, Any]) -> str:
    """Return the stamp of these answers: a mark for each question of the section, `why:1f,days:0`."""
    return ",".join(f"{field.code}:{_mark(said.get(field.code))}" for field in section.fields)


def merged(saved: Mapping[str, Any], said: Mapping[str, Any], seen: str) -> Row:
    """Return what is to be kept: of each answer the one that was changed since `seen`. Raises StaleVersion when both were."""
    began = dict(mark.split(":", 1) for mark in seen.split(",") if ":" in mark)
    kept = dict(saved)
    for code, value in said.items():
        now_saved, now_said = _mark(saved.get(code)), _mark(value)
        if now_said == now_saved or began.get(code) == now_saved:
            kept[code] = value
        elif began.get(code) != now_said:
            raise StaleVersion(saved=saved)
    return kept


def _mark(value: Any) -> str:
    if value in EMPTY:
        return NOTHING_SAID
    return f"{crc32(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()):x}"


def opened_of(case: Case) -> Opened:
    """Return which places of the application its applicant may change now."""
    if case.state == State.DRAFT:
        return EVERYTHING
    if case.state != State.RETURNED:
        return NOTHING
    problems = [place for place, _text in problems_of(definition_of(case), applying_of(case), copies_of(case))]
    return opened_by([mark.place for mark in marks_of(case)], problems)


def section_of(case: Case, code: str) -> Section:
    """Return a section that this applicant is asked. Raises NotFound."""
    found = next((one for one in definition_of(case).sections_for(applying_of(case)) if one.code == code), None)
    if found is None:
        raise NotFound
    return found


def saved_rows(case: Case, code: str) -> list[Row]:
    """Return the rows of a section as they are kept; one without a key gets its place as such."""
    kept = case.answers.get(code)
    rows = kept if isinstance(kept, list) else []
    return [{**row, KEY: str(row.get(KEY, n))} for n, row in enumerate(rows) if isinstance(row, Mapping)]


def saved_row(case: Case, code: str, key: str) -> Row:
    """Return one row. Raises NotFound: it was removed meanwhile, or never was."""
    found = next((row for row in saved_rows(case, code) if row[KEY] == key), None)
    if found is None:
        raise NotFound
    return found


def save_section(public_id: str, code: str, said: Mapping[str, Any], *, seen: str, actor: Actor) -> str:
    """Keep what was typed in a section and return its new stamp.

    Raises NoSuchCase, NotFound, StepNotPossible, DefinitionChanged, StaleVersion with `saved`.
    """
    case = editable_case(public_id, actor=actor)
    section = section_of(case, code)
    if section.rows is not None:
        raise NotFound
    saved = case.answers.get(code)
    new = merged(saved or {}, _of_open_places(opened_of(case), code, said), seen)
    if new != saved:
        keep_answers(case, code, new, actor=actor)
    return stamp_of(section, new)


def add_row(public_id: str, code: str, *, actor: Actor) -> str:
    """Begin a row and return its key; a row that was begun and left empty is taken again.

    Raises PlaceClosed when there is no room or the section is not open, and what `save_section` raises.
    """
    case = editable_case(public_id, actor=actor)
    section, rows = _rows_section(case, code), saved_rows(case, code)
    if rows and set(rows[-1]) == {KEY}:
        return str(rows[-1][KEY])
    if section.rows is None or len(rows) >= section.rows.most or not opened_of(case).holds(code):
        raise PlaceClosed
    key = token_hex(3)
    keep_answers(case, code, [*rows, {KEY: key}], actor=actor)
    return key


def save_row(public_id: str, code: str, key: str, said: Mapping[str, Any], *, seen: str, actor: Actor) -> str:
    """Keep what was typed in a row and return its new stamp. Raises what `save_section` raises."""
    case = editable_case(public_id, actor=actor)
    section, saved = _rows_section(case, code), saved_row(case, code, key)
    new = merged(saved, _of_open_places(opened_of(case), f"{code}.{key}", said), seen) | {KEY: key}
    if new != saved:
        rows = [new if row[KEY] == key else row for row in saved_rows(case, code)]
        keep_answers(case, code, rows, actor=actor)
    return stamp_of(section, new)


def remove_row(public_id: str, code: str, key: str, *, actor: Actor) -> None:
    """Take a row out with its copies. Raises PlaceClosed, and what `save_section` raises."""
    case = editable_case(public_id, actor=actor)
    _rows_section(case, code)
    saved_row(case, code, key)
    place = f"{code}.{key}"
    if not opened_of(case).holds(place):
        raise PlaceClosed
    keep_answers(case, code, [row for row in saved_rows(case, code) if row[KEY] != key], actor=actor)
    remove_copies(case, place, actor=actor)


def remove_copies(case: Case, part: str, *, actor: Actor) -> None:
    """Take out the copies of a section or row; those that were handed in once stay with the case."""
    for copy in attachments.copies_of(COPIES, case.public_id):
        if copy.slot.startswith(f"{part}.") and not copy.sealed:
            attachments.remove(copy.public_id, actor=actor)


def _rows_section(case: Case, code: str) -> Section:
    section = section_of(case, code)
    if section.rows is None:
        raise NotFound
    return section


def _of_open_places(opened: Opened, part: str, said: Mapping[str, Any]) -> Row:
    return {code: value for code, value in said.items() if opened.holds(f"{part}.{code}")}
