"""Migrations are production code: up, down and up again; the tables they make are the tables of the models."""

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from tests.support.database import fresh_database, migrate
from webapp.core import db
from webapp.models import all_models


@pytest.fixture
def url(server):
    with fresh_database(server, "migrations") as url:
        yield url


def tables(url):
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [row[0] for row in rows]


def test_down_to_nothing_and_up_again(url):
    before = tables(url)
    migrate(url, "base")
    assert tables(url) == ["alembic_version"]
    migrate(url)
    assert tables(url) == before


def test_the_models_are_what_the_migrations_made(url):
    all_models()
    engine = create_engine(db.sqlalchemy_url(url))
    with engine.connect() as connection:
        options = {
            "compare_type": True,
            "include_schemas": True,
            "include_object": lambda _o, name, kind, *_: not (kind == "table" and name.startswith("procrastinate")),
        }
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), db.Base.metadata)
    engine.dispose()
    assert [str(difference) for difference in differences] == []
