"""How fast each client may ask, and how often it was refused: counted by all processes of the server together.

A table in a mapped file, because two processes serve one client; the lock is one of the file, which the kernel takes
from a process that dies. A turn costs some microseconds. Clause 5.4: 60 requests a second; each client has its own.
"""

import fcntl
import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Final

SLOT: Final = struct.Struct("<16sdddd")
"""Name (digest), tokens left, when they were counted, refusals, since when these are counted."""
SLOTS: Final = 1024
SIZE: Final = SLOT.size * SLOTS
NOBODY: Final = bytes(16)
ALARM: Final = 5
WINDOW: Final = 60.0


class Pace:
    """The table. `clock` is monotonic and common to all processes of the machine."""

    def __init__(self, path: Path) -> None:
        self.clock = monotonic
        self._file = path.open("a+b")
        if path.stat().st_size < SIZE:
            self._file.truncate(SIZE)
        self._table = mmap.mmap(self._file.fileno(), SIZE)
        self._lock = Lock()

    def take(self, name: str, rate: int) -> bool:
        """Whether `name` may ask now: a bucket that holds `rate` and is filled at `rate` a second."""
        with self._slot(name) as (place, key, now):
            _, tokens, counted, refusals, since = SLOT.unpack_from(self._table, place)
            left = min(float(rate), tokens + (now - counted) * rate) if 0 < counted <= now else float(rate)
            SLOT.pack_into(self._table, place, key, max(0.0, left - 1) if left >= 1 else left, now, refusals, since)
            return left >= 1

    def refused(self, name: str, weight: int = 1) -> bool:
        """Count a refusal; true when it is the one that makes an alarm: once a minute, at the fifth."""
        with self._slot(name) as (place, key, now):
            _, tokens, counted, refusals, since = SLOT.unpack_from(self._table, place)
            if not 0 < since <= now < since + WINDOW:
                refusals, since = 0, now
            SLOT.pack_into(self._table, place, key, tokens, counted, refusals + weight, since)
            return bool(refusals < ALARM <= refusals + weight)

    def close(self) -> None:
        """Give the file back."""
        self._table.close()
        self._file.close()

    @contextmanager
    def _slot(self, name: str) -> Iterator[tuple[int, bytes, float]]:
        """Hold the table; yield the place of `name` in it. When it is full, the last place is everybody's."""
        key = sha256(name.encode()).digest()[:16]
        with self._lock:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                first = int.from_bytes(key[:4], "big")
                places = ((first + step) % SLOTS * SLOT.size for step in range(SLOTS))
                found = (place for place in places if self._table[place : place + 16] in {key, NOBODY})
                yield next(found, SIZE - SLOT.size), key, self.clock()
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)
