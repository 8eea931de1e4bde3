"""`flask audit verify`: says whether the journal is unbroken."""

import click
from flask.cli import AppGroup

from webapp.audit.chain import verify as verify_chain
from webapp.core.transaction import transaction

audit_commands = AppGroup("audit", help="The journal of who did what.")


@audit_commands.command()
def verify() -> None:
    """Recompute the whole chain; name the first broken row and end with code 1 if there is one."""
    with transaction(snapshot=True):
        verdict = verify_chain()
    if verdict.broken_at is not None:
        click.echo(f"Broken at row {verdict.broken_at}: {verdict.fault}. {verdict.entries} rows before it are sound.")
        raise SystemExit(1)
    click.echo(f"Unbroken: {verdict.entries} rows, head {verdict.head}.")
