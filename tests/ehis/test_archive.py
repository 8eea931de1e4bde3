"""The archive in a real database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.ehis.test_client import question
from webapp.core import db
from webapp.core.transaction import transaction
from webapp.ehis.archive import DatabaseArchive, broken_link, message_of
from webapp.ehis.errors import ArchiveFailed
from webapp.ehis.evidence import Direction, Evidence
from webapp.ehis.models import ArchivedMessage

NOON = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
DAY = NOON.date()
ONE = Evidence(
    Direction.REQUEST,
    "AZ/GOV/AYNA/kabinet",
    "AZ/GOV/DIN/registers/getPerson/v1",
    "0f0c2a8e-6a1d-4c7e-9a57-0f6f3a2b1c4d",
    "cabinet",
    NOON,
    b"Aysel 5AYS3L1",
    b"<signature/>",
    None,
    "sent",
)


@pytest.fixture
def kept(database):
    for number in range(5):
        DatabaseArchive().store(replace(ONE, message_id=f"{ONE.message_id[:-1]}{number}"))
    return database


def rows():
    with transaction(read_only=True) as session:
        return list(session.scalars(select(ArchivedMessage).order_by(ArchivedMessage.position)))


def break_at():
    with transaction(read_only=True):
        return broken_link(DAY)


def change(connection, statement):
    """Change a row as somebody with the database's own rights could."""
    connection.execute(text("ALTER TABLE ehis_archive DISABLE TRIGGER ALL"))
    connection.execute(text(statement))
    connection.execute(text("ALTER TABLE ehis_archive ENABLE TRIGGER ALL"))


def test_messages_are_chained_and_readable_with_the_key(kept):
    assert [row.position for row in rows()] == [1, 2, 3, 4, 5]
    assert all(message_of(row) == ONE.message for row in rows())
    assert break_at() is None


def test_nothing_personal_is_readable_in_the_table(kept):
    dump = str(kept.execute(text("SELECT ehis_archive::text FROM ehis_archive")).all())

    assert "5AYS3L1" not in dump
    assert b"5AYS3L1".hex() not in dump


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ehis_archive SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE position = 3",
        "UPDATE ehis_archive SET signature = 'x' WHERE position = 3",
        "UPDATE ehis_archive SET purpose = 'fleet' WHERE position = 3",
        "UPDATE ehis_archive SET at = at + interval '1 second' WHERE position = 3",
        "UPDATE ehis_archive SET outcome = 'answered' WHERE position = 3",
        "DELETE FROM ehis_archive WHERE position = 3",
    ],
)
def test_a_changed_or_missing_message_is_found_and_named(kept, statement):
    change(kept, statement)

    assert break_at() == 3


def test_a_message_moved_under_another_header_cannot_be_opened(kept):
    change(kept, "UPDATE ehis_archive SET service = 'AZ/GOV/DVX/x' WHERE position = 2")

    with pytest.raises(InvalidTag):
        message_of(rows()[1])


@pytest.mark.parametrize(
    "statement",
    ["UPDATE ehis_archive SET outcome = 'x'", "DELETE FROM ehis_archive", "TRUNCATE ehis_archive"],
)
def test_the_table_only_grows(kept, statement):
    with pytest.raises(IntegrityError, match="only grows"), kept.begin_nested():
        kept.execute(text(statement))


def test_each_day_has_a_chain_of_its_own_by_the_clock_in_baku(database):
    late = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)  # half past midnight of the 23rd in Baku
    DatabaseArchive().store(ONE)
    DatabaseArchive().store(replace(ONE, at=late))

    assert [(row.day, row.position) for row in rows()] == [(DAY, 1), (DAY + timedelta(days=1), 1)]


def test_without_a_database_or_inside_another_transaction_keeping_fails_plainly(database):
    with transaction(), pytest.raises(ArchiveFailed):
        DatabaseArchive().store(ONE)
    db._database.clear()
    with pytest.raises(ArchiveFailed):
        DatabaseArchive().store(ONE)


def test_a_question_leaves_two_rows_that_open_to_what_travelled(database, registers):
    with registers.exchange(DatabaseArchive()) as exchange:
        exchange.ask(question())
    sent, got = rows()

    assert (sent.direction, got.direction, sent.message_id == got.message_id) == ("request", "answer", True)
    assert b"<r:getPerson" in message_of(sent)
    assert b"getPersonResponse" in message_of(got)


def test_the_command_says_whether_a_day_is_whole(app, kept):
    runner = app.test_cli_runner()
    whole = runner.invoke(args=["ehis", "verify-archive", "--day", "2026-11-22"])
    change(kept, "DELETE FROM ehis_archive WHERE position = 4")
    broken = runner.invoke(args=["ehis", "verify-archive", "--day", "2026-11-22"])

    assert (whole.exit_code, broken.exit_code) == (0, 1)
    assert "position 4" in broken.output
