"""Templates in the cabinet."""

from typing import Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.ids import new_public_id
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render
from webapp.waybills.patterns import services
from webapp.waybills.patterns.errors import PatternNameTaken
from webapp.waybills.patterns.forms import PatternForm, UseForm
from webapp.waybills.permissions import WAYBILLS_EDIT
from webapp.waybills.queries import waybill_seen_by

patterns: Final = Blueprint(
    "waybill_templates", __name__, template_folder="../templates", url_prefix="/cabinet/waybill-templates"
)


@patterns.get("")
@requires(WAYBILLS_EDIT)
def index() -> str:
    """List the templates, each with the button that begins a draft from it."""
    found = services.patterns_of(current_actor())
    return render("waybills/patterns.html", patterns=found, form=UseForm(data={"view": new_public_id()}))


@patterns.get("/from/<waybill_id>")
@requires(WAYBILLS_EDIT)
def new(waybill_id: str) -> str:
    """Ask under which name a waybill shall be kept."""
    waybill_seen_by(waybill_id, actor=current_actor())
    return render("waybills/pattern.html", form=PatternForm(), waybill_id=waybill_id, pattern=None)


@patterns.post("/from/<waybill_id>")
@requires(WAYBILLS_EDIT)
def keep(waybill_id: str) -> ResponseReturnValue:
    """Keep a waybill as a template."""
    form, actor = PatternForm(), current_actor()
    waybill_seen_by(waybill_id, actor=actor)
    if form.validate():
        try:
            services.keep_waybill(waybill_id, form.name.data or "", shared=form.shared.data, actor=actor)
        except PatternNameTaken as taken:
            form.accept(_beside_name(taken))
        else:
            return redirect_to(".index", notice=_("Şablon saxlanıldı."))
    return render("waybills/pattern.html", form=form, waybill_id=waybill_id, pattern=None), 422


@patterns.post("/<public_id>/use")
@requires(WAYBILLS_EDIT)
def use(public_id: str) -> Response:
    """Begin a draft from a template."""
    made = services.use_pattern(public_id, actor=current_actor(), view=request.form.get("view", ""))
    return redirect_to("waybills.edit", public_id=made)


@patterns.get("/<public_id>")
@requires(WAYBILLS_EDIT)
def show(public_id: str) -> str:
    """Show a template's name and sharing, to be changed."""
    found = services.pattern(public_id, actor=current_actor())
    form = PatternForm(data={"name": found.name, "shared": found.shared, "version": found.version})
    return render("waybills/pattern.html", form=form, pattern=found, waybill_id=None)


@patterns.post("/<public_id>")
@requires(WAYBILLS_EDIT)
def change(public_id: str) -> ResponseReturnValue:
    """Change a template's name and sharing."""
    form, actor = PatternForm(), current_actor()
    found = services.pattern(public_id, actor=actor)
    if form.validate():
        try:
            services.change_pattern(
                public_id, version=form.version.seen, name=form.name.data, shared=form.shared.data, actor=actor
            )
        except PatternNameTaken as taken:
            form.accept(_beside_name(taken))
        else:
            return redirect_to(".index", notice=_("Şablon dəyişdirildi."))
    return render("waybills/pattern.html", form=form, pattern=found, waybill_id=None), 422


@patterns.post("/<public_id>/delete")
@requires(WAYBILLS_EDIT)
def delete(public_id: str) -> Response:
    """Throw a template away."""
    services.drop_pattern(public_id, actor=current_actor())
    return redirect_to(".index", notice=_("Şablon silindi."))


def _beside_name(taken: AppError) -> PatternNameTaken:
    return PatternNameTaken(fields={"name": taken.message})
