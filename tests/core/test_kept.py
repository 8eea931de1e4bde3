"""Values kept in memory follow their tables: seen at once by everybody after a commit, by nobody before it."""

from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import text

from tests.support.database import fresh_database
from webapp.core import db
from webapp.core.kept import Kept, versions_once
from webapp.core.transaction import transaction

STATIONS = text("SELECT count(*) FROM bus_stations")
ADDED = """
    INSERT INTO bus_stations (code, name_az, name_en, name_ru, closes_minutes) VALUES ('KEPT', 'Kənd', 'Kand', 'Кянд', 10)
"""


@pytest.fixture(scope="module")
def committing(app, server):
    """A database in which commits are commits."""
    with fresh_database(server, "kept") as url:
        database = db.open_database(url)
        db.install_database(database)
        with app.app_context():
            yield url
        database.close()


@pytest.fixture
def loads():
    """How often the value was read from the tables."""
    return []


@pytest.fixture
def stations(loads):
    def load():
        loads.append(1)
        return db.session().scalar(STATIONS)

    return Kept("timetable.network", load)


@pytest.fixture
def elsewhere(committing):
    """Another program over the same database."""
    with psycopg.connect(committing) as connection:
        yield connection
        connection.rollback()
        connection.execute("DELETE FROM bus_stations WHERE code = 'KEPT'")
        connection.commit()


@contextmanager
def reading():
    with transaction(read_only=True):
        yield


def test_what_did_not_change_is_read_once(committing, stations, loads):
    for _ in range(3):
        with reading():
            stations.get()
    assert len(loads) == 1


def test_a_change_of_another_program_is_seen_by_the_next_transaction_after_its_commit(elsewhere, stations, loads):
    with reading():
        before = stations.get()
    elsewhere.execute(ADDED)
    with reading():
        assert stations.get() == before, "nobody has committed"
    elsewhere.commit()
    with reading():
        assert stations.get() == before + 1
    with reading():
        assert stations.get() == before + 1
    assert len(loads) == 2, "once for each state"


def test_who_writes_sees_it_at_once_and_a_rollback_takes_it_back(committing, stations):
    with reading():
        before = stations.get()

    class Regret(Exception):
        pass

    def change():
        with transaction() as session:
            session.execute(text(ADDED))
            assert stations.get() == before + 1
            raise Regret

    with pytest.raises(Regret):
        change()
    with reading():
        assert stations.get() == before


def test_a_change_during_the_reading_is_read_again(elsewhere, loads):
    def load():
        found = db.session().scalar(STATIONS)
        if not loads:
            elsewhere.execute(ADDED)
            elsewhere.commit()
        loads.append(1)
        return found

    kept = Kept("timetable.network", load)
    with reading():
        first = kept.get()
    with reading():
        assert kept.get() == first
    assert len(loads) == 2


def test_a_block_asks_for_the_versions_once(elsewhere, stations):
    with transaction(), versions_once():
        before = stations.get()
        elsewhere.execute(ADDED)
        elsewhere.commit()
        assert stations.get() == before
    with transaction():
        assert stations.get() == before + 1


@pytest.mark.parametrize("name", ["timetable.network", "tickets.terms"])
def test_each_name_has_a_version_from_the_start(committing, name):
    with transaction(read_only=True) as session:
        assert session.scalar(text("SELECT count(*) FROM kept_versions WHERE name = :name"), {"name": name}) == 1
