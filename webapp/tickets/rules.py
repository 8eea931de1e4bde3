"""The law as data and pure functions: nothing imported but the standard library."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

HOLD: Final = timedelta(minutes=10)
PAYING_GRACE: Final = timedelta(minutes=15)  # whom the payment system still keeps when the hold ends
MOST_SEATS: Final = 6
MOST_HOLDS: Final = 3
PERMIT_DAYS: Final = 5  # a permit to enter a liberated territory is good so long


class OrderState(StrEnum):
    """`held` keeps its seats until an instant; `paid` for good; the others keep none."""

    HELD = "held"
    PAID = "paid"
    LAPSED = "lapsed"
    GIVEN_UP = "given_up"


class TicketState(StrEnum):
    """`held` keeps its place as long as its order is held, `paid` for good; the others keep none and carry nobody.

    `unplaced` is paid too, but the bus that came has no seat for it: its holder chooses another trip or the money.
    """

    HELD = "held"
    PAID = "paid"
    UNPLACED = "unplaced"
    REFUNDED = "refunded"
    EXCHANGED = "exchanged"
    VOID = "void"


LIVE: Final = frozenset({TicketState.PAID, TicketState.UNPLACED})  # somebody has paid and not been given it back


class Channel(StrEnum):
    """Where an order was made."""

    WEB = "web"
    TILL = "till"
    BUS = "bus"


def part_of(qepik: int, hundredths: int) -> int:
    """Return this many hundredths of a percent of a price, in whole qəpik, rounded half up."""
    return (qepik * hundredths + 5_000) // 10_000
