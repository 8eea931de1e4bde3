"""The browser's own mark: ties a sign-in that comes back, and a form that was kept, to the browser that began it."""

from typing import Final

from flask import Response, after_this_request, current_app, g, request

from webapp.auth.web_session import TOKEN_LENGTH, DatabaseSessions, cookie_name
from webapp.core.crypto import digest
from webapp.core.ids import new_token

DAY: Final = 24 * 3600
NAME: Final = "kabinet_browser"


def known_browser() -> bytes | None:
    """Return the digest of the mark that the browser brought, None when it brought none."""
    token = g.get("browser_token") or request.cookies.get(_name(), "")
    return digest(token) if len(token) == TOKEN_LENGTH and token.isascii() else None


def marked_browser() -> bytes:
    """Return the digest of the browser's mark, giving it one with this answer when it has none."""
    known = known_browser()
    if known is None:
        g.browser_token = new_token()
        after_this_request(_set_mark)
        return digest(g.browser_token)
    return known


def _set_mark(response: Response) -> Response:
    response.set_cookie(_name(), g.browser_token, max_age=DAY, path="/", secure=_https(), httponly=True, samesite="Lax")
    return response


def _name() -> str:
    return cookie_name(NAME, https=_https())


def _https() -> bool:
    interface = current_app.session_interface
    return isinstance(interface, DatabaseSessions) and interface.https
