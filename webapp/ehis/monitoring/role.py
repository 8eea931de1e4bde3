"""The station's database role: it reads `ehis_stats` and nothing else, not even functions that tell of the rest (2.7).

Made at every start, because a role belongs to the whole server and rights belong to one database. Where the house's
own user may not make roles, an administrator runs what `flask station role --sql` prints.
"""

import time
from typing import Any, Final

import psycopg
import structlog
from psycopg import sql
from sqlalchemy import URL, Connection, make_url, text

ROLE: Final = "kabinet_station"
CONNECTIONS: Final = 8
TRIES: Final = 5
log = structlog.get_logger(__name__)

MAKE: Final = """
DO $$ BEGIN
  CREATE ROLE {role};
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
"""
RIGHTS: Final = (
    "ALTER ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
    "ALTER ROLE {role} CONNECTION LIMIT {limit} PASSWORD {password}",
    "ALTER ROLE {role} SET default_transaction_read_only = on",
    "ALTER ROLE {role} SET statement_timeout = '15s'",
    "GRANT USAGE, CREATE ON SCHEMA public TO CURRENT_USER",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC, {role}",
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {role}",
    "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {role}",
    "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, {role}",
    "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
    "REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {database} TO {role}",
    "REVOKE ALL ON SCHEMA ehis_stats FROM {role}",
    "GRANT USAGE ON SCHEMA ehis_stats TO {role}",
    "REVOKE ALL ON ALL TABLES IN SCHEMA ehis_stats FROM {role}",
    "GRANT SELECT ON ALL TABLES IN SCHEMA ehis_stats TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA ehis_stats GRANT SELECT ON TABLES TO {role}",
)
TOO_MUCH: Final = text("""
    SELECT (SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles WHERE rolname = current_user)
        OR EXISTS (SELECT 1 FROM pg_auth_members WHERE member = (SELECT oid FROM pg_roles WHERE rolname = current_user))
        OR EXISTS (
            SELECT 1 FROM pg_class AS relation JOIN pg_namespace AS space ON space.oid = relation.relnamespace
            WHERE relation.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
              AND space.nspname NOT IN ('pg_catalog', 'information_schema') AND space.nspname NOT LIKE 'pg\\_toast%'
              AND CASE WHEN relation.relkind = 'S' THEN has_sequence_privilege(relation.oid, 'SELECT, UPDATE, USAGE')
                  WHEN space.nspname = 'ehis_stats'
                  THEN has_table_privilege(relation.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
                  ELSE has_table_privilege(relation.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
                      OR has_any_column_privilege(relation.oid, 'SELECT, INSERT, UPDATE') END
        )
""")


def ensure_role(url: str, password: str) -> None:
    """Make the role in the database at `url`, with exactly its rights. Raises psycopg.Error when we may not."""
    for attempt in range(TRIES):
        try:
            with psycopg.connect(plain_url(url), autocommit=True) as connection:
                for statement in statements(connection, password):
                    connection.execute(statement)
        except psycopg.errors.InternalError_ as error:  # "tuple concurrently updated": another house starts as well
            if attempt == TRIES - 1:
                raise
            log.info("station.role_tried_again", why=str(error))
            time.sleep(0.05 * (attempt + 1))
        else:
            return


def statements(connection: psycopg.Connection[Any], password: str) -> list[sql.Composed]:
    """Return what makes the role and gives it its rights in the database of `connection`, in order."""
    values = {
        "role": sql.Identifier(ROLE),
        "limit": sql.Literal(CONNECTIONS),
        "password": sql.Literal(password),
        "database": sql.Identifier(connection.info.dbname),
    }
    return [sql.SQL(one).format(**values) for one in (MAKE, *RIGHTS)]


def may_read_more(connection: Connection) -> bool:
    """Whether the user of `connection` could read or write anything but statistics; then the station must not work."""
    return bool(connection.execute(TOO_MUCH).scalar())


def station_url(url: str, password: str) -> str:
    """Return the address of the database at `url` for the station's role."""
    address: URL = make_url(plain_url(url)).set(username=ROLE, password=password)
    return address.render_as_string(hide_password=False)


def plain_url(url: str) -> str:
    """Return `url` without the name of a driver, as PostgreSQL's own programs read it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)
