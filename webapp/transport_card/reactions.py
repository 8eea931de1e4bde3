"""What follows from payments for cards, and what holders are told."""

from typing import Final

from webapp.core.bus import on
from webapp.payments.events import InvoiceCancelled, InvoiceLapsed, InvoicePaid
from webapp.transport_card import accounts
from webapp.transport_card.events import BalanceLow, CardStopped, StoppedCardTapped, TopUpCredited, TopUpReversed
from webapp.transport_card.jobs import credit_top_up
from webapp.transport_card.notices import tell
from webapp.transport_card.queries import card_by
from webapp.transport_card.services.topping import credit, lapse, take_payment

OURS: Final = frozenset({accounts.TOP_UP, accounts.SALE})


@on(InvoicePaid)
def take_the_money(fact: InvoicePaid) -> None:
    """Let paid money go on to the card: by a job, or at once where a cashier waits with it."""
    made = take_payment(fact.ref) if fact.payable in OURS else None
    if made is None:
        return
    if made.channel == "till":
        credit(made.public_id)
    else:
        credit_top_up.defer(once=made.public_id, top_up=made.public_id)


@on(InvoiceLapsed)
def forget_the_lapsed(fact: InvoiceLapsed) -> None:
    """Nothing will come for this top-up."""
    if fact.payable in OURS:
        lapse(fact.ref)


@on(InvoiceCancelled)
def forget_the_cancelled(fact: InvoiceCancelled) -> None:
    """Nothing will come for this top-up."""
    if fact.payable in OURS:
        lapse(fact.ref)


@on(TopUpCredited)
def tell_of_the_money(fact: TopUpCredited) -> None:
    """Tell the holder, whoever paid."""
    if fact.qepik:
        tell(card_by(fact.card), "credited", qepik=fact.qepik)


@on(TopUpReversed)
def tell_of_the_return(fact: TopUpReversed) -> None:
    """Tell the holder that nothing came of it."""
    tell(card_by(fact.card), "reversed", qepik=fact.qepik)


@on(CardStopped)
def tell_of_the_stop(fact: CardStopped) -> None:
    """Tell the holder that the card takes nobody any more."""
    tell(card_by(fact.card), "stopped", reason=fact.reason)


@on(BalanceLow)
def tell_of_the_low_balance(fact: BalanceLow) -> None:
    """Tell the holder who asked to be told."""
    tell(card_by(fact.card), "low", qepik=fact.qepik)


@on(StoppedCardTapped)
def tell_of_the_try(fact: StoppedCardTapped) -> None:
    """Tell the holder that somebody tried."""
    tell(card_by(fact.card), "tapped")


REACTIONS: Final = (
    take_the_money,
    forget_the_lapsed,
    forget_the_cancelled,
    tell_of_the_money,
    tell_of_the_return,
    tell_of_the_stop,
    tell_of_the_low_balance,
    tell_of_the_try,
)
