"""The office: a card found by its number, its statement (the look is kept), what is done with it for a holder."""

from collections.abc import Callable
from functools import partial
from typing import Final

from flask import Response
from flask.typing import ResponseReturnValue

from webapp.audit.api import record_view
from webapp.cabinets import api as cabinets
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import AppError, Conflict, Invalid
from webapp.core.text import Text, _, _l
from webapp.transport_card import wording
from webapp.transport_card.forms import NumberForm, ReasonForm, StockForm, choices
from webapp.transport_card.listing import card_counts, payouts_due, rides_on
from webapp.transport_card.models import Card
from webapp.transport_card.permissions import MANAGE, SEE, SERVE
from webapp.transport_card.queries import card_by, card_by_number, product_name, products_on
from webapp.transport_card.services import ending
from webapp.transport_card.services.issuing import make_stock
from webapp.transport_card.services.standing import note
from webapp.transport_card.views.blueprint import office_pages
from webapp.transport_card.views.presenting import card_page
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

PURPOSE: Final = _l("Nəqliyyat kartının hərəkətinə baxılması")
NOT_THERE: Final = _l("Belə nömrəli kart yoxdur.")


@office_pages.get("")
@requires(SEE)
def index() -> str:
    """Show how many cards there are, today's rides, what waits to be paid out; find a card by its number."""
    return _index(NumberForm(formdata=None))


@office_pages.post("/find")
@requires(SEE)
def find() -> ResponseReturnValue:
    """Lead to a card by its number; the number stands in no address."""
    form = NumberForm()
    if not form.validate():
        return _index(form), 422
    card = card_by_number(form.plain)
    if card is None:
        form.number.errors = [str(NOT_THERE)]
        return _index(form), 422
    return redirect_to(".show", public_id=card.public_id)


@office_pages.get("/<public_id>")
@requires(SEE)
def show(public_id: str) -> str:
    """Show a card. Who travelled where is personal: the look at a linked card is kept, and its holder can read of it."""
    return _page(card_by(public_id))


@office_pages.post("/<public_id>/block")
@requires(SERVE)
def block(public_id: str) -> ResponseReturnValue:
    """Stop a card, with the reason."""
    return _deed(public_id, partial(ending.block, by_office=True), _("Kart bloklandı."))


@office_pages.post("/<public_id>/unblock")
@requires(SERVE)
def unblock(public_id: str) -> ResponseReturnValue:
    """Let a card ride again, with the reason."""
    return _deed(public_id, partial(ending.unblock, by_office=True), _("Kartın bloku açıldı."))


@office_pages.post("/<public_id>/close")
@requires(SERVE, step_up=True)
def close(public_id: str) -> ResponseReturnValue:
    """Close a card for its holder; what is left goes back or is paid out in cash."""
    return _deed(public_id, ending.close, _("Kart bağlandı. Qalıq varsa, qaytarılır."))


@office_pages.get("/stock")
@requires(MANAGE)
def stock() -> str:
    """Ask how many cards of which product are to be made."""
    return render("transport_card/stock.html", form=_stock_form(filled=False))


@office_pages.post("/stock")
@requires(MANAGE, step_up=True)
def make() -> ResponseReturnValue:
    """Make cards and give, once, what is to be printed on them."""
    form = _stock_form(filled=True)
    if not form.validate():
        return render("transport_card/stock.html", form=form), 422
    printed = make_stock(form.product.data, form.count.data or 0, actor=current_actor())
    body = "number,code\r\n" + "".join(f"{one.number},{one.code}\r\n" for one in printed)
    headers = {"Content-Disposition": 'attachment; filename="cards.csv"', "Cache-Control": "private, no-store"}
    return Response(body, content_type="text/csv; charset=utf-8", headers=headers)


def _index(form: NumberForm) -> str:
    rides = rides_on(today())
    return render(
        "transport_card/office.html",
        may_make=current_actor().has(MANAGE.code),
        form=form,
        counts=[(wording.STATES[state], many) for state, many in sorted(card_counts().items())],
        rides=sum(one[1] for one in rides),
        fares=sum(one[2] for one in rides),
        payouts=payouts_due(),
    )


def _page(card: Card, form: ReasonForm | None = None, trouble: AppError | None = None) -> str:
    _looked_at(card)
    holder = cabinets.party(card.party_id).name if card.party_id else ""
    shown = card_page(card)
    asked = form or ReasonForm(formdata=None)
    return render("transport_card/office_card.html", form=asked, holder=holder, trouble=trouble, **shown)


def _deed(public_id: str, deed: Callable[..., object], notice: Text) -> ResponseReturnValue:
    card, form = card_by(public_id), ReasonForm()
    if not form.validate():
        return _page(card, form), 422
    try:
        deed(card, actor=current_actor())
    except (Conflict, Invalid) as error:
        return _page(card_by(public_id), trouble=error), error.status
    note("office_reason", card, current_actor(), reason=form.reason.data)
    return redirect_to(".show", public_id=public_id, notice=notice)


def _looked_at(card: Card) -> None:
    """Keep who looked where a person travelled; a firm's cards name no person."""
    party = cabinets.party(card.party_id) if card.party_id else None
    if party is None or party.kind != "person":
        return
    record_view(
        actor=current_actor(),
        subject_fin=party.number,
        subject_name=party.name,
        object_type="transport_card",
        object_key=card.public_id,
        purpose=PURPOSE,
    )


def _stock_form(*, filled: bool) -> StockForm:
    form = StockForm() if filled else StockForm(formdata=None)
    rows = [row for row in products_on(today()).values() if row.kind != "virtual"]
    form.product.choices = choices([(row.code, product_name(row)) for row in rows])
    return form
