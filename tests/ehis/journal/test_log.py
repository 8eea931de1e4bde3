"""The message log in a real database: sealed, chained, only growing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.ehis.journal.conftest import DAY, NOON, ONE
from tests.ehis.test_client import question
from webapp.core import db
from webapp.core.transaction import transaction
from webapp.ehis import journal
from webapp.ehis.archive import DatabaseArchive
from webapp.ehis.errors import ArchiveFailed
from webapp.ehis.journal import checking, keys
from webapp.ehis.journal.models import ArchivedMessage, MeasuredExchange, Segment
from webapp.ehis.journal.rows import open_row
from webapp.ehis.measurement import Measurement

FIGURES = Measurement(NOON, "asked", ONE.client, ONE.service, "v1", "soap", 21, 14, 1500, 3000, True, None, 200)


def rows():
    with transaction(read_only=True) as session:
        query = select(ArchivedMessage, Segment).join(Segment).order_by(Segment.day, ArchivedMessage.position)
        return [(row, segment.day, segment.service) for row, segment in session.execute(query)]


def opened(place):
    with transaction(read_only=True):
        return open_row(*place)


def faults(first=DAY, last=DAY):
    with transaction(snapshot=True):
        return checking.check(first, last, judge=lambda _: "").faults


def change(connection, statement):
    """Change a row as somebody with the database's own rights could."""
    for table in ("ehis_archive", "ehis_segments", "ehis_stamps", "ehis_stamped_heads"):
        connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
    connection.execute(text(statement))


def test_messages_are_chained_and_readable_with_the_key(kept):
    found = rows()
    assert [row.position for row, *_ in found] == [1, 2, 3, 4, 5]
    assert all(opened(place).message == ONE.message for place in found)
    assert {(opened(place).signature, opened(place).subject_fin) for place in found} == {(ONE.signature, "5AYS3L1")}
    assert faults() == ()


def test_nothing_personal_is_readable_in_any_table(kept):
    journal.write([replace(ONE, signature=b"<DigestValue>5AYS3L1</DigestValue>")], FIGURES)
    for table in ("ehis_archive", "ehis_segments", "ehis_stats.exchanges"):
        dump = str(kept.execute(text(f"SELECT t::text FROM {table} t")).all())  # noqa: S608 - names of this test
        assert "5AYS3L1" not in dump
        assert b"5AYS3L1".hex() not in dump


def test_the_same_message_twice_leaves_different_marks(kept):
    found = rows()
    assert len({bytes(row.commitment) for row, *_ in found}) == len(found)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ehis_archive SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE position = 3",
        "UPDATE ehis_archive SET commitment = set_byte(commitment, 0, get_byte(commitment, 0) # 1) WHERE position = 3",
        "UPDATE ehis_archive SET hash = set_byte(hash, 0, get_byte(hash, 0) # 1) WHERE position = 3",
        "UPDATE ehis_archive SET purpose = 'fleet' WHERE position = 3",
        "UPDATE ehis_archive SET side = 'provided' WHERE position = 3",
        "UPDATE ehis_archive SET at = at + interval '1 second' WHERE position = 3",
        "UPDATE ehis_archive SET outcome = 'answered' WHERE position = 3",
        "DELETE FROM ehis_archive WHERE position = 3",
        "DELETE FROM ehis_archive WHERE position >= 3",
    ],
)
def test_a_changed_or_missing_message_is_found_and_named(kept, statement):
    change(kept, statement)

    assert [fault.position for fault in faults()] == [3]


def test_a_message_moved_under_another_header_cannot_be_opened(kept):
    change(kept, "UPDATE ehis_archive SET client = 'AZ/GOV/DVX/x' WHERE position = 2")

    with pytest.raises(InvalidTag):
        opened(rows()[1])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ehis_archive SET outcome = 'x'",
        "DELETE FROM ehis_archive",
        "TRUNCATE ehis_archive",
        "DELETE FROM ehis_segments",
        "UPDATE ehis_segments SET position = 2, head = sha256('x')",
        "UPDATE ehis_segments SET head = sha256('x')",
        "UPDATE ehis_segments SET day = day - 1",
        "DELETE FROM ehis_journal_keys",
        "UPDATE ehis_journal_keys SET salt = 'x'",
    ],
)
def test_the_tables_only_grow(kept, statement):
    with pytest.raises(IntegrityError, match="only grows"), kept.begin_nested():
        kept.execute(text(statement))


def test_each_day_and_service_has_a_chain_of_its_own_by_the_clock_in_baku(database):
    late = NOON.replace(hour=20, minute=30)  # half past midnight of the next day in Baku
    other = replace(ONE, service="AZ/GOV/DVX/registers/getDebt/v1")
    journal.write([ONE, replace(ONE, at=late), other, ONE])

    assert sorted((day, service, row.position) for row, day, service in rows()) == [
        (DAY, ONE.service, 1),
        (DAY, ONE.service, 2),
        (DAY, other.service, 1),
        (DAY + timedelta(days=1), ONE.service, 1),
    ]
    assert faults(DAY, DAY + timedelta(days=1)) == ()


@pytest.mark.parametrize("service", ["", "no such\nservice", "ə" * 10, "x" * 301])
def test_what_is_not_even_the_name_of_a_service_stands_in_a_segment_of_its_own(database, service):
    journal.write([replace(ONE, service=service)])

    assert [segment for _, _, segment in rows()] == ["-"]
    assert faults() == ()


def test_figures_are_kept_with_the_messages_and_cut_to_the_minute(database):
    late = replace(FIGURES, at=NOON.replace(second=59), fault_code="FİN 5AYS3L1 not found")
    journal.write([ONE], late)
    with transaction(read_only=True) as session:
        kept = session.scalars(select(MeasuredExchange)).one()

    assert (kept.minute, kept.total_ms, kept.service_ms, kept.status) == (NOON, 21, 14, 200)
    assert kept.fault_code == "other"


def test_a_new_key_seals_what_comes_after_and_old_messages_stay_readable(app, kept):
    result = app.test_cli_runner().invoke(args=["ehis", "rotate-key"])
    journal.write([ONE])
    found = rows()

    assert result.exit_code == 0
    assert f"key {found[-1][0].key_id}" in result.output
    assert found[0][0].key_id < found[-1][0].key_id
    assert {opened(place).message for place in found} == {ONE.message}
    assert faults() == ()


def test_a_key_made_in_another_process_is_found(kept):
    with transaction():
        keys.rotate(by="another")
    journal.write([ONE])
    keys._known[0].salts.pop(rows()[-1][0].key_id)

    assert opened(rows()[-1]).message == ONE.message


def test_without_a_database_or_inside_another_transaction_keeping_fails_plainly(database):
    with transaction(), pytest.raises(ArchiveFailed):
        journal.write([ONE])
    db._database.clear()
    with pytest.raises(ArchiveFailed):
        journal.write([ONE])


def test_a_question_leaves_two_rows_that_open_to_what_travelled(database, registers):
    with registers.exchange(DatabaseArchive()) as exchange:
        exchange.ask(question())
    sent, got = rows()

    assert (sent[0].direction, got[0].direction) == ("request", "answer")
    assert sent[0].message_id == got[0].message_id
    assert b"<r:getPerson" in opened(sent).message
    assert b"getPersonResponse" in opened(got).message


def test_the_command_says_whether_a_day_is_whole(app, kept, pki):
    runner = app.test_cli_runner()
    whole = runner.invoke(args=["ehis", "verify-archive", "--day", DAY.isoformat()])
    change(kept, "DELETE FROM ehis_archive WHERE position = 4")
    broken = runner.invoke(
        args=["ehis", "verify-archive", "--from", str(DAY - timedelta(days=2)), "--to", str(DAY + timedelta(days=1))]
    )

    assert (whole.exit_code, broken.exit_code) == (0, 1)
    assert "5 messages in 1 segments are as they were written, 0 time stamps hold, 5 messages wait" in whole.output
    assert "position 4" in broken.output
