"""What the owner is asked to agree to: the list, one proposal, the decision of another person."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.civil_service.governing import wording
from webapp.civil_service.governing.forms import DecisionForm
from webapp.civil_service.governing.models import ServiceConsent
from webapp.civil_service.governing.proposing import decide as decide_proposal
from webapp.civil_service.governing.proposing import withdraw as take_back
from webapp.civil_service.governing.queries import consent, decided, waiting
from webapp.civil_service.governing.rules import may_decide
from webapp.civil_service.governing.views.blueprint import governing
from webapp.civil_service.permissions import CONSENT, OVERSEE, PROPOSE
from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.incidents.permissions import SEE
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@governing.get("")
@requires(PROPOSE, CONSENT, OVERSEE)
def index() -> str:
    """Show what waits for the owner, then what was decided; lead to the rest of governing."""
    page = decided(after=request.args.get("after"), before=request.args.get("before"))
    may = current_actor().has(PROPOSE.code)
    requests = current_actor().has(SEE.code)
    return render(
        "civil_service/governing/index.html",
        waiting=waiting(),
        page=page,
        wording=wording,
        may=may,
        may_see_requests=requests,
    )


@governing.get("/consents/<public_id>")
@requires(PROPOSE, CONSENT, OVERSEE)
def show(public_id: str) -> str:
    """Show a proposal."""
    return _page(consent(public_id), DecisionForm(formdata=None))


@governing.post("/consents/<public_id>")
@requires(CONSENT, step_up=True)
def decide(public_id: str) -> ResponseReturnValue:
    """Give or refuse the owner's consent."""
    found, form = consent(public_id), DecisionForm()
    if not form.validate() or form.outcome.data not in {"agree", "refuse"}:
        form.outcome.errors = [*form.outcome.errors, _("Qərarı seçin.")]
        return _page(found, form), 422
    try:
        agreed = form.outcome.data == "agree"
        decide_proposal(public_id, agreed=agreed, words=form.words.data or "", actor=current_actor())
    except AppError as error:
        form.accept(error)
        return _page(found, form), error.status
    return redirect_to(".show", public_id=public_id, notice=_("Qərar yazıldı."))


@governing.post("/consents/<public_id>/withdraw")
@requires(PROPOSE)
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take a proposal back."""
    take_back(public_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Təklif geri götürüldü."))


def _page(found: ServiceConsent, form: DecisionForm) -> str:
    actor = current_actor()
    return render(
        "civil_service/governing/consent.html",
        row=found,
        form=form,
        wording=wording,
        may_decide=actor.has(CONSENT.code) and may_decide(found.state, found.asked_by, actor.account_id),
        may_withdraw=actor.has(PROPOSE.code) and found.state == "asked",
    )
