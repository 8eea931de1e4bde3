"""The chain under many writers, and after somebody with full power over the database touched it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.support.database import fresh_database
from webapp.audit.api import record
from webapp.audit.chain import append, verify
from webapp.audit.jobs import chain_what_waits
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction


def write(count):
    with transaction():
        for number in range(count):
            record("tested", actor=SYSTEM, object_type="thing", object_key=str(number), detail={"söz": "ə ğ 🚚"})


def tamper(*statements):
    with transaction() as session:
        session.execute(text("ALTER TABLE audit_entries DISABLE TRIGGER USER"))
        for statement in statements:
            session.execute(text(statement))
        session.execute(text("ALTER TABLE audit_entries ENABLE TRIGGER USER"))


def verdict():
    with transaction(snapshot=True):
        return verify()


@pytest.fixture
def own_database(server, app):
    with fresh_database(server, "audit") as url:
        database = db.open_database(url, pool_size=20)
        db.install_database(database)
        yield database
        database.close()


def test_twenty_writers_at_once_keep_one_unbroken_chain(own_database, app):
    def work(_number):
        with app.app_context():
            for _ in range(5):
                write(2)

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(work, range(20)))
    chain_what_waits.run(timestamp=0)

    found = verdict()
    assert (found.entries, found.fault) == (200, "")


@pytest.fixture
def busy_head(own_database):
    """Somebody else who has the head and does not commit."""
    with own_database.engine.connect() as connection:
        connection.execute(text("SELECT FROM audit_head FOR UPDATE"))
        yield connection
        connection.rollback()


def waiting():
    with transaction(read_only=True) as session:
        return session.scalar(text("SELECT count(*) FROM audit_waiting"))


def test_nobody_waits_for_the_head_and_the_next_puts_what_was_left_into_the_chain_first(busy_head):
    write(2)
    assert (waiting(), verdict().entries) == (2, 0)

    busy_head.rollback()
    write(1)

    assert (waiting(), verdict().entries, verdict().fault) == (0, 3, "")
    with transaction(read_only=True) as session:
        keys = session.scalars(text("SELECT object_key FROM audit_entries ORDER BY seq")).all()
    assert keys == ["0", "1", "0"]


def test_a_deed_that_is_undone_leaves_nothing_that_waits(busy_head):
    with pytest.raises(ZeroDivisionError), transaction():
        record("tested", actor=SYSTEM, object_type="thing", object_key="1")
        append(["{}"])
        raise ZeroDivisionError
    assert waiting() == 0


@pytest.mark.parametrize(
    "attack", ["DELETE FROM audit_waiting", "UPDATE audit_waiting SET body = '{}'", "TRUNCATE audit_waiting"]
)
def test_what_waits_can_neither_be_changed_nor_taken_away(busy_head, attack):
    write(1)
    with pytest.raises(DBAPIError, match=r"append-only|only into it"), transaction() as session:
        session.execute(text(attack))
    assert waiting() == 1


def test_an_entry_that_waits_too_long_is_a_fault(busy_head):
    write(1)
    with transaction() as session:
        session.execute(text("ALTER TABLE audit_waiting DISABLE TRIGGER USER"))
        session.execute(text('UPDATE audit_waiting SET body = replace(body, \'"at":"2\', \'"at":"1\')'))
        session.execute(text("ALTER TABLE audit_waiting ENABLE TRIGGER USER"))
    assert "1 entries have waited" in verdict().fault


def test_an_empty_and_a_filled_journal_are_sound(database):
    assert verdict().fault == ""
    write(3)
    assert verdict().entries == 3
    assert verdict().broken_at is None


@pytest.mark.parametrize(
    ("attack", "row", "fault"),
    [
        ("UPDATE audit_entries SET body = replace(body, 'thing', 'think') WHERE seq = 2", 2, "does not give its hash"),
        (
            "UPDATE audit_entries SET actor_name = 'Başqası' WHERE seq = 3",
            3,
            "columns differ from its content: actor_name",
        ),
        ("UPDATE audit_entries SET at = at + interval '1 second' WHERE seq = 3", 3, "at"),
        ("UPDATE audit_entries SET detail = '{}' WHERE seq = 1", 1, "detail"),
        ("UPDATE audit_entries SET hash = sha256('x') WHERE seq = 4", 4, "does not give its hash"),
        ("DELETE FROM audit_entries WHERE seq = 2", 2, "missing"),
        ("DELETE FROM audit_entries WHERE seq = 5", 5, "the journal ends here"),
        ("DELETE FROM audit_entries", 1, "the journal ends here"),
    ],
)
def test_a_changed_or_deleted_row_is_named(database, attack, row, fault):
    write(5)
    tamper(attack)

    found = verdict()
    assert found.broken_at == row
    assert fault in found.fault


def test_the_command_says_so_and_ends_with_an_error(database, app):
    write(2)
    runner = app.test_cli_runner()
    sound = runner.invoke(args=["audit", "verify"])
    tamper("DELETE FROM audit_entries WHERE seq = 2")
    broken = runner.invoke(args=["audit", "verify"])

    assert (sound.exit_code, broken.exit_code) == (0, 1)
    assert "Unbroken: 2 rows" in sound.output
    assert "Broken at row 2" in broken.output
