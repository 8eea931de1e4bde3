"""Figures of an authority's letters: received, answered in time, late, how content the senders are."""

from typing import Final

from flask import Response

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.csv_text import csv_text
from webapp.core.transaction import afterwards
from webapp.correspondence import wording
from webapp.correspondence.figures import figures_of
from webapp.correspondence.people import names_of_bodies, standing_of
from webapp.correspondence.permissions import SEE
from webapp.correspondence.views.blueprint import office_pages
from webapp.ui.access import requires
from webapp.ui.rendering import render

COLUMNS: Final = ("month", "kind", "received", "open", "late", "answered", "in_time", "rated", "satisfaction")


@office_pages.get("/figures")
@requires(SEE)
def figures() -> str:
    """Show them by month and kind; small counts are hidden."""
    body_ids = sorted(standing_of(current_actor()))
    named = list(names_of_bodies(body_ids).values())
    return render("correspondence/office_figures.html", rows=figures_of(body_ids), bodies=named, wording=wording)


@office_pages.get("/figures.csv")
@requires(SEE)
def figures_csv() -> Response:
    """Send the same as CSV."""
    actor = current_actor()
    body_ids = sorted(standing_of(actor))
    rows = ([getattr(row, column) for column in COLUMNS] for row in figures_of(body_ids))
    table = csv_text([COLUMNS, *rows])
    key = ",".join(map(str, body_ids))
    afterwards(
        lambda: record("correspondence.exported", actor=actor, object_type="letter_figures", object_key=key or "0")
    )
    headers = {"Content-Disposition": 'attachment; filename="letters.csv"'}
    return Response(table, content_type="text/csv; charset=utf-8", headers=headers)
