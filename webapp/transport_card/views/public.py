"""What anybody may do with a card in hand, without signing in: load it, ask what is on it, stop a lost one.

Numbers and codes are typed into forms; nothing of a card stands in an address. Loading a card shows nothing of it.
"""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import Conflict, Invalid
from webapp.core.text import _
from webapp.payments.api import guest_url
from webapp.timetable.api import city_routes
from webapp.transport_card import accounts
from webapp.transport_card.errors import CannotTopUp, NotProved, TooManyProofs
from webapp.transport_card.forms import GuestTopUpForm, ProofForm
from webapp.transport_card.models import Card
from webapp.transport_card.queries import card_of_top_up, card_to_load, product_name, products_on, tariffs_of, top_up_by
from webapp.transport_card.rules import in_force
from webapp.transport_card.services.ending import report_lost
from webapp.transport_card.services.linking import prove
from webapp.transport_card.services.topping import ask_top_up
from webapp.transport_card.views.blueprint import public_pages
from webapp.transport_card.views.presenting import left_on
from webapp.transport_card.wording import TOP_UPS, masked, state_of
from webapp.ui.access import public
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to, render


@public_pages.get("")
@public
def index() -> str:
    """Show what can be done with a card, which cards there are, and what a ride costs."""
    day = today()
    rides = [(route, in_force(tariffs_of(route.id), day)) for route in city_routes()]
    products = [(product_name(row), row) for row in products_on(day).values()]
    return render("transport_card/public.html", rides=[one for one in rides if one[1]], products=products)


@public_pages.get("/top-up")
@public
def top_up_form() -> str:
    """Ask for a card's number and an amount."""
    return render("transport_card/public_top_up.html", form=GuestTopUpForm(formdata=None))


@public_pages.post("/top-up")
@public
def top_up() -> ResponseReturnValue:
    """Open an invoice that whoever has its address pays; it may be a gift, and shows nothing of the card."""
    form = GuestTopUpForm()
    if not form.validate():
        return render("transport_card/public_top_up.html", form=form), 422
    try:
        made = ask_top_up(card_to_load(form.plain), form.amount.data or 0, channel="guest", actor=current_actor())
    except CannotTopUp as error:
        form.number.errors = [str(error)]
        return render("transport_card/public_top_up.html", form=form), 422
    except Invalid as error:
        form.amount.errors = [str(error.fields.get("amount", error))]
        return render("transport_card/public_top_up.html", form=form), 422
    return go_to(guest_url(made.invoice or ""))


@public_pages.get("/balance")
@public
def balance_form() -> str:
    """Ask for number and printed code."""
    return _proof_page("balance", ProofForm(formdata=None))


@public_pages.post("/balance")
@public
def balance() -> ResponseReturnValue:
    """Say what is on a card, to whoever has it in hand."""
    form, card, status = _proved()
    if card is None:
        return _proof_page("balance", form), status
    return _card_page(card, _("Kartda"))


@public_pages.get("/lost")
@public
def lost_form() -> str:
    """Ask for number and printed code of a lost card."""
    return _proof_page("lost", ProofForm(formdata=None))


@public_pages.post("/lost")
@public
def lost() -> ResponseReturnValue:
    """Stop a lost card at once."""
    form, card, status = _proved()
    if card is None:
        return _proof_page("lost", form), status
    try:
        report_lost(card, actor=current_actor())
    except Conflict as error:
        form.number.errors = [str(error)]
        return _proof_page("lost", form), error.status
    return _card_page(card, _("Kart dayandırıldı"))


@public_pages.get("/paid/<top_up>")
@public
def paid(top_up: str) -> ResponseReturnValue:
    """Say how far a top-up has come; its holder goes on to the card, anybody else learns nothing of it."""
    made = top_up_by(top_up)
    card = card_of_top_up(made)
    if card.party_id is not None and card.party_id == current_actor().party_id:
        return redirect_to("cards.show", public_id=card.public_id)
    return render("transport_card/paid.html", made=made, state=TOP_UPS[made.state], waiting=made.state == "pending")


def _proved() -> tuple[ProofForm, Card | None, int]:
    """Return the form, the card that it proves, and the status of a refusal. A wrong code counts, so nothing is raised."""
    form = ProofForm()
    if not form.validate():
        return form, None, 422
    proof = prove(form.plain, form.plain_code)
    if proof.card is not None:
        return form, proof.card, 200
    error = TooManyProofs() if proof.locked else NotProved()
    form.code.errors = [str(error)]
    return form, None, error.status


def _proof_page(deed: str, form: ProofForm) -> str:
    return render("transport_card/proof.html", form=form, deed=deed)


def _card_page(card: Card, title: str) -> str:
    left = left_on(card, accounts.balance_of(card.id))
    return render(
        "transport_card/proved.html", card=card, number=masked(card), title=title, state=state_of(card), left=left
    )
