"""The station's role reads statistics, and nothing else in the whole database (annex 2, 2.7)."""

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import create_engine

from tests.ehis.monitoring.conftest import PASSWORD
from webapp.core import db
from webapp.ehis.monitoring.role import ROLE, ensure_role, may_read_more, plain_url, station_url

RELATIONS = """
    SELECT space.nspname, relation.relname, relation.relkind
    FROM pg_class AS relation JOIN pg_namespace AS space ON space.oid = relation.relnamespace
    WHERE relation.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      AND space.nspname NOT IN ('pg_catalog', 'information_schema') AND space.nspname NOT LIKE 'pg\\_toast%'
    ORDER BY 1, 2
"""
FUNCTIONS = """
    SELECT space.nspname, function.oid::regprocedure::text
    FROM pg_proc AS function JOIN pg_namespace AS space ON space.oid = function.pronamespace
    WHERE space.nspname NOT IN ('pg_catalog', 'information_schema')
"""


@pytest.fixture
def owner(url):
    with psycopg.connect(plain_url(url), autocommit=True) as connection:
        yield connection


@pytest.fixture
def station(url):
    with psycopg.connect(station_url(url, PASSWORD), autocommit=True) as connection:
        yield connection


def refused(connection, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


def relations(owner, *, statistics):
    return [row for row in owner.execute(RELATIONS) if (row[0] == "ehis_stats") is statistics]


def test_every_other_table_view_and_sequence_answers_permission_denied(owner, station):
    others = relations(owner, statistics=False)
    names = {name for _, name, _ in others}
    assert {"ehis_archive", "ehis_journal_keys", "procrastinate_jobs", "alembic_version"} <= names
    for schema, name, _ in others:
        refused(station, sql.SQL("SELECT * FROM {}").format(sql.Identifier(schema, name)))


def test_statistics_are_read_all_of_them(owner, station):
    found = [name for _, name, kind in relations(owner, statistics=True) if kind != "S"]
    assert {"breakers", "certificates", "exchanges", "heartbeats", "hours", "spells"} == set(found)
    for name in found:
        station.execute(sql.SQL("SELECT * FROM ehis_stats.{}").format(sql.Identifier(name)))


def test_nothing_can_be_written_even_after_asking_for_a_writing_transaction(owner, station):
    station.execute("SET default_transaction_read_only = off")
    for schema, name, kind in relations(owner, statistics=True):
        table = sql.Identifier(schema, name)
        if kind == "S":
            refused(station, sql.SQL("SELECT nextval({})").format(sql.Literal(f"{schema}.{name}")))
            continue
        refused(station, sql.SQL("INSERT INTO {} DEFAULT VALUES").format(table))
        refused(station, sql.SQL("DELETE FROM {}").format(table))
        refused(station, sql.SQL("TRUNCATE {}").format(table))
    for statement in (
        "CREATE TABLE ehis_stats.mine (a int)",
        "CREATE TABLE public.mine (a int)",
        "CREATE TEMPORARY TABLE mine (a int)",
        "CREATE SCHEMA mine",
        f"ALTER ROLE {ROLE} SUPERUSER",
        "SET ROLE postgres",
    ):
        refused(station, statement)


def test_no_function_of_the_house_may_be_called(owner, station):
    functions = owner.execute(FUNCTIONS).fetchall()
    assert functions
    allowed = [
        name
        for _, name in functions
        if owner.execute("SELECT has_function_privilege(%s, %s, 'EXECUTE')", [ROLE, name]).fetchone()[0]
    ]
    assert allowed == []
    refused(station, "SELECT public.ehis_journal_append('[]'::jsonb, ''::bytea)")


def test_functions_and_tables_that_come_later_follow_the_same_rule(owner, station):
    owner.execute("CREATE FUNCTION public.later() RETURNS integer LANGUAGE sql AS 'SELECT 1'")
    owner.execute("CREATE TABLE public.later_table (a int)")
    owner.execute("CREATE TABLE ehis_stats.later_figures (a int)")
    try:
        refused(station, "SELECT public.later()")
        refused(station, "SELECT * FROM public.later_table")
        assert station.execute("SELECT count(*) FROM ehis_stats.later_figures").fetchone() == (0,)
    finally:
        owner.execute("DROP TABLE ehis_stats.later_figures, public.later_table")
        owner.execute("DROP FUNCTION public.later()")


def test_files_large_objects_and_other_peoples_statements_are_out_of_reach(owner, station):
    secret = "SELECT 'marker-of-another-session'"
    owner.execute(secret)
    seen = station.execute("SELECT query FROM pg_stat_activity WHERE usename <> current_user").fetchall()
    assert not any("marker-of-another" in (row[0] or "") for row in seen)
    for statement in ("SELECT pg_read_file('PG_VERSION')", "SELECT * FROM pg_authid", "SELECT * FROM pg_largeobject"):
        refused(station, statement)


def test_made_twice_is_made_once_and_a_stray_right_is_taken_back(url, owner, station):
    owner.execute(f"GRANT INSERT ON ehis_stats.exchanges TO {ROLE}")
    owner.execute(f"GRANT SELECT ON public.ehis_archive TO {ROLE}")
    ensure_role(url, PASSWORD)
    station.execute("SET default_transaction_read_only = off")
    refused(station, "INSERT INTO ehis_stats.exchanges DEFAULT VALUES")
    refused(station, "SELECT * FROM public.ehis_archive")


def test_the_station_itself_notices_a_role_that_could_read_more(url, owner):
    def more(address):
        engine = create_engine(db.sqlalchemy_url(address))
        with engine.connect() as connection:
            found = may_read_more(connection)
        engine.dispose()
        return found

    assert more(url)
    assert not more(station_url(url, PASSWORD))
    for grant in ("SELECT ON public.ehis_archive", "SELECT (message_id) ON public.ehis_archive"):
        owner.execute(f"GRANT {grant} TO {ROLE}")
        assert more(station_url(url, PASSWORD))
        owner.execute(f"REVOKE {grant} FROM {ROLE}")
    owner.execute(f"GRANT pg_read_all_data TO {ROLE}")
    try:
        assert more(station_url(url, PASSWORD))
    finally:
        owner.execute(f"REVOKE pg_read_all_data FROM {ROLE}")
