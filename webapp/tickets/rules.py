"""The law as data and pure functions: nothing imported but the standard library."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

HOLD: Final = timedelta(minutes=10)
PAYING_GRACE: Final = timedelta(minutes=15)  # whom the payment system still keeps when the hold ends
MOST_SEATS: Final = 6
MOST_HOLDS: Final = 3


class OrderState(StrEnum):
    """`held` keeps its seats until an instant; `paid` for good; the others keep none."""

    HELD = "held"
    PAID = "paid"
    LAPSED = "lapsed"
    GIVEN_UP = "given_up"
