"""How an act ends: by another act of its inspector, or annulled by a superior with a reason."""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import local
from webapp.core.errors import AppError
from webapp.core.ids import new_public_id
from webapp.core.text import _
from webapp.inspections.forms import ActForm, ReasonForm
from webapp.inspections.permissions import INSPECT, OVERSEE
from webapp.inspections.queries import office_act, violations_of
from webapp.inspections.services.acting import annul as annul_act
from webapp.inspections.services.acting import correctable
from webapp.inspections.views.acts import filed
from webapp.inspections.views.blueprint import office_pages
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

COPIED = "region place plate paper_kind paper_number carrier_name carrier_number driver_name checked verdict outcome words driver_words"


@office_pages.get("/acts/<public_id>/correct")
@requires(INSPECT)
def correcting(public_id: str) -> str:
    """Show the form of a further act with what the first one says."""
    act = office_act(public_id, current_actor())
    data = {name: getattr(act, name) for name in COPIED.split()}
    data |= {"key": new_public_id(), "begun_at": f"{local(act.begun_at):%d.%m.%Y %H:%M}"}
    found = violations_of(act.id)
    data |= {"violations": [one.code for one in found]}
    if found:
        data |= {"subject": found[0].subject, "repeated": found[0].repeated}
    return render("inspections/new.html", form=ActForm(formdata=None, data=data), corrects=act)


@office_pages.post("/acts/<public_id>/correct")
@requires(INSPECT)
def correct(public_id: str) -> ResponseReturnValue:
    """File the further act; the first one is corrected when this one is signed."""
    return filed(ActForm(), correctable(public_id, current_actor()))


@office_pages.get("/acts/<public_id>/annul")
@requires(OVERSEE)
def annulling(public_id: str) -> str:
    """Ask why."""
    return render("inspections/annul.html", act=office_act(public_id, current_actor()), form=ReasonForm(formdata=None))


@office_pages.post("/acts/<public_id>/annul")
@requires(OVERSEE)
def annul(public_id: str) -> ResponseReturnValue:
    """Annul the act."""
    form, act = ReasonForm(), office_act(public_id, current_actor())
    if not form.validate():
        return render("inspections/annul.html", act=act, form=form), 422
    try:
        annul_act(public_id, reason=form.reason.data or "", actor=current_actor())
    except AppError as error:
        form.reason.errors = [str(error)]
        return render("inspections/annul.html", act=act, form=form), error.status
    return redirect_to(".act", public_id=public_id, notice=_("Akt ləğv edildi, tərəflərə bildirildi."))
