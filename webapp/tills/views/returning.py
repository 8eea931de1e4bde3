"""Tickets that somebody brings back, and sales of a moment ago that were a mistake."""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.tills.errors import NotSoldHere
from webapp.tills.forms import GiveForm, NumberForm, VoidForm
from webapp.tills.permissions import SELL
from webapp.tills.queries import draft_of, working_shift
from webapp.tills.services.returning import Given, give_back, take_back, worth
from webapp.tills.views.blueprint import desk_pages
from webapp.tills.views.sale_pages import order_page
from webapp.ui.access import requires
from webapp.ui.filters import money
from webapp.ui.rendering import redirect_to, render


@desk_pages.get("/refund")
@requires(SELL)
def refund() -> str:
    """Show the form that asks for a ticket's number."""
    return _page(NumberForm(formdata=None))


@desk_pages.post("/refund")
@requires(SELL)
def quote() -> ResponseReturnValue:
    """Say what the ticket is worth now, before anything is given back."""
    form = NumberForm()
    if not form.validate():
        return _page(form), 422
    try:
        ticket, offer = worth(form.number.data or "", actor=current_actor())
    except AppError as error:
        form.number.errors = [*form.number.errors, str(error)]
        return _page(form), error.status
    give_form = GiveForm(formdata=None, data={"number": ticket.number, "quote": offer.quote})
    return render("tills/refund_offer.html", ticket=ticket, offer=offer, form=give_form)


@desk_pages.post("/refund/give")
@requires(SELL)
def give() -> ResponseReturnValue:
    """Give the ticket back as it was offered."""
    form = GiveForm()
    if not form.validate():
        raise NotSoldHere
    given = give_back(form.number.data or "", form.quote.data or "", actor=current_actor())
    return redirect_to(".index", notice=_said(given))


@desk_pages.post("/orders/<order>/void")
@requires(SELL)
def take_back_sale(order: str) -> ResponseReturnValue:
    """Take a sale back that was a slip of the finger."""
    shift, _till = working_shift(current_actor(), lock=False)
    draft_of(order, shift)
    form = VoidForm()
    if not form.validate():
        return order_page(order), 422
    given = take_back(order, reason=form.reason.data or "", actor=current_actor())
    return redirect_to(".index", notice=_said(given))


def _said(given: Given) -> str:
    if given.terminal:
        return _("Terminalla qaytarın: %(amount)s. Bilet ləğv edildi.", amount=money(given.terminal))
    if given.cash or not given.elsewhere:
        return _("Nağd qaytarın: %(amount)s. Bilet ləğv edildi.", amount=money(given.cash))
    return _("Vəsait ödənildiyi karta qaytarılır: %(amount)s. Bilet ləğv edildi.", amount=money(given.elsewhere))


def _page(form: NumberForm) -> str:
    working_shift(current_actor(), lock=False)
    return render("tills/refund.html", form=form)
