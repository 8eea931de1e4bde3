"""Connections of the gateway's own to the database, each statement its own transaction, kept open between messages.

They need not wait for the disk: what was received is safe with the evidence of it, whose commit comes later and takes
everything before it along (one write-ahead log); if that commit is lost, no answer has left.
"""

from collections.abc import Sequence
from queue import Empty, Full, LifoQueue
from typing import Any, Final

import psycopg

OPTIONS: Final = "-c timezone=UTC -c statement_timeout=3s -c lock_timeout=2s -c synchronous_commit=off"
CONNECT_SECONDS: Final = 3


class Connections:
    """As many as there are threads that ask at the same time, at most `kept` of them kept."""

    def __init__(self, url: str, *, kept: int = 8) -> None:
        self._url = url
        self._idle: LifoQueue[psycopg.Connection[Any]] = LifoQueue(kept)

    def rows(self, statement: str, values: dict[str, Any] | None = None) -> Sequence[Any]:
        """Return the rows of `statement`. Raises psycopg.Error; a connection that broke while idle is replaced once."""
        connection, reused = self._taken()
        try:
            rows = connection.execute(statement, values).fetchall()
        except psycopg.OperationalError:
            connection.close()
            if not reused:
                raise
            self.close()
            return self.rows(statement, values)
        except psycopg.Error:
            connection.close()
            raise
        self._give_back(connection)
        return rows

    def close(self) -> None:
        """Close those that are idle."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    def _taken(self) -> tuple[psycopg.Connection[Any], bool]:
        try:
            return self._idle.get_nowait(), True
        except Empty:
            connection = psycopg.connect(
                self._url, autocommit=True, options=OPTIONS, connect_timeout=CONNECT_SECONDS, prepare_threshold=2
            )
            return connection, False

    def _give_back(self, connection: psycopg.Connection[Any]) -> None:
        try:
            self._idle.put_nowait(connection)
        except Full:
            connection.close()
