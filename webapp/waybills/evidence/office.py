"""The archivist's page: waybills that are held from being destroyed, and the dated terms of keeping."""

from typing import Final

from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from webapp.core.actor import current_actor
from webapp.core.errors import AppError, NotFound
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render
from webapp.waybills.evidence import holding
from webapp.waybills.evidence.forms import AnswerForm, HoldForm
from webapp.waybills.evidence.permissions import WAYBILLS_HOLD
from webapp.waybills.evidence.retention import terms

holds_office: Final = Blueprint(
    "waybill_holds", __name__, template_folder="templates", url_prefix="/office/waybill-holds"
)
ANSWERS: Final = {
    "confirm": holding.confirm,
    "decline": holding.decline,
    "release": holding.release,
    "keep": holding.keep_on,
}


@holds_office.get("")
@requires(WAYBILLS_HOLD)
def index() -> str:
    """List the holds and the terms."""
    return _page(HoldForm())


@holds_office.post("")
@requires(WAYBILLS_HOLD)
def ask() -> AnyResponse | tuple[str, int]:
    """Ask for a hold; another person confirms it."""
    form = HoldForm()
    if not form.validate():
        return _page(form), 422
    try:
        holding.ask_hold(
            form.number.data or "",
            document=form.document.data or "",
            reason=form.reason.data or "",
            actor=current_actor(),
        )
    except AppError as error:
        form.accept(error)
        return _page(form), 422
    return redirect_to(".index", notice=_("Saxlama istənildi. İkinci şəxs təsdiq edənə qədər də heç nə silinmir."))


@holds_office.post("/<public_id>/<answer>")
@requires(WAYBILLS_HOLD)
def decide(public_id: str, answer: str) -> AnyResponse:
    """Answer a hold: confirm or decline it, end it or keep it on, or ask for its end."""
    form = AnswerForm()
    if not form.validate():
        raise NotFound
    if answer == "ask-release":
        holding.ask_release(public_id, reason=form.reason.data or "", actor=current_actor())
    elif answer in ANSWERS:
        ANSWERS[answer](public_id, actor=current_actor())
    else:
        raise NotFound
    return redirect_to(".index", notice=_("Qeyd edildi."))


def _page(form: HoldForm) -> str:
    return render(
        "waybills_evidence/holds.html",
        form=form,
        answer=AnswerForm(formdata=None),
        holds=holding.holds(),
        me=current_actor().account_id,
        terms=terms(),
    )
