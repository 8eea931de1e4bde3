"""OAuth 2.0 for programs: client credentials (RFC 6749, 4.4), revocation (RFC 7009), introspection (RFC 7662), metadata (RFC 8414).

Answers are OAuth's own JSON, not problem+json: libraries of programs expect it.
"""

from typing import Any, Final

from flask import Response, current_app, g, jsonify, request

from webapp.api_clients.closing import keep_fault
from webapp.api_clients.limits import spend
from webapp.api_clients.models import ApiClient
from webapp.api_clients.offer import scopes as known_scopes
from webapp.api_clients.rules import TOKEN_LIFE, granted
from webapp.api_clients.services.proving import ALGORITHMS, proven
from webapp.api_clients.services.tokens import TOKEN_PREFIX, give_token, held_by, program_of, revoke
from webapp.api_clients.views.blueprint import oauth
from webapp.ui.access import machine, public

MEANS: Final = ["client_secret_basic", "client_secret_post", "private_key_jwt"]
CONTENT: Final = "application/x-www-form-urlencoded"


@oauth.get("/.well-known/oauth-authorization-server")
@public
def metadata() -> Response:
    """Say where everything is and what is understood (RFC 8414)."""
    base = _issuer()
    ends = {f"{name}_endpoint_auth_methods_supported": MEANS for name in ("token", "revocation", "introspection")} | {
        f"{name}_endpoint_auth_signing_alg_values_supported": ALGORITHMS for name in ("token", "revocation")
    }
    return jsonify(
        {
            "issuer": base,
            "token_endpoint": f"{base}/oauth/token",
            "revocation_endpoint": f"{base}/oauth/revoke",
            "introspection_endpoint": f"{base}/oauth/introspect",
            "grant_types_supported": ["client_credentials"],
            "response_types_supported": [],
            "scopes_supported": sorted(known_scopes()),
            "ui_locales_supported": ["az", "en", "ru"],
            "service_documentation": f"{base}/api/v1/openapi.json",
            **ends,
        }
    )


@oauth.post("/oauth/token")
@machine
def token() -> Response:
    """Give a token to a program that proves itself."""
    program, refused = _admitted()
    if program is None:
        return refused
    kind = request.form.get("grant_type", "")
    if kind != "client_credentials":
        return _refuse(program, "unsupported_grant_type" if kind else "invalid_request")
    scopes = granted(request.form.get("scope", ""), program.scopes)
    if scopes is None:
        return _refuse(program, "invalid_scope")
    return _unstored(
        {
            "access_token": give_token(program, scopes),
            "token_type": "Bearer",
            "expires_in": int(TOKEN_LIFE.total_seconds()),
            "scope": " ".join(sorted(scopes)),
        }
    )


@oauth.post("/oauth/revoke")
@machine
def revocation() -> Response:
    """Revoke a token of the program that asks; a token that is none of its is answered in the same way (RFC 7009, 2.2)."""
    program, refused = _admitted()
    if program is None:
        return refused
    sent = request.form.get("token", "")
    if not sent:
        return _refuse(program, "invalid_request")
    revoke(program, sent)
    return _unstored({})


@oauth.post("/oauth/introspect")
@machine
def introspection() -> Response:
    """Say what one of the program's own tokens is for; any other is not active to it (RFC 7662, 2.2)."""
    program, refused = _admitted()
    if program is None:
        return refused
    sent = request.form.get("token", "")
    if not sent:
        return _refuse(program, "invalid_request")
    held = held_by(sent) if sent.startswith(TOKEN_PREFIX) else None
    if held is None or held.program.id != program.id:
        return _unstored({"active": False})
    return _unstored(
        {
            "active": True,
            "client_id": program.public_id,
            "scope": " ".join(sorted(held.scopes)),
            "token_type": "Bearer",
            "iss": _issuer(),
            "iat": int(held.issued_at.timestamp()),
            "exp": int(held.expires_at.timestamp()),
        }
    )


def _admitted() -> tuple[ApiClient | None, Response]:
    """Return the program that proved itself, or the refusal of one that did not or that tries too often."""
    allowance = spend("token", request.remote_addr or "")
    g.oauth_quota = allowance.headers
    if allowance.left < 0:
        refused = _error("temporarily_unavailable", 429)
        refused.headers["Retry-After"] = str(max(1, allowance.seconds))
        return None, refused
    if request.mimetype != CONTENT:
        return None, _error("invalid_request", 400)
    if any(len(request.form.getlist(name)) > 1 for name in request.form):  # RFC 6749, 3.2
        return None, _error("invalid_request", 400)
    audiences = frozenset({_issuer(), f"{_issuer()}/oauth/token"})
    found = proven(request.headers.get("Authorization", ""), request.form, audiences=audiences)
    if found is not None:
        return found, Response()
    refused = _error("invalid_client", 401)
    refused.headers["WWW-Authenticate"] = 'Basic realm="kabinet"'
    named = request.authorization.username if request.authorization else request.form.get("client_id", "")
    tried = program_of(named or "")
    if tried is not None:
        keep_fault(tried.id, refused)
    return None, refused


def _refuse(program: ApiClient, code: str) -> Response:
    refused = _error(code, 400)
    keep_fault(program.id, refused)
    return refused


def _error(code: str, status: int) -> Response:
    answer = _unstored({"error": code})
    answer.status_code = status
    return answer


def _unstored(body: dict[str, Any]) -> Response:
    answer = jsonify(body)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers.update(g.get("oauth_quota", {}))
    return answer


def _issuer() -> str:
    address: str = current_app.settings.public_url  # type: ignore[attr-defined] # our Flask has settings
    return address
