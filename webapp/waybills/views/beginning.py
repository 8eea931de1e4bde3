"""The beginning and the end of a draft: a new one, a copy, and one put away."""

from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.carriers import api as carriers
from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render
from webapp.waybills.access import may_discard
from webapp.waybills.errors import SignedBefore
from webapp.waybills.forms.acts import StepForm
from webapp.waybills.forms.beginning import BeginForm, StartForm
from webapp.waybills.permissions import WAYBILLS_EDIT
from webapp.waybills.queries import last_part, waybill_seen_by
from webapp.waybills.services.discarding import discard_draft
from webapp.waybills.services.drafting import copy_waybill, start_draft
from webapp.waybills.views.blueprint import waybills


@waybills.get("/new")
@requires(WAYBILLS_EDIT)
def new() -> str:
    """Ask for the part, beginning with the one of last time; everything else is typed in the editor."""
    return render("waybills/new.html", form=BeginForm(data={"part": _likely_part()}))


@waybills.post("/new")
@requires(WAYBILLS_EDIT)
def begin() -> ResponseReturnValue:
    """Begin a draft, once for a view of the page, and open the editor."""
    form = BeginForm()
    if not form.validate():
        return render("waybills/new.html", form=form), 422
    return redirect_to(".edit", public_id=start_draft(form.roles, actor=current_actor(), view=form.view))


@waybills.post("/<public_id>/copy")
@requires(WAYBILLS_EDIT)
def copy(public_id: str) -> Response:
    """Begin a draft like this one, once for a view of the page, and open the editor."""
    made = copy_waybill(public_id, actor=current_actor(), view=StartForm().view)
    return redirect_to(".edit", public_id=made, notice=_("Qaimənin surəti yeni qaralama kimi açıldı."))


@waybills.get("/<public_id>/discard")
@requires(WAYBILLS_EDIT)
def discarding(public_id: str) -> ResponseReturnValue:
    """Ask whether the draft is really to be put away. Raises SignedBefore."""
    waybill, _roles = waybill_seen_by(public_id, actor=current_actor())
    if waybill.state != "draft":
        return redirect_to(".show", public_id=public_id)
    if not may_discard(current_actor(), waybill):
        raise SignedBefore
    return render("waybills/discard.html", waybill=waybill, form=StepForm(data={"version": waybill.version}))


@waybills.post("/<public_id>/discard")
@requires(WAYBILLS_EDIT)
def discard(public_id: str) -> Response:
    """Put the draft away and show the drafts that are left."""
    discard_draft(public_id, version=StepForm().seen, actor=current_actor())
    return redirect_to(".index", shelf="drafts", notice=_("Qaralama silindi."))


def _likely_part() -> str | None:
    """Return the part that the party chose last; before the first time a party with vehicles is the carrier."""
    party_id = current_actor().party_id
    if party_id is None:
        return None
    return last_part(party_id) or ("carrier" if carriers.fleet(party_id) else None)
