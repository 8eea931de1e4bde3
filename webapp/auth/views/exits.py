"""The ways out: signing out here and at the provider, and staying a little longer."""

from flask import abort, redirect, request
from werkzeug.wrappers import Response

from webapp.audit.api import record
from webapp.auth import sessions
from webapp.auth.errors import ProviderAway
from webapp.auth.gateways.transport import Budget
from webapp.auth.records import Record
from webapp.auth.room import room
from webapp.auth.rules import EndReason
from webapp.auth.views.blueprint import auth
from webapp.auth.web_session import current_session
from webapp.core.actor import current_actor
from webapp.core.clock import now
from webapp.core.permissions import SIGNED_IN
from webapp.core.transaction import transaction
from webapp.ui import htmx
from webapp.ui.access import in_any_role, no_transaction, public, requires
from webapp.ui.protection import is_ours


@auth.post("/auth/logout")
@no_transaction
@public
def logout() -> Response:
    """End the session here at once and lead to the provider's own sign-out.

    Checks the CSRF token itself: a session that is over has none to compare, and the person only wants to be out.
    """
    row = current_session().alive
    if row is None or row.account_id is None:
        current_session().drop()
        return redirect("/", code=303)
    if not is_ours(request.form.get("csrf_token") or request.headers.get("X-CSRFToken")):
        abort(400)
    hint = _end(row)
    current_session().drop()
    return htmx.go_to(_goodbye(hint))


@auth.post("/auth/extend")
@in_any_role
@requires(SIGNED_IN)
def extend() -> tuple[str, int]:
    """Keep the session alive for a person who says on the page that they are still there."""
    row = current_session().alive
    if row is not None:
        sessions.mark_seen(row.id, now())
    return "", 204


def _end(row: Record) -> str | None:
    with transaction():
        hint = sessions.id_token_of(row.id)
        sessions.end(row.id, EndReason.SIGNED_OUT)
        record("session.closed", actor=current_actor(), object_type="session", object_key=row.public_id)
    return hint


def _goodbye(hint: str | None) -> str:
    try:
        return room().provider.goodbye_address(hint, Budget()) or "/"
    except ProviderAway:
        return "/"
