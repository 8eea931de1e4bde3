"""The logout page: asks when the request does not prove where it comes from, then ends the session."""

from authlib.oauth2.rfc6749 import OAuth2Error
from authlib.oidc.rpinitiated.end_session import EndSessionRequest
from flask import Blueprint, Response, g, request

from mocks.asan_login.pages.frame import current_browser, no_head, render, see_other, trouble
from mocks.asan_login.protocol.endpoints import current_server, single_values
from mocks.asan_login.protocol.logout import end_session
from mocks.asan_login.provider import current_provider
from mocks.asan_login.secret_values import new_secret

blueprint = Blueprint("logout", __name__)
no_head(blueprint)


@blueprint.route("/end-session", methods=["GET", "POST"])
def begin() -> Response:
    """Take a logout request (OpenID Connect RP-Initiated Logout 1.0)."""
    try:
        single_values(request.values)
        asked = current_server().validate_endpoint_request("end_session")
    except OAuth2Error:
        return _ask_first(None)
    g.ui_locales = (asked.ui_locales or "").split()
    browser = current_browser()
    session = browser.session if browser else None
    hinted = asked.id_token_claims or {}
    if hinted.get("iss") != current_provider().settings.issuer or (session and hinted.get("sid") != session.sid):
        return _ask_first(_registered_address(asked))
    return _finish(asked.redirect_uri)


@blueprint.post("/end-session/confirm")
def confirm() -> Response:
    """End the session after the person has said so, in the browser that was asked."""
    asked = current_provider().logouts.take(request.form.get("logout", ""))
    browser = current_browser()
    if asked is None or asked["browser"] != (browser.id if browser else None):
        return trouble("over", 410)
    return _finish(asked["redirect_uri"])


def _registered_address(asked: EndSessionRequest) -> str | None:
    """Return the address to go back to once the person has confirmed, when it is the named client's own."""
    address = request.values.get("post_logout_redirect_uri")
    known = asked.client.client_metadata["post_logout_redirect_uris"] if asked.client else []
    return address if address in known else None


def _ask_first(redirect_uri: str | None) -> Response:
    browser = current_browser()
    if browser is None or browser.session is None:
        return _finish(None)
    key = new_secret()
    current_provider().logouts.put(key, {"browser": browser.id, "redirect_uri": redirect_uri})
    return render("logout.html", logout=key)


def _finish(redirect_uri: str | None) -> Response:
    browser = current_browser()
    if browser:
        end_session(current_provider(), browser)
    return see_other(redirect_uri) if redirect_uri else render("logged_out.html")
