"""How much repeating the exchange can bear: a tenth of the first attempts, so that retries never become a flood."""

from threading import Lock
from typing import Final

RATIO: Final = 0.1
CAP: Final = 10.0


class RetryBudget:
    """A purse of retries: each first attempt pays a tenth in, each retry takes one out. Begins with one."""

    def __init__(self, *, ratio: float = RATIO, cap: float = CAP) -> None:
        self._ratio = ratio
        self._cap = cap
        self._level = 1.0
        self._lock = Lock()

    def earn(self) -> None:
        """Count a first attempt."""
        with self._lock:
            self._level = min(self._cap, self._level + self._ratio)

    def spend(self) -> bool:
        """Whether one retry may be made; takes it out of the purse."""
        with self._lock:
            if self._level < 1:
                return False
            self._level -= 1
            return True
