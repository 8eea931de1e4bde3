"""Reads: cards by number, by public id, of a holder; products and tariffs in force; money on its way."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.crypto import blind_index
from webapp.core.text import current_language
from webapp.transport_card.errors import CannotTopUp, NoSuchCard
from webapp.transport_card.models import Card, Payout, Product, TariffRow, TopUp
from webapp.transport_card.permissions import USE
from webapp.transport_card.rules import Tariff, Terms, in_force

MOST: Final = 100


def index_of(number: str) -> bytes:
    """Return the keyed digest by which a card's number is found."""
    return blind_index(number, purpose="card-number")


def card_by_number(number: str) -> Card | None:
    """Return the card with this number (digits only), whatever its state."""
    return db.session().scalar(select(Card).where(Card.number_index == index_of(number)))


def card_to_load(number: str) -> Card:
    """Return the card with this number for a stranger's top-up. Raises CannotTopUp, which reads the same for any obstacle."""
    found = card_by_number(number)
    if found is None:
        raise CannotTopUp
    return found


def card_by(public_id: str) -> Card:
    """Return a card. Raises NoSuchCard."""
    found = db.session().scalar(select(Card).where(Card.public_id == public_id))
    if found is None:
        raise NoSuchCard
    return found


def own_card(public_id: str, actor: Actor) -> Card:
    """Return a card that is linked to the cabinet acted for. Raises NoSuchCard, for another's as for none."""
    found = card_by(public_id)
    if found.party_id is None or found.party_id != actor.party_id or not actor.has(USE.code):
        raise NoSuchCard
    return found


def locked_card(card_id: int) -> Card:
    """Return the card as it stands, locked."""
    query = select(Card).where(Card.id == card_id).with_for_update(key_share=True)
    return db.session().scalars(query.execution_options(populate_existing=True)).one()


def cards_of(party_id: int) -> Sequence[Card]:
    """Return the cards in a cabinet, those that work first."""
    working = Card.state.in_(["active", "blocked"])
    query = select(Card).where(Card.party_id == party_id).order_by(working.desc(), Card.id).limit(MOST)
    return db.session().scalars(query).all()


def product_of(card: Card) -> Product:
    """Return the row of the product under which a card was issued."""
    return db.session().get_one(Product, card.product_id)


def terms_of(row: Product) -> Terms:
    """Return a product's row as the rules know it."""
    return Terms(**{name: getattr(row, name) for name in Terms.__dataclass_fields__})


def products_on(day: date) -> dict[str, Product]:
    """Return the row in force on `day` of each product, by its code."""
    rows: dict[str, list[Product]] = {}
    for row in db.session().scalars(select(Product).order_by(Product.code, Product.valid_from)):
        rows.setdefault(row.code, []).append(row)
    found = {}
    for code, known in rows.items():
        holding = in_force([terms_of(one) for one in known], day)
        if holding is not None:
            found[code] = next(one for one in known if one.valid_from == holding.valid_from)
    return found


def product_name(row: Product) -> str:
    """Return the product's name in the language of the page."""
    return str(getattr(row, f"name_{current_language()}"))


def tariffs_of(route_id: int) -> list[Tariff]:
    """Return the dated fares of a city route."""
    rows = db.session().scalars(select(TariffRow).where(TariffRow.route_id == route_id))
    return [Tariff(**{name: getattr(row, name) for name in Tariff.__dataclass_fields__}) for row in rows]


def tariff_rows() -> Sequence[TariffRow]:
    """Return every row of fares, by route, the newest first."""
    query = select(TariffRow).order_by(TariffRow.route_id, TariffRow.valid_from.desc())
    return db.session().scalars(query).all()


def locked_top_up(public_id: str) -> TopUp | None:
    """Return the top-up that an invoice is for, locked; None when it is none of ours."""
    query = select(TopUp).where(TopUp.public_id == public_id).with_for_update()
    return db.session().scalar(query.execution_options(populate_existing=True))


def top_up_by(public_id: str) -> TopUp:
    """Return a top-up. Raises NoSuchCard."""
    found = db.session().scalar(select(TopUp).where(TopUp.public_id == public_id))
    if found is None:
        raise NoSuchCard
    return found


def card_of_top_up(made: TopUp) -> Card:
    """Return the card that a top-up is for."""
    return db.session().get_one(Card, made.card_id)


def top_up_of_invoice(invoice: str) -> TopUp:
    """Return the top-up that an invoice is for. Raises NoSuchCard when it is for none."""
    found = db.session().scalar(select(TopUp).where(TopUp.invoice == invoice))
    if found is None:
        raise NoSuchCard
    return found


def top_ups_of(card_id: int, *states: str) -> Sequence[TopUp]:
    """Return the latest top-ups of a card in these states, the newest first."""
    query = select(TopUp).where(TopUp.card_id == card_id, TopUp.state.in_(states))
    return db.session().scalars(query.order_by(TopUp.id.desc()).limit(MOST)).all()


def on_its_way(card_id: int) -> int:
    """Return the qəpik that were paid and are not credited yet."""
    query = select(func.coalesce(func.sum(TopUp.qepik), 0)).where(TopUp.card_id == card_id, TopUp.state == "pending")
    return int(db.session().scalar(query) or 0)


def payout_of(card_id: int) -> Payout | None:
    """Return what is to be paid out, or was, of a closed card."""
    return db.session().scalar(select(Payout).where(Payout.card_id == card_id))
