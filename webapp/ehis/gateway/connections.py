"""Connections of the gateway's own to the database, each statement its own transaction, kept open between messages.

They need not wait for the disk: what was received is safe with the evidence of it, whose commit comes later and takes
everything before it along (one write-ahead log); if that commit is lost, no answer has left.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import Empty, Full, LifoQueue
from typing import Any, Final, TypeVar

import psycopg
from psycopg import pq

OPTIONS: Final = "-c timezone=UTC -c statement_timeout=3s -c lock_timeout=2s -c synchronous_commit=off"
CONNECT_SECONDS: Final = 3
T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """A statement for every message: prepared once on each connection, its values and its one row as PostgreSQL's texts.

    psycopg's way from values to texts and back takes as long as the server does with the statement.
    """

    name: str
    sql: str

    @property
    def _name(self) -> bytes:
        return self.name.encode()

    def run(self, kept: "_Kept", values: Sequence[str | bytes | None]) -> list[bytes | None]:
        """Return the columns of its row; `values` that are bytes go as such. Raises psycopg.Error."""
        server = kept.connection.pgconn
        if self.name not in kept.prepared:
            _good(server, server.prepare(self._name, self.sql.encode()))
            kept.prepared.add(self.name)
        texts = [value.encode() if isinstance(value, str) else value for value in values]
        formats = [int(isinstance(value, bytes)) for value in values]
        result = _good(server, server.exec_prepared(self._name, texts, formats))  # type: ignore[arg-type] # None is NULL
        return [result.get_value(0, column) for column in range(result.nfields)]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A connection, and the names of what was prepared on it."""

    connection: psycopg.Connection[Any]
    prepared: set[str] = field(default_factory=set)


class Connections:
    """As many as there are threads that ask at the same time, at most `kept` of them kept."""

    def __init__(self, url: str, *, kept: int = 8) -> None:
        self._url = url
        self._idle: LifoQueue[_Kept] = LifoQueue(kept)

    def rows(self, statement: str, values: dict[str, Any] | None = None) -> Sequence[Any]:
        """Return the rows of `statement`. Raises psycopg.Error; a connection that broke while idle is replaced once."""
        return self._with(lambda kept: kept.connection.execute(statement, values).fetchall())

    def row(self, asked: Asked, values: Sequence[str | bytes | None]) -> list[bytes | None]:
        """Return the one row of `asked`, as texts. Raises like `rows`."""
        return self._with(lambda kept: asked.run(kept, values))

    def close(self) -> None:
        """Close those that are idle."""
        while True:
            try:
                self._idle.get_nowait().connection.close()
            except Empty:
                return

    def _with(self, work: Callable[[_Kept], T]) -> T:
        kept, reused = self._taken()
        try:
            done = work(kept)
        except psycopg.OperationalError:
            kept.connection.close()
            if not reused:
                raise
            self.close()
            return self._with(work)
        except BaseException:
            kept.connection.close()
            raise
        self._give_back(kept)
        return done

    def _taken(self) -> tuple[_Kept, bool]:
        try:
            return self._idle.get_nowait(), True
        except Empty:
            connection = psycopg.connect(
                self._url, autocommit=True, options=OPTIONS, connect_timeout=CONNECT_SECONDS, prepare_threshold=2
            )
            return _Kept(connection), False

    def _give_back(self, kept: _Kept) -> None:
        try:
            self._idle.put_nowait(kept)
        except Full:
            kept.connection.close()


def _good(server: pq.abc.PGconn, result: pq.abc.PGresult) -> pq.abc.PGresult:
    """Return `result` if it is one. Raises psycopg.Error: OperationalError when the connection is gone."""
    if result.status in {pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK}:
        return result
    if server.status != pq.ConnStatus.OK:
        raise psycopg.OperationalError("the connection broke")
    raise psycopg.errors.error_from_result(result)
