"""Suspension of a carrier: one officer proposes, another person decides."""

from flask.typing import ResponseReturnValue

from webapp.carriers.errors import OverlappingSuspension
from webapp.carriers.forms import ReasonForm, SuspensionForm
from webapp.carriers.listing import carrier_of_suspension, entry
from webapp.carriers.permissions import DECIDE, KEEP
from webapp.carriers.suspending import Proposal, decide, end, propose
from webapp.carriers.views import office_pages
from webapp.carriers.views.office import carrier_page
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@office_pages.get("/<public_id>/suspend")
@requires(KEEP)
def suspend(public_id: str) -> str:
    """Ask on what ground and for which days."""
    return _form(SuspensionForm(formdata=None, data={"starts_on": today()}), public_id)


@office_pages.post("/<public_id>/suspend")
@requires(KEEP)
def propose_suspension(public_id: str) -> ResponseReturnValue:
    """Propose the suspension."""
    form = SuspensionForm()
    if form.validate() and form.starts_on.data:
        proposal = Proposal(
            ground=form.ground.data,
            note=form.note.data or "",
            starts_on=form.starts_on.data,
            ends_on=form.ends_on.data,
        )
        try:
            propose(public_id, proposal, actor=current_actor())
            notice = _("Təklif qeyd edildi. Qərarı başqa əməkdaş verəcək.")
            return redirect_to(".show", public_id=public_id, notice=notice)
        except OverlappingSuspension as error:
            form.starts_on.errors = [str(error)]
    return _form(form, public_id), 422


@office_pages.post("/suspensions/<suspension_id>/confirm")
@requires(DECIDE)
def confirm(suspension_id: str) -> ResponseReturnValue:
    """Confirm what somebody else proposed."""
    return _decide(suspension_id, confirm=True)


@office_pages.post("/suspensions/<suspension_id>/refuse")
@requires(DECIDE)
def refuse(suspension_id: str) -> ResponseReturnValue:
    """Refuse what somebody else proposed."""
    return _decide(suspension_id, confirm=False)


@office_pages.post("/suspensions/<suspension_id>/end")
@requires(DECIDE)
def restore(suspension_id: str) -> ResponseReturnValue:
    """End a suspension before its last day."""
    public_id = carrier_of_suspension(suspension_id)
    end(suspension_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Daşıyıcının fəaliyyəti bərpa edildi."))


def _decide(suspension_id: str, *, confirm: bool) -> ResponseReturnValue:
    form, public_id = ReasonForm(), carrier_of_suspension(suspension_id)
    if not form.validate():
        return carrier_page(public_id, decision=form), 422
    decide(suspension_id, confirm=confirm, note=form.reason.data or "", actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Qərar qeyd edildi."))


def _form(form: SuspensionForm, public_id: str) -> str:
    return render("carriers/office_suspend.html", form=form, carrier=entry(public_id))
