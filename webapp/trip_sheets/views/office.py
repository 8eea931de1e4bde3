"""The roadside inspector: a sheet by number or plate; each look is kept and shown to the drivers."""

from flask import Response, request

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.transaction import afterwards
from webapp.trip_sheets import wording
from webapp.trip_sheets.errors import NoSuchSheet
from webapp.trip_sheets.models import Sheet
from webapp.trip_sheets.permissions import INSPECT
from webapp.trip_sheets.queries import content_of, inspected, sheet_by_public_id
from webapp.trip_sheets.views.blueprint import office_pages
from webapp.trip_sheets.views.cabinet import pdf_of, shown
from webapp.ui.access import requires
from webapp.ui.rendering import render


@office_pages.get("")
@requires(INSPECT)
def search() -> str:
    """Find by number or plate."""
    typed = request.args.get("q", "").strip()
    lines = [(sheet, content_of(sheet.content)) for sheet in inspected(typed)]
    return render("trip_sheets/office_search.html", typed=typed, lines=lines, wording=wording)


@office_pages.get("/<public_id>")
@requires(INSPECT)
def look(public_id: str) -> str:
    """Show a sheet to the inspector; that it was looked at stays."""
    sheet, actor = _inspectable(public_id), current_actor()
    afterwards(lambda: record("trip_sheets.looked", actor=actor, object_type="trip_sheet", object_key=public_id))
    return render("trip_sheets/office_look.html", **shown(sheet))


@office_pages.get("/<public_id>/pdf/<int:n>")
@requires(INSPECT)
def pdf(public_id: str, n: int) -> Response:
    """Send a signed version to the inspector."""
    return pdf_of(_inspectable(public_id), n)


def _inspectable(public_id: str) -> Sheet:
    """Return a sheet that was opened once. Raises NoSuchSheet."""
    sheet = sheet_by_public_id(public_id)
    if sheet is None or sheet.opened_at is None:
        raise NoSuchSheet
    return sheet
