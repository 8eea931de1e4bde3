"""The card's account in the ledger: the one place that says between which accounts a card's money moves.

A top-up is earned by nobody until it is ridden: what an invoice books as revenue goes on to the card when it is credited.
"""

from collections.abc import Collection
from typing import Final

from webapp.payments.api import balance, balances, book, open_account

TOP_UP: Final = "transport_card.topup"
SALE: Final = "transport_card.sale"
FEE: Final = "revenue:transport_card.transfer"
PAYOUTS: Final = "card_payouts"


def account_of(card_id: int) -> str:
    """Return the code of a card's account."""
    return f"card:{card_id}"


def open_for(card_id: int, negative: int) -> None:
    """Open the account of a card, which never falls below `negative` qəpik under zero."""
    open_account(account_of(card_id), floor_qepik=-negative)


def balance_of(card_id: int) -> int:
    """Return what is on a card."""
    return balance(account_of(card_id))


def balances_of(card_ids: Collection[int]) -> dict[int, int]:
    """Return what is on each of the cards, in one statement."""
    found = balances([account_of(one) for one in card_ids])
    return {one: found[account_of(one)] for one in card_ids}


def fare(card_id: int, carrier_id: int, qepik: int) -> dict[str, int]:
    """Return the postings of a ride: from the card to what the carrier is owed."""
    return {account_of(card_id): qepik, f"carrier:{carrier_id}": -qepik}


def credit(card_id: int, payable: str, qepik: int, *, key: str, ref: str) -> None:
    """Put what an invoice brought on the card, once by `key`."""
    book(key, "card_topup", ref, {f"revenue:{payable}": qepik, account_of(card_id): -qepik})


def give_back(card_id: int, payable: str, qepik: int, *, key: str, ref: str) -> None:
    """Take money off a card to where refunds of its top-ups come from."""
    book(key, "card_refund", ref, {account_of(card_id): qepik, f"revenue:{payable}": -qepik})


def owe_in_cash(card_id: int, qepik: int, *, key: str, ref: str) -> None:
    """Take money off a card that is to be paid out in cash."""
    book(key, "card_payout_due", ref, {account_of(card_id): qepik, PAYOUTS: -qepik})


def move_all(source_id: int, target_id: int, qepik: int, fee: int, *, key: str, ref: str) -> None:
    """Move what is on one card to another in one entry, less the fee."""
    sides = {account_of(source_id): qepik, account_of(target_id): fee - qepik}
    book(key, "card_transfer", ref, sides | ({FEE: -fee} if fee else {}))
