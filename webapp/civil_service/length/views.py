"""Pages: the calculator for anybody, one's own length of service, an official's look at somebody's."""

from datetime import date
from typing import Any, Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from webapp.civil_service.beside import ensure_entry
from webapp.civil_service.length import wording
from webapp.civil_service.length.forms import CalculatorForm, changed
from webapp.civil_service.length.law import every_rule, length_rules
from webapp.civil_service.length.record import length_of
from webapp.civil_service.length.rules import calculate
from webapp.civil_service.opening import ensure_may_look, opened, seen
from webapp.civil_service.permissions import ASSESS, OWN, SEE
from webapp.civil_service.queries import own_servant, servant
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.ui.access import public, requires
from webapp.ui.fields import YEARS
from webapp.ui.forms import sent_form
from webapp.ui.rendering import redirect_to, render

calculator_pages: Final = Blueprint(
    "civil_length", __name__, template_folder="../templates", url_prefix="/civil-service/length"
)
own_pages: Final = Blueprint(
    "civil_own_length", __name__, template_folder="../templates", url_prefix="/cabinet/service/length"
)
office_pages: Final = Blueprint(
    "civil_office_length", __name__, template_folder="../templates", url_prefix="/office/service"
)
PAGE: Final = "civil_service/length/calculator.html"


@calculator_pages.get("")
@public
def calculator() -> str:
    """Ask for the periods of a life. Nothing of it is kept."""
    return render(PAGE, form=CalculatorForm(formdata=None), errors=[], found=None, wording=wording, today=today())


@calculator_pages.post("")
@public
def reckon() -> ResponseReturnValue:
    """Show the length with every period explained, or the form with a row more or less, or what to correct."""
    typed, do = sent_form(), request.form.get("do", "")
    form = CalculatorForm(formdata=changed(typed, do))
    if do == "more" or do.startswith("without-"):
        return _page(form, [])
    errors = form.errors_by_row()
    if errors:
        return _page(form, errors), 422
    return _page(form, [], found=calculate(form.periods, form.day, length_rules(form.day)))


@calculator_pages.get("/law")
@public
def law() -> str:
    """Show what counts, by which clause, since when, and what the published texts leave open."""
    day = today()
    return render(
        "civil_service/length/law.html",
        rules=length_rules(day),
        rows=every_rule("length.kind"),
        wording=wording,
        day=day,
    )


@own_pages.get("")
@requires(OWN)
def own() -> str:
    """Show one's own length of service today, or on a day asked, with every period of the record explained."""
    ensure_entry(current_actor())
    mine = own_servant(current_actor())
    found = length_of(mine.id, day_of(request.args.get("on", ""))) if mine else None
    return render("civil_service/length/own.html", servant=mine, found=found, wording=wording)


@office_pages.get("/<public_id>/length")
@requires(SEE, ASSESS)
def of_servant(public_id: str) -> ResponseReturnValue:
    """Show an official somebody's length of service, while the record is open for a purpose."""
    found, actor = servant(public_id), current_actor()
    ensure_may_look(actor)
    look = opened(found, actor)
    if look is None:
        return redirect_to("civil_service_office.opening", public_id=public_id)
    seen(found, look, actor)
    length = length_of(found.id, day_of(request.args.get("on", "")))
    return render("civil_service/length/office.html", servant=found, found=length, wording=wording)


def day_of(typed: str) -> date:
    """Return the day typed as 22.11.2026 or 2026-11-22; any other text is today."""
    plain = "-".join(reversed(typed.strip().split("."))) if "." in typed else typed.strip()
    try:
        found = date.fromisoformat(plain)
    except ValueError:
        return today()
    return found if found.year in YEARS else today()


def _page(form: CalculatorForm, errors: list[tuple[str, str]], found: Any = None) -> str:
    return render(PAGE, form=form, errors=errors, found=found, wording=wording, today=today())
