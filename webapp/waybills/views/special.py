"""Pages beside the editor, for what few goods need: dangerous goods, and temperature, containers, the length of the way."""

from typing import Final

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.text import Text, _, _l
from webapp.ui.access import requires
from webapp.ui.fields import version_of
from webapp.ui.rendering import redirect_to, render
from webapp.waybills.forms.special import FORMS, ConditionsForm, DangerousGoodsForm, shown_first
from webapp.waybills.permissions import WAYBILLS_EDIT
from webapp.waybills.services.drafting import save_draft
from webapp.waybills.views.blueprint import waybills
from webapp.waybills.views.editing import Editing, editing_of

TITLES: Final[dict[str, Text]] = {
    "dangerous": _l("Təhlükəli yük (ADR)"),
    "conditions": _l("Temperatur, konteyner, məsafə"),
}
TEMPLATES: Final = {
    "dangerous": "waybills/edit_dangerous.html",
    "conditions": "waybills/edit_conditions.html",
}
BESIDE: Final = {  # fields of the checks that stand on these pages
    "vehicle_approval": "dangerous",
    **dict.fromkeys(("minimum", "maximum", "recorder", "refrigerated", "containers", "distance_km"), "conditions"),
}


@waybills.get("/<public_id>/edit/<any(dangerous, conditions):how>")
@requires(WAYBILLS_EDIT)
def special(public_id: str, how: str) -> ResponseReturnValue:
    """Show the page with what was saved last; what is no draft any more is shown as it is."""
    editing = editing_of(public_id, actor=current_actor())
    if not editing.may_edit:
        return redirect_to(".show", public_id=public_id)
    form = FORMS[how](data={**shown_first(how, editing.content), "version": editing.waybill.version})
    return _page(how, editing, form)


@waybills.post("/<public_id>/edit/<any(dangerous, conditions):how>")
@requires(WAYBILLS_EDIT)
def save_special(public_id: str, how: str) -> ResponseReturnValue:
    """Save. What ADR itself says of a number is filled in and shown before one goes back to the editor."""
    editing, form = editing_of(public_id, actor=current_actor()), FORMS[how]()
    if not form.validate():
        return _page(how, editing, form), 422
    content = form.applied(editing.content)
    save_draft(public_id, content, version=version_of(form.version.data), actor=current_actor())
    filled = [row.adr.proper_name if row.adr else "" for row in content.goods]
    typed = [row.form.proper_name.data or "" for row in form.adr] if isinstance(form, DangerousGoodsForm) else filled
    if filled != typed:
        return redirect_to(".special", public_id=public_id, how=how, notice=_("ADR cədvəlindən dolduruldu. Yoxlayın."))
    return redirect_to(".edit", public_id=public_id, notice=_("Qaralama saxlanıldı."))


def page_of(field: str) -> str | None:
    """Return the page beside the editor on which a field of the checks stands, None for the editor itself."""
    return "dangerous" if field.startswith("adr-") else BESIDE.get(field)


def _page(how: str, editing: Editing, form: DangerousGoodsForm | ConditionsForm) -> str:
    return render(
        TEMPLATES[how],
        waybill=editing.waybill,
        content=editing.content,
        form=form,
        how=how,
        title=TITLES[how],
    )
