"""Ending sessions: RP-initiated logout (OpenID Connect) and the back channel to the relying parties."""

import secrets
import time
from typing import Any, Final

from authlib.oidc.rpinitiated import EndSessionEndpoint
from joserfc.jwk import KeySet

from mocks.asan_login.clients import Client
from mocks.asan_login.keys import ALGORITHM
from mocks.asan_login.provider import Provider, current_provider
from mocks.asan_login.sessions import Browser, SsoSession

LOGOUT_TOKEN_SECONDS: Final = 120
EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"


class EndSession(EndSessionEndpoint):  # type: ignore[misc]  # Authlib has no types
    """Checks a logout request; the ending itself is `end_session`, after the page has asked where it must."""

    def get_server_jwks(self) -> KeySet:
        """The published keys: a hint signed by a key from before is no longer proof."""
        return current_provider().keys.verification_keys()

    def get_algorithms(self) -> list[str]:
        """RS256 alone, as in the metadata."""
        return [ALGORITHM]


def logout_token(provider: Provider, client: Client, session: SsoSession) -> str:
    """Return a logout token (OpenID Connect Back-Channel Logout 1.0, section 2.4)."""
    now = int(time.time())
    claims: dict[str, Any] = {
        "iss": provider.settings.issuer,
        "aud": client.client_id,
        "iat": now,
        "exp": now + LOGOUT_TOKEN_SECONDS,
        "jti": secrets.token_urlsafe(18),
        "sub": provider.accounts.subject(session.fin),
        "sid": session.sid,
        "events": {EVENT: {}},
    }
    return provider.keys.sign(claims, typ="logout+jwt")


def announce_end(provider: Provider, session: SsoSession) -> None:
    """Revoke the session's tokens and tell every relying party that it reached."""
    provider.grants.revoke_session(session.sid)
    for client_id in sorted(session.clients):
        client = provider.clients[client_id]
        if client.backchannel_logout_uri:
            provider.send_logout(client.backchannel_logout_uri, logout_token(provider, client, session))


def end_session(provider: Provider, browser: Browser) -> None:
    """End the browser's session, if it has one."""
    session, browser.session = browser.session, None
    if session:
        announce_end(provider, session)
