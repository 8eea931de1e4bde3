"""Who is signed in at the provider, in which browser, and to which relying parties they went from here."""

import secrets
import time
from dataclasses import dataclass, field

from mocks.asan_login.means.levels import MeansResult
from mocks.asan_login.secret_values import digest, new_secret
from mocks.asan_login.shelf import Shelf

ABSOLUTE_SECONDS = 12 * 3600
IDLE_SECONDS = 3600


@dataclass(slots=True)
class SsoSession:
    """A single sign-on session: the claims acr, amr, auth_time and sid of every id_token issued in it."""

    sid: str
    fin: str
    auth_time: int
    acr: str
    amr: tuple[str, ...]
    started_at: float
    used_at: float
    clients: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Browser:
    """One browser, known by a random cookie; `id` is internal and survives the cookie's renewal at sign-in."""

    id: str
    key: str
    session: SsoSession | None = None


class Browsers:
    """All browsers that have been here lately."""

    def __init__(self) -> None:
        self._shelf: Shelf[Browser] = Shelf(ABSOLUTE_SECONDS)

    def find(self, cookie: str) -> Browser | None:
        """Return the browser that holds this cookie; a session that idled or aged out is gone from it."""
        browser = self._shelf.get(digest(cookie))
        if browser and browser.session and _is_over(browser.session):
            browser.session = None
        return browser

    def open(self) -> tuple[Browser, str]:
        """Return a new browser and its cookie's value."""
        cookie = new_secret()
        browser = Browser(secrets.token_hex(16), digest(cookie))
        self._shelf.put(browser.key, browser)
        return browser, cookie

    def renew(self, browser: Browser) -> str:
        """Give the browser a fresh cookie at sign-in, so that one planted before is worth nothing."""
        cookie = new_secret()
        self._shelf.take(browser.key)
        browser.key = digest(cookie)
        self._shelf.put(browser.key, browser)
        return cookie

    def sessions_of(self, fin: str) -> list[Browser]:
        """Return the browsers in which this person is signed in."""
        return [browser for browser in self._shelf.values() if browser.session and browser.session.fin == fin]


def sign_in(browser: Browser, fin: str, result: MeansResult) -> SsoSession | None:
    """Record an authentication: the same person keeps the session, another replaces it.

    Returns the session that was replaced, which must be announced to its relying parties, or None.
    acr and amr are always those of the latest authentication, because auth_time is: a password typed just now must
    not be reported as a certificate shown an hour ago.
    """
    now = time.time()
    current = browser.session
    if current and current.fin == fin:
        current.auth_time, current.used_at = int(now), now
        current.acr, current.amr = result.acr, result.amr
        return None
    browser.session = SsoSession(secrets.token_urlsafe(18), fin, int(now), result.acr, result.amr, now, now)
    return current


def _is_over(session: SsoSession) -> bool:
    now = time.time()
    return now - session.used_at > IDLE_SECONDS or now - session.started_at > ABSOLUTE_SECONDS
