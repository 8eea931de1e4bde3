"""What the applicant confirmed on a copy becomes the answer where the form has a question for it (charter 003, 4.0.8)."""

from collections.abc import Mapping
from typing import Any

from webapp.attachments.events import FieldConfirmed
from webapp.core.actor import SYSTEM
from webapp.workflow.content import EMPTY, KEY, asked_fields, value_problem
from webapp.workflow.facts import applying_of, definition_of, is_outdated
from webapp.workflow.models import Case
from webapp.workflow.offer.fields import Section
from webapp.workflow.queries import case_by_id
from webapp.workflow.rules import EDITABLE, State
from webapp.workflow.services.applying import keep_answers
from webapp.workflow.services.filling import opened_of, saved_rows


def take_in(fact: FieldConfirmed) -> None:
    """Write what was confirmed into the questions that wait for it; what somebody typed themselves stays.

    A value that came from the copy before is put right with it. Nothing happens where the place is not open.
    """
    case = case_by_id(fact.ref, lock=True)
    if State(case.state) not in EDITABLE or is_outdated(case):
        return
    code, *rest = fact.slot.split(".")
    section = definition_of(case).section(code)
    if section is None:
        return
    kept = _said(case, section, rest[:-1])
    said = kept | _taken(case, section, kept, fact, ".".join([code, *rest[:-1]]))
    if said == kept:
        return
    if section.rows is None:
        keep_answers(case, code, said, actor=SYSTEM)
    else:
        rows = [said if row[KEY] == rest[0] else row for row in saved_rows(case, code)]
        keep_answers(case, code, rows, actor=SYSTEM)


def _said(case: Case, section: Section, row: list[str]) -> dict[str, Any]:
    """Return the answers of the section, or of the row that `row` names."""
    if section.rows is not None:
        return next((dict(one) for one in saved_rows(case, section.code) if [one[KEY]] == row), {})
    kept = case.answers.get(section.code)
    return dict(kept) if isinstance(kept, Mapping) else {}


def _taken(case: Case, section: Section, said: Mapping[str, Any], fact: FieldConfirmed, part: str) -> dict[str, str]:
    wanted, opened, applying = (fact.slot.rpartition(".")[2], fact.field), opened_of(case), applying_of(case)
    return {
        field.code: fact.value
        for field in asked_fields(section, said)
        if field.read_from == wanted
        and (said.get(field.code) in EMPTY or said.get(field.code) == fact.before)
        and opened.holds(f"{part}.{field.code}")
        and value_problem(field, fact.value, applying) is None
    }
