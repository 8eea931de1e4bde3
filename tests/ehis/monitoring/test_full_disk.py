"""A message log that cannot be written: seen at the station and in the office, registered once, gone when it is over."""

import errno
from contextlib import suppress
from datetime import timedelta

import pytest

from tests.ehis.journal.conftest import ONE
from tests.ehis.monitoring.test_office_pages import HEAD, heard
from tests.support.people import sign_in
from webapp.core import bus
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis import journal
from webapp.ehis.errors import ArchiveFailed
from webapp.ehis.events import EvidenceStopped
from webapp.ehis.journal import failing, writer
from webapp.ehis.monitoring import unwritable
from webapp.ehis.monitoring.reporting import Reporter
from webapp.incidents.models import Incident

WORDS = "mesajlar jurnalını"


@pytest.fixture(autouse=True)
def nothing_noted():
    failing.note_success()
    yield
    failing.note_success()


@pytest.fixture
def full_disk(monkeypatch):
    """The writer's edge meets a disk on which nothing has room; calling it makes room again."""
    real = writer.append

    def refused(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writer, "append", refused)
    return lambda: monkeypatch.setattr(writer, "append", real)


@pytest.fixture
def told(monkeypatch):
    facts = []
    monkeypatch.setattr(unwritable, "publish", facts.append)
    return facts


def test_a_full_disk_is_shown_at_the_station_and_gone_when_there_is_room(station, settings, full_disk):
    with pytest.raises(ArchiveFailed):
        journal.write([ONE])
    Reporter("gateway", settings).beat()
    page = station.get("/").get_data(as_text=True)
    assert f"Təhlükəsizlik serveri {WORDS}" in page
    assert "Mesaj qəbul etmir" in page
    assert 'kabinet_ehis_log_writable{component="gateway"} 0.0' in station.get("/metrics").get_data(as_text=True)
    full_disk()
    journal.write([ONE])
    Reporter("gateway", settings).beat()

    page = station.get("/").get_data(as_text=True)
    assert WORDS not in page
    assert 'kabinet_ehis_log_writable{component="gateway"} 1.0' in station.get("/metrics").get_data(as_text=True)


def test_one_process_of_two_that_cannot_write_is_enough_to_be_named(station, committing):
    heard("gateway", instance="a/1", log_failed_since=now() - timedelta(minutes=2), state="refusing")
    heard("gateway", instance="a/2", at=now() + timedelta(seconds=1))

    assert f"Təhlükəsizlik serveri {WORDS}" in station.get("/").get_data(as_text=True)


def test_the_office_is_told_even_when_no_sign_of_life_can_be_written(client):
    sign_in(client, HEAD, office=True)
    assert WORDS not in client.open("/office/ehis/").words
    failing.note_failure()

    assert f"İstifadəçi interfeysi {WORDS}" in client.open("/office/ehis/").words


def test_it_is_told_once_and_again_only_after_it_was_over(committing, settings, told):
    failing.note_failure()
    for _ in range(3):
        Reporter("portal", settings).beat()
    assert told == [EvidenceStopped(reason=unwritable.REASON)]
    failing.note_success()
    Reporter("portal", settings).beat()
    Reporter("portal", settings).beat()
    failing.note_failure()
    Reporter("portal", settings).beat()
    Reporter("portal", settings).beat()
    assert len(told) == 2
    failing.note_success()
    for _ in range(2):
        Reporter("portal", settings).beat()


def test_the_incident_of_a_log_that_cannot_be_written_is_an_accident(client, app):
    with transaction() as session:
        bus.publish(EvidenceStopped(reason=unwritable.REASON))
        found = [(row.kind, row.severity, row.description) for row in session.query(Incident)]
    assert found == [("accident", "critical", unwritable.REASON)]


def test_a_failure_nobody_repeats_says_nothing_after_some_minutes(monkeypatch):
    failing.note_failure()
    assert failing.failing_since() is not None
    monkeypatch.setattr(failing, "now", lambda: now() + timedelta(minutes=6))
    assert failing.failing_since() is None


def test_a_wrong_value_is_not_a_full_disk(committing, monkeypatch):
    def refused(*_):
        raise ValueError

    monkeypatch.setattr(writer, "append", refused)
    with suppress(ArchiveFailed):
        journal.write([ONE])
    assert failing.failing_since() is None
