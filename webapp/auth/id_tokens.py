"""What is believed of an id_token (OpenID Connect Core 1.0, 3.1.3.7). Every default of the libraries is closed here.

The algorithms are pinned (never read from metadata), the audience is us alone, issuer and nonce are ours, leeway is ten
seconds, `sub` is text of 1 to 255 characters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from webapp.auth.errors import SignInRefused
from webapp.auth.gateways.provider import Provider, Tokens
from webapp.auth.gateways.transport import Budget
from webapp.auth.rules import LEEWAY

ALGORITHMS: Final = ("RS256", "ES256")
LONGEST_SUB: Final = 255
LONGEST_WORD: Final = 64
MOST_AMR: Final = 10
STRANGER_REST: Final = 10.0


@dataclass(frozen=True, slots=True)
class Proof:
    """Who proved what, when and how, by a verified id_token."""

    iss: str
    sub: str
    sid: str | None
    acr: str | None
    amr: tuple[str, ...]
    auth_time: datetime | None
    claims: Mapping[str, Any]


def verified(tokens: Tokens, *, nonce: str, provider: Provider, budget: Budget) -> Proof:
    """Return what the id_token proves. Raises SignInRefused for a token that lies, ProviderAway when keys cannot be had."""
    token = decoded(tokens.id_token, provider=provider, budget=budget)
    claims = _checked(token, tokens.access_token, nonce, provider, provider.metadata(budget).issuer)
    return Proof(
        iss=claims["iss"],
        sub=claims["sub"],
        sid=_word(claims.get("sid"), LONGEST_SUB),
        acr=_word(claims.get("acr"), LONGEST_WORD),
        amr=tuple(str(value)[:LONGEST_WORD] for value in claims.get("amr") or ())[:MOST_AMR],
        auth_time=_instant(claims.get("auth_time")),
        claims=claims,
    )


def decoded(compact: str, *, provider: Provider, budget: Budget, rest: float = 0.0) -> jwt.Token:
    """Return the token with its signature proved by the issuer's keys; keys are fetched again once for an unknown one.

    Raises SignInRefused. `rest` protects the provider from our asking for every stranger's token.
    """
    try:
        try:
            return _decode(compact, provider.keys(budget))
        except (InvalidKeyIdError, _NoKey):
            return _decode(compact, provider.fresh_keys(budget, rest=rest))
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise SignInRefused(f"token-{type(error).__name__}") from error


class _NoKey(ValueError):
    """No key of the set fits the algorithm."""


def _decode(compact: str, keys: KeySet) -> jwt.Token:
    signing = KeySet([key for key in keys.keys if key.as_dict(private=False).get("use", "sig") == "sig"])
    if not signing.keys:
        raise _NoKey
    token = jwt.decode(compact, signing, registry=JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False))
    if not isinstance(token.claims, dict):
        raise TypeError
    return token


def _checked(token: jwt.Token, access_token: str, nonce: str, provider: Provider, issuer: str) -> CodeIDToken:
    options = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": provider.client_id},
        "nonce": {"essential": True, "value": nonce},
        "exp": {"essential": True},
        "iat": {"essential": True},
        "sub": {"essential": True},
    }
    parameters = {"nonce": nonce, "client_id": provider.client_id, "access_token": access_token}
    claims = CodeIDToken(token.claims, token.header, options, parameters)
    try:
        claims.validate(leeway=int(LEEWAY.total_seconds()))
    except (JoseError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise SignInRefused(f"claims-{type(error).__name__}-{getattr(error, 'claim', '')}") from error
    ensure_for_us(claims, client_id=provider.client_id)
    subject = claims["sub"]
    if not isinstance(subject, str) or not 1 <= len(subject) <= LONGEST_SUB:
        raise SignInRefused("sub")
    return claims


def ensure_for_us(claims: Mapping[str, Any], *, client_id: str) -> None:
    """Raise SignInRefused unless the audience is this client and nobody else."""
    if claims.get("aud") not in (client_id, [client_id]):
        raise SignInRefused("aud")
    if claims.get("azp", client_id) != client_id:
        raise SignInRefused("azp")


def _word(value: object, longest: int) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= longest else None


def _instant(value: object) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, ValueError, OSError):
        return None
