"""The provider as we use it: where to send the person, what the code is worth, how to say good-bye. Authlib underneath."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import structlog
from authlib.common.urls import add_params_to_uri
from authlib.oauth2 import OAuth2Client
from authlib.oauth2.base import OAuth2Error
from joserfc.jwk import KeySet

from webapp.auth.errors import ProviderAway, SignInRefused
from webapp.auth.gateways.discovery import Discovery, Metadata
from webapp.auth.gateways.transport import Answer, Budget, Transport
from webapp.config import Settings

log = structlog.get_logger()

SCOPE: Final = "openid profile certificate"
CREATED: Final = 201
LONGEST_TOKEN: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Asked:
    """The secrets of one request to the provider, and what is asked of it beyond signing in."""

    state: str
    nonce: str
    verifier: str
    extra: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the token endpoint gave for a code."""

    access_token: str
    id_token: str


class _Bound:
    """Authlib's idea of an HTTP session, held to one budget."""

    def __init__(self, transport: Transport, budget: Budget) -> None:
        self._transport, self._budget = transport, budget

    def post(self, url: str, *, data: Mapping[str, str], headers: Mapping[str, str], auth: Any) -> Answer:
        return self._transport.post_form(url, data, budget=self._budget, headers=headers, auth=auth)


class Provider:
    """One OpenID provider, by discovery. Every method that asks it something takes a budget and may raise ProviderAway."""

    def __init__(self, settings: Settings) -> None:
        self.client_id = settings.asan_login_client_id
        self.redirect_uri = f"{settings.public_url}/auth/callback"
        self._secret = settings.asan_login_client_secret
        self._home = f"{settings.public_url}/"
        self._transport = Transport()
        self._discovery = Discovery(settings.asan_login_issuer, self._transport)

    def forget(self) -> None:
        """Ask for metadata and keys again at the next use."""
        self._discovery.forget()

    def metadata(self, budget: Budget) -> Metadata:
        """Return what the provider says about itself."""
        return self._discovery.metadata(budget)

    def keys(self, budget: Budget) -> KeySet:
        """Return its public keys."""
        return self._discovery.keys(budget)

    def fresh_keys(self, budget: Budget, *, rest: float = 0.0) -> KeySet:
        """Return its public keys, asked for again unless that was done within `rest` seconds."""
        return self._discovery.fresh_keys(budget, rest=rest)

    def authorization_address(self, asked: Asked, budget: Budget) -> str:
        """Return where the browser goes: with PKCE S256, pushed beforehand (RFC 9126) when the provider can."""
        metadata = self.metadata(budget)
        client = self._client(metadata, budget)
        address, _state = client.create_authorization_url(
            metadata.authorization_endpoint,
            state=asked.state,
            code_verifier=asked.verifier,
            nonce=asked.nonce,
            **asked.extra,
        )
        if metadata.par_endpoint is None:
            return str(address)
        pushed = self._push(client, metadata.par_endpoint, str(address), budget)
        return str(
            add_params_to_uri(metadata.authorization_endpoint, [("client_id", self.client_id), ("request_uri", pushed)])
        )

    def redeem(self, code: str, verifier: str, budget: Budget) -> Tokens:
        """Exchange the code. Raises SignInRefused when the provider says no or gives no id_token."""
        metadata = self.metadata(budget)
        try:
            raw = self._client(metadata, budget).fetch_token(
                metadata.token_endpoint,
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
                redirect_uri=self.redirect_uri,
            )
        except OAuth2Error as error:
            raise SignInRefused("token-endpoint-refused") from error
        except (ValueError, TypeError, AttributeError) as error:
            raise ProviderAway from error
        access_token, id_token = raw.get("access_token"), raw.get("id_token")
        if not _is_token(access_token) or str(raw.get("token_type", "")).lower() != "bearer":
            raise SignInRefused("no-access-token")
        if not _is_token(id_token):
            raise SignInRefused("no-id-token")
        return Tokens(access_token, id_token)

    def userinfo(self, tokens: Tokens, budget: Budget) -> dict[str, Any]:
        """Return the userinfo claims, none when the provider has no such endpoint."""
        address = self.metadata(budget).userinfo_endpoint
        return self._transport.get_object(address, budget=budget, headers=_bearer(tokens)) if address else {}

    def certificates(self, tokens: Tokens, budget: Budget) -> list[Any] | None:
        """Return the person's certificates as listed, None when the provider does not list any or fails at it."""
        address = self.metadata(budget).certificates_endpoint
        if address is None:
            return None
        try:
            found = self._transport.get_json(address, budget=budget, headers=_bearer(tokens))
        except ProviderAway:
            log.warning("certificates-unavailable")
            return None
        return found if isinstance(found, list) else None

    def goodbye_address(self, id_token: str | None, budget: Budget) -> str | None:
        """Return where the person's session at the provider ends (RP-Initiated Logout 1.0), None when it cannot be."""
        address = self.metadata(budget).end_session_endpoint
        if address is None:
            return None
        hint = [("id_token_hint", id_token)] if id_token else []
        rest = [("client_id", self.client_id), ("post_logout_redirect_uri", self._home)]
        return str(add_params_to_uri(address, [*hint, *rest]))

    def _client(self, metadata: Metadata, budget: Budget) -> OAuth2Client:
        method = "client_secret_post" if metadata.secret_in_body else "client_secret_basic"
        return OAuth2Client(
            _Bound(self._transport, budget),
            client_id=self.client_id,
            client_secret=self._secret,
            token_endpoint_auth_method=method,
            scope=SCOPE,
            redirect_uri=self.redirect_uri,
            code_challenge_method="S256",
        )

    def _push(self, client: OAuth2Client, address: str, authorization: str, budget: Budget) -> str:
        parameters = dict(parse_qsl(urlsplit(authorization).query))
        auth = client.client_auth(client.token_endpoint_auth_method)
        answer = self._transport.post_form(
            address, parameters, budget=budget, headers={"Accept": "application/json"}, auth=auth
        )
        try:
            pushed = answer.json()["request_uri"] if answer.status_code == CREATED else None
        except (ValueError, KeyError, TypeError):
            pushed = None
        if not isinstance(pushed, str):
            log.warning("pushed-request-refused", status=answer.status_code)
            raise ProviderAway
        return pushed


def _is_token(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_TOKEN


def _bearer(tokens: Tokens) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens.access_token}"}
