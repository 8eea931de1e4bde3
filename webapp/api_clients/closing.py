"""What every answer to a program carries, and what is kept of it: quota, sandbox mark, why a token was refused, faults."""

from datetime import timedelta
from typing import Any, Final

from flask import Response, current_app, g, request
from sqlalchemy import delete, select

from webapp.api_clients.identifying import note_use
from webapp.api_clients.limits import ensure_left, spend
from webapp.api_clients.models import ApiFault
from webapp.core import db
from webapp.core.actor import current_actor
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ui.access import access_of

MOST_FAULTS: Final = 200
EVERY: Final = 50  # so many faults are written between two clearings
FAILED: Final = 400
REFUSED, FORBIDDEN = 401, 403
NOTED_EVERY: Final = timedelta(minutes=1)


def admit() -> None:
    """Count the request of a program before its view begins. Raises TooMany."""
    program = current_actor().program
    if program is None:
        return
    g.allowance = spend("api", program.key)
    ensure_left(g.allowance)


def close(response: Response) -> Response:
    """Complete an answer below /api and /oauth; in a transaction of its own, for the request's may have been undone."""
    if not request.path.startswith("/api/v1/"):
        return response
    allowance, program = g.get("allowance"), current_actor().program
    if allowance is not None:
        response.headers.update(allowance.headers)
        if response.status_code == 429:  # noqa: PLR2004 - Too Many Requests
            response.headers["Retry-After"] = str(max(1, allowance.seconds))
    if program is not None:
        response.headers["Cache-Control"] = "private, no-store"
        if program.sandbox:
            response.headers["X-Kabinet-Sandbox"] = "true"
    view = current_app.view_functions.get(request.endpoint or "")
    rule = access_of(view) if view else None
    if rule is not None and rule.scope is not None:
        _challenge(response, rule.scope)
    if g.get("program") is not None:
        _keep(g.program, response)
    return response


def _challenge(response: Response, scope: str) -> None:
    """Say how to get in (RFC 6750, section 3)."""
    bearer = 'Bearer realm="kabinet"'
    sent = request.headers.get("Authorization", "").lower().startswith("bearer ")
    if response.status_code == REFUSED:
        response.headers["WWW-Authenticate"] = f'{bearer}, error="invalid_token"' if sent else bearer
    elif response.status_code == FORBIDDEN and current_actor().program is not None:
        response.headers["WWW-Authenticate"] = f'{bearer}, error="insufficient_scope", scope="{scope}"'


def _keep(program: int, response: Response) -> None:
    used, failed = g.get("program_used"), response.status_code >= FAILED
    old = used is None or now() - used > NOTED_EVERY
    if not old and not failed:
        return
    with transaction():
        if old:
            note_use(program)
        if failed:
            keep_fault(program, response)


def keep_fault(program: int, response: Response) -> None:
    """Keep that a request of the program was refused, in the open transaction; only the latest are kept."""
    body: Any = response.get_json(silent=True) if response.is_json else None
    code = str(body.get("code") or body.get("error") or "") if isinstance(body, dict) else ""
    row = ApiFault(
        client_id=program,
        at=now(),
        what=f"{request.method} {request.url_rule.rule if request.url_rule else '?'}",
        status=response.status_code,
        code=code[:80],
        request_id=g.get("request_id", ""),
    )
    db.session().add(row)
    db.session().flush()
    if row.id % EVERY == 0:
        newest = (
            select(ApiFault.id).where(ApiFault.client_id == program).order_by(ApiFault.id.desc()).limit(MOST_FAULTS)
        )
        older = ApiFault.client_id == program, ApiFault.id.not_in(newest)
        db.session().execute(delete(ApiFault).where(*older))
