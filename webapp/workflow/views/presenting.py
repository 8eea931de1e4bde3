"""A case in words: its term, its way, what the registers said. The applicant's and the officers' pages share it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from webapp.core.clock import today
from webapp.core.text import Text, _, _n
from webapp.core.working_days import between, moved_days
from webapp.ehis.api import source_name
from webapp.payments import api as payments
from webapp.ui.filters import day, moment
from webapp.workflow.clock import open_stops
from webapp.workflow.models import Case, FindingRow, Mark, Step, Stop
from webapp.workflow.offer.case_type import CaseType
from webapp.workflow.rules import WITH_OFFICE, State
from webapp.workflow.wording import AHEAD, PROBLEMS, STEPS, STOPS, VERDICTS

SOON: Final = 2


@dataclass(frozen=True, slots=True)
class Term:
    """Until when what is done, in words with its tone; `late` when it is over, `stopped` says why the clock stands."""

    text: str
    tone: str
    on: date
    late: bool = False
    stopped: Text = ""


def terms_of(cases: Collection[Case]) -> dict[int, Term]:
    """Return the term that runs for each case that has one: of the applicant's mending or payment, or of the decision."""
    moved, stops = moved_days(), open_stops([case.id for case in cases if State(case.state) in WITH_OFFICE])
    found = {}
    for case in cases:
        if case.state == State.RETURNED and case.mend_by:
            found[case.id] = _term(case.mend_by, between(today(), case.mend_by, moved))
        elif case.state == State.FEE_DUE and case.invoice and (pay_by := payments.invoice(case.invoice).due_on):
            found[case.id] = _term(pay_by, between(today(), pay_by, moved))
        elif State(case.state) in WITH_OFFICE and case.due_on:
            found[case.id] = _decision_term(case.due_on, between(today(), case.due_on, moved), stops.get(case.id))
    return found


def _decision_term(due: date, left: int, stop: Stop | None) -> Term:
    if stop is None:
        return _term(due, left)
    return Term(_("Müddət dayanıb"), "warning", due, stopped=stop.text or STOPS[stop.reason])


def _term(due: date, left: int) -> Term:
    if left < 0:
        return Term(_n("%(num)s iş günü gecikir", "%(num)s iş günü gecikir", -left), "danger", due, late=True)
    text = _n("%(num)s iş günü qalıb", "%(num)s iş günü qalıb", left) if left else _("Son gün bu gündür")
    return Term(text, "warning" if left <= SOON else "info", due)


def way(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Return what happened, for the timeline."""
    return [
        {
            "title": STEPS.get(step.action, step.action),
            "when": moment(step.at),
            "iso": step.at.isoformat(),
            "by": step.actor_name,
            "text": step.text,
            "state": "problem" if step.action in PROBLEMS else "done",
        }
        for step in steps
    ]


def ahead(case: Case, case_type: CaseType, *, pay_by: date | None = None) -> list[dict[str, Any]]:
    """Return the step that goes on and those that are left, with their last days, for the timeline."""
    codes = AHEAD.get(case.state, ())
    dates = {"mend": case.mend_by, "decide": case.due_on, "pay": pay_by}
    found: list[dict[str, Any]] = []
    for code, title in codes:
        if code == "pay" and case_type.fee is None:
            continue
        last = dates.get(code)
        when = _("%(day)s tarixinədək", day=day(last)) if last else ""
        state = "future" if found else "problem" if code == "mend" else "current"
        found.append({"title": title, "when": when, "iso": last.isoformat() if last else None, "state": state})
    return found


def findings_shown(rows: Iterable[FindingRow], case_type: CaseType) -> list[dict[str, Any]]:
    """Return what each check found, line by line, in plain words with its source and date."""
    checks = {check.code: check for check in case_type.checks}
    found = []
    for code, lines in groupby(sorted(rows, key=lambda row: _order(row, checks)), key=lambda row: row.check_code):
        check = checks.get(code)
        shown = [_line(row, check.remarks if check else {}) for row in lines]
        agrees = all(line["row"].verdict == "agrees" for line in shown)
        found.append({"title": check.title if check else code, "lines": shown, "code": code, "agrees": agrees})
    return found


def _order(row: FindingRow, checks: Mapping[str, Any]) -> tuple[int, str, int]:
    return (list(checks).index(row.check_code) if row.check_code in checks else len(checks), row.check_code, row.n)


def _line(row: FindingRow, remarks: Mapping[str, Text]) -> dict[str, Any]:
    word, tone = VERDICTS[row.verdict]
    silent = row.verdict == "silent"
    return {
        "row": row,
        "verdict": word,
        "tone": tone,
        "subject": row.subject,
        "stated": row.stated,
        "found": "" if silent else row.found,
        "remark": _filled(remarks.get(row.remark), row.facts),
        "source": source_name(row.source) if row.source else "",
        "as_of": _instant(row.as_of),
        "place": row.place,
        "in_the_way": row.blocking and row.verdict != "agrees",
    }


def _filled(remark: Text | None, facts: Mapping[str, Any]) -> str:
    if remark is None:
        return ""
    try:
        return str(remark) % facts if facts else str(remark)
    except (KeyError, TypeError, ValueError):  # a definition of later days may know other facts
        return str(remark)


def _instant(text: str) -> str:
    try:
        return moment(datetime.fromisoformat(text)) if text else ""
    except ValueError:
        return text


def advice_by_place(marks: Iterable[Mark]) -> dict[str, str]:
    """Return the officer's advice by the place of the form that it is about."""
    return {mark.place: mark.advice for mark in marks}
