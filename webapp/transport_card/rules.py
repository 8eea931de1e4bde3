"""The law of the card as data and pure functions: numbers, states, terms of products, tariffs, the verdict on a tap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, TypeVar

from stdnum import luhn

CLOCK_AHEAD: Final = timedelta(minutes=5)  # how much a validator's clock may be ahead of ours
OLDEST_TAP: Final = timedelta(days=7)  # how long a validator without network may keep its taps
MOST_TAPS: Final = 500
PROOF_TRIES: Final = 5
PROOF_WINDOW: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class NumberBounds:
    """Which numbers cards may have; the last digit is the check digit of Luhn (ISO/IEC 7812-1, annex B)."""

    prefix: str = "9944"
    least: int = 12
    most: int = 19
    issued: int = 16


NUMBERS: Final = NumberBounds()


class State(StrEnum):
    """How a card stands. NEW is in stock; LOST and CLOSED are said by people, EXPIRED by its last day."""

    NEW = "new"
    ACTIVE = "active"
    BLOCKED = "blocked"
    LOST = "lost"
    EXPIRED = "expired"
    CLOSED = "closed"


STEPS: Final[dict[tuple[State, str], State]] = {
    (State.NEW, "sell"): State.ACTIVE,
    (State.NEW, "lose"): State.LOST,
    (State.NEW, "close"): State.CLOSED,
    (State.ACTIVE, "block"): State.BLOCKED,
    (State.ACTIVE, "lose"): State.LOST,
    (State.ACTIVE, "expire"): State.EXPIRED,
    (State.ACTIVE, "close"): State.CLOSED,
    (State.BLOCKED, "unblock"): State.ACTIVE,
    (State.BLOCKED, "lose"): State.LOST,
    (State.BLOCKED, "expire"): State.EXPIRED,
    (State.BLOCKED, "close"): State.CLOSED,
    (State.LOST, "unblock"): State.ACTIVE,
    (State.LOST, "close"): State.CLOSED,
    (State.EXPIRED, "close"): State.CLOSED,
}


class NotAllowed(ValueError):
    """The table has no such step."""


def step(state: State, action: str) -> State:
    """Return the state after `action`. Raises NotAllowed."""
    try:
        return STEPS[state, action]
    except KeyError:
        raise NotAllowed(f"{state} {action}") from None


def plain_number(typed: str, bounds: NumberBounds = NUMBERS) -> str | None:
    """Return a card number as digits, spaces and hyphens forgiven; None for what can be no card's number."""
    digits = typed.replace(" ", "").replace("-", "")
    right = digits.isascii() and digits.isdigit() and bounds.least <= len(digits) <= bounds.most
    return digits if right and luhn.is_valid(digits) else None


def number_of(body: str, bounds: NumberBounds = NUMBERS) -> str:
    """Return the number that our prefix and the digits of `body` make, with its check digit."""
    plain = bounds.prefix + body
    return plain + str(luhn.calc_check_digit(plain))


class Dated:
    """What every dated row has."""

    __slots__ = ()
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Terms(Dated):
    """A dated row of a product: what the card costs and what may be done with it. Money in qəpik.

    `negative` is how far below zero one ride may take it (0, or one fare); `rides` are those of a card that holds rides
    and no money; `life_days` count from the sale.
    """

    code: str
    kind: str
    price: int
    refundable: bool
    top_up: bool
    life_days: int | None
    rides: int | None
    negative: int
    least_top_up: int
    most_top_up: int
    most_balance: int
    transfer_fee: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Tariff(Dated):
    """A dated row of a city route: the flat fare, the price of changing buses in time, how soon a card pays again.

    `basis` is the act that sets it.
    """

    route_id: int
    qepik: int
    transfer_qepik: int
    transfer_minutes: int
    pass_back_seconds: int
    basis: str
    valid_from: date
    valid_to: date | None


D = TypeVar("D", bound=Dated)


def in_force(rows: Iterable[D], day: date) -> D | None:
    """Return the row that holds on `day`: of those whose days include it, the newest; None when there is none."""
    fitting = [one for one in rows if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)]
    return max(fitting, key=lambda one: one.valid_from, default=None)


class WrongAmount(ValueError):
    """The amount is not one that the product takes: `limit` says which bound, `qepik` where it lies."""

    def __init__(self, limit: str, qepik: int) -> None:
        super().__init__(limit)
        self.limit, self.qepik = limit, qepik


def ensure_amount(terms: Terms, qepik: int, balance: int) -> None:
    """Raise WrongAmount unless the product takes a top-up of `qepik` on top of `balance` (with what is on its way)."""
    if not terms.top_up:
        raise WrongAmount("none", 0)
    if qepik < terms.least_top_up:
        raise WrongAmount("least", terms.least_top_up)
    if qepik > terms.most_top_up:
        raise WrongAmount("most", terms.most_top_up)
    if balance + qepik > terms.most_balance:
        raise WrongAmount("balance", max(terms.most_balance - balance, 0))


def last_day(terms: Terms, sold: date) -> date | None:
    """Return the last day of a card sold on `sold`, None when it has none."""
    return sold + timedelta(days=terms.life_days) if terms.life_days else None


@dataclass(frozen=True, slots=True)
class Standing:
    """A card at the moment when a tap is judged. `since` is when its state began; `balance` in qəpik."""

    state: State
    since: datetime
    expires_on: date | None
    balance: int
    negative: int
    rides_left: int | None = None


@dataclass(frozen=True, slots=True)
class Ridden:
    """An accepted tap of the same card: when, on which vehicle, and whether it paid a full fare."""

    at: datetime
    vehicle: str
    full: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a tap: a reason when it is refused; else what it costs, in qəpik or as a ride."""

    reason: str = ""
    qepik: int = 0
    ride: bool = False
    full: bool = False

    @property
    def accepted(self) -> bool:
        """Whether the passenger travels."""
        return not self.reason


REFUSALS: Final = {State.NEW: "not_sold", State.LOST: "blocked", State.BLOCKED: "blocked", State.CLOSED: "closed"}


def judge_clock(at: datetime, received: datetime) -> str:
    """Return why a validator's instant cannot be taken, "" when it can."""
    if at > received + CLOCK_AHEAD:
        return "clock_ahead"
    return "too_old" if at < received - OLDEST_TAP else ""


def judge(
    card: Standing, at: datetime, day: date, vehicle: str, tariff: Tariff | None, before: Iterable[Ridden]
) -> Verdict:
    """Return the verdict on a tap at the instant `at`, which is on `day` in Baku. `before` are the card's other rides.

    A validator without network takes its riders in good faith: what befell a card after the ride does not undo it.
    """
    why = _standing_refusal(card, at, day)
    if why or tariff is None:
        return Verdict(why or "no_tariff")
    known = list(before)
    if any(one.vehicle == vehicle and abs(one.at - at).total_seconds() < tariff.pass_back_seconds for one in known):
        return Verdict("pass_back")
    changing = timedelta(minutes=tariff.transfer_minutes)
    changed = any(one.full and one.vehicle != vehicle and timedelta(0) <= at - one.at <= changing for one in known)
    changed = changed and tariff.transfer_minutes > 0
    if card.rides_left is not None:
        return _judge_rides(card.rides_left, changed=changed)
    price = tariff.transfer_qepik if changed else tariff.qepik
    if price and (card.balance < 0 or card.balance - price < -card.negative):
        return Verdict("no_money")
    return Verdict(qepik=price, full=not changed)


def _judge_rides(left: int, *, changed: bool) -> Verdict:
    if changed:
        return Verdict()
    return Verdict(ride=True, full=True) if left > 0 else Verdict("no_rides")


def _standing_refusal(card: Standing, at: datetime, day: date) -> str:
    if card.state is State.EXPIRED or (card.expires_on is not None and day > card.expires_on):
        return "expired"
    later = card.state in {State.BLOCKED, State.LOST} and at < card.since
    return "" if later else REFUSALS.get(card.state, "")
