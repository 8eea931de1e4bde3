"""Every address says who may call it, and those open to everybody are known by name."""

import re

from webapp.config import ROOT
from webapp.ui.access import access_of


def test_every_endpoint_says_who_may_call_it(app):
    silent = [
        rule.endpoint for rule in app.url_map.iter_rules() if access_of(app.view_functions[rule.endpoint]) is None
    ]
    assert silent == []


def test_internal_keys_never_stand_in_an_address(app):
    numbers = [rule.rule for rule in app.url_map.iter_rules() if "<int:" in rule.rule]
    assert [rule for rule in numbers if "<int:n>" not in rule] == []  # n counts the versions of one document


def test_an_address_named_after_a_deed_does_it_by_post_only(app):
    verbs = re.compile(r"/(delete|end|sign|accept|decline|cancel|refuse|restrict|restore|choose|logout)$")
    methods = {}
    for rule in app.url_map.iter_rules():
        methods.setdefault(rule.rule, set()).update(rule.methods)
    assert [rule for rule, allowed in methods.items() if verbs.search(rule) and "POST" not in allowed] == []


def test_every_template_is_used_and_compiles(app):
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "webapp").rglob("*") if path.suffix in {".py", ".html"}
    )
    names = [name for name in app.jinja_env.list_templates() if name.endswith(".html")]
    for name in names:
        app.jinja_env.get_template(name)
    unused = [name for name in names if f'"{name}"' not in sources and f"'{name}'" not in sources]
    assert unused == []
