"""A real browser whose requests are answered in this process: by the portal's test client or by a page of the test."""

from urllib.parse import urlsplit

import pytest
from flask import render_template_string

SITE = "http://127.0.0.1:8000"
PATIENCE = 20_000
GLANCE = 20
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'"
LAYOUT = """{%% extends "layouts/cabinet.html" %%}
{%% from "components/autosave_status.html" import autosave_status %%}
{%% from "components/session_timeout.html" import session_timeout %%}
{%% block title %%}Sınaq{%% endblock %%}
{%% block content %%}<h1>Sınaq</h1>%s{%% endblock %%}"""


class Site:
    """What the browser finds at an address: `pages` of the test first, the portal's own otherwise."""

    def __init__(self, app, client, page):
        self.app, self.client, self.page = app, client, page
        self.pages, self.answers, self.sent, self.complaints = {}, {}, [], []
        page.route("**/*", self._answer)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def show(self, body, path="/trial", **context):
        """Open a page of the cabinet layout that holds `body`."""
        self.pages[path] = (body, context)
        self.page.goto(SITE + path)
        return self.page

    def open(self, path):
        self.page.goto(SITE + path)
        return self.page

    def until(self, condition, what):
        """Let the browser go on until `condition()` is true, and return what it gave."""
        for _ in range(PATIENCE // GLANCE):
            if found := condition():
                return found
            self.page.wait_for_timeout(GLANCE)
        raise AssertionError(f"not {what}")

    def focused(self, selector):
        """Wait until the focus stands on what matches `selector`."""
        self.page.wait_for_function("selector => document.activeElement.matches(selector)", arg=selector)

    def _answer(self, route):
        request = route.request
        address = urlsplit(request.url)
        if request.method == "POST":
            self.sent.append((address.path, request.post_data or "", request.headers))
        if answer := self.answers.get((request.method, address.path)):
            answer(route)
        elif address.path in self.pages:
            body, context = self.pages[address.path]
            with self.app.test_request_context(f"{address.path}?{address.query}"):
                text = render_template_string(LAYOUT % body, **context)
            headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY}
            route.fulfill(status=200, headers=headers, body=text)
        else:
            found = self.client.get(f"{address.path}?{address.query}")
            headers = {name: value for name, value in found.headers.items() if name != "Set-Cookie"}
            route.fulfill(status=found.status_code, headers=headers, body=found.data)


@pytest.fixture
def site(app, client, chromium):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, service_workers="block", locale="az-AZ")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield (site := Site(app, client, page))
    context.close()
    assert [text for text in site.complaints if "Content Security Policy" in text or "Error:" in text] == []
