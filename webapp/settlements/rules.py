"""Who is owed what of a ticket's price, the way of a statement, the entries of the ledger. Nothing but the standard library.

A price is the carrier's part, what the station that sold it keeps of the fare, and the commission of the advance sale.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

ORDERS: Final = "revenue:tickets.order"
EXCHANGES: Final = "revenue:tickets.exchange"
ADVANCE: Final = "commission:advance"
BANK: Final = "bank"


class Kind(StrEnum):
    """What a booking is about."""

    SOLD = "sold"
    REFUNDED = "refunded"
    EXCHANGED = "exchanged"
    VOID = "void"
    SURCHARGE = "surcharge"
    CARD_RIDES = "card_rides"


ENTRIES: Final[dict[Kind, tuple[str, str]]] = {
    # kind of booking: (kind of the ledger's entry, what it moves)
    Kind.SOLD: ("ticket_settled", "revenue → carrier, station, advance commission: the price"),
    Kind.REFUNDED: (
        "ticket_given_back",
        "carrier, station, advance commission → revenue: what goes back to the passenger",
    ),
    Kind.EXCHANGED: (
        "ticket_exchanged",
        "carrier, station, advance commission → revenue: the whole price of the old ticket",
    ),
    Kind.VOID: ("ticket_void", "carrier, station, advance commission → revenue: the whole price"),
    Kind.SURCHARGE: (
        "exchange_settled",
        "revenue of exchanges → carrier: what an exchange costs on top; revenues evened out",
    ),
}
"""Rides by card are booked by the card's room itself, straight to the carrier's account: they stand in statements only."""
PAID_OUT: Final = "carrier_paid"
STATION_PAID: Final = "station_paid"


@dataclass(frozen=True, slots=True)
class Parts:
    """An amount and whose it is; in qəpik, negative when it is taken back."""

    carrier: int
    station: int
    advance: int

    @property
    def whole(self) -> int:
        """The sum of the parts."""
        return self.carrier + self.station + self.advance

    def __neg__(self) -> "Parts":
        """Return the parts taken back."""
        return Parts(-self.carrier, -self.station, -self.advance)

    def __sub__(self, other: "Parts") -> "Parts":
        """Return what is left when `other` is taken away."""
        return Parts(self.carrier - other.carrier, self.station - other.station, self.advance - other.advance)


def divided(price: int, commission: int, permille: int) -> Parts:
    """Return the parts of a price: the commission inside it, the station's thousandths of the rest, the carrier's."""
    if not 0 <= commission <= price:
        raise ValueError("the commission is a part of the price")
    fare = price - commission
    station = (fare * permille + 500) // 1000
    return Parts(fare - station, station, commission)


def given_back(sold: Parts, back: int, commission: int, permille: int) -> Parts:
    """Return what is taken back (negative) when `back` of a sold price returns and `commission` of the rest stays.

    The station keeps its thousandths of the fare that stays, the carrier the rest of it.
    """
    if not 0 <= back <= sold.whole:
        raise ValueError("more goes back than was paid")
    stays = sold.whole - back
    return divided(stays, min(commission, stays), permille) - sold


def postings(parts: Parts, *, carrier: int, station: str, revenue: str = ORDERS) -> Mapping[str, int]:
    """Return the sides of an entry, debits positive: revenue against whom it belongs to; nothing for empty parts."""
    sides = {
        revenue: parts.whole,
        f"carrier:{carrier}": -parts.carrier,
        f"commission:{station}": -parts.station,
        ADVANCE: -parts.advance,
    }
    return {account: qepik for account, qepik in sides.items() if qepik}


def surcharge_postings(surcharge: int, paid: int, *, carrier: int) -> Mapping[str, int]:
    """Return the sides of what an exchange brought on top of its tickets; `paid` is the invoice of the difference, if any.

    The difference came as revenue of exchanges while the tickets are counted in revenue of orders: this evens them out.
    """
    sides = {EXCHANGES: paid, ORDERS: surcharge - paid, f"carrier:{carrier}": -surcharge}
    return {account: qepik for account, qepik in sides.items() if qepik}


class State(StrEnum):
    """Where a statement is."""

    DRAWN = "drawn"
    AGREED = "agreed"
    APPROVED = "approved"
    PAID = "paid"


STEPS: Final = {
    (State.DRAWN, "approve"): State.AGREED,
    (State.AGREED, "approve"): State.APPROVED,
    (State.APPROVED, "pay"): State.PAID,
}


class NotAllowed(Exception):
    """The table knows no such step."""


def step(state: State, action: str) -> State:
    """Return the state after `action`. Raises NotAllowed."""
    try:
        return STEPS[state, action]
    except KeyError:
        raise NotAllowed(state, action) from None


class Line(StrEnum):
    """The lines of an accountant's day, each of which agrees or stands on the list of differences."""

    PROVIDERS = "providers"
    PAYMENT_DIFFERENCES = "payment_differences"
    SHIFTS_OPEN = "shifts_open"
    TILLS = "tills"
    CASH_DIFFERENCES = "cash_differences"
    CARDS = "cards"
    TICKETS = "tickets"
    TRIAL_BALANCE = "trial_balance"


IBAN_LENGTH: Final = 28
LETTERS: Final = {letter: str(10 + index) for index, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def normal_iban(typed: str) -> str | None:
    """Return an Azerbaijani IBAN without spaces, None when its length or check digits are wrong (ISO 13616, 7064)."""
    plain = "".join(typed.split()).upper()
    if len(plain) != IBAN_LENGTH or not plain.startswith("AZ") or not (plain.isascii() and plain.isalnum()):
        return None
    digits = "".join(LETTERS.get(letter, letter) for letter in plain[4:] + plain[:4])
    return plain if int(digits) % 97 == 1 else None
