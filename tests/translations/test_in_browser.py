"""A real browser: nothing runs off a narrow page in the long language, nor in the mirrored one; an outlined text leads to its editor."""

from urllib.parse import urlsplit

import pytest

from tests.support.axe import violations
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.support.texts import write_catalogues
from tests.ui.design.conftest import PATIENCE, Site
from webapp.core.transaction import transaction
from webapp.translations.rules import key_of
from webapp.translations.services.entering import read_catalogues

pytestmark = pytest.mark.browser
NARROW, SAMIRA = 320, "3SMR8V7"
PUBLIC = ("/", "/help", "/verify", "/services", "/tickets", "/accessibility")
OFFICE = ("/office", "/office/texts", "/cabinet/me")


@pytest.fixture
def site(app, database, chromium, tmp_path):
    with transaction():
        read_catalogues(write_catalogues(tmp_path))
    context = chromium.new_context(viewport={"width": NARROW, "height": 640}, service_workers="block")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield (site := Site(app, AssertingClient(app), page))
    context.close()
    assert [text for text in site.complaints if "Content Security Policy" in text or "Error:" in text] == []


def width(site, address):
    site.open(address)
    return site.page.evaluate("() => Math.max(document.documentElement.scrollWidth, innerWidth)")


def test_no_page_is_wider_than_the_phone_in_the_long_and_in_the_mirrored_language(site):
    wide = {}
    for language in ("az-XA", "az-XB"):
        for address in PUBLIC:
            wide[language, address] = width(site, f"{address}?lang={language}")
    sign_in(site.client, SAMIRA, office=True)
    for address in OFFICE:
        wide["az-XA", address] = width(site, f"{address}?lang=az-XA")
    assert {place: found for place, found in wide.items() if found > NARROW} == {}


def checked(site, route):
    """What the server says of words as they are typed."""
    sent = {"data": route.request.post_data, "content_type": "application/x-www-form-urlencoded"}
    headers = {"HX-Request": "true", "HX-Target": "text-findings"}
    found = site.client.post(urlsplit(route.request.url).path, headers=headers, **sent)
    route.fulfill(status=found.status_code, body=found.data, headers={"Content-Type": "text/html; charset=utf-8"})


def test_a_translator_clicks_a_text_on_the_page_and_stands_before_its_editor(site):
    sign_in(site.client, SAMIRA, office=True)
    key = key_of("Kömək")
    site.open("/help?_tr=1&lang=en")
    site.page.locator(".tr-bar summary").click()
    assert violations(site.page) == []
    site.page.locator(f"h1 [data-tr='{key}']").click()
    site.page.wait_for_url(f"**/office/texts/en/{key}")
    site.answers["POST", f"/office/texts/en/{key}/checks"] = lambda route: checked(site, route)
    site.page.locator("#form-0").fill("Incomprehensibilities" * 3 + " %(name)s")
    assert "%(name)s" in site.page.locator("#text-findings li").first.inner_text()
    assert "320" in site.page.locator("[data-measured].is-long").inner_text()
    site.open("/help?_tr=1")
    site.page.locator(f"h1 [data-tr='{key}']").focus()
    site.page.keyboard.press("Enter")
    site.page.wait_for_url(f"**/office/texts/en/{key}")
    site.open("/help?_tr=1")
    site.page.keyboard.press("Escape")
    site.page.wait_for_url("**/help")
    assert site.page.locator("[data-tr]").count() == 0
