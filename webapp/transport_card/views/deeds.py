"""What a holder does with a card: name it, block it, say that it is lost, move its balance, close it, take its statement."""

from collections.abc import Callable
from functools import partial

from flask import Response, request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.errors import Conflict, Invalid
from webapp.core.text import Text, _
from webapp.transport_card.errors import TargetRefused
from webapp.transport_card.forms import ArrangeForm, PeriodForm
from webapp.transport_card.models import Card
from webapp.transport_card.permissions import USE
from webapp.transport_card.queries import own_card
from webapp.transport_card.services import ending, linking
from webapp.transport_card.statements import as_csv, as_pdf, whole
from webapp.transport_card.views.blueprint import cabinet_pages
from webapp.transport_card.views.cabinet import holder_page
from webapp.transport_card.views.presenting import period_of, transfer_form
from webapp.ui.access import requires
from webapp.ui.filters import money
from webapp.ui.rendering import redirect_to


@cabinet_pages.post("/<public_id>/arrange")
@requires(USE)
def arrange(public_id: str) -> ResponseReturnValue:
    """Name the card; say below which balance to be told."""
    card, form = own_card(public_id, current_actor()), ArrangeForm()
    if not form.validate():
        return holder_page(card, form=form), 422
    name = (form.name.data or "").strip()
    linking.arrange(card, name=name, low_at=form.low_at.data, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Yadda saxlanıldı."))


@cabinet_pages.post("/<public_id>/unlink")
@requires(USE)
def unlink(public_id: str) -> ResponseReturnValue:
    """Take the card out of my cabinet."""
    card = own_card(public_id, current_actor())
    try:
        linking.unlink(card, actor=current_actor())
    except Conflict as error:
        return holder_page(card, error), error.status
    return redirect_to(".index", notice=_("Kart kabinetinizdən çıxarıldı."))


@cabinet_pages.post("/<public_id>/lost")
@requires(USE)
def lost(public_id: str) -> ResponseReturnValue:
    """Say that the card is lost: it stops at once."""
    return _done(public_id, ending.report_lost, _("Kart dayandırıldı. Qalığı başqa kartınıza köçürə bilərsiniz."))


@cabinet_pages.post("/<public_id>/block")
@requires(USE)
def block(public_id: str) -> ResponseReturnValue:
    """Stop the card for a while."""
    return _done(public_id, partial(ending.block, by_office=False), _("Kart bloklandı."))


@cabinet_pages.post("/<public_id>/unblock")
@requires(USE)
def unblock(public_id: str) -> ResponseReturnValue:
    """Let the card ride again."""
    return _done(public_id, partial(ending.unblock, by_office=False), _("Kart yenidən işləyir."))


@cabinet_pages.post("/<public_id>/transfer")
@requires(USE)
def transfer(public_id: str) -> ResponseReturnValue:
    """Move the whole balance to another card of mine, and close this one."""
    card = own_card(public_id, current_actor())
    form = transfer_form(card)
    if not form.validate():
        return holder_page(card, TargetRefused()), 422
    target = own_card(form.target.data, current_actor())
    try:
        moved = ending.transfer(card.id, target.id, actor=current_actor())
    except (Conflict, Invalid) as error:
        return holder_page(card, error), error.status
    said = _("%(amount)s köçürüldü, köhnə kart bağlandı.", amount=money(moved))
    return redirect_to(".show", public_id=target.public_id, notice=said)


@cabinet_pages.post("/<public_id>/close")
@requires(USE, step_up=True)
def close(public_id: str) -> ResponseReturnValue:
    """Close the card; the rest goes back."""
    return _done(public_id, ending.close, _("Kart bağlandı. Qalıq varsa, qaytarılır."))


@cabinet_pages.get("/<public_id>/statement.csv")
@requires(USE)
def statement_csv(public_id: str) -> Response:
    """Give the statement of the asked period as CSV."""
    card = own_card(public_id, current_actor())
    body = as_csv(whole(card, period_of(PeriodForm(request.args))))
    return Response(body, content_type="text/csv; charset=utf-8", headers=_attached(card, "csv"))


@cabinet_pages.get("/<public_id>/statement.pdf")
@requires(USE)
def statement_pdf(public_id: str) -> Response:
    """Give the statement of the asked period as PDF."""
    card = own_card(public_id, current_actor())
    period = period_of(PeriodForm(request.args))
    body = as_pdf(card, period, whole(card, period))
    return Response(body, content_type="application/pdf", headers=_attached(card, "pdf"))


def _done(public_id: str, deed: Callable[..., object], notice: Text) -> ResponseReturnValue:
    """Do something with my card and say so; what is refused is said on its page."""
    card = own_card(public_id, current_actor())
    try:
        deed(card, actor=current_actor())
    except (Conflict, Invalid) as error:
        return holder_page(own_card(public_id, current_actor()), error), error.status
    return redirect_to(".show", public_id=public_id, notice=notice)


def _attached(card: Card, suffix: str) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="card-{card.tail}.{suffix}"',
        "Cache-Control": "private, no-store",
    }
