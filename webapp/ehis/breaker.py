"""Sparing a service that fails: after too many failures nothing is sent for a while, then one probe at a time.

Too many is half of the last twenty calls, or five in a row: of a dead register nobody asks a sixth time.

Its own 60 lines, because the libraries hold a lock during the call or let every thread through when half open.
"""

from collections import deque
from collections.abc import Callable
from enum import StrEnum
from threading import Lock
from time import monotonic
from typing import Final

WINDOW: Final = 20
LEAST: Final = 10
FAILURE_RATE: Final = 0.5
IN_A_ROW: Final = 5
OPEN_SECONDS: Final = 30.0
GOOD_PROBES: Final = 2


class State(StrEnum):
    """Closed lets everything through, open nothing, half open one probe at a time."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half-open"


class Breaker:
    """The state of one service, in this process. The lock is held for counting only, never during a call."""

    def __init__(self, *, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._results: deque[bool] = deque(maxlen=WINDOW)
        self._opened_at: float | None = None
        self._good_probes = 0
        self._in_a_row = 0
        self._probing = False
        self._lock = Lock()

    @property
    def state(self) -> State:
        """Return the state at this moment."""
        if self._opened_at is None:
            return State.CLOSED
        return State.OPEN if self._clock() - self._opened_at < OPEN_SECONDS else State.HALF_OPEN

    def admit(self) -> bool:
        """Whether a call may be made now. Whoever is admitted must call `settle`."""
        with self._lock:
            if self.state is State.CLOSED:
                return True
            if self.state is State.OPEN or self._probing:
                return False
            self._probing = True
            return True

    def settle(self, *, good: bool | None) -> None:
        """Say how an admitted call ended; None when that says nothing of the service."""
        with self._lock:
            if self._opened_at is not None:
                self._settle_probe(good=good)
            elif good is not None:
                self._results.append(good)
                self._in_a_row = 0 if good else self._in_a_row + 1
                if self._failing():
                    self._opened_at = self._clock()

    def close(self) -> None:
        """Forget every failure and let everything through: an operator says that the service is well again."""
        with self._lock:
            self._closed()

    def _failing(self) -> bool:
        failures = self._results.count(False)
        enough = len(self._results) >= LEAST and failures >= FAILURE_RATE * len(self._results)
        return enough or self._in_a_row >= IN_A_ROW

    def _closed(self) -> None:
        self._opened_at, self._good_probes, self._in_a_row = None, 0, 0
        self._results.clear()

    def _settle_probe(self, *, good: bool | None) -> None:
        """Count the end of a probe, or of a call that began before the breaker opened."""
        if not self._probing:
            return
        self._probing = False
        if good is False:
            self._opened_at, self._good_probes = self._clock(), 0
        elif good:
            self._good_probes += 1
            if self._good_probes >= GOOD_PROBES:
                self._closed()
