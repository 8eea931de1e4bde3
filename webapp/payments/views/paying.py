"""Paying: to the provider and back. Each view asks the provider first, with no transaction open."""

from typing import Final

from flask import Response, make_response
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.text import _, _l
from webapp.core.transaction import transaction
from webapp.payments.errors import ProviderAway
from webapp.payments.forms import GiveUpForm, PayForm
from webapp.payments.gateways.provider import ProviderRefused
from webapp.payments.permissions import PAY
from webapp.payments.queries import attempt_of, own_invoice
from webapp.payments.rules import Verdict
from webapp.payments.services.paying import give_up, pay, refresh
from webapp.payments.views.blueprint import cabinet_pages
from webapp.payments.views.presenting import invoice_context
from webapp.ui.access import no_transaction, requires
from webapp.ui.htmx import go_to, is_fragment
from webapp.ui.rendering import redirect_to, render

STOP_ASKING: Final = 286
NOT_STOPPED: Final = _l("Ödəniş dayandırılmadı: ödəniş sistemi hazırda cavab vermir. Bir az sonra yenidən cəhd edin.")


@cabinet_pages.post("/<public_id>/pay")
@no_transaction
@requires(PAY)
def start(public_id: str) -> ResponseReturnValue:
    """Send the payer to the provider; a second click goes to the same payment."""
    form = PayForm()
    if not form.validate():
        return _invoice_page(public_id, form), 422
    try:
        return go_to(pay(public_id, at=form.provider.data or "", actor=current_actor()))
    except ProviderAway as error:
        return _invoice_page(public_id, form, error), 503


@cabinet_pages.post("/<public_id>/cancel")
@no_transaction
@requires(PAY)
def cancel(public_id: str) -> ResponseReturnValue:
    """Take the payment back that is under way, unless it was made."""
    try:
        verdict = give_up(public_id, actor=current_actor())
    except ProviderAway:
        return _invoice_page(public_id, PayForm(formdata=None), ProviderAway(NOT_STOPPED)), 503
    said = _("Ödəniş artıq aparılıb.") if verdict is Verdict.APPLY else _("Ödəniş dayandırıldı. Hesab açıq qalır.")
    return redirect_to(".show", public_id=public_id, notice=said)


@cabinet_pages.get("/<public_id>/attempts/<attempt>")
@no_transaction
@requires(PAY)
def returned(public_id: str, attempt: str) -> ResponseReturnValue:
    """Show how an attempt ended, as the provider tells us now; what stands in the address proves nothing."""
    away = False
    with transaction(read_only=True):
        row = attempt_of(attempt, own_invoice(public_id, actor=current_actor()))
        asking = row.state == "pending"
    if asking:
        try:
            refresh(attempt)
        except (ProviderAway, ProviderRefused):
            away = True
    return _attempt_page(public_id, attempt, away=away)


def _attempt_page(public_id: str, attempt: str, *, away: bool) -> Response:
    with transaction(read_only=True):
        shown = invoice_context(public_id)
        shown["attempt"] = attempt_of(attempt, shown["invoice"])
        waiting = shown["attempt"].state in {"created", "pending"}
        back = shown["kind"].back(shown["invoice"].ref)
        response = make_response(render("payments/attempt.html", waiting=waiting, away=away, back=back, **shown))
    if is_fragment() and not waiting:
        response.status_code = STOP_ASKING
    return response


def _invoice_page(public_id: str, form: PayForm, trouble: ProviderAway | None = None) -> str:
    with transaction(read_only=True):
        shown = invoice_context(public_id)
        return render("payments/show.html", form=form, give_up=GiveUpForm(formdata=None), trouble=trouble, **shown)
