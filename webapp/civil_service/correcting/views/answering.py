"""The participant answers: the corrections that it has, one of them, accepted with the form of the group, refused with reasons."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.audit.api import record_view
from webapp.civil_service.correcting import wording
from webapp.civil_service.correcting.answering import refuse as refuse_correction
from webapp.civil_service.correcting.forms import ReasonsForm
from webapp.civil_service.correcting.models import ServiceCorrection
from webapp.civil_service.correcting.queries import body_correction, body_corrections
from webapp.civil_service.correcting.rules import Step, may
from webapp.civil_service.correcting.views.accepting import accept_page, accepted_form
from webapp.civil_service.correcting.views.blueprint import answers
from webapp.civil_service.correcting.views.presenting import shown
from webapp.civil_service.entering.views.people import own_body
from webapp.civil_service.groups import BY_CODE
from webapp.civil_service.permissions import ANSWER, ENTER
from webapp.civil_service.queries import servant_by_id
from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _, _l
from webapp.ui.access import accepts_body, requires
from webapp.ui.rendering import redirect_to, render

MOST_BYTES = 12 * 1024 * 1024
PURPOSE = _l("Düzəliş müraciətinə baxılması (8.1.3)")


@answers.get("")
@requires(ANSWER)
def index() -> str:
    """Show the corrections that wait for the body, or that it had."""
    body, done, asked = own_body(), request.args.get("done") == "1", request.args
    page = body_corrections(current_actor(), waiting=not done, after=asked.get("after"), before=asked.get("before"))
    return render(
        "civil_service/correcting/answers.html", page=page, done=done, body=body, wording=wording, groups=BY_CODE
    )


@answers.get("/<public_id>")
@requires(ANSWER)
def show(public_id: str) -> str:
    """Show a correction to the participant."""
    own_body()
    row = body_correction(public_id, current_actor())
    keep_look(row)
    found = {"layout": "cabinet", "room": "civil_service_answers", "may_answer": may(row.state, Step.ACCEPT)}
    return render("civil_service/correcting/answer.html", **found, **shown(row))


@answers.get("/<public_id>/accept")
@requires(ENTER)
def accepting(public_id: str) -> str:
    """Show the form of the group with what stands, beside what the servant says."""
    own_body()
    return accept_page(body_correction(public_id, current_actor()), None, layout="cabinet")


@answers.post("/<public_id>/accept")
@accepts_body(MOST_BYTES)
@requires(ENTER)
def accept(public_id: str) -> ResponseReturnValue:
    """Draw the change up that answers the correction; it is to be signed."""
    own_body()
    return accepted_form(body_correction(public_id, current_actor()), layout="cabinet")


@answers.get("/<public_id>/refuse")
@requires(ANSWER)
def refusing(public_id: str) -> str:
    """Ask for the reasons."""
    own_body()
    return _refusing(body_correction(public_id, current_actor()), ReasonsForm(formdata=None))


@answers.post("/<public_id>/refuse")
@requires(ANSWER)
def refuse(public_id: str) -> ResponseReturnValue:
    """Refuse with reasons; the servant may go to the operator."""
    form = ReasonsForm()
    if not form.validate():
        return _refusing(body_correction(public_id, current_actor()), form), 422
    try:
        refuse_correction(public_id, reasons=form.reasons.data or "", actor=current_actor())
    except AppError as error:
        form.accept(error)
        return _refusing(body_correction(public_id, current_actor()), form), error.status
    return redirect_to(".show", public_id=public_id, notice=_("İmtina qulluqçuya göndərildi."))


def keep_look(row: ServiceCorrection) -> None:
    """Keep that an official saw the servant's data in a correction."""
    servant = servant_by_id(row.servant_id)
    record_view(
        actor=current_actor(),
        subject_fin=servant.fin,
        subject_name=servant.full_name,
        object_type="service_correction",
        object_key=row.public_id,
        purpose=PURPOSE,
    )


def _refusing(row: ServiceCorrection, form: ReasonsForm) -> str:
    found = {"layout": "cabinet", "room": "civil_service_answers"}
    return render("civil_service/correcting/refuse.html", form=form, **found, **shown(row))
