"""What is believed of a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from authlib.oauth2.claims import JWTClaims
from joserfc.errors import JoseError

from webapp.auth.errors import SignInRefused
from webapp.auth.gateways.provider import Provider
from webapp.auth.gateways.transport import Budget
from webapp.auth.id_tokens import LONGEST_SUB, STRANGER_REST, decoded, ensure_for_us
from webapp.auth.rules import LEEWAY
from webapp.core.clock import now

EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
TYPE: Final = "logout+jwt"
OLDEST: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class LogoutOrder:
    """Whose sessions the provider has ended."""

    iss: str
    jti: str
    sid: str | None
    sub: str | None


def verified_order(compact: str, *, provider: Provider, budget: Budget) -> LogoutOrder:
    """Return what the provider orders. Raises SignInRefused for anything but a fresh logout token made for us."""
    token = decoded(compact, provider=provider, budget=budget, rest=STRANGER_REST)
    if str(token.header.get("typ", "")).lower() != TYPE:
        raise SignInRefused("typ")
    claims = _valid(token.claims, token.header, provider, provider.metadata(budget).issuer)
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(EVENT), dict) or "nonce" in claims:
        raise SignInRefused("not-a-logout-token")
    jti, sid, sub = claims["jti"], claims.get("sid"), claims.get("sub")
    if not _is_word(jti) or not (_is_word(sid) or _is_word(sub)):
        raise SignInRefused("jti-or-subject")
    return LogoutOrder(claims["iss"], jti, sid if _is_word(sid) else None, sub if _is_word(sub) else None)


def _valid(raw: dict[str, object], header: dict[str, object], provider: Provider, issuer: str) -> JWTClaims:
    options = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": provider.client_id},
        "iat": {"essential": True},
        "exp": {"essential": True},
        "jti": {"essential": True},
    }
    claims = JWTClaims(raw, header, options)
    try:
        claims.validate(leeway=int(LEEWAY.total_seconds()))
    except (JoseError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise SignInRefused(f"logout-{type(error).__name__}") from error
    ensure_for_us(claims, client_id=provider.client_id)
    if _age(claims["iat"], now()) > OLDEST:
        raise SignInRefused("logout-token-old")
    return claims


def _age(issued: float, at: datetime) -> timedelta:
    return timedelta(seconds=at.timestamp() - issued)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_SUB
