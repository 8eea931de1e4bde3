import base64
from datetime import timedelta

import psycopg
import pytest

from tests.support.database import fresh_database
from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis.journal.models import MeasuredExchange
from webapp.ehis.journal.writing import close
from webapp.ehis.monitoring.models import Heartbeat
from webapp.ehis.monitoring.role import ensure_role, plain_url, station_url
from webapp.ehis.monitoring.settings import StationSettings
from webapp.ehis.monitoring.station.application import station_application
from webapp.ehis.monitoring.station.source import Source

PASSWORD = "a" * 32
ENTRANCE = "the-entrance-of-the-test"
ORDINARY = {
    "minute": now().replace(second=0, microsecond=0),
    "direction": "provided",
    "client": "AZ/GOV/POLICE/checks",
    "service": "AZ/GOV/AYNA/kabinet/carrierStatus",
    "version": "v1",
    "protocol": "soap",
    "total_ms": 30,
    "service_ms": 20,
    "request_bytes": 900,
    "answer_bytes": 1200,
    "succeeded": True,
    "fault_code": None,
    "status": 200,
}


@pytest.fixture(scope="module")
def url(server):
    """A database of its own, with the station's role let in."""
    with fresh_database(server, "monitoring") as url:
        ensure_role(url, PASSWORD)
        yield url


@pytest.fixture
def committing(url, app):
    """Real commits in that database, which is emptied of figures afterwards."""
    with app.app_context():
        database = db.open_database(url)
        db.install_database(database)
        yield database
        close()
        database.close()
    with psycopg.connect(plain_url(url)) as connection:
        connection.execute("TRUNCATE " + ", ".join(f"ehis_stats.{table}" for table in tables(connection)))


@pytest.fixture
def station_database(url):
    """The database as the station sees it."""
    database = db.open_database(station_url(url, PASSWORD), pool_size=2)
    yield database
    database.close()


def tables(connection):
    return [row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'ehis_stats'")]


@pytest.fixture
def station(url, committing):
    """The station's own application over the role's database, and a visitor who knows the password."""
    settings = StationSettings(8445, station_url(url, PASSWORD), "station", ENTRANCE)
    source = Source.at(settings.database_url)
    application = station_application(settings, source)
    application.config["TESTING"] = True
    visitor = application.test_client()
    visitor.environ_base["HTTP_AUTHORIZATION"] = basic("station", ENTRANCE)
    yield visitor
    source.close()


def basic(user, password):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def keep(*rows):
    """Write figures of exchanges: dictionaries over an ordinary one."""
    with transaction() as session:
        session.add_all(MeasuredExchange(**{**ORDINARY, **row}) for row in rows)


def beat(component="gateway", *, ago=0, **changes):
    """Write a heartbeat as the component would have, so many seconds ago."""
    at = now() - timedelta(seconds=ago)
    usual = {
        "instance": "one/1",
        "address": "https://127.0.0.1:8443/",
        "protocol": "SOAP",
        "version": "0.1.0",
        "state": "running",
        "at": at,
        "started_at": at,
    }
    with transaction() as session:
        session.merge(Heartbeat(component=component, **{**usual, **changes}))
