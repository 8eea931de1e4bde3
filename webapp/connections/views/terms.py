"""The operator's page of the act's terms: what holds, since when, by which clause and document, and a new dated row."""

from typing import Any

from flask.typing import ResponseReturnValue

from webapp.connections.errors import TermOutOfRange
from webapp.connections.forms.terms import TermForm
from webapp.connections.models import Term
from webapp.connections.permissions import DECIDE, SEE
from webapp.connections.terms import dated_terms, set_term
from webapp.connections.views.blueprint import office
from webapp.connections.wording import TERMS
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.filters import azerbaijani, day
from webapp.ui.rendering import redirect_to, render


@office.get("/terms")
@requires(SEE)
def terms() -> str:
    """Show every term with its rows."""
    return _page(TermForm(formdata=None))


@office.post("/terms")
@requires(DECIDE, step_up=True)
def save_term() -> ResponseReturnValue:
    """Add a row."""
    form = TermForm()
    if not form.validate() or form.value.data is None or form.valid_from.data is None:
        return _page(form), 422
    try:
        paper = form.document.data or ""
        set_term(form.code.data, form.value.data, form.valid_from.data, document=paper, actor=current_actor())
    except TermOutOfRange as error:
        form.accept(error)
        return _page(form), 422
    return redirect_to(".terms", notice=_("Müddət əlavə edildi. Əvvəl başlamış müddətlər dəyişmir."))


def _page(form: TermForm) -> str:
    rows, seen = [], set()
    for row in dated_terms():
        rows.append(_row(row, holds=row.valid_from <= today() and row.code not in seen))
        if row.valid_from <= today():
            seen.add(row.code)
    return render("connections/terms.html", rows=rows, form=form, may_change=current_actor().has(DECIDE.code))


def _row(row: Term, *, holds: bool) -> dict[str, Any]:
    title, unit = TERMS[row.code]
    tag = {"text": _("Qüvvədədir"), "tone": "success"} if holds else {"text": _("Əvvəlki"), "tone": "neutral"}
    if row.valid_from > today():
        tag = {"text": _("Gözlənilir"), "tone": "info"}
    return {
        "title": title,
        "value": f"{row.value} ({unit})",
        "basis": row.basis,
        "since": day(row.valid_from),
        "state": tag,
        "document": azerbaijani(row.document),
        "by": row.set_by,
    }
