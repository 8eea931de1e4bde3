"""Commands: is the evidence of waybills whole; does a container hold, without the database; anchor and erase now."""

from datetime import datetime
from pathlib import Path
from time import perf_counter

import click
from flask.cli import AppGroup

from webapp.core.asic import BadContainer
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.waybills.evidence import anchoring, checking, erasing
from webapp.waybills.evidence.proving import prove

waybill_commands = AppGroup("waybills", help="What proves the electronic waybills.")
DAY = click.DateTime(["%Y-%m-%d"])
PEM = click.Path(exists=True, dir_okay=False, path_type=Path)


@waybill_commands.command("verify-evidence")
@click.option("--waybill", help="one waybill, by number or address")
@click.option("--day", type=DAY, help="all waybills with an act of this day in Baku; today if nothing is given")
def verify_evidence(waybill: str | None, day: datetime | None) -> None:
    """Sum the chains up again, look at every signature, and at the anchors."""
    wanted = (day.date() if day else today()) if waybill is None else None
    with transaction(snapshot=True):
        found = checking.waybills_of(wanted) if wanted else checking.named(waybill or "")
        if not found and waybill:
            raise click.ClickException("there is no such waybill")
        faults = [fault for each in found for fault in checking.faults_of(each)]
        faults += checking.anchor_faults()
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.ClickException(f"{len(faults)} faults in {len(found)} waybills")
    click.echo(f"{len(found)} waybills: chains, signatures and anchors hold")


@waybill_commands.command("verify-container")
@click.argument("file", type=PEM)
@click.option("--roots", type=PEM, help="certificates to believe, PEM; those of SIGNING_CA if not given")
def verify_container(file: Path, roots: Path | None) -> None:
    """Prove a container offline: nobody is asked and the database is not needed."""
    begun = perf_counter()
    try:
        findings = prove(file.read_bytes(), roots.read_bytes() if roots else None)
    except BadContainer as error:
        raise click.ClickException(str(error)) from None
    for one in findings:
        click.echo(f"{'+' if one.holds else '-'} {one.about}: {one.said}", err=not one.holds)
    wrong = sum(not one.holds for one in findings)
    if wrong:
        raise click.ClickException(f"{wrong} of {len(findings)} do not hold")
    click.echo(f"all {len(findings)} hold, {round((perf_counter() - begun) * 1000)} ms")


@waybill_commands.command("anchor")
def anchor() -> None:
    """Anchor the chains that grew now, without waiting for midnight."""
    click.echo(f"{anchoring.anchor_all()} anchors were made")


@waybill_commands.command("erase-due")
def erase_due() -> None:
    """Erase waybills whose term is over and which nobody holds; the night's job does the same."""
    click.echo(f"{erasing.erase_due()} waybills were erased")
