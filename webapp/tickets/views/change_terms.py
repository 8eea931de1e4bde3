"""The office's page of the rules for giving tickets back: every dated row with its clause, and adding one."""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.tickets.changing.forms import BANDS, TierForm
from webapp.tickets.changing.permissions import TERMS
from webapp.tickets.changing.reading import tier_rows
from webapp.tickets.changing.ruling import add_row
from webapp.tickets.changing.terms import percent, refund_terms
from webapp.tickets.changing.tiers import Band
from webapp.tickets.views.blueprint import term_pages
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@term_pages.get("")
@requires(TERMS)
def index() -> str:
    """Show what is in force, in the words that passengers read, and every row there ever was."""
    return _page(TierForm(formdata=None))


@term_pages.post("")
@requires(TERMS)
def add() -> ResponseReturnValue:
    """Add a row; nothing that stands is changed."""
    form = TierForm()
    if not form.validate():
        return _page(form), 422
    try:
        add_row(form.tier, actor=current_actor())
    except AppError as error:
        form.accept(error)
        return _page(form), error.status
    return redirect_to(".index", notice=_("Şərt əlavə edildi. O, göstərilən gündən tətbiq olunur."))


def _page(form: TierForm) -> str:
    rows = [
        {"row": row, "band": BANDS[Band(row.band)], "keeps": percent(row.keeps), "adds": percent(row.adds)}
        for row in tier_rows()
    ]
    return render("tickets/changing/terms.html", form=form, rows=rows, sentences=refund_terms(None, today()))
