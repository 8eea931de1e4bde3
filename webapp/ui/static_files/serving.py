"""The built files at their addresses, and the addresses for templates."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from flask import Flask, Response, abort, request
from markupsafe import Markup
from werkzeug.security import safe_join

from webapp.ui.static_files.building import COMPRESSED, DIST, MANIFEST, SOURCES, UNHASHED, build, is_stale

ENCODINGS: Final = {"br": ".br", "gzip": ".gz"}
FOREVER: Final = "public, max-age=31536000, immutable"
TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
HASHED: Final = re.compile(r"\.[0-9a-f]{8}\.[a-z]+$")


def init_static(app: Flask) -> None:
    """Serve the built files and give templates `static_url(name)` and `icon_url(icon)`."""
    if is_stale():
        build()
    names: Mapping[str, str] = json.loads((DIST / MANIFEST).read_text(encoding="utf-8"))
    icons = _icon_addresses(f"/static/{names['icons/sprite.svg']}")

    def static_url(name: str) -> str:
        """Return the address of a static file by its source name. Raises KeyError for a name that is not built."""
        return f"/static/{names[name]}"

    def icon_url(icon: str) -> Markup:
        """Return the address of an icon in the sprite. Raises LookupError for a name that the sprite lacks."""
        try:
            return icons[icon]
        except KeyError:
            raise LookupError(f"no icon {icon!r} in static/icons/sprite.svg") from None

    app.jinja_env.globals.update(static_url=static_url, icon_url=icon_url)
    _add_routes(app)


def _icon_addresses(sprite: str) -> dict[str, Markup]:
    """Return icon -> address for every symbol of the sprite, under its name with dashes and with underscores."""
    symbols = re.findall(r'<symbol id="([\w-]+)"', (SOURCES / "icons/sprite.svg").read_text(encoding="utf-8"))
    addresses = {symbol: Markup("{}#{}").format(sprite, symbol) for symbol in symbols}
    return addresses | {symbol.replace("-", "_"): address for symbol, address in addresses.items()}


def _add_routes(app: Flask) -> None:
    from webapp.ui.portal import STATIC

    def static(name: str) -> Response:
        """A built file; its name changes with its content, so it may be kept for ever. Others have no address here."""
        if not HASHED.search(name):
            abort(404)
        return served(DIST, name, FOREVER)

    def unhashed() -> Response:
        """The service worker or the web manifest: their addresses stay, so browsers must ask again."""
        return served(DIST, request.path.removeprefix("/"), "no-cache")

    views: tuple[Callable[..., Response], ...] = (static, unhashed)
    for view in views:
        view.access = STATIC  # type: ignore[attr-defined] # functions take attributes
    app.add_url_rule("/static/<path:name>", "static", static)
    for name in UNHASHED:
        app.add_url_rule(f"/{name}", name.replace(".", "_"), unhashed)


def served(folder: Path, name: str, cache_control: str) -> Response:
    """Return the file, compressed by the best way that the browser accepts. 404 for anything but a built file."""
    suffix = Path(name).suffix
    accepted = request.accept_encodings
    encoding = next((code for code in ENCODINGS if suffix in COMPRESSED and accepted[code] > 0), None)
    path = safe_join(str(folder), name + ENCODINGS.get(encoding or "", ""))
    if suffix not in TYPES or path is None or not Path(path).is_file():
        abort(404)
    response = Response(Path(path).read_bytes(), content_type=TYPES[suffix])
    response.headers["Cache-Control"] = cache_control
    if suffix in COMPRESSED:
        response.vary.add("Accept-Encoding")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.add_etag()
    response.make_conditional(request)
    return response
