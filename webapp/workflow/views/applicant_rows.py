"""Rows that repeat: begun, filled in each on a page of its own, taken out."""

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.core.actor import current_actor
from webapp.core.errors import NotFound, StaleVersion
from webapp.core.text import _
from webapp.ui.access import accepts_body, requires
from webapp.ui.rendering import redirect_to, render
from webapp.workflow.facts import definition_of, is_outdated
from webapp.workflow.forms.sending import StepForm
from webapp.workflow.models import Case
from webapp.workflow.permissions import APPLY
from webapp.workflow.queries import own_case
from webapp.workflow.rules import EDITABLE, State
from webapp.workflow.services.applying import editable_case
from webapp.workflow.services.filling import (
    add_row,
    opened_of,
    remove_row,
    save_row,
    saved_row,
    section_of,
    stamp_of,
)
from webapp.workflow.views.applicant_form import BODY
from webapp.workflow.views.blueprint import applications
from webapp.workflow.views.editing import Editing
from webapp.workflow.views.saving import conflict, onwards, quiet_answer, take_files


@applications.post("/<public_id>/form/<section>/rows")
@requires(APPLY)
def begin_row(public_id: str, section: str) -> Response:
    """Begin a row and show its page."""
    key = add_row(public_id, section, actor=current_actor())
    return redirect_to(".row", public_id=public_id, section=section, key=key)


@applications.get("/<public_id>/form/<section>/rows/<key>")
@requires(APPLY)
def row(public_id: str, section: str, key: str) -> ResponseReturnValue:
    """Show a row as it was saved."""
    case = own_case(public_id, actor=current_actor())
    if State(case.state) not in EDITABLE or is_outdated(case):
        return redirect_to(".edit", public_id=public_id)
    editing = _editing(case, section, key)
    return editing.page(editing.saved_form(judged="fix" in request.args))


@applications.post("/<public_id>/form/<section>/rows/<key>")
@accepts_body(BODY)
@requires(APPLY)
def save_row_page(public_id: str, section: str, key: str) -> ResponseReturnValue:
    """Save a row, as a section is saved."""
    actor = current_actor()
    case = editable_case(public_id, actor=actor)
    editing = _editing(case, section, key)
    form, said = editing.sent()
    try:
        stamp = save_row(public_id, section, key, said, seen=form.version.data or "", actor=actor)
    except StaleVersion as stale:
        return conflict(editing, form, said, stale)
    if (answer := quiet_answer(stamp)) is not None:
        return dict(answer)
    return onwards(editing, _editing(case, section, key), take_files(editing, actor))


@applications.get("/<public_id>/form/<section>/rows/<key>/remove")
@requires(APPLY)
def removing_row(public_id: str, section: str, key: str) -> str:
    """Ask whether the row is to be taken out."""
    case = own_case(public_id, actor=current_actor())
    editing = _editing(case, section, key)
    return render("workflow/remove_row.html", case=case, editing=editing, form=StepForm(formdata=None))


@applications.post("/<public_id>/form/<section>/rows/<key>/remove")
@requires(APPLY)
def remove_row_page(public_id: str, section: str, key: str) -> Response:
    """Take it out."""
    remove_row(public_id, section, key, actor=current_actor())
    return redirect_to(".section", public_id=public_id, section=section, notice=_("Sətir silindi."))


def _editing(case: Case, code: str, key: str) -> Editing:
    section = section_of(case, code)
    if section.rows is None:
        raise NotFound
    kept = saved_row(case, code, key)
    return Editing(
        case=case,
        case_type=definition_of(case),
        section=section,
        prefix=f"{code}.{key}",
        said=kept,
        stamp=stamp_of(section, kept),
        opened=opened_of(case),
        key=key,
    )
