"""Group commit: one thread of the process writes what all others wait for, many exchanges in one transaction.

While one transaction is on its way to the disk, the next exchanges gather; so the number of transactions follows the
disk and not the load. Nobody's failure is another's: a batch that fails is written again one by one.
"""

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import structlog
from sqlalchemy.exc import DataError, IntegrityError

from webapp.core.transaction import transaction
from webapp.ehis.errors import ArchiveFailed
from webapp.ehis.journal.appending import append
from webapp.ehis.journal.failing import note_failure, note_success
from webapp.ehis.journal.rows import Sealed
from webapp.ehis.measurement import Measurement

BATCH: Final = 128
GATHER_SECONDS: Final = 0.004
WAITING_CAP: Final = 2_000
WAIT_SECONDS: Final = 8.0
CLOSE_SECONDS: Final = 10.0
OWN_FAULTS: Final = (DataError, IntegrityError, ValueError, TypeError)
"""What is wrong with one exchange and not with the database: a value that no column takes."""
log = structlog.get_logger(__name__)


@dataclass(eq=False, slots=True)
class _Waiting:
    """One exchange, and who waits for it. `error` is set before `done`."""

    rows: Sequence[Sealed]
    measurement: Measurement | None
    done: threading.Event = field(default_factory=threading.Event)
    error: BaseException | None = None


class Writer:
    """The writing thread of a process and those who wait for it. It begins with the first exchange."""

    def __init__(self) -> None:
        self._gathered: deque[_Waiting] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def write(self, rows: Sequence[Sealed], measurement: Measurement | None, *, seconds: float = WAIT_SECONDS) -> None:
        """Return when `rows` and `measurement` are on disk. Raises ArchiveFailed: full, closed, too late, or refused."""
        waiting = _Waiting(rows, measurement)
        with self._changed:
            if self._closed or len(self._gathered) >= WAITING_CAP:
                raise ArchiveFailed("closed" if self._closed else "too many wait")
            self._gathered.append(waiting)
            self._begin()
            self._changed.notify()
        if not waiting.done.wait(seconds):
            self._give_up(waiting)
        if waiting.error is not None:
            raise ArchiveFailed from waiting.error

    @property
    def waiting(self) -> int:
        """How many exchanges wait for the thread to take them."""
        return len(self._gathered)

    def close(self, *, seconds: float = CLOSE_SECONDS) -> None:
        """Take nothing new, write what waits, end the thread."""
        with self._changed:
            self._closed = True
            thread = self._thread
            self._changed.notify()
        if thread is not None:
            thread.join(seconds)

    def _begin(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="ehis-journal", daemon=True)
            self._thread.start()

    def _give_up(self, waiting: _Waiting) -> None:
        """Stop waiting: what was not yet taken is never written; what was taken may still be, which does no harm."""
        with self._changed:
            if waiting in self._gathered:
                self._gathered.remove(waiting)
        if not waiting.done.is_set():
            waiting.error = TimeoutError("the message log is too slow")

    def _run(self) -> None:
        expected = 1
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._gathered or self._closed)
                if not self._gathered:
                    return
                self._gather(expected)
                batch = [self._gathered.popleft() for _ in range(min(BATCH, len(self._gathered)))]
            try:
                _write(batch)
            finally:
                for waiting in batch:
                    waiting.done.set()
            expected = len(batch) + len(self._gathered)

    def _gather(self, expected: int) -> None:
        """Wait a moment for as many as were under way a moment ago: they ask again at once. A single one never waits."""
        if len(self._gathered) < expected:
            self._changed.wait_for(lambda: len(self._gathered) >= expected or self._closed, GATHER_SECONDS)


def _write(batch: list[_Waiting]) -> None:
    """Write the batch; when it fails and was not alone, each by itself, so that only the guilty one is told so."""
    error = _kept(batch)
    if error is None:
        note_success()
        return
    if not isinstance(error, OWN_FAULTS):
        note_failure()
    if len(batch) == 1 or not isinstance(error, OWN_FAULTS):
        log.error("ehis.journal_failed", exchanges=len(batch), kind=type(error).__name__)
        for waiting in batch:
            waiting.error = error
        return
    for waiting in batch:
        _write([waiting])


def _kept(batch: list[_Waiting]) -> Exception | None:
    try:
        with transaction():
            append(
                [row for waiting in batch for row in waiting.rows],
                [waiting.measurement for waiting in batch if waiting.measurement],
            )
    except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must be told
        return error
    return None
