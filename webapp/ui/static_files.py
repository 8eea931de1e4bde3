"""Static files: sources of `static/` become hashed, precompressed, immutable files of `static/dist/`; see `build`.

`python -m webapp.ui.static_files build` makes them at installation; in development the start does it when a source is
newer. `static_url` gives pages the hashed address.
"""

import gzip
import hashlib
import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import brotli
from flask import Flask, Response, abort, request
from markupsafe import Markup
from werkzeug.security import safe_join

from webapp.config import ROOT

SOURCES: Final = ROOT / "static"
DIST: Final = SOURCES / "dist"
MANIFEST: Final = "manifest.json"
BUNDLES: Final = {"css/kabinet.css": "css/*.css", "js/kabinet.js": "js/*.js"}
ASSETS: Final = ("vendor/*.js", "icons/*.svg", "img/*")
UNHASHED: Final = ("sw.js", "manifest.webmanifest")
COMPRESSED: Final = frozenset({".css", ".js", ".svg", ".webmanifest"})
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
REFERENCE: Final = re.compile(r"\{\{([\w./-]+)\}\}")


def build(sources: Path = SOURCES, dist: Path = DIST) -> dict[str, str]:
    """Write every static file of `sources` into `dist` and return {name: hashed name}.

    Style sheets and scripts are joined into one file each. `sw.js` and the web manifest keep their names and have
    `{{name}}` replaced by addresses; `{{version}}` is a digest of everything. Files of earlier builds stay, so that
    pages opened before a deployment find theirs. The manifest is replaced last and whole.
    """
    contents = {name: _joined(sources, pattern) for name, pattern in BUNDLES.items()}
    for pattern in ASSETS:
        contents.update({path.relative_to(sources).as_posix(): path.read_bytes() for path in sources.glob(pattern)})
    names = {name: _hashed(name, content) for name, content in sorted(contents.items())}
    for name, content in contents.items():
        _write(dist / names[name], content)
    version = hashlib.sha256("".join(names.values()).encode()).hexdigest()[:8]
    for name in UNHASHED:
        text = (sources / name).read_text(encoding="utf-8")
        _write(dist / name, _with_addresses(text, names, version).encode())
    _write(dist / MANIFEST, json.dumps(names, indent=1).encode())
    return names


def init_static(app: Flask) -> None:
    """Serve the built files and give templates `static_url(name)` and `icon_url(icon)`."""
    if is_stale():
        build()
    names: Mapping[str, str] = json.loads((DIST / MANIFEST).read_text(encoding="utf-8"))
    icons = frozenset(re.findall(r'<symbol id="([\w-]+)"', (SOURCES / "icons/sprite.svg").read_text(encoding="utf-8")))

    def static_url(name: str) -> str:
        """Return the address of a static file by its source name. Raises KeyError for a name that is not built."""
        return f"/static/{names[name]}"

    def icon_url(icon: str) -> Markup:
        """Return the address of an icon in the sprite. Raises LookupError for a name that the sprite lacks."""
        if icon.replace("_", "-") not in icons:
            raise LookupError(f"no icon {icon!r} in static/icons/sprite.svg")
        return Markup("{}#{}").format(static_url("icons/sprite.svg"), icon.replace("_", "-"))

    app.jinja_env.globals.update(static_url=static_url, icon_url=icon_url)
    _add_routes(app)


def is_stale(sources: Path = SOURCES, dist: Path = DIST) -> bool:
    """Whether something in `sources` is newer than the last build, or there was none. An installation without sources never is."""
    built = dist / MANIFEST
    if not built.exists():
        return True
    patterns = (*BUNDLES.values(), *ASSETS, *UNHASHED)
    newest = max(path.stat().st_mtime for pattern in patterns for path in sources.glob(pattern))
    return newest > built.stat().st_mtime


def minified_css(text: str) -> str:
    """Return the style sheet without comments and needless white space. Strings of ours hold neither."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"\s*([{};,])\s*", r"\1", text).replace(";}", "}").replace(": ", ":").strip()


def _joined(sources: Path, pattern: str) -> bytes:
    """Return the files of `pattern` in the order of their names; the scripts share one scope and leave no global names."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(sources.glob(pattern))]
    if pattern.endswith(".css"):
        return minified_css("\n".join(texts)).encode()
    return '"use strict";\n{{\n{}}}\n'.format("".join(texts)).encode()


def _hashed(name: str, content: bytes) -> str:
    path = Path(name)
    return path.with_name(f"{path.stem}.{hashlib.sha256(content).hexdigest()[:8]}{path.suffix}").as_posix()


def _with_addresses(text: str, names: Mapping[str, str], version: str) -> str:
    return REFERENCE.sub(lambda found: version if found[1] == "version" else f"/static/{names[found[1]]}", text)


def _write(target: Path, content: bytes) -> None:
    """Write `content` and, where it pays, its compressed siblings; readers see whole files only."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = {target: content}
    if target.suffix in COMPRESSED:
        written[target.with_name(f"{target.name}.br")] = brotli.compress(content, quality=11)
        written[target.with_name(f"{target.name}.gz")] = gzip.compress(content, 9, mtime=0)
    for path, data in written.items():
        partial = path.with_name(f".{path.name}.{id(data)}")
        partial.write_bytes(data)
        partial.replace(path)


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


if __name__ == "__main__":
    if sys.argv[1:] != ["build"]:
        raise SystemExit("usage: python -m webapp.ui.static_files build")
    sys.stdout.write(f"{len(build())} static files in {DIST}\n")
