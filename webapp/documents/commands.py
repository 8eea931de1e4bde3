"""Commands for those who look after the keys, and a check of a code as any other program would do it."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.documents.keys import published_keys, rotate_key
from webapp.documents.offline import NotGenuine, read
from webapp.documents.published import keys_of

document_commands = AppGroup("documents", help="Issued documents.")
JSON = click.Path(exists=True, dir_okay=False, path_type=Path)


@document_commands.command("verify-offline")
@click.argument("code")
@click.option("--keys", "file", type=JSON, help="the published keys as fetched before; ours if not given")
def verify_offline(code: str, file: Path | None) -> None:
    """Say what the CODE of a QR states, when a key of ours signed it; a whole scanned address is taken too."""
    if file is not None:
        known = keys_of(json.loads(file.read_text(encoding="utf-8")))
    else:
        with transaction(read_only=True):
            known = {key.key_id: key.public_key for key in published_keys()}
    try:
        said = read(code.rpartition("#")[2].strip(), known)
    except NotGenuine:
        raise click.ClickException("not genuine: no key of ours signed this code as it stands") from None
    last = said.valid_to.isoformat() if said.valid_to else "no end"
    click.echo(f"genuine: {said.type_code} {said.number}, copy {said.copy}, on {said.subject or 'nothing'}")
    click.echo(f"valid from {said.valid_from} to {last}, issued {said.issued_at:%Y-%m-%d %H:%M} UTC, key {said.key_id}")
    click.echo("whether it was suspended or revoked since: /api/v1/verify/revoked")


@document_commands.command("rotate-key")
def rotate() -> None:
    """Retire the key for checks without a network and make the next; what it signed stays provable."""
    with transaction():
        key_id = rotate_key(actor=SYSTEM)
    click.echo(f"codes are now signed with key {key_id}")
