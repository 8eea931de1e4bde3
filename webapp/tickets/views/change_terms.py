"""The office's page of the rules for giving tickets back, in the passengers' words, with every dated row and its clause."""

from webapp.core.clock import today
from webapp.tickets.changing.forms import BANDS
from webapp.tickets.changing.permissions import TERMS
from webapp.tickets.changing.reading import tier_rows
from webapp.tickets.changing.terms import percent, refund_terms
from webapp.tickets.changing.tiers import Band
from webapp.tickets.views.blueprint import term_pages
from webapp.ui.access import requires
from webapp.ui.rendering import render


@term_pages.get("")
@requires(TERMS)
def index() -> str:
    """Show what is in force, in the words that passengers read, and every row there ever was."""
    rows = [
        {"row": row, "band": BANDS[Band(row.band)], "keeps": percent(row.keeps), "adds": percent(row.adds)}
        for row in tier_rows()
    ]
    return render("tickets/changing/terms.html", rows=rows, sentences=refund_terms(None, today()))
