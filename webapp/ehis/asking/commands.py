"""Commands of the client for the server administrator."""

from datetime import datetime

import click

from webapp.core.actor import current_actor
from webapp.core.transaction import transaction
from webapp.ehis.asking.orders import end_contract, name_official, renew_contract
from webapp.ehis.commands import exchange_commands
from webapp.ehis.policy import Purpose


@exchange_commands.command("name-official")
@click.argument("purpose", type=click.Choice([str(one) for one in Purpose]))
@click.argument("name")
@click.password_option("--fin", prompt="FİN", confirmation_prompt=False, help="asked for when not given")
def official(purpose: str, name: str, fin: str) -> None:
    """Name in whose NAME automatic questions for PURPOSE are asked (decision 118, annex 2, 6.6)."""
    with transaction():
        name_official(purpose, fin, name, actor=current_actor())
    click.echo(f"{purpose}: {name}")


@exchange_commands.command("end-contract")
@click.argument("contract")
@click.argument("ends_on", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("reason")
def end(contract: str, ends_on: datetime, reason: str) -> None:
    """Ask nothing under CONTRACT from the day ENDS_ON."""
    with transaction():
        end_contract(contract, ends_on.date(), reason, actor=current_actor())
    click.echo(f"{contract}: {ends_on:%Y-%m-%d}")


@exchange_commands.command("renew-contract")
@click.argument("contract")
def renew(contract: str) -> None:
    """Put CONTRACT in force again."""
    with transaction():
        renew_contract(contract, actor=current_actor())
    click.echo(contract)
