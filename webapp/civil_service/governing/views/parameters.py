"""The register's parameters as dated rows, and the proposal to change one."""

from flask.typing import ResponseReturnValue

from webapp.civil_service.governing import wording
from webapp.civil_service.governing.changing import propose_value
from webapp.civil_service.governing.forms import ParameterForm
from webapp.civil_service.governing.parameters import in_force_and_later, rows_of_parameters
from webapp.civil_service.governing.rules import BY_CODE
from webapp.civil_service.governing.views.blueprint import governing
from webapp.civil_service.permissions import CONSENT, OVERSEE, PROPOSE
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@governing.get("/parameters")
@requires(PROPOSE, CONSENT, OVERSEE)
def parameters() -> str:
    """Show every parameter: what is in force, what follows, what was."""
    rows = in_force_and_later(rows_of_parameters(), today())
    may = current_actor().has(PROPOSE.code)
    return render("civil_service/governing/parameters.html", rows=rows, wording=wording, may=may, today=today())


@governing.get("/parameters/new")
@requires(PROPOSE)
def proposing_value() -> str:
    """Ask for the new value, its day, its reason."""
    return _page(ParameterForm(formdata=None))


@governing.post("/parameters/new")
@requires(PROPOSE)
def propose_new_value() -> ResponseReturnValue:
    """Send the proposal to the owner."""
    form = ParameterForm()
    if not form.validate() or form.valid_from.data is None:
        return _page(form), 422
    try:
        row = propose_value(
            form.code.data or "",
            form.value.data,
            form.valid_from.data,
            reason=form.reason.data or "",
            actor=current_actor(),
        )
    except AppError as error:
        form.accept(error)
        return _page(form), error.status
    return redirect_to(".show", public_id=row.public_id, notice=_("Təklif sahibin razılığına göndərildi."))


def _page(form: ParameterForm) -> str:
    return render("civil_service/governing/parameter.html", form=form, bounds=BY_CODE, wording=wording)
