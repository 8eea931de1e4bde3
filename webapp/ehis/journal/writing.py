"""The one way into the message log."""

import atexit
import os
from collections.abc import Sequence
from threading import Lock

from sqlalchemy.exc import SQLAlchemyError

from webapp.core.db import NoTransaction
from webapp.core.transaction import in_transaction
from webapp.ehis.errors import ArchiveFailed
from webapp.ehis.evidence import Evidence
from webapp.ehis.journal.rows import seal
from webapp.ehis.journal.writer import Writer
from webapp.ehis.measurement import Measurement

_writers: list[Writer] = []
_lock = Lock()


def write(evidence: Sequence[Evidence], measurement: Measurement | None = None) -> None:
    """Keep the messages of one exchange and its figures: all on disk when this returns, nothing when it raises.

    Raises ArchiveFailed: then the message must not leave and the answer must not be used. Never call it with a
    transaction open, whose locks would wait for the disk and whose rollback would not undo it.
    """
    if in_transaction():
        raise ArchiveFailed("a transaction is open")
    try:
        rows = [seal(one) for one in evidence]
    except (SQLAlchemyError, NoTransaction) as error:
        raise ArchiveFailed from error
    _writer().write(rows, measurement)


def waiting() -> int:
    """Return how many exchanges of this process wait to be written."""
    with _lock:
        return sum(writer.waiting for writer in _writers)


def close() -> None:
    """Write what waits and end the writing thread; the next `write` begins a new one."""
    with _lock:
        writers, _writers[:] = list(_writers), []
    for writer in writers:
        writer.close()


def _writer() -> Writer:
    with _lock:
        if not _writers:
            _writers.append(Writer())
        return _writers[0]


def _forget() -> None:
    """In a child process there is no writing thread: its lock and its waiters were the parent's."""
    global _lock  # noqa: PLW0603 - a lock that a fork has copied may be held for ever
    _lock = Lock()
    _writers.clear()


os.register_at_fork(after_in_child=_forget)
atexit.register(close)
