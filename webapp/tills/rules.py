"""A till: what may be done with its money, what must be in it, what the station keeps. Nothing but the standard library.

Charter 003, 3.9: tickets and payment instruments for cash and cashless. Money into the till is positive, out of it negative.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final


class Method(StrEnum):
    """How somebody paid."""

    CASH = "cash"
    TERMINAL = "terminal"


class Kind(StrEnum):
    """What an operation of a shift is. `difference`: what was counted was not what should have been there."""

    TICKETS = "tickets"
    CARD = "card"
    TOP_UP = "top_up"
    REFUND = "refund"
    VOID = "void"
    PAYOUT = "payout"
    CASH_IN = "cash_in"
    CASH_OUT = "cash_out"
    DIFFERENCE = "difference"


class Category(StrEnum):
    """Categories of bus stations, by which what they keep of a ticket is limited."""

    FIRST = "first"
    SECOND = "second"
    SMALL_FIRST = "small_first"
    SMALL_OTHER = "small_other"


INTO: Final = frozenset({Kind.TICKETS, Kind.CARD, Kind.TOP_UP, Kind.CASH_IN})
OUT: Final = frozenset({Kind.REFUND, Kind.VOID, Kind.PAYOUT, Kind.CASH_OUT})
DENOMINATIONS: Final = (20000, 10000, 5000, 2000, 1000, 500, 100, 50, 20, 10, 5, 3, 1)
"""Banknotes and coins of the manat in circulation, in qəpik."""
MOST_OF_ONE: Final = 9999
VOID_WITHIN: Final = timedelta(minutes=1)
LONGEST_SHIFT: Final = timedelta(hours=24)
MOST_QEPIK: Final = 10_000_000

SHARE_SOURCE: Final = (
    "https://metbuat.az/news/1498960 (Nazirlər Kabinetinin 141/2009 nömrəli qərarına 2024-cü il dəyişikliyi)"
)
DEFAULT_SHARES: Final = {
    Category.FIRST: 220,
    Category.SECOND: 180,
    Category.SMALL_FIRST: 150,
    Category.SMALL_OTHER: 100,
}
"""Thousandths of a ticket's price that a station may keep at most; a contract's own number is a later row."""


@dataclass(frozen=True, slots=True)
class Share:
    """What stations of a category keep, in thousandths, from a day on, and where that is written."""

    category: Category
    permille: int
    valid_from: date
    basis: str


class NoShare(LookupError):
    """No row is in force for the category on that day."""


class NotEnough(ValueError):
    """Less was handed over than is to be paid."""


def ensure_sign(kind: Kind, qepik: int) -> None:
    """Raise ValueError when money of this kind cannot move in this direction."""
    right = qepik > 0 if kind in INTO else qepik < 0 if kind in OUT else qepik != 0
    if type(qepik) is not int or not right or abs(qepik) > MOST_QEPIK:
        raise ValueError(f"{kind}: {qepik}")


def counted(pieces: Mapping[int, int]) -> int:
    """Return the sum of banknotes and coins: denomination → how many. Raises ValueError for what is no money."""
    for worth, number in pieces.items():
        if worth not in DENOMINATIONS or not 0 <= number <= MOST_OF_ONE:
            raise ValueError(f"{number} × {worth}")
    return sum(worth * number for worth, number in pieces.items())


def change_for(price: int, given: int) -> int:
    """Return what is handed back. Raises NotEnough."""
    if given < price:
        raise NotEnough
    return given - price


def expected_cash(brought: int, operations: Iterable[tuple[Method, int]]) -> int:
    """Return what must be in the till: what was brought into the shift and every movement of cash."""
    return brought + sum(qepik for method, qepik in operations if method is Method.CASH)


def share_on(rows: Iterable[Share], category: Category, day: date) -> Share:
    """Return the row in force for a category on a day: the newest that has begun. Raises NoShare."""
    begun = [row for row in rows if row.category is category and row.valid_from <= day]
    if not begun:
        raise NoShare(category, day)
    return max(begun, key=lambda row: row.valid_from)


def kept(qepik: int, permille: int) -> int:
    """Return the station's part of an amount, rounded half up to a qəpik."""
    return (qepik * permille + 500) // 1000


def may_void(sold_at: datetime, moment: datetime) -> bool:
    """Whether a slip of the finger can still be taken back by the cashier, in full: within a minute of the sale."""
    return timedelta(0) <= moment - sold_at <= VOID_WITHIN


def left_open(opened_at: datetime, moment: datetime) -> bool:
    """Whether a shift is open longer than a working day can be, so that somebody else must close it."""
    return moment - opened_at > LONGEST_SHIFT
