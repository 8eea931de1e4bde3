import gzip
import json
import re
import shutil

import brotli
import pytest

from webapp.ui.static_files.building import BUNDLES, DIST, SOURCES, build, is_stale, minified_css


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    copy = tmp_path_factory.mktemp("static") / "static"
    shutil.copytree(SOURCES, copy, ignore=shutil.ignore_patterns("dist"))
    return copy


@pytest.fixture(scope="module")
def built(sources, tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    return build(sources, folder), folder


def test_every_name_carries_the_digest_of_its_content(built, sources):
    names, _ = built
    assert set(BUNDLES) <= set(names)
    assert all(re.search(r"\.[0-9a-f]{8}\.\w+$", name) for name in names.values())
    assert build(sources, built[1]) == names


def test_a_changed_source_changes_its_own_name_only(sources, tmp_path):
    before = build(sources, tmp_path)
    sheet = sources / "css" / "20-base.css"
    sheet.write_text(f"{sheet.read_text(encoding='utf-8')}\n@layer base {{ h5 {{ color: red; }} }}\n", encoding="utf-8")
    after = build(sources, tmp_path)
    assert {name for name in before if before[name] != after[name]} == {"css/kabinet.css"}
    assert (tmp_path / before["css/kabinet.css"]).exists(), "pages opened before a deployment still find their sheet"


def test_compressed_siblings_hold_the_same_bytes(built):
    names, folder = built
    plain = (folder / names["css/kabinet.css"]).read_bytes()
    assert brotli.decompress((folder / f"{names['css/kabinet.css']}.br").read_bytes()) == plain
    assert gzip.decompress((folder / f"{names['css/kabinet.css']}.gz").read_bytes()) == plain
    assert not (folder / f"{names['img/icon-192.png']}.gz").exists()


def test_the_sheet_and_the_scripts_stay_small(built):
    names, folder = built
    assert (folder / f"{names['css/kabinet.css']}.gz").stat().st_size <= 15_000
    assert (folder / names["js/kabinet.js"]).stat().st_size <= 15_000


def test_the_service_worker_names_files_that_exist(built):
    names, folder = built
    worker = (folder / "sw.js").read_text(encoding="utf-8")
    assert "{{" not in worker
    assert {f"/static/{names['css/kabinet.css']}", f"/static/{names['js/kabinet.js']}"} <= set(
        re.findall(r'"(/static/[^"]+)"', worker)
    )


def test_the_web_manifest_names_icons_of_the_sizes_it_says(built):
    names, folder = built
    manifest = json.loads((folder / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert {icon["src"].removeprefix("/static/") for icon in manifest["icons"]} <= set(names.values())
    for icon in manifest["icons"]:
        if icon["type"] == "image/png":
            header = (folder / icon["src"].removeprefix("/static/")).read_bytes()[16:24]
            width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:])
            assert icon["sizes"] == f"{width}x{height}"


def test_a_newer_source_makes_the_build_stale(sources, tmp_path):
    assert is_stale(sources, tmp_path)
    build(sources, tmp_path)
    assert not is_stale(sources, tmp_path)
    manifest = tmp_path / "manifest.json"
    later = manifest.stat().st_mtime + 10
    import os

    os.utime(sources / "sw.js", (later, later))
    assert is_stale(sources, tmp_path)


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("a { color: red; }\n\nb{}", "a{color:red}b{}"),
        ("/* why */ a :hover { margin: 0 auto; }", "a :hover{margin:0 auto}"),
        ("@media (width >= 40em) { a { inset: auto 0 0; } }", "@media (width >= 40em){a{inset:auto 0 0}}"),
    ],
)
def test_minified_sheets_mean_the_same(sheet, expected):
    assert minified_css(sheet) == expected


@pytest.mark.parametrize(("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0", None), ("", None)])
def test_a_file_is_served_as_the_browser_takes_it(client, app, accepted, encoding):
    address = app.jinja_env.globals["static_url"]("css/kabinet.css")
    answer = client.get(address, headers={"Accept-Encoding": accepted})
    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert "Set-Cookie" not in answer.headers


def test_an_unchanged_file_is_not_sent_again(client, app):
    address = app.jinja_env.globals["static_url"]("img/mark.svg")
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("name", ["sw.js", "manifest.webmanifest"])
def test_files_with_fixed_names_are_asked_for_again(client, name):
    answer = client.get(f"/{name}")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"
    assert client.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize(
    "name", ["manifest.json", "css/kabinet.css", "../sw.js", "css/kabinet.00000000.css", "x.00000000.py"]
)
def test_nothing_but_built_files_has_an_address(client, name):
    assert client.get(f"/static/{name}").status_code == 404


def test_unknown_names_are_mistakes_and_are_told(app):
    with pytest.raises(KeyError):
        app.jinja_env.globals["static_url"]("css/none.css")
    with pytest.raises(LookupError, match="no icon"):
        app.jinja_env.globals["icon_url"]("none")
    assert DIST.name == "dist"
