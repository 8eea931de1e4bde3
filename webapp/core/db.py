"""The database: engine, declarative base, and the session of the transaction that is open now.

Who opens and ends transactions: `transaction.py`. PostgreSQL only.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sqlalchemy import DateTime, MetaData, Text, create_engine, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

NAMING: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
# Set for good when a connection is made: as an option of the engine it would be set and taken back with every request.
EACH_BY_ITSELF: Final[dict[str, Any]] = {"isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True}


PREPARED_FROM: Final = 2  # the server reads and plans a text anew as long as it is not prepared
MOST_PREPARED: Final = 1_000
MOST_WRITTEN: Final = 3_000  # statements whose text is kept: every page has some of its own


class Base(DeclarativeBase):
    """The base of every table; names of constraints are fixed so that migrations and error mapping agree."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
    }


@dataclass(frozen=True, slots=True)
class Database:
    """One PostgreSQL, with sessions for writing and sessions that the server itself holds to reading.

    `singles` write as well, each statement being its own transaction.
    """

    engine: Engine
    reading: Engine
    each: Engine
    writers: sessionmaker[Session]
    readers: sessionmaker[Session]
    snapshots: sessionmaker[Session]
    singles: sessionmaker[Session]

    def close(self) -> None:
        """Close every connection; the next transaction opens new ones."""
        self.engine.dispose()
        self.reading.dispose()
        self.each.dispose()


class NoTransaction(RuntimeError):
    """Code asked for the session outside any transaction: the edge, a job or a command must open one."""


_database: list[Database] = []
_session: ContextVar[Session | None] = ContextVar("session", default=None)


def sqlalchemy_url(url: str) -> str:
    """Return `url` (postgres://, postgresql://) in the form that selects psycopg 3."""
    scheme, _, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else url


def open_database(url: str, *, pool_size: int = 6) -> Database:
    """Return a database for `url`; nothing connects until the first transaction.

    Reading has connections of its own: the server holds them to reading, and each statement is its own transaction.
    At the isolation level in use (read committed) a BEGIN and COMMIT around them would add two round trips and nothing else.
    """
    writing = _engine(url, pool_size)
    reading = _engine(url, pool_size, " -c default_transaction_read_only=on", **EACH_BY_ITSELF)
    each = _engine(url, pool_size, **EACH_BY_ITSELF)
    whole = writing.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(
        writing,
        reading,
        each,
        sessionmaker(writing, expire_on_commit=False, autoflush=True),
        sessionmaker(reading, expire_on_commit=False, autoflush=False),
        sessionmaker(whole, expire_on_commit=False, autoflush=False),
        sessionmaker(each, expire_on_commit=False, autoflush=False),
    )


def _engine(url: str, pool_size: int, options: str = "", **more: Any) -> Engine:
    engine = create_engine(
        sqlalchemy_url(url),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=5,
        pool_pre_ping=False,
        query_cache_size=MOST_WRITTEN,
        connect_args={
            "connect_timeout": 5,
            "options": f"-c timezone=UTC -c lock_timeout=10s -c statement_timeout=30s{options}",
            "prepare_threshold": PREPARED_FROM,
        },
        **more,
    )
    event.listen(engine, "connect", _keep_prepared)
    return engine


def _keep_prepared(connection: Any, _record: Any) -> None:
    """Let a connection keep every text it prepared: the portal has more of them than the driver's hundred."""
    connection.prepared_max = MOST_PREPARED


def install_database(database: Database) -> None:
    """Make `database` the one that this process uses."""
    _database[:] = [database]


def database() -> Database:
    """Return the database of this process. Raises NoTransaction when none was installed."""
    if not _database:
        raise NoTransaction("no database was installed in this process")
    return _database[0]


def session() -> Session:
    """Return the session of the open transaction. Raises NoTransaction outside one."""
    current = _session.get()
    if current is None:
        raise NoTransaction("no transaction is open here")
    return current
