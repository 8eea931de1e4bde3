"""The station's way to the statistics. Before anything is shown it makes sure that it could see nothing else (2.7)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final

from sqlalchemy import Connection

from webapp.core.db import Database, open_database
from webapp.ehis.monitoring.role import may_read_more

SURE_FOR: Final = 60.0


class ReadsTooMuch(Exception):
    """The role of the database may read or write more than statistics: nothing is shown until that is put right."""


class Source:
    """The database as the station sees it."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = monotonic) -> None:
        self._database = database
        self._clock = clock
        self._sure_at: float | None = None

    @classmethod
    def at(cls, url: str) -> "Source":
        """Return the source behind the address; nothing connects yet."""
        return cls(open_database(url, pool_size=2))

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Open a connection that only reads. Raises ReadsTooMuch, and SQLAlchemy's errors when there is no database."""
        with self._database.reading.connect() as connection:
            now = self._clock()
            if self._sure_at is None or now - self._sure_at > SURE_FOR:
                if may_read_more(connection):
                    self._sure_at = None
                    raise ReadsTooMuch
                self._sure_at = now
            yield connection

    def close(self) -> None:
        """End the connections."""
        self._database.close()
