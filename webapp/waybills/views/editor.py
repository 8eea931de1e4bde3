"""The editor: one page with sections, saved while one types, checked before it is signed."""

from typing import Any, cast

from flask import make_response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.core.actor import Actor, current_actor
from webapp.core.clock import local
from webapp.core.errors import StaleVersion
from webapp.core.findings import Level
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.fields import version_of
from webapp.ui.form_values import values_sent
from webapp.ui.rendering import redirect_to, render
from webapp.waybills.access import allowed_actions, may_edit
from webapp.waybills.content import WaybillContent
from webapp.waybills.content_json import content_from_json
from webapp.waybills.forms.acts import StepForm
from webapp.waybills.forms.converting import content_of
from webapp.waybills.forms.special import FORMS
from webapp.waybills.models import Waybill
from webapp.waybills.packages import PACKAGES
from webapp.waybills.permissions import WAYBILLS_EDIT, WAYBILLS_VIEW
from webapp.waybills.queries import waybill_seen_by
from webapp.waybills.rules import Action
from webapp.waybills.services.drafting import keep, share_draft
from webapp.waybills.services.freezing import frozen
from webapp.waybills.services.retyping import in_hand
from webapp.waybills.situating import situation_of
from webapp.waybills.validation.checks import findings
from webapp.waybills.validation.texts import text_of
from webapp.waybills.views.blueprint import waybills
from webapp.waybills.views.editing import Editing, editing_of, fixed_roles, form_for
from webapp.waybills.views.special import page_of
from webapp.waybills.views.versions import differing_rows


@waybills.get("/<public_id>/edit")
@requires(WAYBILLS_EDIT)
def edit(public_id: str) -> ResponseReturnValue:
    """Show the editor with what was saved last; what is no draft any more is shown as it is."""
    editing = editing_of(public_id, actor=current_actor())
    if not editing.may_edit:
        return redirect_to(".show", public_id=public_id)
    form = editing.saved_form(blank_rows=_asked_for("rows"), blank_drops=_asked_for("drops"))
    return render("waybills/edit.html", **editing.context(form))


@waybills.post("/<public_id>/edit")
@requires(WAYBILLS_EDIT)
def save(public_id: str) -> ResponseReturnValue:
    """Save: quietly for the page itself, or on the way to where the pressed button leads."""
    actor, quiet = current_actor(), request.headers.get("X-Autosave") == "1"
    draft = in_hand(public_id, actor=actor)
    typed = values_sent(form_for(draft, actor))
    if typed is None:
        return ("", 422) if quiet else _corrections(public_id, actor)
    mine = content_of(typed, draft.content, fixed_roles(draft, draft.content, actor))
    try:
        version, at = keep(draft, mine, version=version_of(typed["version"]), actor=actor)
    except StaleVersion as stale:
        return _conflict(editing_of(public_id, actor=actor), mine, stale, quiet=quiet)
    if quiet:
        return {"version": version, "saved_at": local(at).strftime("%H:%M")}
    return _onwards(public_id)


@waybills.get("/<public_id>/check")
@requires(WAYBILLS_VIEW)
def check(public_id: str) -> ResponseReturnValue:
    """Show what is wrong or doubtful, the answers once more, and the buttons to sign or hand over."""
    waybill, _roles = waybill_seen_by(public_id, actor=current_actor())
    content = content_from_json(waybill.content)
    if waybill.state != "draft":
        return redirect_to(".show", public_id=public_id)
    found = [(item, text_of(item)) for item in findings(situation_of(waybill, content))]
    named = frozen(content, waybill)
    return render("waybills/check.html", waybill=waybill, content=named, **_verdict(found, waybill))


@waybills.post("/<public_id>/share")
@requires(WAYBILLS_EDIT)
def share(public_id: str) -> Response:
    """Hand the draft to the other side."""
    share_draft(public_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Qaralama o biri tərəfə göndərildi."))


def _verdict(found: list[tuple[Any, str]], waybill: Waybill) -> dict[str, Any]:
    actor: Actor = current_actor()
    return {
        "blocks": [(_where(waybill, item.field), text) for item, text in found if item.level is Level.BLOCK],
        "warnings": [(_where(waybill, item.field), text) for item, text in found if item.level is Level.WARN],
        "may_sign": Action.OFFER in allowed_actions(actor, waybill),
        "may_edit": may_edit(actor, waybill),
        "other_side": waybill.consignor_party_id != waybill.carrier_party_id,
        "packages": PACKAGES,
        "form": StepForm(data={"version": waybill.version}),
    }


def _where(waybill: Waybill, field: str) -> str:
    """Return the address of a field: in the editor, or on the page beside it."""
    beside = page_of(field)
    if beside is None:
        return url_for(".edit", public_id=waybill.public_id, _anchor=field)
    return url_for(".special", public_id=waybill.public_id, how=beside, _anchor=field)


def _asked_for(what: str) -> int:
    """Return how many blank lines or stops the address asks for: one digit."""
    blank = request.args.get(what, "")
    return int(blank) if blank.isascii() and blank.isdigit() and len(blank) == 1 else 0


def _onwards(public_id: str) -> Response:
    """Go where the button leads: one more line of goods or consignee, the check, or the editor again."""
    pressed = request.form.get("do", "save")
    if pressed == "check":
        return redirect_to(".check", public_id=public_id)
    if pressed in FORMS:
        return redirect_to(".special", public_id=public_id, how=pressed)
    if pressed == "row":
        return redirect_to(".edit", public_id=public_id, rows=1, _anchor="goods")
    if pressed == "drop":
        return redirect_to(".edit", public_id=public_id, drops=1, _anchor="drops")
    return redirect_to(".edit", public_id=public_id, rows=0, notice=_("Qaralama saxlanıldı."))


def _corrections(public_id: str, actor: Actor) -> ResponseReturnValue:
    """Show the editor with what was typed and what is wrong with it."""
    editing = editing_of(public_id, actor=actor)
    return render("waybills/edit.html", **editing.context(editing.typed_form())), 422


def _conflict(editing: Editing, mine: WaybillContent, stale: StaleVersion, *, quiet: bool) -> Response:
    """Show both versions; saving again keeps what was typed, for it carries the newer version's number."""
    rows = differing_rows(mine, cast("WaybillContent", stale.facts["saved"]))
    template = "waybills/conflict.html" if quiet else "waybills/edit.html"
    form = editing.typed_form()
    context = {**editing.context(form), "rows": rows, "saved_version": stale.facts["version"]}
    form.version.data = str(stale.facts["version"])
    return make_response(render(template, **context), 409)
