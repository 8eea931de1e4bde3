"""Commands: is the ledger in order."""

import click
from flask.cli import AppGroup

from webapp.core.transaction import transaction
from webapp.payments.checking import faults

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
