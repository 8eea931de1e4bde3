"""The chain under many writers, and after somebody with full power over the database touched it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from tests.support.database import fresh_database
from webapp.audit.api import record
from webapp.audit.chain import verify
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

    found = verdict()
    assert (found.entries, found.fault) == (200, "")


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
