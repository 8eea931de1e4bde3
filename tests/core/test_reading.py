"""The server itself holds reading to reading, and one statement sees what another connection has just committed."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import InternalError, OperationalError

from tests.support.database import fresh_database
from webapp.core import db
from webapp.core.numbering import next_number
from webapp.core.transaction import transaction


@pytest.fixture
def real_database(server, app):
    installed = list(db._database)
    with fresh_database(server, "reading") as url:
        database = db.open_database(url)
        db.install_database(database)
        yield database
        database.close()
    db._database[:] = installed


def test_a_reading_connection_refuses_to_write_whatever_is_asked(real_database):
    with pytest.raises(InternalError, match="read-only"), transaction(read_only=True):
        next_number("never", 2026)
    with transaction(read_only=True) as session:
        assert session.execute(text("SHOW default_transaction_read_only")).scalar() == "on"
    with transaction() as session:
        assert session.execute(text("SHOW default_transaction_read_only")).scalar() == "off"


def test_reading_sees_what_was_committed(real_database):
    with transaction():
        next_number("seen", 2026)
    with transaction(read_only=True) as session:
        assert session.execute(text("SELECT last FROM number_series WHERE series = 'seen'")).scalar() == 1


CUT = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def answers(*, read_only):
    try:
        with transaction(read_only=read_only) as session:
            return session.execute(text("SELECT 1")).scalar() == 1
    except OperationalError:
        return False


def test_after_the_connections_were_cut_requests_work_again_by_themselves(real_database):
    assert answers(read_only=True)
    assert answers(read_only=False)
    with transaction() as session:
        session.execute(CUT)

    for read_only in (True, False):
        assert any(answers(read_only=read_only) for _ in range(3))
        assert answers(read_only=read_only)


def test_a_snapshot_stands_still_while_others_write_and_cannot_write_itself(real_database):
    count = text("SELECT count(*) FROM number_series")
    with transaction(snapshot=True) as session:
        before = session.execute(count).scalar()
        with real_database.engine.begin() as other:
            other.execute(text("INSERT INTO number_series (series, year, last) VALUES ('beside', 2026, 1)"))
        assert session.execute(count).scalar() == before
        assert len(list(session.execute(text("SELECT 1"), execution_options={"yield_per": 10}))) == 1
    with pytest.raises(InternalError, match="read-only"), transaction(snapshot=True):
        next_number("never", 2026)
