"""Counting attempts in a sliding window: guesses, pushed confirmations, polls."""

import time
from collections import deque
from threading import Lock
from typing import Final

MOST_KEYS: Final = 10_000


class Limiter:
    """At most `limit` hits per key in `window` seconds. Keys are digests or internal ids, never shown."""

    def __init__(self, limit: int, window: float) -> None:
        self.limit = limit
        self.window = window
        self._hits: dict[str, deque[float]] = {}
        self._lock = Lock()

    def hit(self, key: str) -> bool:
        """Count one attempt and tell whether it is still allowed."""
        with self._lock:
            hits = self._recent(key)
            if len(hits) >= self.limit:
                return False
            if len(self._hits) >= MOST_KEYS:
                self._forget_old()
            self._hits.setdefault(key, hits).append(time.time())
            return True

    def reached(self, key: str) -> bool:
        """Tell whether the key has used up its attempts, without counting one."""
        with self._lock:
            return len(self._recent(key)) >= self.limit

    def clear(self, key: str) -> None:
        """Forget the key's attempts, after a success."""
        with self._lock:
            self._hits.pop(key, None)

    def reset(self) -> None:
        """Forget everything."""
        with self._lock:
            self._hits.clear()

    def _forget_old(self) -> None:
        for key in list(self._hits):
            self._recent(key)

    def _recent(self, key: str) -> deque[float]:
        hits = self._hits.get(key, deque())
        while hits and hits[0] <= time.time() - self.window:
            hits.popleft()
        if not hits:
            self._hits.pop(key, None)
        return hits
