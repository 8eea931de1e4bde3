"""The holder's pages: my cards, one card with its statement, a card linked by number and code, money loaded on it."""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import now
from webapp.core.errors import AppError, Conflict, Invalid
from webapp.core.text import _
from webapp.transport_card.errors import NoSuchCard, NotProved, TooManyProofs
from webapp.transport_card.forms import AmountForm, ArrangeForm, LinkForm
from webapp.transport_card.models import Card
from webapp.transport_card.permissions import USE
from webapp.transport_card.phone_codes import code_of
from webapp.transport_card.queries import cards_of, own_card, product_of
from webapp.transport_card.rules import State
from webapp.transport_card.services.issuing import issue_virtual
from webapp.transport_card.services.linking import link, prove
from webapp.transport_card.services.topping import ask_top_up
from webapp.transport_card.views.blueprint import cabinet_pages
from webapp.transport_card.views.presenting import card_lines, card_page, transfer_form
from webapp.transport_card.wording import masked
from webapp.ui.access import requires
from webapp.ui.qr import qr_svg
from webapp.ui.rendering import redirect_to, render

AMOUNTS = (500, 1000, 2000)


@cabinet_pages.get("")
@requires(USE)
def index() -> str:
    """Show my cards with what is on each."""
    cards = list(cards_of(current_actor().party_id or 0))
    return render("transport_card/index.html", lines=card_lines(cards))


@cabinet_pages.get("/link")
@requires(USE)
def link_form() -> str:
    """Ask for number and code of a card."""
    return render("transport_card/link.html", form=LinkForm(formdata=None))


@cabinet_pages.post("/link")
@requires(USE)
def link_card() -> ResponseReturnValue:
    """Put a card into my cabinet. A wrong code counts, so it is answered and not raised."""
    form = LinkForm()
    if not form.validate():
        return render("transport_card/link.html", form=form), 422
    proof = prove(form.plain, form.plain_code)
    if proof.card is None:
        return refuse_proof(form, "transport_card/link.html", locked=proof.locked)
    try:
        link(proof.card, name=(form.name.data or "").strip(), actor=current_actor())
    except (Invalid, Conflict) as error:
        form.number.errors = [str(error)]
        return render("transport_card/link.html", form=form), error.status
    return redirect_to(".show", public_id=proof.card.public_id, notice=_("Kart kabinetinizə əlavə olundu."))


@cabinet_pages.post("/virtual")
@requires(USE)
def virtual() -> ResponseReturnValue:
    """Give me a card that lives in the phone."""
    card = issue_virtual(actor=current_actor())
    return redirect_to(".show", public_id=card.public_id, notice=_("Telefonda kart verildi. İndi balansını artırın."))


@cabinet_pages.get("/<public_id>")
@requires(USE)
def show(public_id: str) -> str:
    """Show a card: what is on it, its statement, what can be done with it."""
    return holder_page(own_card(public_id, current_actor()))


@cabinet_pages.get("/<public_id>/code")
@requires(USE)
def phone_code(public_id: str) -> str:
    """Show the code of a card in the phone; it is made anew each minute."""
    card = own_card(public_id, current_actor())
    if product_of(card).kind != "virtual" or card.state != State.ACTIVE:
        raise NoSuchCard
    code = qr_svg(code_of(card.number, now()))
    return render("transport_card/code.html", card=card, number=masked(card), qr=code)


@cabinet_pages.get("/<public_id>/top-up")
@requires(USE)
def top_up_form(public_id: str) -> str:
    """Ask how much to load."""
    return _top_up_page(own_card(public_id, current_actor()), AmountForm(formdata=None))


@cabinet_pages.post("/<public_id>/top-up")
@requires(USE)
def top_up(public_id: str) -> ResponseReturnValue:
    """Open the invoice and lead to its payment."""
    card, form = own_card(public_id, current_actor()), AmountForm()
    if not form.validate():
        return _top_up_page(card, form), 422
    try:
        made = ask_top_up(card, form.amount.data or 0, channel="web", actor=current_actor())
    except Invalid as error:
        form.amount.errors = [str(error.fields.get("amount", error))]
        return _top_up_page(card, form), 422
    return redirect_to("payments.show", public_id=made.invoice)


def holder_page(card: Card, trouble: AppError | None = None, form: ArrangeForm | None = None) -> str:
    """Return the page of one's own card, with what was refused on it."""
    arranged = form or ArrangeForm(formdata=None, data={"name": card.name, "low_at": card.low_at})
    moving = transfer_form(card, filled=False)
    return render("transport_card/show.html", arrange=arranged, transfer=moving, trouble=trouble, **card_page(card))


def refuse_proof(form: LinkForm, template: str, *, locked: bool, **more: object) -> ResponseReturnValue:
    """Return the page again: number and code do not fit, or too many were tried."""
    error: AppError = TooManyProofs() if locked else NotProved()
    form.code.errors = [str(error)]
    return render(template, form=form, **more), error.status


def _top_up_page(card: Card, form: AmountForm) -> str:
    return render("transport_card/top_up.html", form=form, amounts=AMOUNTS, row=product_of(card), **card_page(card))
