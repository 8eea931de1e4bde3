"""A list of cases as CSV for spreadsheets: UTF-8 with a mark, no cell that a spreadsheet would take for a formula."""

from collections.abc import Iterable, Mapping
from typing import Final

from webapp.cabinets import api as cabinets
from webapp.core.csv_text import csv_text
from webapp.workflow.facts import name_of
from webapp.workflow.models import Case
from webapp.workflow.wording import STATES

COLUMNS: Final = (
    *("number", "service_code", "service", "applicant", "about", "state", "officer", "submitted_at", "due_on"),
    *("mend_by", "decided_at", "decision"),
)


def as_csv(cases: Iterable[Case], officers: Mapping[int, str]) -> str:
    """Return the cases with a header of stable column names; `officers` are names by account. No FİN is in it."""
    return csv_text([COLUMNS, *(_cells(case, officers) for case in cases)])


def _cells(case: Case, officers: Mapping[int, str]) -> tuple[object, ...]:
    return (
        case.number,
        case.type_code,
        name_of(case),
        cabinets.party(case.party_id).name,
        case.about,
        STATES[case.state][0],
        officers.get(case.assignee_id or 0, ""),
        case.submitted_at.isoformat() if case.submitted_at else "",
        case.due_on,
        case.mend_by,
        case.decided_at.isoformat() if case.decided_at else "",
        case.decision,
    )
