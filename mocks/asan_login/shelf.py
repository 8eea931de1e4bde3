"""Short-lived things by key: interactions, codes, tokens, challenges.

The provider is one process and may forget everything at a restart, so a dictionary under a lock is its database.
Taking is atomic, which is what makes a code usable once.
"""

import time
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Generic[T]):
    """Items that disappear `lifetime` seconds after they were put, and the oldest first when there are too many."""

    def __init__(self, lifetime: float, capacity: int = 20_000) -> None:
        self._lifetime = lifetime
        self._capacity = capacity
        self._lock = Lock()
        self._items: dict[str, tuple[float, T]] = {}

    def put(self, key: str, item: T) -> None:
        """Keep `item` under `key` for the shelf's lifetime, replacing what was there."""
        with self._lock:
            self._items.pop(key, None)
            self._sweep()
            self._items[key] = (time.time() + self._lifetime, item)

    def get(self, key: str) -> T | None:
        """Return the live item under `key`, or None."""
        with self._lock:
            return self._live(key)

    def take(self, key: str) -> T | None:
        """Remove and return the live item under `key`; of several callers at once exactly one gets it."""
        with self._lock:
            item = self._live(key)
            self._items.pop(key, None)
            return item

    def values(self) -> list[T]:
        """Return every live item, oldest first."""
        with self._lock:
            now = time.time()
            return [item for expires_at, item in self._items.values() if expires_at > now]

    def _live(self, key: str) -> T | None:
        entry = self._items.get(key)
        return entry[1] if entry and entry[0] > time.time() else None

    def _sweep(self) -> None:
        now = time.time()
        for key in list(self._items):  # insertion order is order of expiry
            if self._items[key][0] > now and len(self._items) < self._capacity:
                break
            del self._items[key]
