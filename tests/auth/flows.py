"""What people do at the entrance, step by step."""

import time
from urllib.parse import urlencode

from sqlalchemy import text

MOMENTS = {"iat", "exp", "nbf"}


def begin(browser, wanted="/cabinet/sessions"):
    """The address at the provider to which the portal sends the browser."""
    answer = browser.get(f"/auth/login?{urlencode({'next': wanted})}", expect=302)
    return answer.headers["Location"]


def come_in(browser, provider, wanted="/cabinet/sessions", **changes):
    """A whole sign-in; the portal's answer to the callback, or the page that says why it stopped."""
    return come_back(browser, provider.approve(begin(browser, wanted), **changes))


def come_back(browser, path):
    """The portal's answer to a callback, or the page to which it leads when the sign-in stopped."""
    answer = browser.get(path)
    stopped = answer.headers.get("Location", "")
    return browser.get(stopped) if stopped.startswith("/auth/stopped") else answer


def cookie(browser, name="kabinet_session"):
    held = browser.get_cookie(name)
    return held.value if held else None


def is_inside(browser):
    return browser.get("/cabinet/sessions").status_code == 200


def value(connection, query, **parameters):
    return connection.execute(text(query), parameters).scalar()


def from_now(claims):
    """The claims of a token whose moments are given in seconds from now."""
    moment = int(time.time())
    return {name: moment + said if name in MOMENTS and isinstance(said, int) else said for name, said in claims.items()}
