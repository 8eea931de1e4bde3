"""Marker strings in every place of a message: none of them comes to the statistics, the station, the logs or the metrics.

Beside it: the statistics count what the archive counts, no more and no less.
"""

import logging
from dataclasses import replace

import psycopg
import pytest
from prometheus_client import REGISTRY, generate_latest
from psycopg import sql

from tests.ehis.gateway.world import World, as_call, der, fill_directory, now, service, status_answer
from tests.ehis.monitoring.conftest import ENTRANCE, PASSWORD, basic, tables
from tests.support.database import fresh_database
from webapp.core import db
from webapp.ehis import journal
from webapp.ehis.archive import DatabaseArchive
from webapp.ehis.client import Exchange
from webapp.ehis.envelope import build_fault
from webapp.ehis.errors import RegisterRefused, RegisterUnavailable, Unavailable
from webapp.ehis.faults import FaultCode, SoapFault
from webapp.ehis.gateway.adapter import Answered
from webapp.ehis.ids import Client, Member
from webapp.ehis.journal.writing import close
from webapp.ehis.monitoring.role import ensure_role, plain_url, station_url
from webapp.ehis.monitoring.settings import StationSettings
from webapp.ehis.monitoring.station.application import station_application
from webapp.ehis.multipart import SignedMessage, pack
from webapp.ehis.policy import POLICIES, Purpose
from webapp.ehis.question import Question
from webapp.ehis.rest.message import REQUEST_KIND
from webapp.ehis.rest.reading import accept
from webapp.ehis.sign import sign
from webapp.ehis.transport import HttpAnswer

PERSON = "5MRKR77"
MARKERS = (PERSON, "marker")


class KeepingWorld(World):
    """The exchange in memory, whose server keeps what passes in the real log."""

    def __post_init__(self):
        super().__post_init__()
        self.kept = journal.write
        self.server = self.new_server()

    def sent_rest(self, target, *headers, body=b""):
        usual = (("X-Road-Client", "AZ/GOV/POLICE/checks"), *headers)
        message = accept("POST" if body else "GET", f"/r1/AZ/GOV/AYNA/kabinet/{target}", usual, body)
        content_type, packed = pack(
            SignedMessage(message.raw, sign(message.raw, self.agency, at=now())), kind=REQUEST_KIND
        )
        return self.server.handle(as_call(packed, content_type, der(self.agency)))


@pytest.fixture(scope="module")
def world(server, app, tmp_path_factory):
    with fresh_database(server, "leaks") as url, app.app_context():
        ensure_role(url, PASSWORD)
        world = KeepingWorld(url, tmp_path_factory.mktemp("leaks"))
        fill_directory(world)
        database = db.open_database(url)
        db.install_database(database)
        yield world
        close()
        database.close()
        world.close()


@pytest.fixture
def heard(caplog):
    """Everything that was logged, as it came to the handlers."""
    caplog.set_level(logging.DEBUG)
    return lambda: "\n".join(f"{record.getMessage()} {record.args}" for record in caplog.records)


class Upstream:
    """A register's server that answers what the test says."""

    def __init__(self, answer):
        self.answer = answer

    def post(self, content_type, body, *, deadline):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def asked(registers, answer, code="getPerson"):
    """Ask with markers for the person, the official and the case; let the answer come back as it may."""
    exchange = Exchange(Upstream(answer), registers.identity(), DatabaseArchive())
    row = replace(POLICIES[code], retryable=False)
    question = Question(row, {row.parameters[0]: PERSON}, f"AZ{PERSON}", Purpose.CABINET, "marker-issue")
    with pytest.raises(Unavailable):
        exchange.ask(question)


def everything_shown(url):
    """The whole schema of statistics as text, and every page, file and metric of the station."""
    with psycopg.connect(plain_url(url)) as connection:
        rows = [
            str(row)
            for name in tables(connection)
            for row in connection.execute(
                sql.SQL("SELECT t::text FROM {} AS t").format(sql.Identifier("ehis_stats", name))
            )
        ]
    application = station_application(StationSettings(8445, station_url(url, PASSWORD), "station", ENTRANCE))
    visitor = application.test_client()
    visitor.environ_base["HTTP_AUTHORIZATION"] = basic("station", ENTRANCE)
    addresses = ("/", "/services", "/statistics", "/availability", "/statistics.csv", "/statistics.json", "/metrics")
    pages = [visitor.get(address).text for address in addresses]
    application.extensions["station_source"].close()
    return rows, "\n".join([*rows, *pages, generate_latest(REGISTRY).decode()])


def provided(world):
    """Messages to us with a marker in each place, accepted ones and refused ones."""
    marked = {"message_id": "marker-message-id-1", "user_id": f"AZ{PERSON}", "issue": "marker-issue"}
    world.send(world.request(note="marker-body", **marked))
    world.send(world.request(note="marker-body", **marked))  # the same again
    world.send(world.request(voen="marker", **marked | {"message_id": "marker-message-id-2"}))
    for unknown in (service("markerService"), service("carrierStatus", "v9marker"), service(f"of{PERSON}")):
        world.send(world.request(service=unknown, message_id=f"marker-{unknown.code}-{unknown.version}"))
    stranger = Client(Member("AZ", "GOV", "POLICE"), PERSON)
    world.send(world.request(client=stranger, message_id="marker-message-id-3"))
    world.send(world.request(note="marker-body"), signature=b"marker-signature")
    world.sent_rest(f"carrierStatus/marker-path/{PERSON}?voen=marker-query", ("X-Road-Id", "marker-rest-id-1"))
    world.sent_rest(
        "carrierStatus", ("X-Road-UserId", f"AZ{PERSON}"), ("X-Road-Issue", "marker"), body=b'{"voen": "marker"}'
    )
    fault = build_fault(SoapFault(FaultCode("server", "service_failed"), f"marker-fault {PERSON}", "marker-detail"))
    world.adapter.answer = lambda _: Answered(500, (("Content-Type", "text/xml"),), fault)
    world.send(world.request(note="marker-body", message_id="marker-message-id-4"))
    world.adapter.answer = lambda _: Answered(200, (("Content-Type", "text/xml"),), b"<marker/>")
    world.send(world.request(note="marker-body", message_id="marker-message-id-5"))


def asked_by_us(registers):
    """Questions of ours with markers, answered by every kind of nonsense with markers in it."""
    for code in ("server.marker", f"server.{PERSON}", "server.serverproxy.access_denied", "marker"):
        fault = f"""<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault>
            <faultcode>{code}</faultcode><faultstring>marker-fault {PERSON}</faultstring>
            <detail><faultDetail xmlns="">marker-detail</faultDetail></detail></soap:Fault></soap:Body></soap:Envelope>"""
        asked(registers, HttpAnswer(200, "text/xml; charset=utf-8", fault.encode()))
    asked(registers, HttpAnswer(500, "text/html", b"<p>marker</p>"))
    asked(registers, HttpAnswer(200, "multipart/mixed; boundary=marker", b"--marker\r\n\r\nmarker\r\n--marker--"))
    asked(registers, RegisterUnavailable("timeout", repeatable=True, upstream=True))
    asked(registers, RegisterRefused("access_denied"))


def test_no_marker_is_seen_anywhere_but_in_the_sealed_log(world, registers, heard):
    provided(world)
    asked_by_us(registers)
    rows, shown = everything_shown(world.url)

    assert len(rows) >= 20
    assert any("marker" in str(request.body) for request in world.adapter.asked)  # they did travel
    assert "AZ/GOV/AYNA/kabinet/carrierStatus" in shown
    assert "ehis.refused" in heard()
    for marker in MARKERS:
        assert marker not in shown
        assert marker not in heard()


def test_statistics_count_what_the_archive_counts(world, registers):
    with psycopg.connect(plain_url(world.url), autocommit=True) as connection:
        connection.execute("TRUNCATE ehis_stats.exchanges")
        last = connection.execute("SELECT coalesce(max(id), 0) FROM ehis_archive").fetchone()[0]
        world.adapter.answer = status_answer
        for number in range(7):
            world.answered(world.request(message_id=f"counted-{number}-abcdef"))
        for number in range(3):
            world.send(world.request(service=service("secretService"), message_id=f"refused-{number}-abcdef"))
        for _ in range(2):
            asked(registers, RegisterUnavailable("timeout", repeatable=True, upstream=True))
        archived = connection.execute(
            "SELECT side, count(DISTINCT message_id), count(*) FILTER (WHERE direction = 'answer' AND outcome = 'sent')"
            " FROM ehis_archive WHERE id > %s GROUP BY side ORDER BY side",
            [last],
        ).fetchall()
        counted = connection.execute(
            "SELECT direction, count(*), count(*) FILTER (WHERE succeeded) FROM ehis_stats.exchanges"
            " GROUP BY direction ORDER BY direction"
        ).fetchall()
    assert archived == counted == [("asked", 2, 0), ("provided", 10, 7)]


def test_a_log_that_takes_nothing_leaves_no_figure_either(world):
    with psycopg.connect(plain_url(world.url), autocommit=True) as connection:
        before = connection.execute("SELECT count(*) FROM ehis_stats.exchanges").fetchone()
        connection.execute("ALTER TABLE ehis_stats.exchanges ADD CONSTRAINT nothing CHECK (client = '') NOT VALID")
        try:
            reply = world.send(world.request())
        finally:
            connection.execute("ALTER TABLE ehis_stats.exchanges DROP CONSTRAINT nothing")
        assert b"logging_failed" in reply.body
        assert connection.execute("SELECT count(*) FROM ehis_stats.exchanges").fetchone() == before
