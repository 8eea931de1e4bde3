"""A list of cases as CSV for spreadsheets: UTF-8 with a mark, no cell that a spreadsheet would take for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Final

from webapp.cabinets import api as cabinets
from webapp.workflow.facts import name_of
from webapp.workflow.models import Case
from webapp.workflow.wording import STATES

COLUMNS: Final = (
    *("number", "service_code", "service", "applicant", "about", "state", "officer", "submitted_at", "due_on"),
    *("mend_by", "decided_at", "decision"),
)
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(cases: Iterable[Case], officers: Mapping[int, str]) -> str:
    """Return the cases with a header of stable column names; `officers` are names by account. No FİN is in it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for case in cases:
        writer.writerow([_plain(cell) for cell in _cells(case, officers)])
    return "\ufeff" + out.getvalue()


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


def _plain(value: object) -> str:
    cell = "" if value is None else str(value)
    return f"'{cell}" if cell.startswith(FORMULA) else cell
