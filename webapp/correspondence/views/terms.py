"""The page of the law's numbers for letters: what holds, since when, by what; and a row for a coming day."""

from datetime import date
from typing import Any, Final

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.text import _
from webapp.correspondence.errors import TermRefused
from webapp.correspondence.forms import TermForm, YesTermForm
from webapp.correspondence.models import LetterTerm
from webapp.correspondence.permissions import CONNECT, SEE, SET_TERMS
from webapp.correspondence.rules import codes_of
from webapp.correspondence.terms import KINDS, history_of, set_term
from webapp.correspondence.views.blueprint import office_pages
from webapp.correspondence.wording import TERM_KINDS, TERMS
from webapp.ui.access import requires
from webapp.ui.filters import azerbaijani, day
from webapp.ui.rendering import redirect_to, render

READERS: Final = (SEE, CONNECT, SET_TERMS)


@office_pages.get("/terms")
@requires(*READERS)
def terms() -> str:
    """Show which numbers are in force and which are to come, by kind of letter; what no source settles is marked."""
    actor, sections = current_actor(), []
    for kind in KINDS:
        found = {code: _standing(history_of(kind, code)) for code in codes_of(kind)}
        sections.append((kind, TERM_KINDS[kind], found))
    return render("correspondence/office_terms.html", sections=sections, titles=TERMS, sees=actor.has(SEE.code))


@office_pages.get("/terms/<kind>/<code>")
@requires(*READERS)
def term(kind: str, code: str) -> str:
    """Show every row of one number, and where another one is added."""
    history_of(kind, code)
    return _page(kind, code, _form_of(code)(formdata=None))


@office_pages.post("/terms/<kind>/<code>")
@requires(SET_TERMS, step_up=True)
def save_term(kind: str, code: str) -> ResponseReturnValue:
    """Add a row."""
    history_of(kind, code)
    form = _form_of(code)()
    if not form.validate() or form.value.data is None or form.valid_from.data is None:
        return _page(kind, code, form), 422
    try:
        set_term(kind, code, form.value.data, form.valid_from.data, basis=form.basis.data or "", actor=current_actor())
    except TermRefused as refusal:
        form.accept(refusal)
        return _page(kind, code, form), 422
    return redirect_to(".terms", notice=_("Yeni rəqəm yazıldı. Göndərilmiş məktubların müddəti dəyişmir."))


def _form_of(code: str) -> type[TermForm]:
    return YesTermForm if code == "signed" else TermForm


def _page(kind: str, code: str, form: TermForm) -> str:
    history = history_of(kind, code)
    *coming, held = _standing(history)
    rows = [_row(row, _state(row, held, coming)) for row in history]
    named = {"kind": TERM_KINDS[kind], "title": TERMS[code], "yes": code == "signed"}
    address = {"kind": kind, "code": code}
    may_change = current_actor().has(SET_TERMS.code)
    return render("correspondence/office_term.html", **named, rows=rows, form=form, at=address, may_change=may_change)


def _standing(history: list[LetterTerm]) -> list[LetterTerm]:
    """Return what is to come, the farthest first, and last what holds today; of one day the row written last."""
    counting: dict[date, LetterTerm] = {}
    for row in history:
        counting.setdefault(row.valid_from, row)
    rows = list(counting.values())
    coming = [row for row in rows if row.valid_from > today()]
    return rows[: len(coming) + 1]


def _state(row: LetterTerm, held: LetterTerm, coming: list[LetterTerm]) -> dict[str, Any]:
    if row is held:
        return {"text": _("Qüvvədədir"), "tone": "success"}
    if row in coming:
        return {"text": _("Gözlənilir"), "tone": "info"}
    return {"text": _("Əvəz edilib") if row.valid_from > held.valid_from else _("Əvvəlki"), "tone": "neutral"}


def _row(row: LetterTerm, state: dict[str, Any]) -> dict[str, Any]:
    return {
        "since": day(row.valid_from),
        "value": (_("Bəli") if row.value else _("Xeyr")) if row.code == "signed" else row.value,
        "state": state,
        "assumed": {"text": _("Ehtimal"), "tone": "warning"} if row.assumed else "",
        "basis": azerbaijani(row.basis),
        "by": row.set_by,
    }
