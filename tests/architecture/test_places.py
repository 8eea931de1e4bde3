"""Some words may stand in one place only."""

import re

import pytest

from webapp.config import ROOT

RULES = [
    (r"\.commit\(", {"webapp/core/transaction.py"}, "who commits is the edge's business"),
    (r"datetime\.(now|utcnow|today)\(|date\.today\(", {"webapp/core/clock.py"}, "time has one source"),
    (r"(?m)^\s*print\(", set(), "logs are structured"),
    (r"\.offset\(", set(), "pages go by key"),
    (r"import requests\b", set(), "one HTTP library"),
    (r"os\.environ", {"webapp/config.py"}, "settings are read once"),
]


@pytest.mark.parametrize(("pattern", "allowed", "why"), RULES, ids=[rule[2] for rule in RULES])
def test_a_thing_has_its_one_place(pattern, allowed, why):
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "webapp").rglob("*.py")
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }
    assert found <= allowed, why


def test_templates_hold_no_inline_script_or_style():
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)[^>]*>|\sstyle=[\"']|\son(click|submit|change|load|input)=|hx-on|hx-vals=[\"']js:",
        re.IGNORECASE,
    )
    found = [
        str(path.relative_to(ROOT))
        for folder in ("webapp", "mocks")
        for path in (ROOT / folder).rglob("*.html")
        if inline.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
