"""Inspections, requests for change, releases."""

from typing import Any, Final

from flask import url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from webapp.core.actor import current_actor
from webapp.core.errors import NotFound
from webapp.core.text import Text, _, _l
from webapp.incidents import wording
from webapp.incidents.forms.upkeep import ChangeForm, ChangeStepForm, InspectionForm, ReleaseForm
from webapp.incidents.permissions import CONTROL, MAINTAIN, PROPOSE
from webapp.incidents.services import upkeep
from webapp.incidents.upkeep_reads import change_of, changes, inspections, releases, schedule
from webapp.incidents.views.blueprint import security
from webapp.incidents.views.presenting import ask, taken
from webapp.ui.access import requires
from webapp.ui.filters import azerbaijani
from webapp.ui.forms import Form
from webapp.ui.rendering import redirect_to, render

STEPS: Final[dict[str, Text]] = {
    "accept": _l("Qəbul etmək"),
    "decline": _l("Rədd etmək"),
    "release": _l("Buraxılışı qeyd etmək"),
}
OPEN: Final = {"proposed": ("accept", "decline"), "accepted": ("release", "decline")}


@security.get("/inspections")
@requires(CONTROL, MAINTAIN)
def inspections_page() -> str:
    """Show what is inspected when, and the journal of inspections."""
    may = current_actor().has(MAINTAIN.code)
    return render("incidents/inspections.html", plans=schedule(), done=inspections(), may=may, wording=wording)


@security.get("/inspections/<plan>/entry")
@requires(MAINTAIN)
def new_inspection(plan: str) -> str:
    """Ask what was found."""
    return _inspection_page(plan, InspectionForm(formdata=None))


@security.post("/inspections/<plan>/entry")
@requires(MAINTAIN)
def write_inspection(plan: str) -> ResponseReturnValue:
    """Keep it in the journal."""
    form = InspectionForm()
    return taken(form, lambda: _inspected(plan, form), lambda shown: _inspection_page(plan, shown))


@security.get("/changes")
@requires(CONTROL, PROPOSE)
def changes_page() -> str:
    """List requests for change with source, state and day of release."""
    actor = current_actor()
    may = {"propose": actor.has(PROPOSE.code), "maintain": actor.has(MAINTAIN.code)}
    lines = [(row, [(code, STEPS[code]) for code in OPEN.get(row.state, ())]) for row in changes()]
    return render("incidents/changes.html", lines=lines, releases=releases(), may=may, wording=wording)


@security.get("/changes/new")
@requires(PROPOSE)
def new_change() -> str:
    """Ask what is to be changed."""
    return _change_page(ChangeForm(formdata=None))


@security.post("/changes/new")
@requires(PROPOSE)
def propose() -> ResponseReturnValue:
    """Keep the proposal."""
    form = ChangeForm()
    return taken(form, lambda: _proposed(form), _change_page)


@security.get("/changes/<public_id>/<any(accept, decline, release):act>")
@requires(MAINTAIN)
def change_asking(public_id: str, act: str) -> str:
    """Ask what a step needs."""
    return _step_page(public_id, act, ChangeStepForm(formdata=None))


@security.post("/changes/<public_id>/<any(accept, decline, release):act>")
@requires(MAINTAIN)
def change_doing(public_id: str, act: str) -> ResponseReturnValue:
    """Take it."""
    form = ChangeStepForm()
    return taken(form, lambda: _stepped(public_id, act, form), lambda shown: _step_page(public_id, act, shown))


@security.get("/releases/new")
@requires(MAINTAIN)
def new_release() -> str:
    """Ask what a version brings."""
    return _release_page(ReleaseForm(formdata=None))


@security.post("/releases/new")
@requires(MAINTAIN)
def publish_release() -> ResponseReturnValue:
    """Publish it; owner and participants are told."""
    form = ReleaseForm()
    return taken(form, lambda: _released(form), _release_page)


def _inspection_page(plan: str, form: Form) -> str:
    found = next((one for one in schedule() if one.code == plan), None)
    if found is None:
        raise NotFound
    return ask(form, title=_("Texniki baxış"), lead=azerbaijani(found.title), back=url_for(".inspections_page"))


def _change_page(form: Form) -> str:
    return ask(form, title=_("Dəyişiklik təklifi"), back=url_for(".changes_page"))


def _step_page(public_id: str, act: str, form: Form) -> str:
    return ask(form, title=STEPS[act], lead=azerbaijani(change_of(public_id).title), back=url_for(".changes_page"))


def _release_page(form: Form) -> str:
    lead = _("Dərc edilən kimi sahibə və mübadilə iştirakçılarına xəbər gedir.")
    return ask(form, title=_("Yeni buraxılış"), lead=lead, back=url_for(".changes_page"))


def _inspected(plan: str, form: Any) -> AnyResponse:
    upkeep.write_inspection(plan, result=form.result.data, text=form.text.data, actor=current_actor())
    return redirect_to(".inspections_page", notice=_("Baxış jurnala yazıldı."))


def _proposed(form: Any) -> AnyResponse:
    values = {name: form[name].data for name in ("source", "title", "text", "planned_on")}
    upkeep.propose_change(**values, actor=current_actor())
    return redirect_to(".changes_page", notice=_("Təklif qeydə alındı."))


def _stepped(public_id: str, act: str, form: Any) -> AnyResponse:
    upkeep.step_change(public_id, act, text=form.text.data or "", on=form.on.data, actor=current_actor())
    return redirect_to(".changes_page", notice=_("Saxlanıldı."))


def _released(form: Any) -> AnyResponse:
    row = upkeep.publish_release(form.version.data, text=form.text.data, actor=current_actor())
    return redirect_to(
        ".changes_page", notice=_("Buraxılış dərc edildi, %(told)d iştirakçıya xəbər verildi.", told=row.told)
    )
