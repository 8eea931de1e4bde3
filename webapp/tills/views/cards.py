"""Transport cards: sold, loaded, the rest of closed ones paid out. A card's number is typed, and stands in no address."""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.tills.errors import NoSuchOperation
from webapp.tills.forms import CardForm, OnceForm, TopUpForm
from webapp.tills.models import Operation
from webapp.tills.permissions import SELL
from webapp.tills.queries import working_shift
from webapp.tills.rules import Method
from webapp.tills.services.cards import pay_out, sell_card, top_up
from webapp.tills.services.selling import Handed
from webapp.tills.views.blueprint import desk_pages
from webapp.transport_card import api as cards
from webapp.ui.access import requires
from webapp.ui.filters import money
from webapp.ui.rendering import redirect_to, render


@desk_pages.get("/cards/sale")
@requires(SELL)
def card() -> str:
    """Show the form by which a card is sold."""
    return _card_page(CardForm(_products(), formdata=None))


@desk_pages.post("/cards/sale")
@requires(SELL)
def give_card() -> ResponseReturnValue:
    """Sell the card."""
    form = CardForm(_products())
    if not form.validate():
        return _card_page(form), 422
    try:
        made = sell_card(
            form.product.data or "",
            form.number.data or "",
            load=form.load.qepik or 0,
            handed=_handed(form),
            once=form.once.data or "",
            actor=current_actor(),
        )
    except AppError as error:
        _aimed(form, error)
        return _card_page(form), error.status
    return redirect_to(".index", notice=_said(made))


@desk_pages.get("/cards/top-up", endpoint="top_up")
@requires(SELL)
def top_up_page() -> str:
    """Show the form by which a card is loaded."""
    return _top_up_page(TopUpForm(formdata=None))


@desk_pages.post("/cards/top-up")
@requires(SELL)
def load_card() -> ResponseReturnValue:
    """Load the card."""
    form = TopUpForm()
    if not form.validate():
        return _top_up_page(form), 422
    try:
        made = top_up(
            form.number.data or "",
            form.amount.qepik or 0,
            handed=_handed(form),
            once=form.once.data or "",
            actor=current_actor(),
        )
    except AppError as error:
        _aimed(form, error)
        return _top_up_page(form), error.status
    return redirect_to(".index", notice=_said(made))


@desk_pages.get("/cards/payouts")
@requires(SELL)
def payouts() -> str:
    """Show what is to be paid out of closed cards."""
    working_shift(current_actor(), lock=False)
    return render("tills/payouts.html", due=cards.payouts_due(), form=OnceForm(formdata=None))


@desk_pages.post("/cards/payouts/<public_id>")
@requires(SELL)
def give_payout(public_id: str) -> ResponseReturnValue:
    """Pay out the rest of a closed card."""
    form = OnceForm()
    due = next((one for one in cards.payouts_due() if one.public_id == public_id), None)
    if due is None or not form.validate():
        raise NoSuchOperation
    pay_out(due, once=form.once.data or "", actor=current_actor())
    return redirect_to(".index", notice=_("Verildi: %(amount)s.", amount=money(due.qepik)))


def _handed(form: CardForm | TopUpForm) -> Handed:
    return Handed(Method(form.method.data), form.given.qepik, form.reference.data or "")


def _aimed(form: CardForm | TopUpForm, error: AppError) -> None:
    """Show a refusal beside its field; one that names none is the number's."""
    if not error.fields:
        form.number.errors = [*form.number.errors, str(error)]
        return
    form.accept(error)


def _said(made: Operation) -> str:
    if made.given is not None:
        return _(
            "Alındı: %(amount)s. Qaytarın: %(change)s.", amount=money(made.qepik), change=money(made.given - made.qepik)
        )
    return _("Alındı: %(amount)s.", amount=money(made.qepik))


def _products() -> list[tuple[str, str]]:
    return [(code, f"{name}, {money(price)}") for code, name, price in cards.products_sold()]


def _card_page(form: CardForm) -> str:
    working_shift(current_actor(), lock=False)
    return render("tills/card.html", form=form)


def _top_up_page(form: TopUpForm) -> str:
    working_shift(current_actor(), lock=False)
    return render("tills/top_up.html", form=form)
