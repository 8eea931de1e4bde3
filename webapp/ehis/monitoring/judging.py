"""What is well and what is not: the thresholds of the acts, and of those who must act in time. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

BEAT_SECONDS: Final = 10.0
SILENT_SECONDS: Final = 30
"""Who has said nothing for so long is taken for stopped: three beats, so that a stop is seen within a minute (2.6)."""
CERTIFICATE_DAYS: Final = (30, 14, 7, 1)
LIST_DAYS: Final = (1,)
"""A revocation list lives a week and is renewed each day: only its last day is a reason to look."""
RATE_LIMIT: Final = 60
"""Requests a second that the security server must take (decision 118/2014, annex 2, 5.4)."""
SOAP_SECONDS: Final = 2
"""Decision 118/2014, annex 2, 5.3."""
REST_SECONDS: Final = 3
"""Decision 615/2017, annex 3, 4.2."""
CLOCK_WARNING_MS: Final = 1_000
CLOCK_DANGER_MS: Final = 60_000
"""Signatures are refused when clocks differ by five minutes; a minute is time enough to set one."""
LAG_WARNING_S: Final = 180
LAG_DANGER_S: Final = 3_600
SMALL: Final = 5


class Tone(StrEnum):
    """How a figure is meant, by the names of the design system."""

    GOOD = "success"
    WARNING = "warning"
    DANGER = "danger"
    UNKNOWN = "neutral"


@dataclass(frozen=True, slots=True)
class DaysLeft:
    """Whole days until an end, and the threshold that was passed (None: more than thirty days)."""

    days: int
    passed: int | None

    @property
    def tone(self) -> Tone:
        """Danger in the last week, a warning in the last month."""
        if self.passed is None:
            return Tone.GOOD
        return Tone.DANGER if self.passed <= CERTIFICATE_DAYS[2] else Tone.WARNING


def days_left(end: datetime, now: datetime, limits: Sequence[int] = CERTIFICATE_DAYS) -> DaysLeft:
    """Return how many whole days are left until `end`; negative when it is over."""
    days = (end - now) // timedelta(days=1)
    return DaysLeft(days, min((limit for limit in limits if days <= limit), default=None))


def is_up(silent_for: float | None) -> bool:
    """Whether a component that was last heard so many seconds ago is there."""
    return silent_for is not None and silent_for <= SILENT_SECONDS


def clock_tone(offset_ms: int | None) -> Tone:
    """Return what a difference between two clocks means."""
    return _tone(None if offset_ms is None else abs(offset_ms), CLOCK_WARNING_MS, CLOCK_DANGER_MS)


def lag_tone(seconds: int | None) -> Tone:
    """Return what it means that the message log waits for its time stamp so long."""
    return _tone(seconds, LAG_WARNING_S, LAG_DANGER_S)


def rate_tone(per_second: float) -> Tone:
    """Return what a rate of requests means beside the limit."""
    return _tone(per_second, RATE_LIMIT * 0.8, RATE_LIMIT)


def share_tone(share: float | None) -> Tone:
    """Return what the share of answers in time means."""
    return _tone(None if share is None else 1 - share, 0.01, 0.05)


def hidden(count: int) -> str | int:
    """Return `count`, or that it is small: a few exchanges could tell of one person."""
    return f"<{SMALL}" if 0 < count < SMALL else count


def worst(tones: Sequence[Tone]) -> Tone:
    """Return the worst of `tones`."""
    order = (Tone.DANGER, Tone.WARNING, Tone.UNKNOWN, Tone.GOOD)
    return min(tones, key=order.index, default=Tone.UNKNOWN)


def _tone(value: float | None, warning: float, danger: float) -> Tone:
    if value is None:
        return Tone.UNKNOWN
    return Tone.DANGER if value >= danger else Tone.WARNING if value >= warning else Tone.GOOD
