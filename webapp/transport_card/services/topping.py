"""Money on its way to a card: asked (an invoice), pending (paid), credited by a job, or sent back when it cannot be."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.text import Text, _l, filled, in_language
from webapp.payments.api import Line, open_invoice, request_refund
from webapp.transport_card import accounts
from webapp.transport_card.errors import AmountRefused, CannotTopUp
from webapp.transport_card.events import TopUpCredited, TopUpReversed
from webapp.transport_card.models import Card, Product, TopUp
from webapp.transport_card.queries import locked_card, locked_top_up, on_its_way, product_of, terms_of
from webapp.transport_card.rules import State, WrongAmount, ensure_amount
from webapp.transport_card.services.issuing import sell
from webapp.transport_card.services.standing import move, note
from webapp.ui.filters import money

TAKES_MONEY: Final = frozenset({State.ACTIVE, State.BLOCKED})
LOADED: Final = _l("Nəqliyyat kartının balansının artırılması")
CARD_ITSELF: Final = _l("Nəqliyyat kartı")
SENT_BACK: Final = _l("Vəsait karta yazıla bilmədi: kart bağlanıb və ya balansın həddi aşılır.")
BASIS: Final = "“AYNA” informasiya sistemi haqqında Əsasnamə, 3.9 və 4.0.5-ci bəndlər"
BOUNDS: Final = {
    "none": _l("Bu növ kartın balansı artırılmır."),
    "least": _l("Ən azı %(amount)s yükləmək olar."),
    "most": _l("Bir dəfəyə ən çoxu %(amount)s yükləmək olar."),
    "balance": _l("Kartda saxlanılan məbləğin həddinə görə ən çoxu %(amount)s yükləmək olar."),
}


def ask_top_up(found: Card, qepik: int, *, channel: str, actor: Actor) -> TopUp:
    """Open an invoice for loading `qepik` on a card; anybody may load any card. Raises CannotTopUp, AmountRefused.

    `channel` is web (the cabinet pays), guest (whoever has the invoice's address) or till.
    """
    card = locked_card(found.id)
    if card.state not in TAKES_MONEY:
        raise CannotTopUp
    ensure_fits(card, qepik, known=channel == "web" and card.party_id == actor.party_id)
    made = _asked(card, qepik, 0, accounts.TOP_UP, channel, actor)
    return _invoiced(made, [Line(_msgid(LOADED), qepik, 1, BASIS)], actor)


def ask_sale(found: Card, qepik: int, *, actor: Actor) -> TopUp:
    """Open the invoice by which a till sells a card of the stock, with `qepik` on it (0: none yet).

    Raises CannotTopUp for a card that is not in stock, AmountRefused.
    """
    card = locked_card(found.id)
    if card.state != State.NEW:
        raise CannotTopUp
    product = product_of(card)
    if qepik:
        ensure_fits(card, qepik, known=True)
    lines = [Line(_msgid(CARD_ITSELF), product.price, 1, product.basis)] if product.price else []
    lines += [Line(_msgid(LOADED), qepik, 1, BASIS)] if qepik else []
    if not lines:
        raise AmountRefused(fields={"amount": _bound("least", product.least_top_up)})
    made = _asked(card, qepik, product.price, accounts.SALE, "till", actor)
    return _invoiced(made, lines, actor)


def take_payment(ref: str) -> TopUp | None:
    """Say that a top-up is paid. Return it when it now waits to be credited, None when that was known, or it is not ours."""
    made = locked_top_up(ref)
    if made is None or made.state != "asked":
        return None
    made.state, made.paid_at = "pending", now()
    db.session().flush()
    return made


def lapse(ref: str) -> None:
    """Forget a top-up whose invoice will not be paid any more."""
    made = locked_top_up(ref)
    if made is not None and made.state == "asked":
        made.state, made.ended_at = "lapsed", now()
        db.session().flush()


def credit(public_id: str) -> None:
    """Put a paid top-up on its card, once; when that is impossible the money goes back to the instrument that paid.

    Raises CannotTopUp for one at a till, where the cashier has the money in hand still.
    """
    made = locked_top_up(public_id)
    if made is None or made.state != "pending":
        return
    card = locked_card(made.card_id)
    why = _obstacle(card, made)
    if why and made.channel == "till":
        raise CannotTopUp
    if why:
        _reverse(made, card, why)
        return
    if made.payable == accounts.SALE:
        sell(card, actor=SYSTEM)
    if made.qepik:
        accounts.credit(card.id, made.payable, made.qepik, key=f"card-topup:{public_id}", ref=card.public_id)
    made.state, made.ended_at = "credited", now()
    if card.block_reason == "debt" and accounts.balance_of(card.id) >= 0:
        move(card, "unblock", actor=SYSTEM)
    db.session().flush()
    note("card_credited", card, SYSTEM, qepik=made.qepik, channel=made.channel)
    publish(TopUpCredited(card=card.public_id, top_up=public_id, qepik=made.qepik, channel=made.channel))


def ensure_fits(card: Card, qepik: int, *, known: bool) -> None:
    """Raise AmountRefused unless the card takes so much. Who does not own it is not told how much is on it."""
    balance = max(accounts.balance_of(card.id) + on_its_way(card.id), 0)
    try:
        ensure_amount(terms_of(product_of(card)), qepik, balance)
    except WrongAmount as wrong:
        if wrong.limit == "balance" and not known:
            raise AmountRefused from None
        raise AmountRefused(fields={"amount": _bound(wrong.limit, wrong.qepik)}) from None


def _obstacle(card: Card, made: TopUp) -> str:
    """Return why a paid top-up cannot be credited, "" when it can."""
    wanted = {State.NEW} if made.payable == accounts.SALE else TAKES_MONEY
    if card.state not in wanted:
        return f"card_{card.state}"
    product: Product = product_of(card)
    return "over_limit" if accounts.balance_of(card.id) + made.qepik > product.most_balance and made.qepik else ""


def _reverse(made: TopUp, card: Card, why: str) -> None:
    made.state, made.reason, made.ended_at = "reversed", why, now()
    db.session().flush()
    whole = made.qepik + made.price
    key = f"card-topup:{made.public_id}"
    request_refund(made.invoice or "", qepik=whole, reason=_msgid(SENT_BACK), key=key, actor=SYSTEM)
    note("card_reversed", card, SYSTEM, qepik=whole, why=why)
    publish(TopUpReversed(card=card.public_id, top_up=made.public_id, qepik=whole))


def _asked(card: Card, qepik: int, price: int, payable: str, channel: str, actor: Actor) -> TopUp:
    made = TopUp(
        public_id=new_public_id(),
        card_id=card.id,
        qepik=qepik,
        price=price,
        payable=payable,
        channel=channel,
        party_id=actor.party_id if channel == "web" else None,
        state="asked",
        reason="",
        asked_at=now(),
    )
    db.session().add(made)
    db.session().flush()
    return made


def _invoiced(made: TopUp, lines: Sequence[Line], actor: Actor) -> TopUp:
    made.invoice = open_invoice(
        payable=made.payable,
        ref=made.public_id,
        party_id=made.party_id,
        lines=lines,
        due_on=today() + timedelta(days=1),
        actor=actor,
        guest=made.party_id is None,
    )
    db.session().flush()
    return made


def _bound(limit: str, qepik: int) -> Text:
    return filled(BOUNDS[limit], {"amount": money(qepik)})


def _msgid(text: Text) -> str:
    """Return a text as payments keep it: the original, translated when shown."""
    with in_language("az"):
        return str(text)
