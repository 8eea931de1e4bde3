"""A test client that checks the house's rules on every page that it fetches."""

import re
from collections import Counter
from functools import cached_property

from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse
from werkzeug.wrappers import Response

HTML = "{http://www.w3.org/1999/xhtml}"
UNTRANSLATED = "⟦"
FIELDS = {"input", "textarea", "select"}


class Page(TestResponse):
    """An answer, with its parsed document and what a person would see of it."""

    @cached_property
    def document(self):
        # libxml2 reads what we write as browsers do, twenty times as fast as html5lib, which is in Python.
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return etree.fromstring(self.data, parser)

    def all(self, tag):
        return list(self.document.iter(tag))

    @cached_property
    def words(self):
        """The visible words, single-spaced."""
        body = self.document.find("body")
        hidden = {"script", "style", "template"}
        texts = []

        def walk(element):
            if element.tag in hidden:
                return
            texts.append(element.text or "")
            for child in element:
                walk(child)
                texts.append(child.tail or "")

        walk(body if body is not None else self.document)
        return " ".join(" ".join(texts).split())

    @property
    def heading(self):
        return " ".join("".join(self.all("h1")[0].itertext()).split())

    def link(self, words):
        """The address behind the link with these words."""
        return next(a.get("href") for a in self.all("a") if words in " ".join("".join(a.itertext()).split()))

    def form(self, action=None):
        """Name -> value of the fields of the form that posts to `action` (the first form when None)."""
        for form in self.all("form"):
            if action is None or action in (form.get("action") or ""):
                return dict(_values(form))
        raise AssertionError(f"no form posts to {action}")


def _fields(element):
    return [inner for inner in element.iter() if inner.tag in FIELDS]


def _values(form):
    for field in _fields(form):
        name, kind = field.get("name"), field.get("type")
        if not name or (kind in {"checkbox", "radio"} and field.get("checked") is None) or kind in {"submit", "file"}:
            continue
        if field.tag == "textarea":
            yield name, field.text or ""
        elif field.tag == "select":
            chosen = [o for o in field.iter("option") if o.get("selected") is not None] or list(field.iter("option"))[
                :1
            ]
            yield from ((name, option.get("value", "")) for option in chosen)
        else:
            yield name, field.get("value", "")


class AssertingClient(FlaskClient):
    """Fetches pages like a browser without JavaScript and refuses pages that break the house's rules."""

    def __init__(self, app, **options):
        super().__init__(app, Page, use_cookies=True, **options)

    def open(self, *args, expect=None, **options):
        with self.application.app_context():  # a `g` of its own, as each request has in real life
            answer = super().open(*args, **options)
        if expect is not None:
            assert answer.status_code == expect, f"{answer.status} instead of {expect}: {answer.text[:600]}"
        if answer.mimetype == "text/html" and answer.text and not answer.is_streamed:
            check_page(answer, fragment="HX-Request" in (options.get("headers") or {}))
        return answer

    def submit(self, page, action=None, *, expect=None, to=None, **changes):
        """Send the form of `page` as a person would, with `changes` typed in."""
        fields = {**page.form(action), **changes}
        form = next(f for f in page.all("form") if action is None or action in (f.get("action") or ""))
        address = to or form.get("action") or page.request.path
        return self.open(address, method="POST", data=fields, expect=expect)


def check_page(page: Page, *, fragment: bool) -> None:
    text = page.text
    assert UNTRANSLATED not in text, "an untranslated text"
    assert not re.search(r"<script(?![^>]*\bsrc=)", text), "an inline script"
    assert not re.search(r"\s(style|on[a-z]+)=\"", text), "an inline style or handler"
    ids = Counter(
        element.get("id") for element in page.document.iter() if isinstance(element.tag, str) and element.get("id")
    )
    assert not [i for i, n in ids.items() if n > 1], f"an id stands twice: {ids.most_common(3)}"
    _check_labels(page, ids)
    for form in page.all("form"):
        if (form.get("method") or "get").lower() == "post":
            assert "csrf_token" in dict(_values(form)), f"a form without CSRF token: {form.get('action')}"
    if fragment:
        return
    assert len(page.all("h1")) == 1, f"{len(page.all('h1'))} h1 on the page"
    assert page.all("title"), "no title"
    assert page.document.get("lang") in {"az", "en", "ru"}, "no language on <html>"
    assert page.headers.get("Content-Security-Policy"), "no content security policy"


def _check_labels(page, ids) -> None:
    labelled = {label.get("for") for label in page.all("label")}
    inside = {id(field) for label in page.all("label") for field in _fields(label)}
    for field in [*page.all("input"), *page.all("select"), *page.all("textarea")]:
        if field.get("type") in {"hidden", "submit", "button", "image"} or id(field) in inside:
            continue
        named = field.get("aria-label") or field.get("aria-labelledby") or field.get("id") in labelled
        assert named, f"a field without label: {field.get('name')}"
    for element in page.document.iter():
        for reference in (element.get("aria-describedby") or "").split() if isinstance(element.tag, str) else ():
            assert reference in ids, f"aria-describedby names nothing: {reference}"


__all__ = ["AssertingClient", "Page", "Response", "check_page"]
