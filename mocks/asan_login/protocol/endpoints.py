"""The endpoints that relying parties call themselves: pushed requests, tokens, userinfo, certificates."""

import time
from typing import Any

from authlib.integrations.flask_oauth2 import ResourceProtector, current_token
from authlib.oauth2.rfc6749 import InvalidClientError, InvalidRequestError, OAuth2Error, OAuth2Request
from flask import Blueprint, Response, abort, current_app, jsonify, request
from werkzeug.datastructures import MultiDict

from mocks.asan_login.protocol.claims import certificates_of
from mocks.asan_login.protocol.server import CodeGrant, Server, rebuilt_request
from mocks.asan_login.provider import PUSHED_SECONDS, current_provider
from mocks.asan_login.secret_values import new_secret

blueprint = Blueprint("endpoints", __name__)
REQUEST_URI_PREFIX = "urn:ietf:params:oauth:request_uri:"


def current_server() -> Server:
    """Return the authorization server of the running application."""
    server: Server = current_app.extensions["asan_login_server"]
    return server


def single_values(values: MultiDict[str, str]) -> dict[str, str]:
    """Return the parameters as a plain mapping. Raises InvalidRequestError when one came twice (RFC 6749, 3.1)."""
    if any(len(found) > 1 for _, found in values.lists()):
        raise InvalidRequestError("A parameter was given more than once.")
    return dict(values.items())


@blueprint.post("/par")
def pushed_request() -> Response:
    """Keep an authorization request for a minute (RFC 9126); it is checked now, not when the browser brings it."""
    server, provider = current_server(), current_provider()
    try:
        params = single_values(request.form)
        client = _authenticated_client(server.create_oauth2_request(None))
        if "request_uri" in params or params.setdefault("client_id", client.client_id) != client.client_id:
            raise InvalidRequestError("The client_id or a request_uri does not belong in this request.")
        params.pop("client_secret", None)
        server.get_authorization_grant(rebuilt_request(params)).validate_authorization_request()
    except OAuth2Error as error:
        return _plain_error(error)
    request_uri = f"{REQUEST_URI_PREFIX}{new_secret()}"
    provider.pushed.put(request_uri, params)
    answer = jsonify(request_uri=request_uri, expires_in=PUSHED_SECONDS)
    answer.status_code = 201
    return _unstored(answer)


@blueprint.post("/token")
def token() -> Response:
    """Exchange a code for an access token and an id_token."""
    faults = current_provider().faults
    if faults.on("token_500"):
        abort(500)
    if faults.on("token_slow"):
        time.sleep(min(faults.amount("token_slow", 10.0), 60.0))
    if faults.on("token_html"):
        return Response("<!doctype html><title>Bakım</title><p>Xidmət müvəqqəti işləmir.", mimetype="text/html")
    try:
        single_values(request.form)
        _ensure_one_client_authentication()
        answer = current_server().create_token_response()
    except OAuth2Error as error:
        return _plain_error(error)
    if faults.on("token_truncated") and answer.is_json:
        answer.set_data(answer.get_data()[: len(answer.get_data()) // 2])
    return _unstored(answer)


@blueprint.route("/userinfo", methods=["GET", "POST"])
def userinfo() -> Response:
    """Answer the person's claims to an access token."""
    if current_provider().faults.on("userinfo_500"):
        abort(500)
    return _unstored(current_server().create_endpoint_response("userinfo"))


@blueprint.get("/certificates")
def certificates() -> Response:
    """Answer the organisations that the person may act for, to an access token with scope `certificate`."""
    provider = current_provider()
    guard: ResourceProtector = current_app.extensions["asan_login_guard"]
    guard(scopes="certificate")(lambda: None)()
    if provider.faults.on("certificates_500"):
        abort(500)
    return _unstored(jsonify(certificates_of(current_token.grantee.fin, provider.faults)))


def _authenticated_client(oauth_request: OAuth2Request) -> Any:
    _ensure_one_client_authentication()
    return current_server().authenticate_client(oauth_request, CodeGrant.TOKEN_ENDPOINT_AUTH_METHODS, "par")


def _ensure_one_client_authentication() -> None:
    header = request.headers.get("Authorization", "")
    if header and "client_secret" in request.form:
        raise InvalidRequestError("The client authenticated in two ways.")
    if header and request.authorization is None:
        raise InvalidClientError(status_code=401, description="The Authorization header cannot be read.")


def _plain_error(error: OAuth2Error) -> Response:
    error.redirect_uri = None
    return _unstored(current_server().handle_error_response(None, error))


def _unstored(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
