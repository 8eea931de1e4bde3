"""Sources of `static/` become hashed, precompressed, immutable files of `static/dist/`."""

import gzip
import hashlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import brotli

from webapp.config import ROOT

SOURCES: Final = ROOT / "static"
DIST: Final = SOURCES / "dist"
MANIFEST: Final = "manifest.json"
BUNDLES: Final = {"css/kabinet.css": "css/*.css", "js/kabinet.js": "js/*.js"}
ASSETS: Final = (
    "vendor/*.js",
    "scripts/*.js",
    "sheets/*.css",
    "icons/*.svg",
    "img/*",
)  # scripts/ and sheets/ are those of single pages
UNHASHED: Final = ("sw.js", "manifest.webmanifest")
COMPRESSED: Final = frozenset({".css", ".js", ".svg", ".webmanifest"})
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
        if not all(path.exists() for path in _siblings(dist / names[name])):  # else an earlier build wrote the same
            _write(dist / names[name], content)
    version = hashlib.sha256("".join(names.values()).encode()).hexdigest()[:8]
    for name in UNHASHED:
        text = (sources / name).read_text(encoding="utf-8")
        _write(dist / name, _with_addresses(text, names, version).encode())
    _write(dist / MANIFEST, json.dumps(names, indent=1).encode())
    return names


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
    """Return the files of `pattern` in the order of their names; the scripts share one scope and leave no global names.

    Comment lines and indents are left out; no string of ours runs over lines.
    """
    texts = [path.read_text(encoding="utf-8") for path in sorted(sources.glob(pattern))]
    if pattern.endswith(".css"):
        return minified_css("\n".join(texts)).encode()
    scripts = re.sub(r"(?m)^\s*//.*\n|^\s+", "", "".join(texts))
    return f'"use strict";\n{{\n{scripts}}}\n'.encode()


def _hashed(name: str, content: bytes) -> str:
    path = Path(name)
    return path.with_name(f"{path.stem}.{hashlib.sha256(content).hexdigest()[:8]}{path.suffix}").as_posix()


def _with_addresses(text: str, names: Mapping[str, str], version: str) -> str:
    return REFERENCE.sub(lambda found: version if found[1] == "version" else f"/static/{names[found[1]]}", text)


def _siblings(target: Path) -> tuple[Path, ...]:
    """Return the file and, where it pays, its compressed siblings: brotli, gzip."""
    endings = (".br", ".gz") if target.suffix in COMPRESSED else ()
    return target, *(target.with_name(target.name + ending) for ending in endings)


def _write(target: Path, content: bytes) -> None:
    """Write `content` and its siblings; readers see whole files only."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = [content]
    if target.suffix in COMPRESSED:
        written += [brotli.compress(content, quality=11), gzip.compress(content, 9, mtime=0)]
    for path, data in zip(_siblings(target), written, strict=True):
        partial = path.with_name(f".{path.name}.{os.getpid()}")
        partial.write_bytes(data)
        partial.replace(path)
