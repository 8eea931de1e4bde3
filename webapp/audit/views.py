"""Pages: who looked at my data (the person), the journal (the auditor; reading only)."""

from typing import Final

from flask import Blueprint, Response, request

from webapp.audit import queries
from webapp.audit.api import record, views_of
from webapp.audit.exporting import as_csv
from webapp.audit.forms import filter_form
from webapp.audit.permissions import READ_AUDIT
from webapp.audit.presenting import table_rows
from webapp.audit.terms import ComplaintRoute, capacity, purpose_in_words, wording
from webapp.core.actor import current_actor
from webapp.core.permissions import SIGNED_IN
from webapp.core.registry import plugins
from webapp.ui.access import requires
from webapp.ui.rendering import render

audit = Blueprint("audit", __name__, template_folder="templates")
FILTERS: Final = ("action", "day", "object_type", "object_key")
WORDS: Final = {"wording": wording, "capacity": capacity, "purpose_in_words": purpose_in_words}


@audit.get("/cabinet/looks")
@requires(SIGNED_IN)
def looks() -> str:
    """Show the person who looked at their data, newest first."""
    found = views_of(current_actor().fin or "", after=request.args.get("after"), before=request.args.get("before"))
    return render("audit/looks.html", looks=found, complaints=plugins(ComplaintRoute), **WORDS)


@audit.get("/office/audit")
@requires(READ_AUDIT)
def journal() -> str:
    """Show the journal, narrowed by action, day and object."""
    form = filter_form()
    found = queries.lines(form.filters, after=request.args.get("after"), before=request.args.get("before"))
    return render("audit/journal.html", form=form, lines=found, rows=table_rows(found.rows), asked=_asked())


@audit.get("/office/audit.csv")
@requires(READ_AUDIT)
def export() -> Response:
    """Give the journal, narrowed in the same way, as a file; the export is itself an entry."""
    found = queries.export(filter_form().filters)
    record("audit.exported", actor=current_actor(), object_type="audit", object_key="", detail={"rows": len(found)})
    headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
    return Response(as_csv(found), mimetype="text/csv", headers=headers)


def _asked() -> dict[str, str]:
    """Return the filters of the address, for the links to the next page and the file."""
    return {name: value for name in FILTERS if (value := request.args.get(name))}
