"""Commands for those who set up the monitoring station."""

import click
import psycopg
from flask import current_app
from flask.cli import AppGroup

from webapp.core.server import database_url
from webapp.ehis.monitoring.role import ROLE, ensure_role, plain_url, statements
from webapp.ehis.monitoring.settings import database_password

station_commands = AppGroup("station", help="The local monitoring station.")


@station_commands.command("role")
@click.option("--sql", is_flag=True, help="Print what an administrator of the database would run, and run nothing.")
def role(*, sql: bool) -> None:
    """Give the station its database role, which reads statistics and nothing else."""
    url, password = database_url(current_app.settings), database_password()  # type: ignore[attr-defined] # Portal
    if sql:
        with psycopg.connect(plain_url(url)) as connection:
            click.echo(";\n".join(one.as_string(connection).strip() for one in statements(connection, password)) + ";")
        return
    try:
        ensure_role(url, password)
    except psycopg.errors.InsufficientPrivilege:
        click.echo(f"The database's user may not make {ROLE}: have an administrator run `flask station role --sql`.")
