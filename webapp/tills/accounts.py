"""The till's accounts in the ledger, and the entries that this room writes itself. Sales and refunds are booked by payments."""

from typing import Final

from webapp.payments import api as payments
from webapp.tills.models import Operation, Till
from webapp.tills.rules import Kind, Method

MOVES: Final = {Kind.CASH_IN: "till_cash_in", Kind.CASH_OUT: "till_cash_out", Kind.DIFFERENCE: "till_difference"}


def account(till: Till, method: Method) -> str:
    """Return the account of what a till took in cash, or by its terminal and the bank still owes."""
    return f"till:{till.code}:{method.value}"


def safe(till: Till) -> str:
    """Return the account of the cash that the keeper's safe gave to its tills and got from them."""
    return f"safe:{till.party_id}"


def differences(till: Till) -> str:
    """Return the account of what was over or short in a till."""
    return f"till:{till.code}:differences"


def balance(till: Till, method: Method) -> int:
    """Return what the ledger says is in the till."""
    return payments.balance(account(till, method))


def book_move(till: Till, move: Operation) -> None:
    """Write an entry of cash that came, went, or was not what it should be."""
    kind = Kind(move.kind)
    other = differences(till) if kind is Kind.DIFFERENCE else safe(till)
    sides = {account(till, Method.CASH): move.qepik, other: -move.qepik}
    payments.book(f"till:{move.public_id}", MOVES[kind], move.public_id, sides)
