"""Commands: is the ledger in order; from which amount on a refund takes a second person."""

from datetime import datetime

import click
from flask.cli import AppGroup

from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.payments.checking import faults
from webapp.payments.limits_in_force import set_limit

ledger = AppGroup("ledger", help="The ledger of payments.")


@ledger.command("check")
def check() -> None:
    """Check that every entry and the whole balance, and that payments, receipts and invoices agree with it."""
    with transaction(snapshot=True):
        found = faults()
    for fault in found:
        click.echo(fault)
    if found:
        raise SystemExit(1)
    click.echo("The ledger is in order.")


@ledger.command("limit")
@click.argument("qepik", type=click.IntRange(min=1))
@click.argument("since", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("basis")
def limit(qepik: int, since: datetime, basis: str) -> None:
    """Set from how many QEPIK on, and from which day, a refund takes a second person; BASIS names the order."""
    with transaction():
        set_limit(qepik, since=since.date(), basis=basis, actor=SYSTEM)
    click.echo("The limit is set.")
