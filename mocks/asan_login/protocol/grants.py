"""Codes and access tokens: kept by digest, tied together by a grant, so that a reused code revokes what it gave."""

import secrets
import time
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from mocks.asan_login.clients import Client
from mocks.asan_login.secret_values import digest
from mocks.asan_login.shelf import Shelf

CODE_SECONDS: Final = 60
TOKEN_SECONDS: Final = 900


@dataclass(frozen=True, slots=True)
class Grantee:
    """Who was authenticated, how, when, and in which session."""

    fin: str
    sub: str
    sid: str
    auth_time: int
    acr: str
    amr: tuple[str, ...]


@dataclass(slots=True)
class AuthorizationCode:
    """A code with everything it is bound to (RFC 6749 section 4.1.2, RFC 7636)."""

    client_id: str
    redirect_uri: str
    scope: str
    nonce: str | None
    code_challenge: str
    code_challenge_method: str
    grantee: Grantee
    grant_id: str = field(default_factory=lambda: secrets.token_hex(16))
    made_at: float = field(default_factory=time.time)
    used: bool = False

    def get_redirect_uri(self) -> str:
        """The address that the token request must repeat."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """The scope that was granted."""
        return self.scope


@dataclass(frozen=True, slots=True)
class AccessToken:
    """An opaque bearer token (RFC 6750) as kept here; the string itself is not."""

    client: Client
    scope: str
    grantee: Grantee
    grant_id: str
    revoked_grants: Shelf[bool]
    made_at: float = field(default_factory=time.time)

    def get_scope(self) -> str:
        """The scope of the token."""
        return self.scope

    def get_client(self) -> Client:
        """The client it was issued to."""
        return self.client

    def get_user(self) -> Grantee:
        """The person it speaks about."""
        return self.grantee

    def is_expired(self) -> bool:
        """Fifteen minutes."""
        return time.time() - self.made_at > TOKEN_SECONDS

    def is_revoked(self) -> bool:
        """Revoked together with its grant, be it before or after the token was made."""
        return self.revoked_grants.get(self.grant_id) is not None


class Grants:
    """Codes and tokens in force."""

    def __init__(self) -> None:
        self._codes: Shelf[AuthorizationCode] = Shelf(TOKEN_SECONDS)  # longer than their use, to notice a replay
        self._tokens: Shelf[AccessToken] = Shelf(TOKEN_SECONDS)
        self._revoked: Shelf[bool] = Shelf(2 * TOKEN_SECONDS)
        self._lock = Lock()

    def keep_code(self, code: str, bound: AuthorizationCode) -> None:
        """Keep a new code."""
        self._codes.put(digest(code), bound)

    def redeem(self, code: str, client_id: str) -> AuthorizationCode | None:
        """Return what the code is bound to, the first time its own client asks within 60 seconds; else None.

        A second time revokes the tokens of the first (RFC 6749, section 4.1.2). Another client's attempt changes
        nothing, so that it cannot spoil a sign-in.
        """
        bound = self._codes.get(digest(code))
        if bound is None or bound.client_id != client_id:
            return None
        with self._lock:
            if bound.used:
                self._revoked.put(bound.grant_id, True)
                return None
            bound.used = True
        return bound if time.time() - bound.made_at <= CODE_SECONDS else None

    def keep_token(self, token: str, client: Client, bound: AuthorizationCode) -> None:
        """Keep a new access token of the code's grant."""
        kept = AccessToken(client, bound.scope, bound.grantee, bound.grant_id, self._revoked)
        self._tokens.put(digest(token), kept)

    def find_token(self, token: str) -> AccessToken | None:
        """Return the access token, or None."""
        return self._tokens.get(digest(token))

    def revoke_session(self, sid: str) -> None:
        """Revoke every token that was given within a session."""
        for token in self._tokens.values():
            if token.grantee.sid == sid:
                self._revoked.put(token.grant_id, True)
