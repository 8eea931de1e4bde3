"""What every page shares: the browser's cookie, the language, the security headers, and whose sign-in it is."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, Response, current_app, g, make_response, render_template, request

from mocks.asan_login.interactions import Interaction
from mocks.asan_login.means.levels import Means
from mocks.asan_login.provider import current_provider
from mocks.asan_login.sessions import Browser
from mocks.asan_login.texts import DEFAULT, LANGUAGES, translate

SESSION_COOKIE = "asan_login_session"
LANGUAGE_COOKIE = "asan_login_lang"
View = Callable[[Interaction], Response]


def prepare(app: Flask) -> None:
    """Hook the frame into the application."""
    app.before_request(_open_page)
    app.after_request(_close_page)
    app.context_processor(
        lambda: {"t": text, "lang": language(), "languages": tuple(LANGUAGES), "page_path": _page_path()}
    )
    app.add_template_filter(_baku_time, "baku_time")


def text(key: str, **values: object) -> str:
    """Return a text in the page's language."""
    return translate(key, language(), **values)


def language() -> str:
    """Return the page's language: asked for, remembered, wanted by the relying party, or the browser's."""
    wishes = [request.args.get("lang"), request.cookies.get(LANGUAGE_COOKIE), *g.get("ui_locales", ())]
    chosen = next((wish for wish in wishes if wish in LANGUAGES), None)
    return chosen or request.accept_languages.best_match(list(LANGUAGES)) or DEFAULT


def render(template: str, status: int = 200, **values: Any) -> Response:
    """Return a page."""
    return make_response(render_template(template, **values), status)


def see_other(location: str) -> Response:
    """Return a redirect that the browser follows by GET."""
    answer = make_response("", 303)
    answer.location = location
    return answer


def trouble(key: str, status: int, **values: Any) -> Response:
    """Return the page that says what went wrong: the texts `trouble.KEY` and `trouble.KEY.what_now`."""
    return render(
        "trouble.html", status, title=text(f"trouble.{key}"), what_now=text(f"trouble.{key}.what_now"), **values
    )


def current_browser() -> Browser | None:
    """Return the browser that sent the cookie, or None."""
    browser: Browser | None = g.browser
    return browser


def ensure_browser() -> Browser:
    """Return the browser, giving it a cookie when it has none."""
    if g.browser is None:
        g.browser, g.fresh_cookie = current_provider().browsers.open()
    browser: Browser = g.browser
    return browser


def renew_cookie() -> None:
    """Give the browser a new cookie value with this answer."""
    g.fresh_cookie = current_provider().browsers.renew(g.browser)


def in_interaction(
    means: Means | None = None, *, even_ended: bool = False
) -> Callable[[View], Callable[..., Response]]:
    """Give a view its interaction, or answer why not: over, another browser's, a foreign form, means not on offer."""

    def decorate(view: View) -> Callable[..., Response]:
        @wraps(view)
        def guarded(interaction_id: str) -> Response:
            interaction = current_provider().interactions.get(interaction_id)
            refusal = _refusal(interaction, means, even_ended=even_ended)
            if refusal is not None or interaction is None:
                return refusal or trouble("over", 410)
            g.interaction = interaction
            g.ui_locales = interaction.params.get("ui_locales", "").split()
            return view(interaction)

        return guarded

    return decorate


def _refusal(interaction: Interaction | None, means: Means | None, *, even_ended: bool) -> Response | None:
    if interaction is None:
        return trouble("over", 410)
    browser = current_browser()
    if browser is None or browser.id != interaction.browser_id:
        return trouble("other_browser", 403)
    if request.method == "POST" and request.form.get("csrf") != interaction.csrf:
        return trouble("foreign_form", 403)
    if interaction.ended and not even_ended:
        return trouble("ended", 410, interaction=interaction)
    if means and (means in current_provider().switched_off or not interaction.allows(means)):
        return trouble("means_off", 403, interaction=interaction)
    return None


def same_origin_only(blueprint: Blueprint) -> None:
    """Refuse forms that another site's page sends to this blueprint, and HEAD."""
    no_head(blueprint)

    @blueprint.before_request
    def check() -> Response | None:
        origin = request.headers.get("Origin")
        if request.method == "POST" and origin is not None and origin != current_provider().settings.issuer:
            return trouble("foreign_form", 403)
        return None


def no_head(blueprint: Blueprint) -> None:
    """Refuse HEAD, by which a look-ahead of some program would move a sign-in onwards."""

    @blueprint.before_request
    def check() -> Response | None:
        return Response(status=405) if request.method == "HEAD" else None


def _page_path() -> str:
    """Return the nearest address upwards that can be opened by GET, so that a language link works after a form too."""
    urls, path = current_app.url_map.bind(""), request.path
    while path and not urls.test(path, "GET"):
        path = path.rpartition("/")[0]
    return path or "/"


def _baku_time(instant: float | str) -> str:
    """Return the clock time in Baku of a Unix time or an ISO 8601 instant; nothing for anything else."""
    try:
        known = datetime.fromisoformat(instant) if isinstance(instant, str) else datetime.fromtimestamp(instant, UTC)
    except ValueError:
        return ""
    return known.astimezone(ZoneInfo("Asia/Baku")).strftime("%H:%M:%S")


def _open_page() -> None:
    cookie = request.cookies.get(SESSION_COOKIE, "")
    g.browser = current_provider().browsers.find(cookie) if cookie else None
    g.fresh_cookie = None
    g.interaction = None


def _close_page(answer: Response) -> Response:
    client = g.interaction.client.redirect_origin if g.get("interaction") else ""
    answer.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        f"form-action 'self' {client}; base-uri 'none'; frame-ancestors 'none'"
    )
    answer.headers["X-Frame-Options"] = "DENY"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "same-origin"
    if not request.path.startswith(("/static/", "/.well-known/", "/jwks")):
        answer.headers["Cache-Control"] = "no-store"
    if g.get("fresh_cookie"):
        answer.set_cookie(SESSION_COOKIE, g.fresh_cookie, httponly=True, samesite="Lax", path="/")
    if request.args.get("lang") in LANGUAGES:
        answer.set_cookie(LANGUAGE_COOKIE, request.args["lang"], max_age=365 * 86400, samesite="Lax", path="/")
    return answer
