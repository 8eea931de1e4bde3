"""Spoiling an id_token on request: each fault that a relying party must notice, applied to good claims."""

import base64
import hashlib
import hmac
import json
from typing import Any, Final

from mocks.asan_login.clients import Client
from mocks.asan_login.faults import Faults
from mocks.asan_login.keys import KeyRing

_HOUR: Final = 3600
_DROPPED: Final = {
    "no_aud": ("aud",),
    "no_exp": ("exp",),
    "no_nonce": ("nonce",),
    "no_sub": ("sub",),
    "no_acr": ("acr", "amr"),
}
_REPLACED: Final[dict[str, dict[str, Any]]] = {
    "wrong_aud": {"aud": "somebody-else"},
    "wrong_iss": {"iss": "http://127.0.0.1:8199"},
    "wrong_nonce": {"nonce": "not-the-nonce"},
    "empty_sub": {"sub": ""},
    "number_sub": {"sub": 42},
    "wrong_at_hash": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    "low_acr": {"acr": "low"},
}


def bend_claims(claims: dict[str, Any], client: Client, faults: Faults) -> dict[str, Any]:
    """Return the claims with every switched-on fault applied."""
    bent = dict(claims)
    for fault, replacement in _REPLACED.items():
        if faults.on(fault):
            bent |= replacement
    if faults.on("aud_azp_trick"):
        bent |= {"aud": ["somebody-else"], "azp": client.client_id}
    if faults.on("two_aud"):
        bent |= {"aud": [client.client_id, "somebody-else"], "azp": client.client_id}
    if faults.on("expired_id_token"):
        bent |= {"iat": bent["iat"] - 2 * _HOUR, "exp": bent["exp"] - 2 * _HOUR}
    if faults.on("future_iat"):
        bent |= {"iat": bent["iat"] + _HOUR, "nbf": bent["iat"] + _HOUR, "exp": bent["exp"] + _HOUR}
    if faults.on("stale_auth_time"):
        bent["auth_time"] -= 24 * _HOUR
    for fault, names in _DROPPED.items():
        if faults.on(fault):
            bent = {name: value for name, value in bent.items() if name not in names}
    return bent


def sign(claims: dict[str, Any], client: Client, keys: KeyRing, faults: Faults) -> str:
    """Return the claims as a JWT: RS256, unless a fault wants a signature that must not be believed."""
    if faults.on("id_token_alg_none"):
        return _compact({"alg": "none", "typ": "JWT"}, claims, None)
    if faults.on("id_token_hs256"):
        return _compact({"alg": "HS256", "typ": "JWT"}, claims, client.secret.encode())
    if faults.on("id_token_hs256_public_key"):
        return _compact({"alg": "HS256", "typ": "JWT"}, claims, keys.public_pem())
    token = keys.sign(claims, kid="unknown-key" if faults.on("id_token_unknown_kid") else None)
    if faults.on("id_token_bad_signature"):
        head, body, signature = token.split(".")
        return f"{head}.{body}.{signature[::-1]}"
    return token


def _compact(header: dict[str, str], claims: dict[str, Any], key: bytes | None) -> str:
    content = ".".join(_base64url(json.dumps(part).encode()) for part in (header, claims))
    signature = hmac.digest(key, content.encode(), hashlib.sha256) if key is not None else b""
    return f"{content}.{_base64url(signature)}"


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
