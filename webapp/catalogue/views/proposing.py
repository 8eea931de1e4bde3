"""The operator's proposals for the list of decision 191, on screen, on paper and as a file (clause 4.2)."""

from flask import Response

from webapp.audit.api import record
from webapp.catalogue.permissions import SEE
from webapp.catalogue.proposals import KINDS, as_csv, proposals
from webapp.catalogue.views.blueprint import office_pages
from webapp.core.actor import current_actor
from webapp.core.clock import now
from webapp.core.text import in_language
from webapp.ui.access import requires
from webapp.ui.rendering import render


@office_pages.get("/proposals")
@requires(SEE)
def proposed() -> str:
    """Show the proposals as they follow from the register today; the page is made for paper."""
    return render("catalogue/proposals.html", rows=proposals(), kinds=KINDS, printed_at=now())


@office_pages.get("/proposals.csv")
@requires(SEE)
def proposed_csv() -> Response:
    """Give the same as a file, in Azerbaijani, the language of the list."""
    with in_language("az"):
        text = as_csv(proposals())
    record("catalogue.proposed", actor=current_actor(), object_type="catalogue_entry", object_key="")
    return Response(text, mimetype="text/csv", headers={"Content-Disposition": 'attachment; filename="teklifler.csv"'})
