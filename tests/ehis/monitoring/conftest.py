import psycopg
import pytest

from tests.support.database import fresh_database
from webapp.core import db
from webapp.ehis.journal.writing import close
from webapp.ehis.monitoring.role import ensure_role, plain_url, station_url

PASSWORD = "a" * 32


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
