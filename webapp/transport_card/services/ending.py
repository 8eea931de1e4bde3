"""The end of a card: blocked or lost, its balance moved to another, closed with the rest given back."""

from typing import Final

from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.text import _l, in_language
from webapp.payments.api import cancel_invoice, invoice, request_refund
from webapp.transport_card import accounts
from webapp.transport_card.errors import (
    InDebt,
    MoneyLeft,
    NothingToMove,
    StepRefused,
    TargetRefused,
    TopUpPending,
)
from webapp.transport_card.models import Card, Payout
from webapp.transport_card.queries import locked_card, product_of, terms_of, top_ups_of
from webapp.transport_card.rules import State
from webapp.transport_card.services.standing import move, note

CLOSED: Final = _l("Nəqliyyat kartı bağlandı: qalan vəsait qaytarılır.")
CANCELLED: Final = _l("Nəqliyyat kartı bağlandı.")
OWNERS: Final = frozenset({"owner", ""})


def report_lost(found: Card, *, actor: Actor) -> None:
    """Stop a card at once; said a second time nothing happens. Raises StepRefused for one that has ended."""
    card = locked_card(found.id)
    if card.state != State.LOST:
        move(card, "lose", actor=actor, reason="lost")


def block(found: Card, *, by_office: bool, actor: Actor) -> None:
    """Stop a card for a while. Raises StepRefused."""
    move(locked_card(found.id), "block", actor=actor, reason="office" if by_office else "owner")


def unblock(found: Card, *, by_office: bool, actor: Actor) -> None:
    """Let a card ride again. A holder cannot take back what the office did, nor a debt. Raises StepRefused, InDebt."""
    card = locked_card(found.id)
    if not by_office and card.block_reason not in OWNERS:
        raise InDebt if card.block_reason == "debt" else StepRefused
    if accounts.balance_of(card.id) < 0:
        raise InDebt
    move(card, "unblock", actor=actor)


def transfer(source_id: int, target_id: int, *, actor: Actor) -> int:
    """Move the whole balance of a card to another of the same holder and close it; return what arrived, in qəpik.

    One transaction, cards locked in the order of their keys. Raises TargetRefused, NothingToMove, InDebt, TopUpPending.
    """
    if source_id == target_id:
        raise TargetRefused
    locked = {one: locked_card(one) for one in sorted((source_id, target_id))}
    source, target = locked[source_id], locked[target_id]
    same = source.party_id is not None and source.party_id == target.party_id
    if not same or target.state != State.ACTIVE or not product_of(target).top_up:
        raise TargetRefused
    if source.state in {State.NEW, State.CLOSED}:
        raise StepRefused
    _ensure_still(source)
    amount, fee = accounts.balance_of(source.id), product_of(source).transfer_fee
    if amount < 0:
        raise InDebt
    if amount <= fee:
        raise NothingToMove
    if accounts.balance_of(target.id) + amount - fee > terms_of(product_of(target)).most_balance:
        raise TargetRefused
    key = f"card-transfer:{source.public_id}"
    accounts.move_all(source.id, target.id, amount, fee, key=key, ref=source.public_id)
    source.replaced_by_id = target.id
    move(source, "close", actor=actor)
    note("card_balance_moved", target, actor, qepik=amount - fee)
    return amount - fee


def close(found: Card, *, actor: Actor) -> int:
    """Close a card and give the rest back where its product allows; return what is to be paid out in cash, in qəpik.

    Online top-ups of the holder's own take it back first, the newest before; a gift never goes back to the giver.
    Raises InDebt, MoneyLeft, TopUpPending, payments' PaymentUnderWay, StepRefused.
    """
    card = locked_card(found.id)
    _ensure_still(card)
    left = accounts.balance_of(card.id)
    if left < 0:
        raise InDebt
    if left and not product_of(card).refundable:
        raise MoneyLeft
    move(card, "close", actor=actor)
    left -= _send_back(card, left, actor)
    if left:
        key = f"card-close:{card.public_id}"
        accounts.owe_in_cash(card.id, left, key=key, ref=card.public_id)
        made = Payout(public_id=new_public_id(), card_id=card.id, qepik=left, state="due", due_at=now(), paid_by="")
        db.session().add(made)
    db.session().flush()
    return left


def expire(card_id: int, *, actor: Actor) -> None:
    """Say of a card whose last day is over that it has ended."""
    card = locked_card(card_id)
    if card.state in {State.ACTIVE, State.BLOCKED}:
        move(card, "expire", actor=actor)


def _ensure_still(card: Card) -> None:
    """Raise TopUpPending while paid money is on its way; take back what nobody has begun to pay."""
    if top_ups_of(card.id, "pending"):
        raise TopUpPending
    for asked in top_ups_of(card.id, "asked"):
        cancel_invoice(asked.invoice or "", reason=_plain(CANCELLED), actor=SYSTEM)


def _send_back(card: Card, most: int, actor: Actor) -> int:
    """Refund up to `most` to the instruments by which the holder loaded the card online; return how much that is."""
    sent = 0
    for made in top_ups_of(card.id, "credited"):
        if made.channel != "web" or made.party_id != card.party_id or sent == most:
            continue
        paid = invoice(made.invoice or "")
        part = min(most - sent, made.qepik, paid.qepik - paid.refunded - paid.refunding)
        if part > 0:
            key = f"card-close:{card.public_id}:{made.public_id}"
            accounts.give_back(card.id, made.payable, part, key=key, ref=card.public_id)
            request_refund(paid.public_id, qepik=part, reason=_plain(CLOSED), key=key, actor=actor)
            sent += part
    return sent


def _plain(text: object) -> str:
    with in_language("az"):
        return str(text)
