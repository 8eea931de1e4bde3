"""Authlib's authorization server, narrowed to what the provider promises: code flow, PKCE S256, RS256, RFC 9207."""

import re
from typing import Any, Final

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector
from authlib.oauth2.rfc6749 import InvalidRequestError, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9207 import IssuerParameter
from authlib.oidc.core import UserInfoEndpoint
from authlib.oidc.core.grants import OpenIDCode
from authlib.oidc.core.util import create_half_hash
from flask import Flask, Response

from mocks.asan_login.clients import Client
from mocks.asan_login.keys import ALGORITHM
from mocks.asan_login.protocol.bending import bend_claims, sign
from mocks.asan_login.protocol.claims import lying_claims, person_claims, session_claims
from mocks.asan_login.protocol.grants import CODE_SECONDS, TOKEN_SECONDS, AccessToken, AuthorizationCode, Grantee
from mocks.asan_login.provider import current_provider

_S256_CHALLENGE: Final = re.compile(r"[A-Za-z0-9_-]{43}")
OTHER_ISSUER: Final = "http://127.0.0.1:8199"


class Server(AuthorizationServer):  # type: ignore[misc]  # Authlib has no types
    """The Flask server, which also takes a request rebuilt from what an interaction or a PAR has kept."""

    def create_oauth2_request(self, request: Any) -> OAuth2Request:
        """Return a rebuilt request as it is, else the one of Flask's context."""
        return request if isinstance(request, OAuth2Request) else super().create_oauth2_request(request)


class CodeGrant(AuthorizationCodeGrant):  # type: ignore[misc]  # Authlib has no types
    """The code flow (RFC 6749, section 4.1) over this provider's grants."""

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        """Keep the code with everything it is bound to."""
        data = request.payload.data
        bound = AuthorizationCode(
            client_id=request.client.client_id,
            redirect_uri=request.payload.redirect_uri,
            scope=request.scope,
            nonce=data.get("nonce"),
            code_challenge=data["code_challenge"],
            code_challenge_method=data["code_challenge_method"],
            grantee=request.user,
        )
        current_provider().grants.keep_code(code, bound)

    def query_authorization_code(self, code: str, client: Client) -> AuthorizationCode | None:
        """Find and use up the code in one step."""
        return current_provider().grants.redeem(code, client.client_id)

    def delete_authorization_code(self, authorization_code: AuthorizationCode) -> None:
        """Nothing is left to do: finding it used it up."""

    def authenticate_user(self, authorization_code: AuthorizationCode) -> Grantee:
        """Return who signed in when the code was made."""
        return authorization_code.grantee


class StrictCodeChallenge(CodeChallenge):  # type: ignore[misc]  # Authlib has no types
    """PKCE (RFC 7636) that every request must use, and only by S256."""

    def validate_code_challenge(self, grant: AuthorizationCodeGrant, _redirect_uri: str) -> None:
        """Refuse a request without a challenge or with the method `plain`."""
        data = grant.request.payload.data
        if data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("The code_challenge_method must be S256.")
        if not _S256_CHALLENGE.fullmatch(data.get("code_challenge") or ""):
            raise InvalidRequestError("A code_challenge of 43 characters is required.")


class IdToken(OpenIDCode):  # type: ignore[misc]  # Authlib has no types
    """Adds the id_token to the token response."""

    def exists_nonce(self, _nonce: str, _request: OAuth2Request) -> bool:
        """Nonces are the relying party's business; the code that carries one is used once anyway."""
        return False

    def encode_id_token(self, token: dict[str, Any], request: OAuth2Request) -> str:
        """Return the signed id_token with at_hash of this access token."""
        provider, bound = current_provider(), request.authorization_code
        claims = session_claims(bound.grantee, provider.settings.issuer, bound.client_id, bound.nonce)
        claims["at_hash"] = create_half_hash(token["access_token"], ALGORITHM).decode()
        claims |= person_claims(bound.grantee, bound.scope, provider.faults)
        return sign(
            bend_claims(claims, request.client, provider.faults), request.client, provider.keys, provider.faults
        )

    def process_token(self, grant: AuthorizationCodeGrant, response: Any) -> dict[str, Any]:
        """Put the id_token into the response, unless told to forget it."""
        token: dict[str, Any] = super().process_token(grant, response)
        if current_provider().faults.on("id_token_missing"):
            del token["id_token"]
        return token


class Issuer(IssuerParameter):  # type: ignore[misc]  # Authlib has no types
    """Adds `iss` to the authorization response (RFC 9207)."""

    def get_issuer(self) -> str | None:
        """Return this provider's issuer, or what a fault wants in its place."""
        return issuer_parameter()


class BearerTokens(BearerTokenValidator):  # type: ignore[misc]  # Authlib has no types
    """Finds access tokens by their digest."""

    def authenticate_token(self, token_string: str) -> AccessToken | None:
        """Return the token, or None."""
        return current_provider().grants.find_token(token_string)


class UserInfo(UserInfoEndpoint):  # type: ignore[misc]  # Authlib has no types
    """The userinfo endpoint: the same claims as the id_token, but for those about the session."""

    def generate_user_info(self, user: Grantee, scope: str) -> dict[str, Any]:
        """Return the claims that the scope allows."""
        faults = current_provider().faults
        claims = person_claims(user, scope, faults)
        return lying_claims(claims) if faults.on("userinfo_lies") else claims


def issuer_parameter() -> str | None:
    """Return the `iss` of authorization responses."""
    provider = current_provider()
    if provider.faults.on("no_iss_parameter"):
        return None
    return OTHER_ISSUER if provider.faults.on("wrong_iss_parameter") else provider.settings.issuer


def rebuilt_request(params: dict[str, str]) -> OAuth2Request:
    """Return an authorization request from parameters that were kept."""
    request = OAuth2Request("GET", current_provider().url("/authorize"))
    request.payload = BasicOAuth2Payload(params)
    return request


def _find_client(client_id: str) -> Client | None:
    return current_provider().clients.get(client_id)


def _save_token(token: dict[str, Any], request: OAuth2Request) -> None:
    current_provider().grants.keep_token(token["access_token"], request.client, request.authorization_code)


def build_server(app: Flask) -> tuple[Server, ResourceProtector]:
    """Return the authorization server and the guard of the resources, ready for `app`."""
    app.config["OAUTH2_TOKEN_EXPIRES_IN"] = {"authorization_code": TOKEN_SECONDS}
    server = Server()
    server.init_app(app, query_client=_find_client, save_token=_save_token)
    server.register_grant(CodeGrant, [StrictCodeChallenge(required=True), IdToken()])
    server.register_extension(Issuer())
    guard = ResourceProtector()
    guard.register_token_validator(BearerTokens())
    server.register_endpoint(UserInfo(resource_protector=guard))
    return server, guard


def as_see_other(response: Response) -> Response:
    """Turn a redirect that answers a form into 303, so that the browser follows it by GET."""
    if response.status_code == 302:  # noqa: PLR2004 - the status itself
        response.status_code = 303
    return response


__all__ = ["CODE_SECONDS", "Server", "as_see_other", "build_server", "issuer_parameter", "rebuilt_request"]
