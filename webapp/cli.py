"""Commands: `flask NAME`. Those of a subsystem stand in its own manifest."""

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from webapp.core import bus, registry
from webapp.core.actor import SYSTEM, set_actor
from webapp.core.transaction import transaction
from webapp.ui.access import access_of


def init_commands(app: Flask) -> None:
    """Add the house's own commands to `app`."""
    for item in (migrate, seed, prepare, routes_table, reactions, worker, metrics, run_all, new_subsystem):
        app.cli.add_command(item)


@click.command()
@with_appcontext
def migrate() -> None:
    """Bring the database to the version of the code."""
    from alembic import command

    from webapp.ui.health.readiness import alembic_config

    command.upgrade(alembic_config(), "head")


@click.command()
@with_appcontext
def seed() -> None:
    """Load the demo data once; a second call changes nothing."""
    set_actor(SYSTEM)
    for room in registry.subsystems():
        if room.seed:
            with transaction():
                room.seed()


@click.command()
@click.pass_context
@with_appcontext
def prepare(context: click.Context) -> None:
    """Do what `run-all` needs first, in one process: migrate, give the station its role, load the demo data."""
    context.invoke(migrate)
    station = current_app.cli.commands["station"]
    context.invoke(station.commands["role"], sql=False)  # type: ignore[attr-defined] # an AppGroup
    context.invoke(seed)


@click.command("access")
@with_appcontext
def routes_table() -> None:
    """Print every address with who may call it."""
    for rule in sorted(current_app.url_map.iter_rules(), key=lambda rule: rule.rule):
        access = access_of(current_app.view_functions[rule.endpoint])
        who = "anybody" if access and access.anybody else ""
        if access and not access.anybody:
            who = ", ".join(permission.code for permission in access.permissions) or "signed in"
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        click.echo(f"{methods:12} {rule.rule:50} {who}")


@click.command()
@with_appcontext
def reactions() -> None:
    """Print the table: fact -> who reacts, in order."""
    for event, reacting in bus.table():
        click.echo(event)
        for name in reacting:
            click.echo(f"  -> {name}")


@click.command()
@click.option("--concurrency", default=4, show_default=True, help="Jobs at the same time.")
@with_appcontext
def worker(concurrency: int) -> None:
    """Run jobs until told to stop; several workers on several machines share one queue."""
    from webapp.ehis.monitoring.reporting import begin_reporting
    from webapp.translations.api import follow_publications
    from webapp.worker import run_worker

    follow_publications()

    begin_reporting("worker", current_app.settings)  # type: ignore[attr-defined] # Portal
    run_worker(concurrency)


@click.command()
@with_appcontext
def metrics() -> None:
    """Serve Prometheus metrics of all web processes on the internal port."""
    from webapp.processes.metrics import serve_metrics

    serve_metrics(current_app.settings)  # type: ignore[attr-defined] # Portal


@click.command("run-all")
def run_all() -> None:
    """Start database, counterparties, worker and portal, and stop them together."""
    from webapp.processes.supervisor import run

    run()


@click.command("new-subsystem")
@click.argument("name")
def new_subsystem(name: str) -> None:
    """Make the folder of a new subsystem."""
    from webapp.scaffold import make_subsystem

    try:
        steps = make_subsystem(name)
    except (ValueError, FileExistsError) as error:
        raise click.ClickException(str(error)) from error
    click.echo("\n".join(["Next:", *(f"- {step}" for step in steps)]))
