"""Push services that do not answer rest for a minute, each by itself: nobody waits for them ten seconds a message."""

from collections import OrderedDict
from threading import Lock
from time import monotonic
from typing import Final

TRIES: Final = 3
REST_SECONDS: Final = 60.0
MOST: Final = 1000
"""Hosts that are remembered: whoever names more of them only makes the oldest be tried again."""


class Resting:
    """How often each host was silent on end, and since when. Safe for threads, one for a process."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._silent: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def rests(self, host: str) -> bool:
        """Whether the host is not to be asked now."""
        with self._lock:
            times, since = self._silent.get(host, (0, 0.0))
        return times >= TRIES and monotonic() < since + REST_SECONDS

    def note(self, host: str, *, answered: bool) -> None:
        """Note whether it answered; after a rest one silence more is enough for the next."""
        with self._lock:
            times, _since = self._silent.pop(host, (0, 0.0))
            if not answered:
                self._silent[host] = times + 1, monotonic()
                while len(self._silent) > MOST:
                    self._silent.popitem(last=False)
