"""`flask self-test`: says of functions, rights, exchange and protection whether they are in order."""

import click
from flask.cli import with_appcontext

from webapp.core.text import in_language
from webapp.incidents.selftest import run


@click.command("self-test")
@with_appcontext
def self_test() -> None:
    """Check functions, rights, exchange and protection; end with code 1 when something is not in order."""
    with in_language("en"):
        results = run()
    for result in results:
        click.echo(f"{'OK    ' if result.ok else 'NOT OK'}  {result.area:10}  {result.name}: {result.said}")
    bad = [result for result in results if not result.ok]
    click.echo(f"{len(results) - len(bad)} of {len(results)} are in order.")
    if bad:
        raise SystemExit(1)
