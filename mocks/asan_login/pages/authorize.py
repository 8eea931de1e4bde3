"""The authorization endpoint: checks what the relying party asks, then shows the means or answers from the session."""

import time

from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc6749 import InvalidRequestError, OAuth2Error
from flask import Blueprint, Response, g, request, url_for
from joserfc import jwt
from joserfc.errors import JoseError

from mocks.asan_login.interactions import Interaction
from mocks.asan_login.keys import ALGORITHM
from mocks.asan_login.means.levels import RESULTS, Means, satisfies, wanted_level
from mocks.asan_login.pages.frame import current_browser, ensure_browser, no_head, renew_cookie, see_other, trouble
from mocks.asan_login.protocol.endpoints import REQUEST_URI_PREFIX, current_server, single_values
from mocks.asan_login.protocol.grants import Grantee
from mocks.asan_login.protocol.logout import announce_end
from mocks.asan_login.protocol.server import as_see_other, issuer_parameter, rebuilt_request
from mocks.asan_login.provider import current_provider
from mocks.asan_login.sessions import SsoSession, sign_in

blueprint = Blueprint("authorize", __name__)
no_head(blueprint)
ASKS_AGAIN = {"login", "select_account", "consent"}
LONGEST_PARAMETER = 4000


@blueprint.route("/authorize", methods=["GET", "POST"])
def authorize() -> Response:
    """Begin a sign-in for a relying party (OpenID Connect Core, section 3.1.2)."""
    try:
        params = _parameters()
        session = usable_session(params)
        grant = current_server().get_consent_grant(rebuilt_request(params), end_user=session)
        _ensure_supported(params, grant.redirect_uri)
    except OAuth2Error as error:
        return refuse(error)
    if session and not ASKS_AGAIN & set(params.get("prompt", "").split()):
        return answer_with_code(params, session)
    interaction = Interaction(
        params=params,
        client=current_provider().clients[params["client_id"]],
        browser_id=ensure_browser().id,
        wanted_acr=wanted_level(params.get("acr_values")),
    )
    current_provider().interactions.put(interaction.id, interaction)
    return see_other(url_for("chooser.choose", interaction_id=interaction.id))


def usable_session(params: dict[str, str]) -> SsoSession | None:
    """Return the browser's session when it is recent (max_age) and strong (acr_values) enough, else None.

    With an id_token_hint it must also be that person's session (OpenID Connect Core, section 3.1.2.1).
    """
    browser = current_browser()
    session = browser.session if browser else None
    if (
        session is None
        or not _is_hinted(session, params.get("id_token_hint"))
        or not satisfies(session.acr, wanted_level(params.get("acr_values")))
    ):
        return None
    max_age = _max_age(params)
    return None if max_age is not None and time.time() - session.auth_time >= max_age else session


def complete(interaction: Interaction, fin: str, means: Means) -> Response:
    """Record that the person proved who they are, and go back to the relying party. Works once per interaction."""
    provider, browser = current_provider(), ensure_browser()
    if provider.interactions.take(interaction.id) is None:
        return trouble("over", 410)
    replaced = sign_in(browser, fin, RESULTS[means])
    if replaced:
        announce_end(provider, replaced)
    renew_cookie()
    if browser.session is None:
        return trouble("over", 410)
    return answer_with_code(interaction.params, browser.session)


def answer_with_code(params: dict[str, str], session: SsoSession) -> Response:
    """Redirect to the relying party with a code for this session."""
    server, subject = current_server(), current_provider().accounts.subject(session.fin)
    session.clients.add(params["client_id"])
    session.used_at = time.time()
    grantee = Grantee(session.fin, subject, session.sid, session.auth_time, session.acr, session.amr)
    oauth_request = rebuilt_request(params)
    grant = server.get_authorization_grant(oauth_request)
    return as_see_other(server.create_authorization_response(oauth_request, grant_user=grantee, grant=grant))


def refuse(error: OAuth2Error) -> Response:
    """Tell the relying party why not; when its address could not be trusted, tell the person."""
    if not error.redirect_uri:
        return trouble("bad_request", 400, detail=error.error)
    body = [*error.get_body(), *([("iss", issuer)] if (issuer := issuer_parameter()) else [])]
    return see_other(add_params_to_uri(error.redirect_uri, body))


def _parameters() -> dict[str, str]:
    params = single_values(request.form if request.method == "POST" else request.args)
    params.pop("lang", None)
    reference = params.get("request_uri", "")
    if reference.startswith(REQUEST_URI_PREFIX):
        pushed = current_provider().pushed.take(reference)
        if pushed is None or pushed["client_id"] != params.get("client_id"):
            raise InvalidRequestError("The request_uri is unknown, used or expired.")
        params = pushed
    g.ui_locales = params.get("ui_locales", "").split()
    if any(len(value) > LONGEST_PARAMETER for value in params.values()):
        raise InvalidRequestError("A parameter is too long.")
    return params


def _is_hinted(session: SsoSession, hint: str | None) -> bool:
    if hint is None:
        return True
    provider = current_provider()
    try:
        claims = jwt.decode(hint, provider.keys.verification_keys(), algorithms=[ALGORITHM]).claims
    except (JoseError, ValueError):
        return False
    return bool(claims.get("sub") == provider.accounts.subject(session.fin))


def _max_age(params: dict[str, str]) -> int | None:
    value = params.get("max_age")
    if value is None:
        return None
    return int(value) if value.isascii() and value.isdigit() else 0


def _ensure_supported(params: dict[str, str], redirect_uri: str) -> None:
    unsupported = {"request": "request_not_supported", "request_uri": "request_uri_not_supported"}
    unsupported["registration"] = "registration_not_supported"
    for name, code in unsupported.items():
        if name in params:
            raise OAuth2Error(f"No {name} here.", error=code, state=params.get("state"), redirect_uri=redirect_uri)
    max_age = params.get("max_age", "0")
    if params.get("response_mode", "query") != "query" or not (max_age.isascii() and max_age.isdigit()):
        raise InvalidRequestError("Unsupported value.", state=params.get("state"), redirect_uri=redirect_uri)
