"""The steps: signed ones ask for a fresh proof of identity and lead to the signing page."""

from collections.abc import Callable
from typing import Final

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.core.actor import current_actor
from webapp.core.errors import AppError, Invalid, NotFound
from webapp.core.text import Text, _, _l
from webapp.ui.access import requires
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to, render
from webapp.waybills import wording
from webapp.waybills.access import allowed_actions
from webapp.waybills.content_json import content_from_json, to_json
from webapp.waybills.errors import NotReady, StepNotPossible
from webapp.waybills.forms.acts import LoadingForm, ReasonForm, ReceiptForm, StepForm, loading_form, receipt_form
from webapp.waybills.models import Waybill
from webapp.waybills.packages import PACKAGES
from webapp.waybills.past import past_of
from webapp.waybills.permissions import WAYBILLS_DRIVE, WAYBILLS_SIGN
from webapp.waybills.queries import waybill_seen_by
from webapp.waybills.rules import Action
from webapp.waybills.services.accepting import request_acceptance
from webapp.waybills.services.acting import act
from webapp.waybills.services.offering import request_offer
from webapp.waybills.services.receiving import request_receipt
from webapp.waybills.services.returning import ask_change, cancel_offer, refuse_to_load, withdraw_offer
from webapp.waybills.services.stopping import at_this_stop
from webapp.waybills.services.travelling import arrive, depart
from webapp.waybills.validation.delivery import is_counted
from webapp.waybills.views.blueprint import waybills

RETURNS: Final[dict[str, tuple[Action, Callable[..., None], Text]]] = {
    "withdraw": (Action.WITHDRAW, withdraw_offer, _l("Qaimə geri götürüldü və yenidən qaralamadır.")),
    "change": (Action.ASK_CHANGE, ask_change, _l("Qaimə düzəliş üçün yükgöndərənə qaytarıldı.")),
    "cancel": (Action.CANCEL, cancel_offer, _l("Qaimə ləğv edildi.")),
    "refuse": (Action.REFUSE_TO_LOAD, refuse_to_load, _l("Yük götürülmədi, qaimə ləğv edildi.")),
}

MOST_DIGITS: Final = 2
RECEIPTS: Final = {"receive": Action.RECEIVE, "part": Action.RECEIVE_PART}


@waybills.post("/<public_id>/offer")
@requires(WAYBILLS_SIGN, step_up=True)
def offer(public_id: str) -> Response:
    """Ask for the consignor's signature; what is not ready goes back to the check page, which says why."""
    try:
        request_id = request_offer(public_id, version=_step_form().seen, actor=current_actor())
    except NotReady:
        return redirect_to(".check", public_id=public_id)
    return _to_signing(request_id)


@waybills.get("/<public_id>/accept")
@requires(WAYBILLS_SIGN, WAYBILLS_DRIVE, step_up=True)
def loading(public_id: str) -> str:
    """Ask what is to be said at loading."""
    waybill = _awaiting(public_id, Action.ACCEPT)
    seals = content_from_json(waybill.content).seals
    return _loading_page(waybill, loading_form(waybill.version, seals))


@waybills.post("/<public_id>/accept")
@requires(WAYBILLS_SIGN, WAYBILLS_DRIVE, step_up=True)
def accept(public_id: str) -> ResponseReturnValue:
    """Ask for the signature of carrier or driver."""
    form = LoadingForm()
    if form.validate():
        try:
            said = form.loading()
            return _to_signing(request_acceptance(public_id, said, version=form.seen, actor=current_actor()))
        except Invalid as error:
            _beside(form, error, "loaded_at")
    return _loading_page(waybill_seen_by(public_id, actor=current_actor())[0], form), 422


@waybills.get("/<public_id>/<any(receive, part):how>")
@requires(WAYBILLS_SIGN, step_up=True)
def receiving(public_id: str, how: str) -> str:
    """Ask what was delivered: everything that was left, or a part while the rest goes on."""
    waybill = _awaiting(public_id, RECEIPTS[how])
    past = past_of(waybill)
    return _receipt_page(waybill, receipt_form(waybill.version, [past.lines[place] for place in past.own_lines]), how)


@waybills.post("/<public_id>/<any(receive, part):how>")
@requires(WAYBILLS_SIGN, step_up=True)
def receive(public_id: str, how: str) -> ResponseReturnValue:
    """Ask for the consignee's signature."""
    form, actor = ReceiptForm(), current_actor()
    if form.validate():
        try:
            if how == "receive":
                return _to_signing(request_receipt(public_id, form.receipt(), version=form.seen, actor=actor))
            said = to_json(form.receipt())
            return _to_signing(act(public_id, Action.RECEIVE_PART, said, version=form.seen, actor=actor) or "")
        except Invalid as error:
            _beside(form, error, "difference")
    return _receipt_page(waybill_seen_by(public_id, actor=actor)[0], form, how), 422


@waybills.post("/<public_id>/depart")
@requires(WAYBILLS_DRIVE)
def departed(public_id: str) -> Response:
    """Report the departure."""
    depart(public_id, version=_step_form().seen, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Yola çıxdığınız qeyd edildi. Yolunuz açıq olsun!"))


@waybills.post("/<public_id>/arrive")
@requires(WAYBILLS_DRIVE)
def arrived(public_id: str) -> Response:
    """Report the arrival, at the stop whose button was pressed when there are several."""
    wanted = request.form.get("drop", "")
    drop = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) <= MOST_DIGITS else None
    arrive(public_id, version=_step_form().seen, actor=current_actor(), drop=drop)
    return redirect_to(".show", public_id=public_id, notice=_("Çatdığınız qeyd edildi. Yükalana xəbər göndərildi."))


@waybills.get("/<public_id>/<any(withdraw, change, cancel, refuse):how>")
@requires(WAYBILLS_SIGN, WAYBILLS_DRIVE)
def reason(public_id: str, how: str) -> str:
    """Ask for the reason."""
    action = RETURNS[how][0]
    waybill = _awaiting(public_id, action)
    return _reason_page(waybill, action, ReasonForm(data={"version": waybill.version}))


@waybills.post("/<public_id>/<any(withdraw, change, cancel, refuse):how>")
@requires(WAYBILLS_SIGN, WAYBILLS_DRIVE)
def give_back(public_id: str, how: str) -> ResponseReturnValue:
    """Take or send the offer back, or cancel it."""
    action, service, notice = RETURNS[how]
    form = ReasonForm()
    if not form.validate():
        return _reason_page(waybill_seen_by(public_id, actor=current_actor())[0], action, form), 422
    service(public_id, reason=form.reason.data or "", version=form.seen, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=notice)


def _step_form() -> StepForm:
    return StepForm()


def _to_signing(request_id: str) -> Response:
    return go_to(url_for("signing.show", public_id=request_id))


def _awaiting(public_id: str, action: Action) -> Waybill:
    """Return the waybill when the actor may take the step now. Raises NoSuchWaybill, StepNotPossible."""
    waybill, _roles = waybill_seen_by(public_id, actor=current_actor())
    if at_this_stop(action, past_of(waybill)) not in allowed_actions(current_actor(), waybill):
        raise StepNotPossible
    return waybill


def _beside(form: StepForm, error: AppError, field: str) -> None:
    """Show a refusal at its own field, or, when that is not on this page, at `field`."""
    for name, text in error.fields.items():
        place = form[name] if name in form else form[field]
        place.errors = [*place.errors, str(text)]
    if not error.fields:
        raise error


def _loading_page(waybill: Waybill, form: LoadingForm) -> str:
    content = content_from_json(waybill.content)
    return render("waybills/accept.html", waybill=waybill, content=content, form=form, packages=PACKAGES)


def _receipt_page(waybill: Waybill, form: ReceiptForm, how: str) -> str:
    past, lines = past_of(waybill), past_of(waybill).lines
    own = past.own_lines
    if len(form.delivered) != len(own) or len(form.refused) != len(own):
        raise NotFound
    rows = [
        (past.goods[line], form.delivered[place], form.refused[place], lines[line].aboard, is_counted(past.goods[line]))
        for place, line in enumerate(own)
    ]
    return render("waybills/receive.html", waybill=waybill, form=form, lines=rows, how=how, packages=PACKAGES)


def _reason_page(waybill: Waybill, action: Action, form: ReasonForm) -> str:
    title, text = wording.REASONS[action]
    return render("waybills/reason.html", waybill=waybill, form=form, title=title, text=text)
