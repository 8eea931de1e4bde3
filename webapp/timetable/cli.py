"""Commands: a timetable looked through or imported from a file, the archive of open data made now."""

from datetime import datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.timetable.exporting import export
from webapp.timetable.gtfs.faults import WARNINGS
from webapp.timetable.importing import agree, apply_import, found_import, hand_in
from webapp.timetable.wording_faults import FAULTS

timetable = AppGroup("timetable", help="The network and its timetable.")


@timetable.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--apply", "apply", is_flag=True, help="Apply it when it is clean; without this nothing is written.")
@click.option("--basis", default="", help="The legal basis of fares that change.")
@click.option("--fares-from", type=click.DateTime(["%Y-%m-%d"]), help="The first day of fares that change.")
def import_file(file: Path, *, apply: bool, basis: str, fares_from: datetime | None) -> None:
    """Look a GTFS archive through: say each fault and what it would change."""
    with transaction():
        public_id = hand_in(file.read_bytes(), file.name, actor=SYSTEM)
        row = found_import(public_id)
        state, report = row.state, row.report
    for fault in report["faults"]:
        kind = "warning" if fault["code"] in WARNINGS else "error"
        where = ":".join(str(part) for part in (fault["file"], fault["line"] or "", fault["field"]) if part)
        click.echo(f"{kind} {where} {fault['value']} {FAULTS[fault['code']]}")
    for number in report["sold"]:
        click.echo(f"sold {number}")
    for part, hows in report["changes"].items():
        click.echo(f"{part}: " + ", ".join(f"{how} {found['count']}" for how, found in hows.items()))
    if state != "clean":
        raise SystemExit(1)
    if apply:
        _apply(public_id, basis, fares_from)


@timetable.command("export")
def export_now() -> None:
    """Make the archive of open data now."""
    with transaction():
        made = export()
    click.echo("Made." if made else "Nothing changed.")


def _apply(public_id: str, basis: str, fares_from: datetime | None) -> None:
    with transaction():
        agree(public_id, basis=basis, fares_from=fares_from.date() if fares_from else None, actor=SYSTEM)
    with transaction():
        apply_import(public_id, actor=SYSTEM)
        export()
        kept = found_import(public_id).report.get("kept", [])
    click.echo("Applied." + "".join(f"\nkept {number}" for number in kept))
