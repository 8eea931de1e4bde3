"""Light, dark or as the device has it: a cookie that the server reads, so that the first paint is already right."""

from typing import Final

from flask import Blueprint, Flask, g, redirect, request
from werkzeug.wrappers import Response

from webapp.ui.access import public

COOKIE: Final = "kabinet_theme"
THEMES: Final = ("light", "dark")
YEAR: Final = 365 * 24 * 3600

appearance = Blueprint("appearance", __name__)


def init_appearance(app: Flask) -> None:
    """Give `theme` to every template: light, dark, or None for the device's own choice."""
    app.context_processor(lambda: {"theme": chosen_theme()})


def chosen_theme() -> str | None:
    """Return what the person chose, None when they left it to the device."""
    kept = request.cookies.get(COOKIE, "")
    return kept if kept in THEMES else None


@appearance.post("/appearance")
@public
def choose() -> Response:
    """Remember the chosen theme and return to the page where it was chosen."""
    response = redirect(_own_path(request.form.get("next", "")), code=303)
    chosen = request.form.get("theme", "")
    if chosen in THEMES:
        secure = bool(g.get("https", False))
        response.set_cookie(COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _own_path(path: str) -> str:
    """Return `path` when it is an address of this site, the start page otherwise: never lead elsewhere."""
    local = path.startswith("/") and not path.startswith("//") and path.isprintable() and "\\" not in path
    return path if local else "/"
