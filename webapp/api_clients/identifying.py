"""Who asks: a bearer token (RFC 6750) names a program of a firm. Only views for programs look at it."""

from typing import Final

from flask import current_app, g, request
from sqlalchemy import or_, update

from webapp.api_clients.errors import TokenRefused
from webapp.api_clients.models import ApiClient
from webapp.api_clients.offer import scopes as known_scopes
from webapp.api_clients.rules import Mode
from webapp.api_clients.services.tokens import Held, held_by
from webapp.cabinets.api import party
from webapp.core import db
from webapp.core.actor import Actor, Program, set_actor
from webapp.core.clock import now
from webapp.ui.access import access_of

BEARER: Final = "bearer"


def identify() -> None:
    """Make the program whose token came the one who acts. Raises TokenRefused when the token is not in force."""
    if not request.path.startswith("/api/"):
        return
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    view = current_app.view_functions.get(request.endpoint or "")
    rule = access_of(view) if view else None
    if scheme.lower() != BEARER or rule is None or rule.scope is None:
        return
    held = held_by(token.strip())
    if held is None:
        raise TokenRefused
    g.program = held.program.id
    g.program_used = held.program.last_used_at
    set_actor(_actor(held))


def _actor(held: Held) -> Actor:
    """Return the program as it acts: in the firm's name, with the rights that its scopes bring and no person's."""
    row, firm, known = held.program, party(held.program.party_id), known_scopes()
    rights = frozenset(right.code for code in held.scopes if code in known for right in known[code].rights)
    sandbox = row.mode == Mode.SANDBOX
    program = Program(row.id, row.public_id, held.scopes, sandbox, row.answerable)
    return Actor(
        name=row.name,
        party_id=firm.id,
        party_name=firm.name,
        rights=rights,
        address=request.remote_addr,
        program=program,
    )


def note_use(program: int) -> None:
    """Keep that the program asked something now; called at most once a minute for each."""
    moment = now()
    old = or_(ApiClient.last_used_at.is_(None), ApiClient.last_used_at < moment)
    db.session().execute(update(ApiClient).where(ApiClient.id == program, old).values(last_used_at=moment))
