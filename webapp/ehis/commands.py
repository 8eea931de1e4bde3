"""Commands for those who look after the exchange."""

from datetime import date, datetime

import click
from flask.cli import AppGroup

from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.ehis.journal import checking, gateways, keys, stamping, tokens

exchange_commands = AppGroup("ehis", help="The exchange with the state's registers.")
DAY = click.DateTime(["%Y-%m-%d"])


@exchange_commands.command("verify-archive")
@click.option("--day", type=DAY, help="one day in Baku; today if neither this nor a range is given")
@click.option("--from", "first", type=DAY, help="the first day of a range")
@click.option("--to", "last", type=DAY, help="its last day; today if not given")
def verify_archive(day: datetime | None, first: datetime | None, last: datetime | None) -> None:
    """Prove that no message of these days was changed or taken out since it was written and time-stamped."""
    start = (day or first or datetime.combine(today(), datetime.min.time())).date()
    end = last.date() if last else (start if day or not first else today())
    authority = gateways.authority()
    judge = tokens.Judge(authority.roots())
    with transaction(snapshot=True):
        report = checking.check(start, end, judge=judge)
    for fault in report.faults:
        click.echo(str(fault), err=True)
    if report.faults:
        raise click.ClickException(f"{_days(start, end)}: {len(report.faults)} faults")
    click.echo(
        f"{_days(start, end)}: {report.messages} messages in {report.segments} segments are as they were written, "
        f"{report.stamps} time stamps hold, {report.unstamped} messages wait for theirs"
    )


@exchange_commands.command("stamp")
def stamp() -> None:
    """Put a time stamp on the log now, without waiting for the minute."""
    made = stamping.stamp_all(gateways.authority())
    click.echo(f"{made} time stamps were put on the log")


@exchange_commands.command("rotate-key")
def rotate_key() -> None:
    """Make a new key for the log; what is written from now on takes it, older messages stay readable."""
    with transaction():
        number = keys.rotate(by="flask ehis rotate-key")
    click.echo(f"the log is now written with key {number}")


def _days(first: date, last: date) -> str:
    return str(first) if first == last else f"{first} - {last}"
