"""How a program proves itself at the token endpoint: a secret in the header or the body, or a signed assertion (RFC 7523)."""

import base64
import binascii
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import unquote_plus

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey
from sqlalchemy.dialects.postgresql import insert

from webapp.api_clients.models import ApiClient, UsedAssertion
from webapp.api_clients.services.tokens import program_of, secret_opens
from webapp.core import db
from webapp.core.clock import now

ASSERTION: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ALGORITHMS: Final = ("ES256", "ES384", "Ed25519", "RS256", "PS256")
LONGEST_LIFE: Final = 300
SKEW: Final = 30
MOST_ASSERTION: Final = 4096
KEYS: Final[dict[str, Any]] = {"EC": ECKey, "OKP": OKPKey, "RSA": RSAKey}
LEAST_RSA: Final = 2048


def proven(authorization: str, form: Mapping[str, str], *, audiences: frozenset[str]) -> ApiClient | None:
    """Return the program that proved itself, by exactly one means; None when it did not."""
    scheme, _, rest = authorization.partition(" ")
    basic, post, signed = bool(authorization), "client_secret" in form, "client_assertion" in form
    if basic + post + signed != 1 or (basic and scheme.lower() != "basic"):
        return None
    if basic:
        return _by_header(rest, form)
    return _by_assertion(form, audiences) if signed else _by_secret(form.get("client_id", ""), form["client_secret"])


def _by_header(credentials: str, form: Mapping[str, str]) -> ApiClient | None:
    try:
        client_id, colon, secret = base64.b64decode(credentials.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    if not colon or form.get("client_id", unquote_plus(client_id)) != unquote_plus(client_id):
        return None
    return _by_secret(unquote_plus(client_id), unquote_plus(secret))


def public_key_of(jwk: dict[str, Any]) -> dict[str, Any] | None:
    """Return the public half of a key as JSON, None when it is no key that may sign assertions."""
    kind = KEYS.get(str(jwk.get("kty")))
    weak = jwk.get("kty") == "RSA" and len(str(jwk.get("n"))) * 6 < LEAST_RSA
    if kind is None or weak:
        return None
    try:
        key = kind.import_key(
            {name: value for name, value in jwk.items() if name in {"kty", "crv", "x", "y", "n", "e"}}
        )
        found: dict[str, Any] = key.as_dict(private=False)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    return {name: value for name, value in found.items() if name in {"kty", "crv", "x", "y", "n", "e"}}


def _by_secret(client_id: str, secret: str) -> ApiClient | None:
    program = program_of(client_id)
    return program if program is not None and secret_opens(program, secret) else None


def _by_assertion(form: Mapping[str, str], audiences: frozenset[str]) -> ApiClient | None:
    assertion = form["client_assertion"]
    if form.get("client_assertion_type") != ASSERTION or len(assertion) > MOST_ASSERTION:
        return None
    program = program_of(_claimed(assertion))
    if program is None or program.public_key is None:
        return None
    if form.get("client_id", program.public_id) != program.public_id:
        return None
    try:
        key = KEYS[program.public_key["kty"]].import_key(program.public_key)
        claims = jwt.decode(assertion, key, algorithms=list(ALGORITHMS)).claims
    except (JoseError, ValueError, TypeError):
        return None
    return program if _is_fresh(claims, program, audiences) and _is_first(claims, program) else None


def _claimed(assertion: str) -> str:
    """Return whose assertion it says that it is, before anything of it is believed."""
    try:
        part = assertion.split(".")[1]
        subject = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))["sub"]
    except (IndexError, ValueError, KeyError, TypeError, RecursionError):
        return ""
    return subject if isinstance(subject, str) else ""


def _is_fresh(claims: Mapping[str, Any], program: ApiClient, audiences: frozenset[str]) -> bool:
    named = claims.get("aud")
    meant = {named} if isinstance(named, str) else set(named) if isinstance(named, list) else set()
    expires, seconds = claims.get("exp"), now().timestamp()
    return (
        claims.get("iss") == claims.get("sub") == program.public_id
        and bool(meant & audiences)
        and isinstance(claims.get("jti"), str)
        and claims["jti"].isprintable()
        and 0 < len(claims["jti"]) <= 200  # noqa: PLR2004 - a text that a row may hold
        and isinstance(expires, int | float)
        and seconds - SKEW < expires <= seconds + LONGEST_LIFE + SKEW
    )


def _is_first(claims: Mapping[str, Any], program: ApiClient) -> bool:
    """Keep that the assertion was used; False when it had been."""
    row = {
        "client_id": program.id,
        "jti": claims["jti"],
        "expires_at": datetime.fromtimestamp(claims["exp"] + SKEW, UTC),
    }
    statement = insert(UsedAssertion).values(row).on_conflict_do_nothing().returning(UsedAssertion.jti)
    return db.session().scalar(statement) is not None
