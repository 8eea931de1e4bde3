"""The life of a trip sheet, its number, and its arithmetic of kilometres and litres. Pure."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from webapp.trip_sheets.content import Back, Content

SERIES: Final = "trip_sheet"
LONGEST_DAYS: Final = 30
HUNDRED: Final = Decimal(100)
TENTH: Final = Decimal("0.1")


class State(StrEnum):
    """A sheet is drawn up, opened by signature before departure, closed by signature after the return."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """What is done with a sheet."""

    OPEN = "open"
    CLOSE = "close"
    CORRECT = "correct"
    CANCEL = "cancel"
    DISCARD = "discard"


SIGNED: Final = frozenset({Action.OPEN, Action.CLOSE, Action.CORRECT})
TRANSITIONS: Final = {
    (State.DRAFT, Action.OPEN): State.OPEN,
    (State.DRAFT, Action.DISCARD): State.CANCELLED,
    (State.OPEN, Action.CLOSE): State.CLOSED,
    (State.OPEN, Action.CANCEL): State.CANCELLED,  # of a lorry that did not leave
    (State.CLOSED, Action.CORRECT): State.CLOSED,
}


def next_state(state: State, action: Action) -> State | None:
    """Return the state after `action`, None when there is no such step."""
    return TRANSITIONS.get((state, action))


def sheet_number(year: int, sequence: int) -> str:
    """Return the number of the sheet that is `sequence`-th in `year`: YV-2026-0000001."""
    return f"YV-{year:04d}-{sequence:07d}"


@dataclass(frozen=True, slots=True)
class Work:
    """What follows from the readings: kilometres, litres by fact and by norm, litres for 100 km."""

    km: int | None
    used: Decimal | None
    by_norm: Decimal | None
    per_100: Decimal | None

    @property
    def over(self) -> Decimal | None:
        """Litres used above the norm; below it when negative."""
        return self.used - self.by_norm if self.used is not None and self.by_norm is not None else None


def work_of(content: Content, back: Back) -> Work:
    """Return what the readings of a sheet say; None for what cannot be known yet."""
    km = None
    if content.odometer is not None and back.odometer is not None:
        km = back.odometer - content.odometer
    used = None
    if content.fuel_left is not None and back.fuel_left is not None:
        used = content.fuel_left + (content.fuel_given or 0) + (back.fuel_added or 0) - back.fuel_left
    by_norm = _tenths(content.norm * km / HUNDRED) if content.norm is not None and km is not None else None
    per_100 = _tenths(used * HUNDRED / km) if used is not None and km else None
    return Work(km, used, by_norm, per_100)


def _tenths(litres: Decimal) -> Decimal:
    return litres.quantize(TENTH, ROUND_HALF_UP)
