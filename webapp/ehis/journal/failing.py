"""Since when this process cannot write the message log: known to the process itself, told by its signs of life.

A failure after which nobody tried again for some minutes says nothing of this moment any more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from webapp.core.clock import now

REMEMBERED: Final = timedelta(minutes=5)


@dataclass(slots=True)
class _Failures:
    first: datetime | None = None
    last: datetime | None = None


_failures: Final = _Failures()


def note_failure() -> None:
    """Remember that the log could not be written; the first failure in a row counts."""
    _failures.last = now()
    _failures.first = _failures.first or _failures.last


def note_success() -> None:
    """Remember that the log was written."""
    _failures.first = _failures.last = None


def failing_since() -> datetime | None:
    """Return since when the log cannot be written, None while it can or nobody tried lately."""
    first, last = _failures.first, _failures.last
    return first if last is not None and now() - last < REMEMBERED else None
