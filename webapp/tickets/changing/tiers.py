"""What goes back, and when: rules 141 of 2009, section 6, as pure functions over dated rows. Only the standard library."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

THOUSAND: Final = 1000


class Band(StrEnum):
    """How near the departure is, or whose fault it is that nobody travels."""

    EARLY = "early"
    LATE = "late"
    LAST = "last"
    MISSED = "missed"
    PAPERS = "papers"
    CARRIER = "carrier"


CLAIMED: Final = frozenset({Band.MISSED, Band.PAPERS})  # after the departure a person decides: perhaps somebody boarded


@dataclass(frozen=True, slots=True)
class Tier:
    """A dated row: until when it holds, in minutes before the departure (after it below zero), and what it keeps.

    `keeps` and `adds` are thousandths of the price: what a refund keeps, what an exchange costs on top. `commission`:
    the part of the price that is the commission of the advance sale is kept too. `minutes` is None for the carrier's
    fault; there `delay` is how many minutes a bus may be late before it is one.
    """

    band: Band
    minutes: int | None
    keeps: int
    commission: bool
    adds: int
    delay: int | None
    basis: str
    valid_from: date
    valid_to: date | None = None
    route_id: int | None = None
    is_default: bool = True


@dataclass(frozen=True, slots=True)
class Amount:
    """What becomes of a ticket's price, in qəpik: the three parts sum to it."""

    back: int
    kept: int
    commission: int

    @property
    def paid(self) -> int:
        """What was paid for the ticket."""
        return self.back + self.kept + self.commission


def tiers_on(rows: Iterable[Tier], day: date, route_id: int | None) -> dict[Band, Tier]:
    """Return the row of each band on `day`, the earliest band first: one of the route goes before one of all, then the newest.

    A reading of the rules that is not the default is passed over.
    """
    found: dict[Band, Tier] = {}
    fitting = [row for row in rows if row.is_default and row.valid_from <= day and row.route_id in {None, route_id}]
    for row in sorted(fitting, key=lambda one: (one.route_id is not None, one.valid_from)):
        found[row.band] = row
    held = {band: row for band, row in found.items() if row.valid_to is None or row.valid_to >= day}
    return {band: held[band] for band in Band if band in held}


def tier_at(tiers: dict[Band, Tier], departs: datetime, at: datetime) -> Tier | None:
    """Return the row that holds at an instant, its limits included; None when it is too late for anything."""
    for row in tiers.values():
        if row.minutes is not None and at <= departs - timedelta(minutes=row.minutes):
            return row
    return None


def is_too_late(row: Tier, minutes: int) -> bool:
    """Whether a bus that is so many minutes late is the carrier's fault by this row."""
    return row.delay is not None and minutes > row.delay


def ends_at(row: Tier, departs: datetime) -> datetime | None:
    """Return the last instant at which the row holds."""
    return None if row.minutes is None else departs - timedelta(minutes=row.minutes)


def amount(price: int, commission: int, row: Tier, later: Sequence[Tier] = ()) -> Amount:
    """Return what goes back of a price that has `commission` in it.

    Who comes earlier never gets less than who comes later (`later`: the rows after this one): waiting must not pay,
    whatever the commission is. Shares are rounded down, in the passenger's favour.
    """
    commission = min(commission, price)
    back = max(_back(price, commission, each) for each in (row, *later))
    left = price - back
    kept_commission = min(left, commission) if row.commission else 0
    return Amount(back, left - kept_commission, kept_commission)


def after(tiers: dict[Band, Tier], row: Tier) -> tuple[Tier, ...]:
    """Return the rows that hold later than `row`, for `amount`."""
    if row.minutes is None:
        return ()
    return tuple(each for each in tiers.values() if each.minutes is not None and each.minutes < row.minutes)


def surcharge(price: int, row: Tier) -> int:
    """Return what an exchange costs on top of the difference of prices."""
    return price * row.adds // THOUSAND


def exchange_sum(old: int, new: int, row: Tier) -> int:
    """Return what is to be paid for an exchange; what goes back is below zero, never more than `old`."""
    return new - old + surcharge(old, row)


def drawn(funds: Sequence[tuple[str, int]], qepik: int) -> list[tuple[str, int]]:
    """Return how much of `qepik` goes back to each payment, the last payment first; none gives more than it has.

    Raises ValueError when all of them have less.
    """
    found = []
    for invoice, has in reversed(funds):
        part = min(has, qepik)
        if part > 0:
            found.append((invoice, part))
            qepik -= part
    if qepik:
        raise ValueError("more than was paid")
    return found


def pooled(funds: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return what several tickets were paid by as one list, each payment once, the first payment first."""
    sums: dict[str, int] = {}
    for invoice, qepik in funds:
        sums[invoice] = sums.get(invoice, 0) + qepik
    return list(sums.items())


def shared(funds: Sequence[tuple[str, int]], prices: Sequence[int]) -> list[list[tuple[str, int]]]:
    """Return by which payments each of several new tickets stands; what is over was kept as a surcharge.

    Raises ValueError when the payments are less than the prices.
    """
    left, found = dict(funds), []
    for price in prices:
        parts, open_sum = [], price
        for invoice, has in left.items():
            part = min(has, open_sum)
            if part > 0:
                parts.append((invoice, part))
                open_sum -= part
        left |= {invoice: left[invoice] - part for invoice, part in parts}
        if open_sum:
            raise ValueError("less was paid than the tickets cost")
        found.append(parts)
    return found


def _back(price: int, commission: int, row: Tier) -> int:
    return max(0, price - price * row.keeps // THOUSAND - (commission if row.commission else 0))
