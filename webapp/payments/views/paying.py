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
from webapp.payments.queries import attempt_of
from webapp.payments.rules import Verdict
from webapp.payments.services.paying import give_up, pay, refresh
from webapp.payments.views.blueprint import cabinet_pages
from webapp.payments.views.places import Place
from webapp.payments.views.presenting import invoice_context
from webapp.ui.access import no_transaction, requires
from webapp.ui.htmx import go_to, is_fragment
from webapp.ui.rendering import render

STOP_ASKING: Final = 286
NOT_STOPPED: Final = _l("Ödəniş dayandırılmadı: ödəniş sistemi hazırda cavab vermir. Bir az sonra yenidən cəhd edin.")


@cabinet_pages.post("/<public_id>/pay")
@no_transaction
@requires(PAY)
def start(public_id: str) -> ResponseReturnValue:
    """Send the payer to the provider; a second click goes to the same payment."""
    return begin_at(Place(public_id))


@cabinet_pages.post("/<public_id>/cancel")
@no_transaction
@requires(PAY)
def cancel(public_id: str) -> ResponseReturnValue:
    """Take the payment back that is under way, unless it was made."""
    return give_up_at(Place(public_id))


@cabinet_pages.get("/<public_id>/attempts/<attempt>")
@no_transaction
@requires(PAY)
def returned(public_id: str, attempt: str) -> ResponseReturnValue:
    """Show how an attempt ended, as the provider tells us now; what stands in the address proves nothing."""
    return end_of(Place(public_id), attempt)


def begin_at(place: Place) -> ResponseReturnValue:
    """Send the payer to the chosen provider. No transaction may be open, here and below."""
    form = PayForm()
    if not form.validate():
        return _invoice_page(place, form), 422
    try:
        return go_to(pay(place.public_id, at=form.provider.data or "", actor=current_actor(), key=place.key))
    except ProviderAway as error:
        return _invoice_page(place, form, error), 503


def give_up_at(place: Place) -> ResponseReturnValue:
    """Take the payment back that is under way, unless it was made."""
    try:
        verdict = give_up(place.public_id, actor=current_actor(), key=place.key)
    except ProviderAway:
        return _invoice_page(place, PayForm(formdata=None), ProviderAway(NOT_STOPPED)), 503
    said = _("Ödəniş artıq aparılıb.") if verdict is Verdict.APPLY else _("Ödəniş dayandırıldı. Hesab açıq qalır.")
    return place.go("show", notice=said)


def end_of(place: Place, attempt: str) -> Response:
    """Ask the provider how a pending attempt stands, and show it."""
    away = False
    with transaction(read_only=True):
        asking = attempt_of(attempt, place.invoice()).state == "pending"
    if asking:
        try:
            refresh(attempt)
        except (ProviderAway, ProviderRefused):
            away = True
    return _attempt_page(place, attempt, away=away)


def _attempt_page(place: Place, attempt: str, *, away: bool) -> Response:
    with transaction(read_only=True):
        shown = invoice_context(place)
        shown["attempt"] = attempt_of(attempt, shown["invoice"])
        waiting = shown["attempt"].state in {"created", "pending"}
        response = make_response(render("payments/attempt.html", waiting=waiting, away=away, **shown))
    if is_fragment() and not waiting:
        response.status_code = STOP_ASKING
    return response


def _invoice_page(place: Place, form: PayForm, trouble: ProviderAway | None = None) -> str:
    with transaction(read_only=True):
        shown = invoice_context(place)
        return render("payments/show.html", form=form, give_up=GiveUpForm(formdata=None), trouble=trouble, **shown)
