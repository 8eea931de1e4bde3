"""Sheets in the cabinet: the list, one sheet, what drivers have, figures by vehicle and month."""

from typing import Any, Final

from flask import Response, request

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.clock import now
from webapp.core.csv_text import csv_text
from webapp.core.findings import Level
from webapp.core.transaction import afterwards
from webapp.documents import api as documents
from webapp.trip_sheets import wording
from webapp.trip_sheets.checks import after_return, before_departure
from webapp.trip_sheets.errors import NoSuchSheet
from webapp.trip_sheets.forms import StepForm
from webapp.trip_sheets.models import Sheet
from webapp.trip_sheets.permissions import DRIVE, EDIT, SIGN, VIEW
from webapp.trip_sheets.queries import (
    back_of,
    content_of,
    figures_of,
    is_driver,
    sheet_seen_by,
    sheets_driven,
    sheets_of,
    steps_of,
    waybills_of,
)
from webapp.trip_sheets.rules import State, work_of
from webapp.trip_sheets.situating import situation_of
from webapp.trip_sheets.texts import text_of
from webapp.trip_sheets.views.blueprint import sheets
from webapp.ui.access import requires
from webapp.ui.rendering import render
from webapp.waybills.api import carried

COLUMNS: Final = ("plate", "month", "sheets", "km", "litres", "l_per_100km", "trips", "tonnes", "tonne_km", "hours")


@sheets.get("")
@requires(VIEW)
def index() -> str:
    """List the carrier's sheets."""
    actor = current_actor()
    found = sheets_of(actor.party_id or 0, after=request.args.get("after"), before=request.args.get("before"))
    lines = [(sheet, content_of(sheet.content)) for sheet in found.rows]
    may_edit = actor.has(EDIT.code)
    return render(
        "trip_sheets/index.html", page=found, lines=lines, wording=wording, may_edit=may_edit, step=StepForm()
    )


@sheets.get("/driven")
@requires(DRIVE)
def driven() -> str:
    """List the sheets under which one drives or drove."""
    lines = [(sheet, content_of(sheet.content)) for sheet in sheets_driven(current_actor().fin or "")]
    return render("trip_sheets/driven.html", lines=lines, wording=wording)


@sheets.get("/figures")
@requires(VIEW)
def figures() -> str:
    """Show what each vehicle did in each month."""
    return render("trip_sheets/figures.html", rows=figures_of(current_actor().party_id or 0))


@sheets.get("/figures.csv")
@requires(VIEW)
def figures_csv() -> Response:
    """Send the same as CSV."""
    actor = current_actor()
    table = csv_text([COLUMNS, *figures_of(actor.party_id or 0)])
    key = str(actor.party_id)
    afterwards(lambda: record("trip_sheets.exported", actor=actor, object_type="trip_sheet_figures", object_key=key))
    headers = {"Content-Disposition": 'attachment; filename="trip-sheets.csv"'}
    return Response(table, content_type="text/csv; charset=utf-8", headers=headers)


@sheets.get("/<public_id>")
@requires(VIEW, DRIVE)
def show(public_id: str) -> str:
    """Show a sheet: before each signature with what is missing."""
    actor = current_actor()
    sheet = sheet_seen_by(public_id, actor)
    mine = sheet.carrier_party_id == actor.party_id
    may_write = is_driver(sheet, actor) or (mine and actor.has(EDIT.code))
    return render(
        "trip_sheets/show.html",
        step=StepForm(data={"version": sheet.version}),
        found=_findings(sheet) if mine else [],
        mine=mine,
        may_edit=mine and actor.has(EDIT.code),
        may_sign=mine and actor.has(SIGN.code),
        may_write=may_write,
        **shown(sheet),
    )


@sheets.get("/<public_id>/pdf/<int:n>")
@requires(VIEW, DRIVE)
def pdf(public_id: str, n: int) -> Response:
    """Send a signed version of the document."""
    return pdf_of(sheet_seen_by(public_id, current_actor()), n)


def shown(sheet: Sheet) -> dict[str, Any]:
    """Return what every page about one sheet shows, the cabinet's and the office's."""
    token = sheet.document_token if sheet.opened_at else None
    content, back = content_of(sheet.content), back_of(sheet.back)
    return {
        "sheet": sheet,
        "content": content,
        "back": back,
        "work": work_of(content, back),
        "waybills": carried(waybills_of(sheet.id)),
        "steps": steps_of(sheet.id),
        "versions": documents.versions(token) if token else [],
        "address": documents.verification_url(token) if token else None,
        "wording": wording,
    }


def pdf_of(sheet: Sheet, n: int) -> Response:
    """Return version `n` of the sheet's document as a file. Raises NoSuchSheet when there is none."""
    token = sheet.document_token
    if token is None or n not in {version.n for version in documents.versions(token)}:
        raise NoSuchSheet
    headers = {"Content-Disposition": f'attachment; filename="{sheet.number}.pdf"'}
    return Response(documents.pdf(token, n), mimetype="application/pdf", headers=headers)


def _findings(sheet: Sheet) -> list[tuple[bool, str]]:
    """Return what is wrong with the next signature, each with whether it stops it."""
    content, back = content_of(sheet.content), back_of(sheet.back)
    if sheet.state == State.DRAFT.value:
        found = before_departure(situation_of(sheet))
    elif sheet.state == State.OPEN.value and back.returned_at is not None:
        found = after_return(content, back, now())
    else:
        found = []
    return [(one.level is Level.BLOCK, text_of(one)) for one in found]
