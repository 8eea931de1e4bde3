"""Filling in: the task list of sections, and a page for each section."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from webapp.attachments.api import MOST_BYTES_OF_CASE
from webapp.core.actor import current_actor
from webapp.core.errors import StaleVersion
from webapp.ui.access import accepts_body, requires
from webapp.ui.rendering import redirect_to, render
from webapp.workflow.content import problems_of
from webapp.workflow.facts import applying_of, definition_of, is_outdated, name_of
from webapp.workflow.forms.sending import StepForm
from webapp.workflow.models import Case
from webapp.workflow.permissions import APPLY
from webapp.workflow.queries import own_case
from webapp.workflow.rules import EDITABLE, State
from webapp.workflow.services.applying import copies_of, editable_case
from webapp.workflow.services.filling import opened_of, save_section, saved_rows, section_of, stamp_of
from webapp.workflow.views.applicant import marks_shown
from webapp.workflow.views.blueprint import READERS, applications
from webapp.workflow.views.editing import Editing
from webapp.workflow.views.saving import conflict, onwards, quiet_answer, take_files
from webapp.workflow.views.tasks import next_section_address, rows_shown, tasks_of

BODY = MOST_BYTES_OF_CASE + 1024 * 1024


@applications.get("/<public_id>/form")
@requires(*READERS)
def edit(public_id: str) -> ResponseReturnValue:
    """Show which sections there are and how far each is; what is sent already is shown as a case."""
    case = own_case(public_id, actor=current_actor())
    if State(case.state) not in EDITABLE:
        return redirect_to(".show", public_id=public_id)
    if is_outdated(case):
        return render("workflow/outdated.html", case=case, name=name_of(case), form=StepForm(formdata=None))
    case_type = definition_of(case)
    return render(
        "workflow/edit.html",
        case=case,
        case_type=case_type,
        tasks=tasks_of(case, case_type),
        marks=marks_shown(case, case_type),
        known=case_type.known(applying_of(case)) if case_type.known else (),
        may_edit=current_actor().has(APPLY.code),
    )


@applications.get("/<public_id>/form/<section>")
@requires(APPLY)
def section(public_id: str, section: str) -> ResponseReturnValue:
    """Show a section as it was saved: its questions, or the list of its rows."""
    case = own_case(public_id, actor=current_actor())
    if State(case.state) not in EDITABLE or is_outdated(case):
        return redirect_to(".edit", public_id=public_id)
    found = section_of(case, section)
    if found.rows is not None:
        return render("workflow/rows.html", **_rows_context(case, section))
    editing = _editing(case, section)
    return editing.page(editing.saved_form(judged="fix" in request.args))


@applications.post("/<public_id>/form/<section>")
@accepts_body(BODY)
@requires(APPLY)
def save_page(public_id: str, section: str) -> ResponseReturnValue:
    """Save: quietly for the page itself, redrawn when an answer leads to other questions, or on the way onwards."""
    actor = current_actor()
    case = editable_case(public_id, actor=actor)
    editing = _editing(case, section)
    form, said = editing.sent()
    try:
        stamp = save_section(public_id, section, said, seen=form.version.data or "", actor=actor)
    except StaleVersion as stale:
        return conflict(editing, form, said, stale)
    if (answer := quiet_answer(stamp)) is not None:
        return dict(answer)
    return onwards(editing, _editing(case, section), take_files(editing, actor))


def _editing(case: Case, code: str) -> Editing:
    section, kept = section_of(case, code), case.answers.get(code)
    said = kept if isinstance(kept, dict) else {}
    return Editing(
        case=case,
        case_type=definition_of(case),
        section=section,
        prefix=code,
        said=said,
        stamp=stamp_of(section, said),
        opened=opened_of(case),
    )


def _rows_context(case: Case, code: str) -> dict[str, Any]:
    case_type, found, opened = definition_of(case), section_of(case, code), opened_of(case)
    problems = problems_of(case_type, applying_of(case), copies_of(case))
    rows = saved_rows(case, code)
    most = found.rows.most if found.rows else 0
    return {
        "case": case,
        "case_type": case_type,
        "section": found,
        "rows": rows_shown(case, found, rows, problems, opened),
        "errors": [("", str(text)) for place, text in problems if place == code] if "fix" in request.args else [],
        "may_add": len(rows) < most and opened.holds(code),
        "full": len(rows) >= most,
        "onwards": next_section_address(case, case_type, code, opened),
        "form": StepForm(formdata=None),
    }
