"""The provider's metadata (OpenID Connect Discovery 1.0, RFC 8414) and its public keys."""

from typing import Any

from flask import Blueprint, Response, abort, jsonify

from mocks.asan_login.clients import SCOPES
from mocks.asan_login.keys import ALGORITHM
from mocks.asan_login.means.levels import LEVELS
from mocks.asan_login.protocol.server import OTHER_ISSUER
from mocks.asan_login.provider import Provider, current_provider

blueprint = Blueprint("discovery", __name__)

ENDPOINTS = {
    "authorization_endpoint": "/authorize",
    "token_endpoint": "/token",
    "userinfo_endpoint": "/userinfo",
    "jwks_uri": "/jwks",
    "end_session_endpoint": "/end-session",
    "pushed_authorization_request_endpoint": "/par",
    "certificates_endpoint": "/certificates",
}
CLAIMS = "sub fin given_name family_name patronymic birthdate phone_number acr amr auth_time sid at_hash nonce iss aud exp iat"


def metadata(provider: Provider) -> dict[str, Any]:
    """Return the metadata document, spoilt by the faults that concern it."""
    document: dict[str, Any] = {
        "issuer": provider.settings.issuer,
        **{name: provider.url(path) for name, path in ENDPOINTS.items()},
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "claims_supported": CLAIMS.split(),
        "acr_values_supported": list(LEVELS[1:]),
        "prompt_values_supported": ["none", "login", "select_account", "consent"],
        "ui_locales_supported": ["az", "en", "ru"],
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "require_pushed_authorization_requests": False,
        "authorization_response_iss_parameter_supported": True,
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
    }
    if provider.faults.on("metadata_issuer_mismatch"):
        document["issuer"] = OTHER_ISSUER
    if provider.faults.on("no_certificates_endpoint"):
        del document["certificates_endpoint"]
    if provider.faults.on("advertise_weak_algorithms"):
        document["id_token_signing_alg_values_supported"] = [ALGORITHM, "HS256", "none"]
    return document


@blueprint.get("/.well-known/openid-configuration")
@blueprint.get("/.well-known/oauth-authorization-server")
def configuration() -> Response:
    """Answer the metadata document."""
    return jsonify(metadata(current_provider()))


@blueprint.get("/jwks")
def jwks() -> Response:
    """Answer the public keys."""
    provider = current_provider()
    if provider.faults.on("jwks_500"):
        abort(500)
    return jsonify(provider.keys.public_jwks())
