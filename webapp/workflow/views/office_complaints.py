"""Complaints as the office sees them: by their own date, answered by somebody who had no hand in the case."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from webapp.cabinets import api as cabinets
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import Invalid
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render
from webapp.workflow.facts import definition_of, name_of
from webapp.workflow.forms.office_answers import AnswerForm
from webapp.workflow.models import Complaint
from webapp.workflow.permissions import COMPLAINTS, SEE
from webapp.workflow.queries import case_of, complaints_page
from webapp.workflow.services.complaining import answer_complaint, complaint_by, had_a_hand
from webapp.workflow.views.looking import looked_at
from webapp.workflow.views.office_blueprint import office_pages
from webapp.workflow.wording import COMPLAINTS as STATES


@office_pages.get("/complaints")
@requires(SEE, COMPLAINTS)
def complaints() -> str:
    """List the complaints that wait, by date; or those that are closed, the newest first."""
    closed = request.args.get("state") == "closed"
    page = complaints_page(closed=closed, after=request.args.get("after"), before=request.args.get("before"))
    rows = [_line(complaint) for complaint in page.rows]
    return render("workflow/office_complaints.html", closed=closed, page=page, rows=rows)


@office_pages.get("/complaints/<public_id>")
@requires(SEE, COMPLAINTS)
def complaint(public_id: str) -> str:
    """Show what the person is not content with, and who may answer it."""
    return _page(complaint_by(public_id), AnswerForm(formdata=None))


@office_pages.post("/complaints/<public_id>")
@requires(COMPLAINTS)
def answer(public_id: str) -> ResponseReturnValue:
    """Answer it with reasons."""
    form = AnswerForm()
    if not form.validate():
        return _page(complaint_by(public_id), form), 422
    upheld = form.outcome.data == "upheld"
    try:
        answer_complaint(public_id, upheld=upheld, answer=form.answer.data or "", actor=current_actor())
    except Invalid as refusal:
        form.accept(refusal)
        return _page(complaint_by(public_id), form), 422
    return redirect_to(".complaint", public_id=public_id, notice=_("Cavab müraciət edənə göndərildi."))


def _line(row: Complaint) -> dict[str, Any]:
    case = case_of(row)
    late = row.state == "open" and row.due_on < today()
    party = cabinets.party(row.party_id).name
    return {"row": row, "case": case, "service": name_of(case), "party": party, "word": STATES[row.state], "late": late}


def _page(row: Complaint, form: AnswerForm) -> str:
    actor, case = current_actor(), case_of(row)
    looked_at(case)
    hand = actor.account_id is not None and had_a_hand(case, actor.account_id)
    shown = _line(row) | {
        "case_type": definition_of(case),
        "had_a_hand": hand,
        "may_answer": row.state == "open" and actor.has(COMPLAINTS.code) and not hand,
        "form": form,
    }
    return render("workflow/office_complaint.html", **shown)
