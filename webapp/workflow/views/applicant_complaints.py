"""A complaint about a case of one's own, answered by another official by its own date (decision 191/2011, 5.1.4)."""

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.core.actor import current_actor
from webapp.core.errors import Invalid
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render
from webapp.workflow.errors import NoSuchComplaint
from webapp.workflow.facts import definition_of
from webapp.workflow.forms.sending import ComplaintForm
from webapp.workflow.models import Case
from webapp.workflow.permissions import SIGN
from webapp.workflow.queries import complaints_of, own_case
from webapp.workflow.services.complaining import file_complaint, withdraw_complaint
from webapp.workflow.views.blueprint import applications


@applications.get("/<public_id>/complaint")
@requires(SIGN)
def complaining(public_id: str) -> ResponseReturnValue:
    """Ask what the person is not content with; of a draft there is nothing to complain about."""
    case = own_case(public_id, actor=current_actor())
    if case.number is None:
        return redirect_to(".show", public_id=public_id)
    return _page(case, ComplaintForm(formdata=None))


@applications.post("/<public_id>/complaint")
@requires(SIGN)
def complain(public_id: str) -> ResponseReturnValue:
    """File it; one at a time."""
    actor, form = current_actor(), ComplaintForm()
    case = own_case(public_id, actor=actor, lock=True)
    try:
        file_complaint(public_id, text=form.text.data or "", actor=actor)
    except Invalid as refusal:
        form.accept(refusal)
        return _page(case, form), 422
    return redirect_to(".show", public_id=public_id, notice=_("Şikayətiniz qeydə alındı."), _anchor="complaints")


@applications.post("/<public_id>/complaint/withdraw")
@requires(SIGN)
def take_complaint_back(public_id: str) -> Response:
    """Take the open complaint back."""
    actor = current_actor()
    case = own_case(public_id, actor=actor)
    named = request.form.get("complaint", "")
    if named not in {one.public_id for one in complaints_of(case)}:
        raise NoSuchComplaint
    withdraw_complaint(named, actor=actor)
    return redirect_to(".show", public_id=public_id, notice=_("Şikayət geri götürüldü."))


def _page(case: Case, form: ComplaintForm) -> str:
    return render("workflow/complain.html", case=case, case_type=definition_of(case), form=form)
