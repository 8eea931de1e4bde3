"""What other rooms ask of cards: a till sells and loads them and pays out what is left; settlements count the rides.

A till opens an invoice by `sell_card` or `top_up_at_till` and takes the money by `payments.api.take_at_till`; the card is
sold and loaded in that same transaction. Both ways, and the top-up online, end on the account `card:<id>` of the ledger.
"""

from dataclasses import dataclass

from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.errors import Invalid
from webapp.core.text import _l
from webapp.transport_card import accounts
from webapp.transport_card.errors import CannotTopUp
from webapp.transport_card.listing import payouts_due as _payouts_due
from webapp.transport_card.listing import rides_on
from webapp.transport_card.models import Card
from webapp.transport_card.queries import card_by_number, product_name, product_of, products_on, top_up_of_invoice
from webapp.transport_card.rules import State, plain_number
from webapp.transport_card.services.paying_out import pay_out
from webapp.transport_card.services.topping import ask_sale, ask_top_up
from webapp.transport_card.wording import state_of

__all__ = [
    "DueInCash",
    "ShownCard",
    "card_for_till",
    "is_credited",
    "pay_out",
    "payouts_due",
    "products_sold",
    "rides_on",
    "sell_card",
    "top_up_at_till",
]

NO_SUCH = _l("Belə nömrəli kart yoxdur.")


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card as a cashier sees it; money in qəpik."""

    public_id: str
    tail: str
    product: str
    state: str
    words: str
    in_stock: bool
    price: int
    balance: int


@dataclass(frozen=True, slots=True)
class DueInCash:
    """The rest of a closed card that a till may pay out by `pay_out(public_id, till=…, actor=…)`."""

    public_id: str
    tail: str
    qepik: int


def products_sold() -> list[tuple[str, str, int]]:
    """Return (code, name in the language of the page, price in qəpik) of the cards that tills sell today."""
    rows = products_on(today()).values()
    return [(row.code, product_name(row), row.price) for row in rows if row.kind != "virtual"]


def card_for_till(number: str) -> ShownCard:
    """Return the card that lies before the cashier. Raises Invalid, naming the field `number`."""
    card = _typed(number)
    row = product_of(card)
    return ShownCard(
        public_id=card.public_id,
        tail=card.tail,
        product=product_name(row),
        state=card.state,
        words=str(state_of(card)[0]),
        in_stock=card.state == State.NEW,
        price=row.price,
        balance=accounts.balance_of(card.id),
    )


def sell_card(product: str, *, number: str, top_up_qepik: int = 0, actor: Actor) -> str:
    """Open the invoice for a card of the stock, with money on it if wished; return the invoice's public id.

    `product` is the code that the cashier believes to sell. Raises Invalid, CannotTopUp for a card that is another product
    or not in stock, AmountRefused.
    """
    card = _typed(number)
    if product_of(card).code != product:
        raise CannotTopUp
    return ask_sale(card, top_up_qepik, actor=actor).invoice or ""


def top_up_at_till(number: str, qepik: int, *, actor: Actor) -> str:
    """Open the invoice for loading a card; return its public id. Raises Invalid, CannotTopUp, AmountRefused."""
    return ask_top_up(_typed(number), qepik, channel="till", actor=actor).invoice or ""


def is_credited(invoice: str) -> bool:
    """Whether what an invoice was for stands on its card: a till that took the money hands nothing over before."""
    return top_up_of_invoice(invoice).state == "credited"


def payouts_due() -> list[DueInCash]:
    """Return what is to be paid out in cash, the oldest first."""
    return [DueInCash(due.public_id, card.tail, due.qepik) for due, card in _payouts_due()]


def _typed(number: str) -> Card:
    plain = plain_number(number)
    card = card_by_number(plain) if plain else None
    if card is None:
        raise Invalid(fields={"number": NO_SUCH})
    return card
