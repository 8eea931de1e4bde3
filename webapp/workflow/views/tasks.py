"""How far the form is: its sections for the task list, the rows of a section."""

from collections.abc import Iterable
from typing import Any

from flask import url_for

from webapp.core.text import Text, _, _n
from webapp.workflow.content import problems_of
from webapp.workflow.facts import applying_of
from webapp.workflow.marking import Opened, covers
from webapp.workflow.models import Case
from webapp.workflow.offer.case_type import CaseType
from webapp.workflow.offer.fields import Section
from webapp.workflow.queries import marks_of
from webapp.workflow.rules import State
from webapp.workflow.services.applying import copies_of
from webapp.workflow.services.filling import Row, opened_of

Problems = list[tuple[str, Text]]


def tasks_of(case: Case, case_type: CaseType) -> list[dict[str, Any]]:
    """Return the sections with how far each is, and the check at the end, for the task list."""
    applying, opened = applying_of(case), opened_of(case)
    problems = problems_of(case_type, applying, copies_of(case))
    marked = [mark.place for mark in marks_of(case)]
    tasks = [
        _task(case, section, opened, [place for place, _text in problems], marked)
        for section in case_type.sections_for(applying)
    ]
    check = {
        "title": _("Yoxlayın və imzalayın") if case_type.signed else _("Yoxlayın və göndərin"),
        "href": url_for("workflow.check", public_id=case.public_id),
        "status": "blocked" if problems else "todo",
        "hint": _n("%(num)s yer doldurulmayıb.", "%(num)s yer doldurulmayıb.", len(problems)) if problems else "",
    }
    return [*tasks, check]


def _task(case: Case, section: Section, opened: Opened, problems: list[str], marked: list[str]) -> dict[str, Any]:
    code = section.code
    href = url_for("workflow.section", public_id=case.public_id, section=code)
    touched = opened.touches(code)
    status = _status(case, section, [place for place in problems if covers(code, place)])
    if case.state == State.RETURNED and any(covers(code, place) or covers(place, code) for place in marked if place):
        status = "error"
    hint = "" if touched else _("Bu bölmədə düzəliş tələb olunmur.")
    return {"title": section.title, "href": href if touched else None, "status": status, "hint": hint}


def _status(case: Case, section: Section, problems: list[str]) -> str:
    if not problems:
        return "done"
    return "doing" if case.answers.get(section.code) else "todo"


def rows_shown(
    case: Case, section: Section, rows: Iterable[Row], problems: Problems, opened: Opened
) -> list[dict[str, Any]]:
    """Return the rows with their names, what may be done with each, and whether something is missing."""
    known: dict[str, Any] = {"public_id": case.public_id, "section": section.code}
    one = section.rows.one if section.rows else ""
    incomplete = {".".join(place.split(".")[:2]) for place, _text in problems}
    shown = []
    for n, row in enumerate(rows, start=1):
        part = f"{section.code}.{row['key']}"
        named = section.title_of(row) if section.title_of else ""
        shown.append(
            {
                "title": named or _("%(what)s %(n)s", what=one, n=n),
                "href": url_for("workflow.row", **known, key=row["key"]) if opened.touches(part) else None,
                "remove": url_for("workflow.removing_row", **known, key=row["key"]) if opened.holds(part) else None,
                "incomplete": part in incomplete,
            }
        )
    return shown


def next_section_address(case: Case, case_type: CaseType, code: str, opened: Opened) -> str:
    """Return the page after the section `code`: the next section of which something is open, at the end the check."""
    codes = [one.code for one in case_type.sections_for(applying_of(case))]
    later = codes[codes.index(code) + 1 :]
    following = next((one for one in later if opened.touches(one)), None)
    if following is None:
        return url_for("workflow.check", public_id=case.public_id)
    return url_for("workflow.section", public_id=case.public_id, section=following)
