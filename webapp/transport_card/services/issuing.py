"""Cards come to be: a stock with printed numbers and codes, a card sold at a till, a virtual one for a cabinet."""

import hmac
import secrets
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import local, now, today
from webapp.core.crypto import blind_index
from webapp.core.ids import new_public_id
from webapp.core.transaction import savepoint
from webapp.transport_card import accounts
from webapp.transport_card.errors import ProductGone, StepRefused
from webapp.transport_card.models import Card, Product
from webapp.transport_card.queries import index_of, product_of, products_on, terms_of
from webapp.transport_card.rules import NUMBERS, State, last_day, number_of
from webapp.transport_card.services.standing import move

CODE_DIGITS: Final = 6
MOST_AT_ONCE: Final = 1_000
MOST_VIRTUAL: Final = 5
TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed on a new card. The code is told once: only a keyed digest of it is kept."""

    number: str
    code: str


def make_stock(product: str, count: int, *, actor: Actor) -> list[Printed]:
    """Make `count` cards that wait to be sold; return what is to be printed on them. Raises ProductGone."""
    row = products_on(today()).get(product)
    if row is None or row.kind == "virtual" or not 1 <= count <= MOST_AT_ONCE:
        raise ProductGone
    printed = [_made(row)[1] for _one in range(count)]
    detail = {"product": product, "count": count}
    record("transport_card.stock_made", actor=actor, object_type="card_product", object_key=product, detail=detail)
    return printed


def issue_virtual(*, actor: Actor, name: str = "") -> Card:
    """Give the cabinet acted for a card that lives in the phone. Raises ProductGone, StepRefused when it has enough."""
    row = next((one for one in products_on(today()).values() if one.kind == "virtual" and not one.price), None)
    if row is None or actor.party_id is None:
        raise ProductGone
    mine = select(func.count()).select_from(Card).join(Product, Product.id == Card.product_id)
    mine = mine.where(Card.party_id == actor.party_id, Product.kind == "virtual", Card.state.in_(["active", "blocked"]))
    if (db.session().scalar(mine) or 0) >= MOST_VIRTUAL:
        raise StepRefused
    card, _printed = _made(row)
    card.party_id, card.name = actor.party_id, name
    sell(card, actor=actor)
    return card


def sell(card: Card, *, actor: Actor) -> None:
    """Give a locked card of the stock out: its days and rides begin to count. Raises StepRefused for one that was sold."""
    if card.state != State.NEW:
        raise StepRefused
    terms = terms_of(product_of(card))
    card.sold_at = now()
    card.expires_on, card.rides_left = last_day(terms, local(card.sold_at).date()), terms.rides
    move(card, "sell", actor=actor)


def code_digest(index: bytes, code: str) -> bytes:
    """Return the keyed digest of a printed code; it belongs to one number."""
    return blind_index(f"{index.hex()}:{code}", purpose="card-code")


def code_fits(card: Card | None, index: bytes, code: str) -> bool:
    """Whether the code is the card's; takes as long when there is no card."""
    kept = bytes(card.code_digest) if card is not None else bytes(32)
    return hmac.compare_digest(kept, code_digest(index, code))


def _made(row: Product) -> tuple[Card, Printed]:
    """Return a new card of the stock, with an account, and what is printed on it."""
    code = "".join(secrets.choice("0123456789") for _one in range(CODE_DIGITS))
    for _turn in range(TRIES):
        number = number_of(
            "".join(secrets.choice("0123456789") for _one in range(NUMBERS.issued - 1 - len(NUMBERS.prefix)))
        )
        try:
            with savepoint():
                return card_of_stock(row, number, code), Printed(number, code)
        except StepRefused:  # another card has the number
            continue
    raise ProductGone


def card_of_stock(row: Product, number: str, code: str) -> Card:
    """Return a new card with this number and code, and open its account. Raises StepRefused when the number is taken."""
    card = _row(row, number, code)
    db.session().add(card)
    db.session().flush()
    accounts.open_for(card.id, row.negative)
    return card


def _row(row: Product, number: str, code: str) -> Card:
    index = index_of(number)
    return Card(
        public_id=new_public_id(),
        number=number,
        number_index=index,
        tail=number[-4:],
        code_digest=code_digest(index, code),
        product_id=row.id,
        state=State.NEW.value,
        state_since=now(),
        block_reason="",
        made_at=now(),
        name="",
    )
