"""What processes say of themselves, and that their own work never depends on it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text, update

from tests.support.ports import free_ports
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis.journal.models import JournalState
from webapp.ehis.monitoring import observing, reporting
from webapp.ehis.monitoring.models import CertificateInUse, Heartbeat, Spell
from webapp.ehis.monitoring.noticed import notice
from webapp.ehis.monitoring.reporting import Reporter, begin_reporting
from webapp.ehis.monitoring.uptime import Span, union


def heard(component):
    with transaction(read_only=True) as session:
        return list(session.scalars(select(Heartbeat).where(Heartbeat.component == component)))


def spells(component="gateway"):
    with transaction(read_only=True) as session:
        rows = session.scalars(select(Spell).where(Spell.component == component).order_by(Spell.began_at))
        return [Span(one.began_at, one.seen_at) for one in rows]


@pytest.fixture
def pki_settings(settings, pki):
    return settings


def test_the_security_server_tells_address_certificates_clock_queue_and_log(committing, pki_settings):
    Reporter("gateway", pki_settings).beat()
    (told,) = heard("gateway")
    assert told.address == f"https://127.0.0.1:{pki_settings.ehis_gateway_port}/"
    assert told.version
    assert "mTLS" in told.protocol
    assert abs(told.clock_offset_ms) < 5_000  # the same machine
    assert (told.queue_depth, told.archive_lag_s, told.state) == (0, 0, "running")
    with transaction(read_only=True) as session:
        found = {one.purpose: one for one in session.scalars(select(CertificateInUse))}
    assert set(found) == {"tls", "signing", "authority", "revocations"}
    assert all(len(one.fingerprint) == 64 and one.not_after > now() for one in found.values())


def test_a_log_that_has_stopped_makes_the_security_server_refuse(committing, pki_settings):
    with transaction() as session:
        since = now() - timedelta(hours=5)
        session.execute(update(JournalState).values(unstamped_since=since, stopped_at=now()))
    try:
        Reporter("gateway", pki_settings).beat()
        (told,) = heard("gateway")
        assert told.state == "refusing"
        assert 17_990 < told.archive_lag_s < 18_100
    finally:
        with transaction() as session:
            session.execute(update(JournalState).values(unstamped_since=None, stopped_at=None))


def test_the_worker_tells_of_the_queue_and_the_authoritys_clock_and_of_a_silent_station_nothing(
    committing, pki_settings
):
    notice("authority_offset_ms", 250)
    quiet = replace(pki_settings, ehis_station_port=free_ports(1)[0])
    Reporter("worker", quiet).beat()
    (told,) = heard("worker")
    assert told.authority_offset_ms == 250
    assert told.queue_depth is not None
    assert heard("station") == []


def test_a_station_that_answers_is_told_of_even_when_it_asks_for_a_password(committing, pki_settings, httpd):
    Reporter("worker", replace(pki_settings, ehis_station_port=httpd)).beat()
    (told,) = heard("station")
    assert told.address == f"http://127.0.0.1:{httpd}/"


@pytest.fixture
def httpd():
    """A server that wants a password."""
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    class Closed(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(401)
            self.end_headers()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Closed) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_beats_lengthen_one_spell_and_a_pause_begins_another(committing, pki_settings):
    reporter = Reporter("gateway", pki_settings)
    reporter.beat()
    reporter.beat()
    assert len(spells()) == 1
    with transaction() as session:
        session.execute(
            text("UPDATE ehis_stats.spells SET began_at = now() - interval '2 min', seen_at = now() - interval '31 s'")
        )
    reporter.beat()
    first, second = spells()
    assert first.ended < second.began
    assert len(union(spells())) == 2


def test_what_processes_that_ended_long_ago_said_is_forgotten(committing, pki_settings):
    old = now() - timedelta(minutes=61)
    with transaction() as session:
        words = {"address": "", "protocol": "", "version": "", "state": "running", "at": old, "started_at": old}
        session.add(Heartbeat(component="gateway", instance="gone/1", **words))
        session.add(Heartbeat(component="portal", instance="gone/2", **words))
    Reporter("gateway", pki_settings).beat()
    assert [one.instance for one in heard("gateway")] == [observing.instance()]
    assert len(heard("portal")) == 1  # it is all that is known of the portal


def test_a_clock_that_is_ahead_is_measured(committing, monkeypatch):
    monkeypatch.setattr(observing, "now", lambda: datetime.now(UTC) + timedelta(seconds=7))
    with transaction(read_only=True):
        assert 6_900 < observing.clock_offset_ms() < 7_500


def test_a_database_that_is_away_stops_nobody_and_is_said_once(app, pki_settings, caplog, monkeypatch):
    monkeypatch.setattr(reporting, "BEAT_SECONDS", 0.01)
    former = list(db._database)
    nowhere = db.open_database("postgresql://nobody:x@127.0.0.1:1/none")
    db.install_database(nowhere)
    try:
        reporter = begin_reporting("gateway", pki_settings)
        reporter._ended.wait(0.2)
        assert reporter._thread.is_alive()
        reporter.stop()
        assert not reporter._thread.is_alive()
    finally:
        nowhere.close()
        db._database[:] = former
    assert sum("ehis.heartbeat_lost" in record.getMessage() for record in caplog.records) == 1


def test_the_thread_beats_by_itself_until_it_is_stopped(committing, pki_settings, monkeypatch):
    monkeypatch.setattr(reporting, "BEAT_SECONDS", 0.02)
    reporter, seen = begin_reporting("adapter", pki_settings), set()
    deadline = now() + timedelta(seconds=10)
    while len(seen) < 3 and now() < deadline:
        seen |= {one.at for one in heard("adapter")}
        reporter._ended.wait(0.02)
    reporter.stop()
    assert len(seen) >= 3
