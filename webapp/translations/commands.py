"""`flask texts …`: read the catalogues, say what is wrong, publish, go back, export."""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.errors import AppError
from webapp.core.transaction import transaction
from webapp.translations.exchange import KINDS
from webapp.translations.models import TextRow, TextTarget
from webapp.translations.queries import findings_of, served
from webapp.translations.rules import LANGUAGES
from webapp.translations.services.entering import read_catalogues
from webapp.translations.services.exporting import WHAT, export
from webapp.translations.services.publishing import Scope, plan, publish, roll_back

texts: AppGroup = AppGroup("texts", help="Texts of the portal: read, check, publish, export.")
LANGUAGE = click.option("--language", type=click.Choice(LANGUAGES), multiple=True, help="Only this language.")


@texts.command("read")
def read() -> None:
    """Bring the tables to what the catalogues of this version say. After each deployment; `prepare` does it too."""
    with transaction():
        found = read_catalogues()
    if found.read:
        click.echo(
            f"{found.all} texts: {found.new} new, {found.gone} gone, {found.changed} changed, {found.carried} carried"
        )
    else:
        click.echo("the catalogues are those of the last reading")


@texts.command("check")
@LANGUAGE
def check(language: tuple[str, ...]) -> None:
    """List words that a check forbids; ends with 1 when there are some."""
    with transaction(read_only=True):
        query = select(TextRow, TextTarget).join(TextTarget).where(TextTarget.blocked, TextRow.gone_at.is_(None))
        rows = [row for row in db.session().execute(query) if not language or row[1].language in language]
        for text, target in rows:
            for one in findings_of(text, target.language, target.shown):
                if one.stands_in_the_way:
                    click.echo(f"{target.language} {text.key} {one.code}: {text.msgid[:60]}")
    if rows:
        sys.exit(1)


@texts.command("publish")
@LANGUAGE
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--note", default="", help="What this publication is for.")
def publish_command(language: tuple[str, ...], note: str, *, dry_run: bool) -> None:
    """Publish what is approved."""
    scope = Scope(languages=language)
    with transaction(read_only=True):
        found = plan(scope)
        for one in found.changes:
            click.echo(f"{one.language} {one.key}: {' | '.join(one.before)} -> {' | '.join(one.after)}")
        for obstacle in found.obstacles:
            click.echo(f"! {obstacle}", err=True)
    if not dry_run:
        _done(lambda: publish(actor=SYSTEM, scope=scope, note=note))


@texts.command("roll-back")
@click.argument("to", type=int)
def roll_back_command(to: int) -> None:
    """Serve again what publication TO served; 0 is the bare catalogues. For emergencies too."""
    _done(lambda: roll_back(actor=SYSTEM, to=to))


@texts.command("export")
@click.option("--kind", type=click.Choice(KINDS), default="po", show_default=True)
@click.option("--what", type=click.Choice(WHAT), default="all", show_default=True)
@click.option("--language", type=click.Choice(LANGUAGES), required=True)
@click.argument("to", type=click.Path(dir_okay=False, path_type=Path))
def export_command(kind: str, what: str, language: str, to: Path) -> None:
    """Write the texts of a language into the file TO; `--what diff` is a patch for the catalogues of the repository."""
    with transaction(read_only=True):
        found = export(kind=kind, language=language, what=what)
    to.write_bytes(found.content)
    click.echo(f"{to}: {len(found.content)} bytes")


def _done(work: object) -> None:
    try:
        with transaction():
            work()  # type: ignore[operator] # a function without arguments
            number = served()
    except AppError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"publication {number} is served")
