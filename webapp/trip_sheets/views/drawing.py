"""Drawing a sheet up: begun, typed, checked, opened by signature, put away."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from webapp.carriers import api as carriers
from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.trip_sheets.errors import NotReady
from webapp.trip_sheets.forms import ReasonForm, SheetForm, StepForm, sheet_form
from webapp.trip_sheets.models import Sheet
from webapp.trip_sheets.permissions import EDIT, SIGN
from webapp.trip_sheets.queries import content_of
from webapp.trip_sheets.services import drafting, returning, signing
from webapp.trip_sheets.views.blueprint import sheets
from webapp.ui.access import requires
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to, render
from webapp.waybills.api import carried_by


@sheets.post("/new")
@requires(EDIT)
def new() -> ResponseReturnValue:
    """Begin a sheet, empty or after another one."""
    public_id = drafting.start(current_actor(), like=request.form.get("like") or None)
    return redirect_to(".edit", public_id=public_id)


@sheets.get("/<public_id>/edit")
@requires(EDIT)
def edit(public_id: str) -> str:
    """Show what is drawn up."""
    sheet = drafting.editable(public_id, current_actor(), lock=False)
    typed = _typed(sheet, first=True)
    typed.version.data = str(sheet.version)
    return _page(sheet, typed)


@sheets.post("/<public_id>/edit")
@requires(EDIT)
def save(public_id: str) -> ResponseReturnValue:
    """Keep what was typed; then the page that says what is missing."""
    sheet = drafting.editable(public_id, current_actor())
    typed = _typed(sheet)
    if not typed.validate():
        return _page(sheet, typed), 422
    drafting.save(sheet, typed.content, version=typed.version.seen)
    return redirect_to(".show", public_id=public_id, notice=_("Yadda saxlanıldı."))


@sheets.post("/<public_id>/open")
@requires(SIGN, step_up=True)
def open_sheet(public_id: str) -> ResponseReturnValue:
    """Ask for the signature before departure; what is not ready is shown on the sheet's page."""
    sheet = drafting.own_sheet(public_id, current_actor())
    try:
        asked = signing.ask_opening(sheet, version=StepForm().version.seen, actor=current_actor())
    except NotReady:
        return redirect_to(".show", public_id=public_id)
    return go_to(url_for("signing.show", public_id=asked))


@sheets.post("/<public_id>/discard")
@requires(EDIT)
def discard(public_id: str) -> ResponseReturnValue:
    """Put a draft away."""
    drafting.discard(drafting.editable(public_id, current_actor()), current_actor())
    return redirect_to(".index", notice=_("Qaralama silindi."))


@sheets.get("/<public_id>/cancel")
@requires(SIGN)
def cancelling(public_id: str) -> str:
    """Ask why the lorry did not leave."""
    sheet = drafting.own_sheet(public_id, current_actor(), lock=False)
    return render("trip_sheets/cancel.html", sheet=sheet, typed=ReasonForm(formdata=None))


@sheets.post("/<public_id>/cancel")
@requires(SIGN)
def cancel(public_id: str) -> ResponseReturnValue:
    """Cancel an open sheet."""
    sheet, typed = drafting.own_sheet(public_id, current_actor()), ReasonForm()
    if not typed.validate():
        return render("trip_sheets/cancel.html", sheet=sheet, typed=typed), 422
    returning.cancel(public_id, reason=typed.reason.data or "", actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Yol vərəqi ləğv edildi."))


def _typed(sheet: Sheet, *, first: bool = False) -> SheetForm:
    party_id = sheet.carrier_party_id
    known = content_of(sheet.content) if first else None
    return sheet_form(carriers.fleet(party_id), carriers.drivers(party_id), carried_by(party_id), known)


def _page(sheet: Sheet, typed: SheetForm) -> str:
    return render("trip_sheets/edit.html", sheet=sheet, typed=typed)
