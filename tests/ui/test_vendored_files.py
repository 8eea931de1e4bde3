"""Files of others are what their authors published: name, version, licence and digest are recorded beside them."""

import hashlib
import json
from base64 import b64encode

from webapp.ui.static_files.building import SOURCES

VENDOR = SOURCES / "vendor"
RECORDED = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))


def test_every_vendored_script_is_recorded():
    assert {path.name for path in VENDOR.glob("*.js")} == set(RECORDED)


def test_every_vendored_file_has_the_digest_that_was_published():
    for name, record in RECORDED.items():
        digest = b64encode(hashlib.sha384((VENDOR / name).read_bytes()).digest()).decode()
        assert record["integrity"] == f"sha384-{digest}", name


def test_every_vendored_file_keeps_its_licence():
    for record in RECORDED.values():
        assert (VENDOR / record["licence_file"]).read_text(encoding="utf-8").strip()
    assert "MIT License" in (SOURCES / "icons" / "LICENSE.txt").read_text(encoding="utf-8")
