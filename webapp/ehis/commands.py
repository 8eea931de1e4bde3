"""Commands for those who look after the exchange."""

from datetime import date, datetime

import click
from flask.cli import AppGroup

from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.ehis.archive import broken_link

exchange_commands = AppGroup("ehis", help="The exchange with the state's registers.")


@exchange_commands.command("verify-archive")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="the day in Baku; today if not given")
def verify_archive(day: datetime | None) -> None:
    """Prove that no archived message of a day was changed or taken out."""
    wanted: date = day.date() if day else today()
    with transaction(snapshot=True):
        position = broken_link(wanted)
    if position is not None:
        raise click.ClickException(f"{wanted}: the chain breaks at position {position}")
    click.echo(f"{wanted}: every message is as it was archived")
