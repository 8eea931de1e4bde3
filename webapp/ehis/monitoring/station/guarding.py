"""The door: every address asks for name and password (RFC 7617), and nobody guesses for long or asks too fast."""

import hmac
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Final

from werkzeug.datastructures import Authorization

WRONG: Final = 10
"""So many wrong passwords in a minute shut the door for the rest of it."""
WINDOW: Final = 60.0
BURST: Final = 120.0
PER_SECOND: Final = 4.0
KNOWN: Final = 1_000


@dataclass(slots=True)
class _Caller:
    """What is known of an address."""

    wrong: int = 0
    since: float = 0.0
    left: float = BURST
    counted: float = 0.0


class Door:
    """Lets in whoever shows `user` and `password`."""

    def __init__(self, user: str, password: str, *, clock: Callable[[], float] = monotonic) -> None:
        self._expected = _joined(user, password)
        self._clock = clock
        self._callers: OrderedDict[str, _Caller] = OrderedDict()
        self._lock = Lock()

    def refuse(self, address: str, shown: Authorization | None) -> tuple[int, int] | None:
        """Return (status, seconds to wait) for a caller who is not let in, None for one who is."""
        now = self._clock()
        with self._lock:
            caller = self._caller(address, now)
            if caller.wrong >= WRONG:
                return 429, round(caller.since + WINDOW - now) + 1
            if caller.left < 1:
                return 429, 1
            caller.left -= 1
            if self._known(shown):
                return None
            if shown is not None:  # who shows nothing is only asked for it
                caller.wrong += 1
            return 401, 0

    def _known(self, shown: Authorization | None) -> bool:
        if shown is None or shown.type != "basic":
            return False
        return hmac.compare_digest(_joined(shown.username or "", shown.password or ""), self._expected)

    def _caller(self, address: str, now: float) -> _Caller:
        caller = self._callers.setdefault(address, _Caller(since=now, counted=now))
        self._callers.move_to_end(address)
        if len(self._callers) > KNOWN:
            self._callers.popitem(last=False)
        if now - caller.since >= WINDOW:
            caller.wrong, caller.since = 0, now
        caller.left = min(BURST, caller.left + (now - caller.counted) * PER_SECOND)
        caller.counted = now
        return caller


def _joined(user: str, password: str) -> bytes:
    return f"{user}\0{password}".encode()
