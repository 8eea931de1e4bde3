"""The operator confirms or rejects corrections that the participant did not make (6.1.21)."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.civil_service.correcting import wording
from webapp.civil_service.correcting.answering import refuse as refuse_correction
from webapp.civil_service.correcting.forms import ReasonsForm
from webapp.civil_service.correcting.models import ServiceCorrection
from webapp.civil_service.correcting.queries import office_correction, operator_corrections
from webapp.civil_service.correcting.rules import Step, may
from webapp.civil_service.correcting.views.accepting import accept_page, accepted_form
from webapp.civil_service.correcting.views.answering import MOST_BYTES, keep_look
from webapp.civil_service.correcting.views.blueprint import decisions
from webapp.civil_service.correcting.views.presenting import shown
from webapp.civil_service.groups import BY_CODE
from webapp.civil_service.permissions import CONFIRM, OVERSEE
from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.ui.access import accepts_body, requires
from webapp.ui.rendering import redirect_to, render

ROOM = "civil_service_decisions"


@decisions.get("")
@requires(CONFIRM)
def index() -> str:
    """Show the corrections that wait for the operator, or that he decided."""
    done, asked = request.args.get("done") == "1", request.args
    page = operator_corrections(waiting=not done, after=asked.get("after"), before=asked.get("before"))
    return render("civil_service/correcting/decisions.html", page=page, done=done, wording=wording, groups=BY_CODE)


@decisions.get("/<public_id>")
@requires(CONFIRM, OVERSEE)
def show(public_id: str) -> str:
    """Show a correction to the operator, or to the owner when there is a complaint about it."""
    row = office_correction(public_id, current_actor())
    keep_look(row)
    may_answer = current_actor().has(CONFIRM.code) and may(row.state, Step.CONFIRM)
    found = {"layout": "office", "room": ROOM, "may_answer": may_answer}
    return render("civil_service/correcting/answer.html", **found, **shown(row))


@decisions.get("/<public_id>/accept")
@requires(CONFIRM)
def accepting(public_id: str) -> str:
    """Show the form of the group with what stands, beside what the servant says."""
    return accept_page(office_correction(public_id, current_actor()), None, layout="office")


@decisions.post("/<public_id>/accept")
@accepts_body(MOST_BYTES)
@requires(CONFIRM)
def accept(public_id: str) -> ResponseReturnValue:
    """Draw up the confirmed change; it is to be signed."""
    return accepted_form(office_correction(public_id, current_actor()), layout="office")


@decisions.get("/<public_id>/refuse")
@requires(CONFIRM)
def refusing(public_id: str) -> str:
    """Ask for the reasons."""
    return _refusing(office_correction(public_id, current_actor()), ReasonsForm(formdata=None))


@decisions.post("/<public_id>/refuse")
@requires(CONFIRM)
def refuse(public_id: str) -> ResponseReturnValue:
    """Reject with reasons; the way of complaint is shown to the servant."""
    form = ReasonsForm()
    if not form.validate():
        return _refusing(office_correction(public_id, current_actor()), form), 422
    try:
        refuse_correction(public_id, reasons=form.reasons.data or "", actor=current_actor())
    except AppError as error:
        form.accept(error)
        return _refusing(office_correction(public_id, current_actor()), form), error.status
    return redirect_to(".show", public_id=public_id, notice=_("Rədd qulluqçuya göndərildi."))


def _refusing(row: ServiceCorrection, form: ReasonsForm) -> str:
    return render("civil_service/correcting/refuse.html", form=form, layout="office", room=ROOM, **shown(row))
