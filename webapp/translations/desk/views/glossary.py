"""Terms: how each is said in three languages, what must not be said instead."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.azerbaijani import fold, sort_key
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.translations import queries as engine
from webapp.translations.desk.forms import TermForm
from webapp.translations.desk.views.blueprint import desk
from webapp.translations.errors import NoSuchText
from webapp.translations.models import TextTerm
from webapp.translations.permissions import GLOSSARY, VIEW
from webapp.translations.services.deciding import end_term, keep_term
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

LONGEST = 200
MOST_SHOWN = 150


@desk.get("/terms")
@requires(VIEW)
def terms() -> str:
    """Show the terms that hold, in the order of the alphabet; a word narrows them, in any language."""
    typed = request.args.get("q", "")[:LONGEST]
    wanted = fold(typed)
    found = [row for row in engine.terms() if wanted in fold(f"{row.az} {row.en} {row.ru} {row.note}")]
    found.sort(key=lambda row: sort_key(row.az))
    return render(
        "translations_desk/terms.html",
        rows=found[:MOST_SHOWN],
        more=max(0, len(found) - MOST_SHOWN),
        typed=typed,
        may_keep=current_actor().has(GLOSSARY.code),
    )


@desk.get("/terms/new")
@requires(GLOSSARY)
def new_term() -> str:
    """Ask for a term."""
    return render("translations_desk/term.html", form=TermForm(formdata=None), term=None)


@desk.post("/terms/new")
@requires(GLOSSARY)
def add_term() -> ResponseReturnValue:
    """Keep a new term."""
    return _kept(TermForm(), None)


@desk.get("/terms/<public_id>")
@requires(GLOSSARY)
def term(public_id: str) -> str:
    """Show a term for a change."""
    row = _term(public_id)
    data: dict[str, Any] = {"az": row.az, "en": row.en, "ru": row.ru, "note": row.note}
    data |= {f"forbidden_{one}": "\n".join(row.forbidden.get(one, ())) for one in ("az", "en", "ru")}
    return render("translations_desk/term.html", form=TermForm(formdata=None, data=data), term=row)


@desk.post("/terms/<public_id>")
@requires(GLOSSARY)
def change_term(public_id: str) -> ResponseReturnValue:
    """Keep the change."""
    return _kept(TermForm(), _term(public_id))


@desk.post("/terms/<public_id>/end")
@requires(GLOSSARY)
def drop_term(public_id: str) -> ResponseReturnValue:
    """Let a term hold no more."""
    end_term(actor=current_actor(), public_id=_term(public_id).public_id)
    return redirect_to(".terms", notice=_("Termin lüğətdən çıxarıldı."))


def _kept(form: TermForm, row: TextTerm | None) -> ResponseReturnValue:
    if not form.validate():
        return render("translations_desk/term.html", form=form, term=row), 422
    try:
        keep_term(actor=current_actor(), public_id=row.public_id if row else None, **form.said())
    except AppError as error:
        form.accept(error)
        return render("translations_desk/term.html", form=form, term=row), error.status
    return redirect_to(".terms", notice=_("Termin saxlanıldı."))


def _term(public_id: str) -> TextTerm:
    found = next((row for row in engine.terms() if row.public_id == public_id), None)
    if found is None:
        raise NoSuchText
    return found
