"""What the servant does with a correction: taken back, brought before the operator, complained about."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.civil_service.correcting.complaining import complain as file_complaint
from webapp.civil_service.correcting.errors import CorrectionStands
from webapp.civil_service.correcting.filing import escalate as bring_to_operator
from webapp.civil_service.correcting.filing import withdraw as take_back
from webapp.civil_service.correcting.forms import ComplaintForm, WordsForm
from webapp.civil_service.correcting.queries import own_correction
from webapp.civil_service.correcting.rules import Step, may, may_complain
from webapp.civil_service.correcting.views.blueprint import corrections
from webapp.civil_service.correcting.views.own import MOST_BYTES
from webapp.civil_service.correcting.views.presenting import shown
from webapp.civil_service.governing.parameters import value_of
from webapp.civil_service.permissions import OWN
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.core.transaction import savepoint
from webapp.ui.access import accepts_body, requires
from webapp.ui.rendering import redirect_to, render


@corrections.post("/<public_id>/withdraw")
@requires(OWN)
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take the correction back."""
    take_back(public_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Müraciət geri götürüldü."))


@corrections.get("/<public_id>/operator")
@requires(OWN)
def escalating(public_id: str) -> str:
    """Ask for the words and the document with which the operator looks at it."""
    row = own_correction(public_id, current_actor())
    if not may(row.state, Step.ESCALATE):
        raise CorrectionStands
    return _escalating(public_id, WordsForm(formdata=None))


@corrections.post("/<public_id>/operator")
@accepts_body(MOST_BYTES)
@requires(OWN)
def escalate(public_id: str) -> ResponseReturnValue:
    """Bring the correction before the operator."""
    form = WordsForm()
    if not form.validate():
        return _escalating(public_id, form), 422
    try:
        with savepoint():
            bring_to_operator(
                public_id, words=form.words.data or "", proof=request.files.get("file"), actor=current_actor()
            )
    except AppError as error:
        error.fields = {"file" if name == "proof" else name: why for name, why in error.fields.items()}
        form.accept(error)
        return _escalating(public_id, form), error.status
    return redirect_to(".show", public_id=public_id, notice=_("Müraciət operatora göndərildi."))


@corrections.get("/<public_id>/complaint")
@requires(OWN)
def complaining(public_id: str) -> str:
    """Ask what the servant is not content with."""
    row = own_correction(public_id, current_actor())
    if not may_complain(row.state, late=row.due_on < today()):
        raise CorrectionStands
    return _complaining(public_id, ComplaintForm(formdata=None))


@corrections.post("/<public_id>/complaint")
@requires(OWN)
def complain(public_id: str) -> ResponseReturnValue:
    """File the complaint; its answer is due by a day that is shown."""
    form = ComplaintForm()
    if not form.validate():
        return _complaining(public_id, form), 422
    try:
        found = file_complaint(public_id, words=form.words.data or "", actor=current_actor())
    except AppError as error:
        form.accept(error)
        return _complaining(public_id, form), error.status
    notice = _("Şikayətiniz %(number)s nömrəsi ilə qeydə alındı.", number=found.number)
    return redirect_to(".show", public_id=public_id, notice=notice)


def _escalating(public_id: str, form: WordsForm) -> str:
    found = shown(own_correction(public_id, current_actor()))
    return render("civil_service/correcting/operator.html", form=form, term=value_of("correction_operator"), **found)


def _complaining(public_id: str, form: ComplaintForm) -> str:
    found = shown(own_correction(public_id, current_actor()))
    return render("civil_service/correcting/complain.html", form=form, term=value_of("complaint"), **found)
