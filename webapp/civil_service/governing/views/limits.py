"""Whose entry is limited, the proposal to limit it or to lift the limit, the participants with their people."""

from flask.typing import ResponseReturnValue

from webapp.civil_service.governing import wording
from webapp.civil_service.governing.closing import closings, propose_closing, propose_opening
from webapp.civil_service.governing.forms import ClosingForm, OpeningForm
from webapp.civil_service.governing.queries import participants
from webapp.civil_service.governing.rules import Extent
from webapp.civil_service.governing.views.blueprint import governing
from webapp.civil_service.permissions import CONSENT, OVERSEE, PROPOSE
from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@governing.get("/limits")
@requires(PROPOSE, CONSENT, OVERSEE)
def limits() -> str:
    """Show what is limited and what was."""
    may = current_actor().has(PROPOSE.code)
    return render("civil_service/governing/limits.html", rows=closings(), wording=wording, may=may)


@governing.get("/limits/new")
@requires(PROPOSE)
def limiting() -> str:
    """Ask whose entry, how far, why."""
    return _page(ClosingForm(formdata=None))


@governing.post("/limits/new")
@requires(PROPOSE)
def limit() -> ResponseReturnValue:
    """Send the proposal to the owner."""
    form = ClosingForm()
    if not form.validate():
        return _page(form), 422
    try:
        row = propose_closing(
            form.body.data or "",
            form.fin.data or "",
            extent=Extent(form.extent.data) if form.extent.data in set(Extent) else Extent.READING,
            reason=form.reason.data or "",
            actor=current_actor(),
        )
    except AppError as error:
        form.accept(error)
        return _page(form), error.status
    return redirect_to(".show", public_id=row.public_id, notice=_("Təklif sahibin razılığına göndərildi."))


@governing.get("/limits/<public_id>/lift")
@requires(PROPOSE)
def lifting(public_id: str) -> str:
    """Ask why the limit is to be lifted."""
    return _lift_page(public_id, OpeningForm(formdata=None))


@governing.post("/limits/<public_id>/lift")
@requires(PROPOSE)
def lift(public_id: str) -> ResponseReturnValue:
    """Send the proposal to lift it to the owner."""
    form = OpeningForm()
    if not form.validate():
        return _lift_page(public_id, form), 422
    try:
        row = propose_opening(public_id, reason=form.reason.data or "", actor=current_actor())
    except AppError as error:
        form.accept(error)
        return _lift_page(public_id, form), error.status
    return redirect_to(".show", public_id=row.public_id, notice=_("Təklif sahibin razılığına göndərildi."))


@governing.get("/participants")
@requires(PROPOSE, OVERSEE)
def bodies() -> str:
    """Show the participants, how many responsible persons their heads named, whose entry is limited (4.2)."""
    return render("civil_service/governing/participants.html", rows=participants(), wording=wording)


def _page(form: ClosingForm) -> str:
    return render("civil_service/governing/limit.html", form=form)


def _lift_page(public_id: str, form: OpeningForm) -> str:
    row = next((one for one in closings() if one.public_id == public_id and one.lifted_at is None), None)
    return render("civil_service/governing/lift.html", form=form, row=row, wording=wording)
