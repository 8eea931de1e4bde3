"""A time stamp each minute over the heads of the log; what happens without; what it finds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select, text, update

from tests.ehis.journal.conftest import DAY, ONE
from tests.ehis.journal.test_log import change
from webapp.core import bus
from webapp.core.transaction import transaction
from webapp.ehis import journal
from webapp.ehis.errors import ArchiveFailed
from webapp.ehis.events import EvidenceStopped
from webapp.ehis.journal import checking, gateways
from webapp.ehis.journal.jobs import stamp_journal
from webapp.ehis.journal.models import JournalState, Segment, Stamp
from webapp.ehis.journal.stamping import stamp_all
from webapp.ehis.journal.tokens import BadToken, Judge, query, stamped_at
from webapp.ehis.monitoring.reporting import Reporter

TURNED_BACK = (
    "DELETE FROM ehis_archive WHERE position > 3; UPDATE ehis_segments SET position = 3, stamped_position = 3, "
    "head = (SELECT hash FROM ehis_archive WHERE position = 3)"
)


@pytest.fixture
def stopped(monkeypatch):
    told = []
    monkeypatch.setitem(bus._reactions, EvidenceStopped, [bus.Reaction(EvidenceStopped, told.append)])
    return told


def faults(authority, last=DAY):
    with transaction(snapshot=True):
        return [str(fault) for fault in checking.check(DAY, last, judge=Judge(authority.roots())).faults]


def state():
    with transaction(read_only=True) as session:
        return session.scalars(select(JournalState)).one()


def waiting_since(ago):
    with transaction() as session:
        # By the database's clock, which stands still while a file's tests run.
        session.execute(update(JournalState).values(unstamped_since=func.now() - ago))


def test_one_stamp_covers_every_segment_that_grew_and_the_next_continues_it(kept, authority):
    journal.write([replace(ONE, service="AZ/GOV/DVX/registers/getDebt/v1")])
    assert (stamp_all(authority), stamp_all(authority)) == (1, 0)
    journal.write([ONE])
    assert stamp_all(authority) == 1

    with transaction(read_only=True) as session:
        first, second = session.scalars(select(Stamp).order_by(Stamp.number))
        assert all(one.position == one.stamped_position for one in session.scalars(select(Segment)))
    assert len(first.heads.splitlines()) == 5
    assert f"previous {first.hash.hex()}" in second.heads
    assert len(second.heads.splitlines()) == 4
    assert faults(authority) == []
    assert state().unstamped_since is None


def test_the_job_waits_for_its_minute(kept, authority, monkeypatch):
    monkeypatch.setattr(gateways, "_authority", [authority])
    stamp_journal.run(timestamp=0)
    journal.write([ONE])
    stamp_journal.run(timestamp=0)
    assert authority.asked == 1
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=61), tick=False):
        stamp_journal.run(timestamp=0)
    assert authority.asked == 2


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (TURNED_BACK, "position 4: the messages from here on are missing"),
        ("DELETE FROM ehis_archive; DELETE FROM ehis_stamped_heads; DELETE FROM ehis_segments", "stamped, and gone"),
        ("UPDATE ehis_stamps SET heads = replace(heads, ' 5 ', ' 4 ')", "its list was changed"),
        ("UPDATE ehis_stamps SET heads = 'x'", "its list cannot be read"),
        ("UPDATE ehis_stamps SET at = at - interval '1 day' WHERE number = 1", "its instant was changed"),
        ("UPDATE ehis_stamps SET reply = set_byte(reply, 200, get_byte(reply, 200) # 1)", "its token does not hold"),
    ],
)
def test_what_was_stamped_cannot_be_changed_unseen(kept, authority, statement, found):
    stamp_all(authority)
    for one in statement.split(";"):
        change(kept, one)

    assert any(found in fault for fault in faults(authority)), faults(authority)


def test_a_stamp_taken_out_is_missed(kept, authority):
    for _ in range(3):
        journal.write([ONE])
        stamp_all(authority)
    change(kept, "DELETE FROM ehis_stamped_heads WHERE stamp = 2")
    change(kept, "DELETE FROM ehis_stamps WHERE number = 2")

    assert any("stamp 3: the one before it is missing" in fault for fault in faults(authority))


def test_a_reply_for_another_list_another_question_or_from_another_authority_is_not_taken(kept, authority, pki):
    def another(_reply):
        return authority.stamps.answer(query("another list")[0])

    def spoiled(reply):
        return reply[:-1] + bytes([reply[-1] ^ 1])

    for spoil in (another, spoiled, lambda _: b"", lambda _: b"\x30\x03\x02\x01\x00"):
        authority.spoil = spoil
        assert stamp_all(authority) == 0
    asked, nonce = query("list")
    reply = authority.stamps.answer(asked)
    assert stamped_at(reply, "list", authority.roots(), nonce=nonce)
    with pytest.raises(BadToken):
        stamped_at(reply, "list", authority.roots(), nonce=nonce + 1)
    with pytest.raises(BadToken):
        from cryptography import x509

        stamped_at(reply, "list", [x509.load_pem_x509_certificate((pki / "ca.pem").read_bytes())])


def test_without_the_authority_it_goes_on_for_four_hours_and_then_stops_until_it_is_back(kept, authority, stopped):
    authority.down = True
    stamp_all(authority)
    waiting_since(timedelta(hours=3, minutes=59))
    stamp_all(authority)
    journal.write([ONE])
    assert (stopped, state().stopped_at) == ([], None)

    waiting_since(timedelta(hours=4, minutes=1))
    with pytest.raises(ArchiveFailed):
        journal.write([ONE])
    stamp_all(authority)
    stamp_all(authority)
    assert [one.reason for one in stopped] == ["time-stamp authority"]
    assert state().stopped_at is not None

    authority.down = False
    assert stamp_all(authority) == 1
    journal.write([ONE])
    assert state().stopped_at is None
    assert faults(authority) == []


def test_while_the_worker_is_dead_another_process_says_once_that_the_log_has_stopped(kept, settings, stopped):
    waiting_since(timedelta(hours=3, minutes=59))
    Reporter("portal", settings).beat()
    assert (stopped, state().stopped_at) == ([], None)

    waiting_since(timedelta(hours=4, minutes=1))
    Reporter("gateway", settings).beat()  # nobody hears facts there
    assert stopped == []
    Reporter("portal", settings).beat()
    Reporter("portal", settings).beat()
    assert [one.reason for one in stopped] == ["time-stamp authority"]
    assert state().stopped_at is not None


def test_the_time_of_grace_is_a_setting(kept, authority):
    with transaction() as session:
        session.execute(update(JournalState).values(grace_seconds=60))
    waiting_since(timedelta(seconds=61))

    with pytest.raises(ArchiveFailed):
        journal.write([ONE])


def test_the_command_stamps_at_once(app, kept, authority, monkeypatch):
    monkeypatch.setattr(gateways, "_authority", [authority])
    result = app.test_cli_runner().invoke(args=["ehis", "stamp"])
    checked = app.test_cli_runner().invoke(args=["ehis", "verify-archive", "--day", DAY.isoformat()])

    assert "1 time stamps were put" in result.output
    assert "1 time stamps hold, 0 messages wait" in checked.output


def test_what_has_waited_for_an_unknown_time_begins_to_count_with_the_next_try(kept, authority):
    kept.execute(text("UPDATE ehis_journal_state SET unstamped_since = NULL"))
    authority.down = True
    stamp_all(authority)

    assert state().unstamped_since is not None
