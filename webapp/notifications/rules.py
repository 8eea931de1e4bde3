"""The life of a delivery, waits between attempts, quiet hours, the digest: plain rules, told by values."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Final

CHANNELS: Final = ("sms", "email", "push")
NEXT: Final[Mapping[str, frozenset[str]]] = {
    "queued": frozenset({"in_flight", "delivered", "failed", "given_up"}),
    "in_flight": frozenset({"in_flight", "retrying", "delivered", "failed", "given_up"}),
    "retrying": frozenset({"in_flight", "given_up"}),
    "given_up": frozenset({"delivered"}),
    "delivered": frozenset(),
    "failed": frozenset(),
}
"""What may follow a state: a receipt that comes after we gave up waiting still counts."""
STATES: Final = tuple(NEXT)
ENDED: Final = ("delivered", "failed", "given_up")
MOST_ATTEMPTS: Final = 10
WAITS: Final = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 1800, 3600, 7200, 14400, 28800))
TROUBLES: Final = 3
SHORTEST_BREAK: Final = timedelta(seconds=15)
LONGEST_BREAK: Final = timedelta(minutes=5)
URGENT, USUAL, GROUP = 0, 1, 2


def wait_after(attempts: int) -> timedelta | None:
    """Return how long to wait after the attempt number `attempts` failed, None when it was the last one."""
    return None if attempts >= MOST_ATTEMPTS else WAITS[min(attempts, len(WAITS)) - 1]


def break_after(troubles: int) -> timedelta | None:
    """Return how long nothing is sent by a channel that failed `troubles` times on end, None while it may be tried."""
    if troubles < TROUBLES:
        return None
    longest = LONGEST_BREAK.total_seconds()
    return timedelta(seconds=min(SHORTEST_BREAK.total_seconds() * 2 ** min(troubles - TROUBLES, 10), longest))


def is_quiet(clock: time, begins: time | None, ends: time | None) -> bool:
    """Whether `clock` lies in the quiet hours, which may go over midnight; the last minute is no longer quiet."""
    if begins is None or ends is None or begins == ends:
        return False
    return begins <= clock < ends if begins < ends else clock >= begins or clock < ends


def after_quiet(moment: datetime, begins: time | None, ends: time | None) -> datetime:
    """Return `moment` (a clock in Baku), or the end of the quiet hours into which it falls."""
    if not is_quiet(moment.time(), begins, ends) or ends is None:
        return moment
    end = moment.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
    return end if end > moment else end + timedelta(days=1)


def next_digest(moment: datetime, hour: int) -> datetime:
    """Return when the next daily mail goes out after `moment` (a clock in Baku)."""
    sent = moment.replace(hour=hour, minute=0, second=0, microsecond=0)
    return sent if sent > moment else sent + timedelta(days=1)


def next_full_hour(moment: datetime) -> datetime:
    """Return when those that were too many for one hour go out together."""
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
