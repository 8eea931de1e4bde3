"""Commands for those who look after the keys of ticket codes, and a check of a code as any other program would do it."""

import click
from flask.cli import AppGroup

from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.tickets.boarding.code import Forged, NotATicket, UnknownKey, read
from webapp.tickets.boarding.keys import known_points, rotate_key

ticket_commands = AppGroup("tickets", help="Bus tickets.")


@ticket_commands.command("read-code")
@click.argument("code")
def read_code(code: str) -> None:
    """Say what the CODE of a ticket's QR states, when a key of ours signed it."""
    with transaction(read_only=True):
        points = known_points()
    try:
        said = read(code, points)
    except (NotATicket, UnknownKey, Forged) as error:
        raise click.ClickException(f"not proved: {type(error).__name__}") from None
    click.echo(f"ticket {said.ticket}, issue {said.issue}, key {said.key_id}, {said.rider} on seat {said.seat or '-'}")
    click.echo(
        f"trip {said.trip}, leaves {said.departs_at:%Y-%m-%d %H:%M} UTC, good until {said.valid_until:%Y-%m-%d %H:%M}"
    )


@ticket_commands.command("rotate-key")
def rotate() -> None:
    """Retire the key of ticket codes and make the next; what it signed stays provable."""
    with transaction():
        number = rotate_key(actor=SYSTEM)
    click.echo(f"codes are now signed with key {number}")
