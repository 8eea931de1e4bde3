"""Commands of the client for the server administrator."""

from datetime import datetime

import click

from webapp.core.actor import current_actor
from webapp.core.transaction import transaction
from webapp.ehis.asking.contracts import end_contract, renew_contract
from webapp.ehis.asking.officials import name_official
from webapp.ehis.commands import exchange_commands
from webapp.ehis.policy import Purpose


@exchange_commands.command("name-official")
@click.argument("purpose", type=click.Choice([str(one) for one in Purpose]))
@click.argument("name")
@click.argument("document")
@click.password_option("--fin", prompt="FİN", confirmation_prompt=False, help="asked for when not given")
def official(purpose: str, name: str, document: str, fin: str) -> None:
    """Name by DOCUMENT in whose NAME automatic questions for PURPOSE are asked (decision 118, annex 2, 6.6)."""
    with transaction():
        name_official(purpose, fin, name, document=document, actor=current_actor())
    click.echo(f"{purpose}: {name}")


@exchange_commands.command("end-contract")
@click.argument("contract")
@click.argument("ends_on", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("document")
@click.argument("reason")
def end(contract: str, ends_on: datetime, document: str, reason: str) -> None:
    """Ask nothing under CONTRACT from the day ENDS_ON, by DOCUMENT."""
    with transaction():
        end_contract(contract, ends_on.date(), reason, document=document, actor=current_actor())
    click.echo(f"{contract}: {ends_on:%Y-%m-%d}")


@exchange_commands.command("renew-contract")
@click.argument("contract")
@click.argument("on_day", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("document")
@click.argument("reason")
def renew(contract: str, on_day: datetime, document: str, reason: str) -> None:
    """Put CONTRACT in force again from ON_DAY, by DOCUMENT."""
    with transaction():
        renew_contract(contract, on_day.date(), reason, document=document, actor=current_actor())
    click.echo(contract)
