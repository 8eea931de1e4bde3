"""Names of strangers' servers, looked up for one purpose: whoever runs a name server that never answers slows down only himself.

The system's resolver takes half a minute to give up and cannot be called off, so each question has a thread of its own,
as many at once as a purpose has places, and as a zone (`example.az`, `example.com.az`) has in it.
"""

import socket
from collections import Counter
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookTooLong
from threading import Condition, Thread
from time import monotonic
from typing import Final

RESOLVE_SECONDS: Final = 3.0
AT_ONCE: Final = 8
OF_A_ZONE: Final = 2
SHORT: Final = 3
"""`com.az`, `co.uk`: a second level of so few letters is nobody's own."""


class NotFound(Exception):
    """The name leads nowhere, or nobody said where within the time."""


class Names:
    """The places of one purpose. Safe for threads."""

    def __init__(self) -> None:
        """Begin with all places free."""
        self._turn, self._asked = Condition(), Counter[str]()

    def look_up(self, host: str, port: int) -> list[str]:
        """Return the addresses of a name, within RESOLVE_SECONDS. Raises NotFound."""
        until, zone = monotonic() + RESOLVE_SECONDS, zone_of(host)
        self._take(zone)
        found: Future[list[str]] = Future()
        Thread(target=self._ask, args=(host, port, zone, found), name="names", daemon=True).start()
        try:
            return found.result(max(until - monotonic(), 0))
        except (OSError, UnicodeError, TookTooLong):
            raise NotFound(host) from None

    def _take(self, zone: str) -> None:
        with self._turn:
            if not self._turn.wait_for(lambda: self._is_free(zone), RESOLVE_SECONDS):
                raise NotFound(zone)
            self._asked[zone] += 1

    def _is_free(self, zone: str) -> bool:
        return self._asked[zone] < OF_A_ZONE and self._asked.total() < AT_ONCE

    def _ask(self, host: str, port: int, zone: str, found: Future[list[str]]) -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.set_result([str(row[4][0]) for row in rows])
        except (OSError, UnicodeError) as error:
            found.set_exception(error)
        finally:
            with self._turn:
                self._asked -= Counter((zone,))
                self._turn.notify_all()


def zone_of(host: str) -> str:
    """Return the part of a name that one holder answers for, as far as its shape tells."""
    labels = host.rstrip(".").lower().split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= SHORT else labels[-2:])  # noqa: PLR2004 - levels
