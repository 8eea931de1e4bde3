"""What stands before each service: its breaker, its bulkhead, its retry budget."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Final

from webapp.ehis.breaker import Breaker
from webapp.ehis.budget import RetryBudget
from webapp.ehis.errors import AnswerRejected, NotInRegister, RegisterUnavailable, SeveralInRegister

BULKHEAD: Final = 16
"""Calls of one service at the same time, so that a slow register cannot take every thread."""


class Guard:
    """The three of one service."""

    def __init__(self) -> None:
        self.breaker = Breaker()
        self.budget = RetryBudget()
        self._places = BoundedSemaphore(BULKHEAD)

    @contextmanager
    def passage(self) -> Iterator[None]:
        """Let one call through and learn from its end. Raises RegisterUnavailable when it may not begin."""
        if not self._places.acquire(blocking=False):
            raise RegisterUnavailable("bulkhead_full", repeatable=False, upstream=False)
        try:
            if not self.breaker.admit():
                raise RegisterUnavailable("breaker_open", repeatable=False, upstream=False)
            good: bool | None = None
            try:
                yield
                good = True
            except RegisterUnavailable as error:
                good = False if error.upstream else None
                raise
            except (NotInRegister, SeveralInRegister):
                good = True
                raise
            except AnswerRejected:
                good = False
                raise
            finally:
                self.breaker.settle(good=good)
        finally:
            self._places.release()
