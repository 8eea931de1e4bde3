"""The pages in a real browser: the polling script, the page without scripts, and the way back through the policy."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.mocks.asan_login.relying_party import RelyingParty
from tests.support.chromium import launched
from tests.support.ports import free_ports

pytestmark = pytest.mark.browser
FIN = "7LYL5H2"


class Quiet(WSGIRequestHandler):
    def log(self, *_args):
        pass


def home(_environ, start_response):
    """The relying party, as far as a redirect can see it."""
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"<!doctype html><title>Back</title>"]


@contextmanager
def served(application, port):
    server = make_server("127.0.0.1", port, application, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def site(app, provider, rp):
    """The provider on a port of its own, and the relying party on another, so that the policy has two origins."""
    port, other = free_ports(2)
    provider.settings = replace(provider.settings, issuer=f"http://127.0.0.1:{port}")
    rp.redirect_uri = f"http://127.0.0.1:{other}/callback"
    provider.clients[rp.client_id] = replace(provider.clients[rp.client_id], redirect_uri=rp.redirect_uri)
    with served(app, port), served(home, other):
        yield provider.settings.issuer


def in_chromium(scenario):
    """Run `scenario(browser)` in a thread of its own: another browser of the suite may live in this one."""

    def run():
        with sync_playwright() as playwright:
            browser = launched(playwright)
            try:
                return scenario(browser)
            finally:
                browser.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=180)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_person_signs_in_by_qr_at_the_width_of_a_phone(site, rp, scripts):
    def scenario(browser):
        complaints = []
        context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=scripts)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{site}/authorize?{query(rp)}")
        page.goto(f"{page.url}/qr")

        phone = browser.new_page()
        phone.goto(f"{site}/phone/{FIN}?lang=en")
        phone.get_by_role("button", name="Scan this code").click()
        number = page.locator("#match-number").inner_text()
        phone.get_by_label(number, exact=True).check()
        phone.get_by_label("PIN").fill("1234")
        phone.get_by_role("button", name="Confirm").click()
        page.wait_for_url(f"{rp.redirect_uri}?*")
        return page.url, complaints

    url, complaints = in_chromium(scenario)

    assert "code=" in url
    assert complaints == []


def test_the_way_back_after_a_form_passes_the_pages_own_policy(site, rp):
    def scenario(browser):
        context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme="dark")
        page = context.new_page()
        page.goto(f"{site}/authorize?{query(rp)}")
        start, overflow = page.url, []
        for path in ("", "/password", "/mobile", "/certificate"):
            page.goto(f"{start}{path}")
            overflow.append(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
        page.locator("#pin").fill("1234")
        page.locator("form[action$='/card'] button").click()
        page.wait_for_url(f"{rp.redirect_uri}?*")
        return page.url, overflow

    url, overflow = in_chromium(scenario)

    assert "code=" in url
    assert not any(overflow)


def query(rp: RelyingParty):
    return urlencode(rp.request(ui_locales="en"))
