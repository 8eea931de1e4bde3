"""Readings of the return, on the driver's phone or at the carrier's desk; closing and correcting by signature."""

from flask import url_for
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.errors import Invalid
from webapp.core.text import _
from webapp.trip_sheets.content import Back
from webapp.trip_sheets.errors import NotReady
from webapp.trip_sheets.forms import BackForm, CorrectionForm, StepForm, shown_back
from webapp.trip_sheets.models import Sheet
from webapp.trip_sheets.permissions import DRIVE, EDIT, SIGN
from webapp.trip_sheets.queries import back_of, content_of
from webapp.trip_sheets.services import drafting, returning, signing
from webapp.trip_sheets.views.blueprint import sheets
from webapp.ui.access import requires
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to, render


@sheets.get("/<public_id>/return")
@requires(EDIT, DRIVE)
def back(public_id: str) -> str:
    """Show what was written after the return so far."""
    sheet = returning.on_the_road(public_id, current_actor(), lock=False)
    known = back_of(sheet.back)
    first = {"departed_at": content_of(sheet.content).departs_at} if known == Back() else {}
    typed = BackForm(formdata=None, data={**shown_back(known), **first})
    typed.version.data = str(sheet.version)
    return _page(sheet, typed)


@sheets.post("/<public_id>/return")
@requires(EDIT, DRIVE)
def write_back(public_id: str) -> ResponseReturnValue:
    """Keep it."""
    actor = current_actor()
    sheet, typed = returning.on_the_road(public_id, actor), BackForm()
    if not typed.validate():
        return _page(sheet, typed), 422
    returning.write_readings(sheet, typed.back, version=typed.version.seen, actor=actor)
    return redirect_to(".show", public_id=public_id, notice=_("Yadda saxlanıldı."))


@sheets.post("/<public_id>/close")
@requires(SIGN, step_up=True)
def close(public_id: str) -> ResponseReturnValue:
    """Ask for the signature under the readings; what is not ready is shown on the sheet's page."""
    sheet = drafting.own_sheet(public_id, current_actor())
    try:
        version = StepForm().version.seen
        asked = signing.ask_closing(sheet, back_of(sheet.back), version=version, actor=current_actor())
    except NotReady:
        return redirect_to(".show", public_id=public_id)
    return go_to(url_for("signing.show", public_id=asked))


@sheets.get("/<public_id>/correction")
@requires(SIGN)
def correcting(public_id: str) -> str:
    """Show the readings of a closed sheet, to be corrected."""
    sheet = drafting.own_sheet(public_id, current_actor(), lock=False)
    typed = CorrectionForm(formdata=None, data=shown_back(back_of(sheet.back)))
    typed.version.data = str(sheet.version)
    return _page(sheet, typed)


@sheets.post("/<public_id>/correction")
@requires(SIGN, step_up=True)
def correct(public_id: str) -> ResponseReturnValue:
    """Ask for the signature under the correction."""
    sheet, typed = drafting.own_sheet(public_id, current_actor()), CorrectionForm()
    if not typed.validate():
        return _page(sheet, typed), 422
    try:
        version, reason = typed.version.seen, typed.reason.data or ""
        asked = signing.ask_correction(sheet, typed.back, reason, version=version, actor=current_actor())
    except Invalid as error:
        typed.accept(error)
        return _page(sheet, typed), 422
    return go_to(url_for("signing.show", public_id=asked))


def _page(sheet: Sheet, typed: BackForm) -> str:
    return render("trip_sheets/return.html", sheet=sheet, content=content_of(sheet.content), typed=typed)
