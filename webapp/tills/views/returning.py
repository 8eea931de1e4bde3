"""Tickets that somebody brings back, and sales of a moment ago that were a mistake."""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import now
from webapp.core.errors import AppError
from webapp.core.text import Text, _
from webapp.tills.errors import NotSoldHere, WordsMissing
from webapp.tills.forms import AnswerForm, GiveForm, NumberForm, VoidForm
from webapp.tills.permissions import SECOND, SELL
from webapp.tills.queries import draft_of, open_shift_of, working_shift
from webapp.tills.second_tables import SecondAsk
from webapp.tills.services.asking import ask_by, asks_of, decide
from webapp.tills.services.returning import Given, give_back, take_back, worth
from webapp.tills.views.blueprint import desk_pages
from webapp.tills.views.sale_pages import order_page
from webapp.tills.wording import ASKS
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
    if isinstance(given, SecondAsk):
        said = _("Bu məbləği ikinci əməkdaş təsdiq etməlidir: ondan soruşuldu. Bilet hələ qüvvədədir.")
        return redirect_to(".second", public_id=given.public_id, notice=said)
    return redirect_to(".index", notice=_said(given))


@desk_pages.get("/second")
@requires(SELL, SECOND)
def seconds() -> str:
    """Show the large refunds of the station's tills: what waits, what was said."""
    rows = [(one, _state(one)) for one in asks_of(current_actor().party_id or 0)]
    return render("tills/seconds.html", rows=rows)


@desk_pages.get("/second/<public_id>")
@requires(SELL, SECOND)
def second(public_id: str) -> str:
    """Show one: to a second person the decision, to the cashier the giving when it was agreed to."""
    return _second_page(public_id, AnswerForm(formdata=None))


@desk_pages.post("/second/<public_id>/agree")
@requires(SECOND)
def agree(public_id: str) -> ResponseReturnValue:
    """Say yes as the second person."""
    return _decided(public_id, agree=True)


@desk_pages.post("/second/<public_id>/refuse")
@requires(SECOND)
def refuse(public_id: str) -> ResponseReturnValue:
    """Say no, and why."""
    return _decided(public_id, agree=False)


def _decided(public_id: str, *, agree: bool) -> ResponseReturnValue:
    form = AnswerForm()
    if not form.validate():
        return _second_page(public_id, form), 422
    try:
        decide(public_id, agree=agree, answer=form.answer.data or "", actor=current_actor())
    except WordsMissing as error:
        form.accept(error)
        return _second_page(public_id, form), error.status
    return redirect_to(".second", public_id=public_id, notice=_("Cavabınız saxlanıldı."))


def _second_page(public_id: str, form: AnswerForm) -> str:
    actor, row = current_actor(), ask_by(public_id, current_actor())
    mine, waits = row.asked_by == actor.account_id, _state(row) == ASKS["waiting"]
    shown = {"one": row, "state": _state(row), "form": form}
    shown["may_decide"] = waits and not mine and actor.has(SECOND.code)
    shown["may_give"] = _state(row) == ASKS["agreed"] and open_shift_of(actor.account_id) is not None
    give = GiveForm(formdata=None, data={"number": row.ticket, "quote": row.quote})
    return render("tills/second.html", give=give, **shown)


def _state(row: SecondAsk) -> tuple[Text, str]:
    over = row.state in {"waiting", "agreed"} and row.until <= now()
    return ASKS["over" if over else row.state]


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
