"""Commands for those who look after the exchange."""

from datetime import date, datetime
from pathlib import Path

import click
from cryptography import x509
from flask.cli import AppGroup

from webapp.core.actor import SYSTEM
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.ehis.journal import checking, container, gateways, keys, proving, reading, retention, stamping, tokens
from webapp.ehis.trust import TrustStore

exchange_commands = AppGroup("ehis", help="The exchange with the state's registers.")
DAY = click.DateTime(["%Y-%m-%d"])
PEM = click.Path(exists=True, dir_okay=False, path_type=Path)


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


@exchange_commands.command("destroy-due")
def destroy() -> None:
    """Destroy messages that are over their service's time, and say what went; the night's job does the same."""
    while True:
        with transaction():
            done = retention.destroy_due(actor=SYSTEM)
        for one in done:
            click.echo(f"{one.service}: {one.messages} messages of {one.segments} days")
        if not done:
            return


@exchange_commands.command("export-evidence")
@click.option("--message-id", required=True, help="the id in the message's header")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="a folder")
@click.option("--reason", required=True, help="why; it is kept, and shown to the person whom the message is about")
def export_evidence(message_id: str, folder: Path, reason: str) -> None:
    """Write every message with this id as an ASiC-E container, with its signature and the proof of its time."""
    with transaction():
        found = reading.export_by_command(message_id, reason)
    if not found:
        raise click.ClickException("no such message")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in found:
        (folder / name).write_bytes(content)
        click.echo(str(folder / name))


@exchange_commands.command("verify-container")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--authority", type=PEM, help="certificates of the exchange's authority; those of EHIS_CA if not given")
@click.option("--time-stamps", type=PEM, help="roots of time-stamp authorities; those of SIGNING_CA if not given")
def verify_container(file: Path, authority: Path | None, time_stamps: Path | None) -> None:
    """Prove a container without the log: who signed, its place in the log, by when it stood there."""
    known = gateways.authority()
    roots = x509.load_pem_x509_certificates((time_stamps or known.roots_file).read_bytes())
    trust = TrustStore(_certificates(authority), ()) if authority else known.members_trust()
    try:
        content = container.read(file.read_bytes())
    except container.BadContainer as error:
        raise click.ClickException(str(error)) from None
    findings = proving.prove(content, trust=trust, time_stamp_roots=roots)
    for finding in findings:
        click.echo(f"{'holds' if finding.holds else 'FAILS'}  {finding.about}: {finding.said}")
    if not all(finding.holds for finding in findings):
        raise click.ClickException("this container proves nothing")


def _certificates(file: Path) -> tuple[x509.Certificate, ...]:
    return tuple(x509.load_pem_x509_certificates(file.read_bytes()))


def _days(first: date, last: date) -> str:
    return str(first) if first == last else f"{first} - {last}"
