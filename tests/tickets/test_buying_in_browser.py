"""A guest buys on a phone in a real browser: seats by keyboard, the clock of the hold, nothing for axe to complain of."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.axe import violations
from tests.support.client import AssertingClient
from tests.tickets.test_pages import TOMORROW
from tests.ui.design.conftest import PATIENCE, Site
from webapp.core.transaction import transaction
from webapp.tickets.guests import guest_key, guest_order
from webapp.tickets.services.holding import Buyer, Wish, hold

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SHOTS")


class Shop(Site):
    """The portal as a buyer's phone sees it; what is posted reaches it, and where it leads is shown."""

    def shot(self, name):
        if SHOTS:
            self.page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)

    def _answer(self, route):
        request = route.request
        address = urlsplit(request.url)
        if request.method != "POST":
            super()._answer(route)
            return
        kind = {"Content-Type": request.headers["content-type"]}
        found = self.client.post(f"{address.path}?{address.query}", data=request.post_data_buffer, headers=kind)
        if found.status_code == 303:
            found = self.client.get(found.headers["Location"])
        headers = {name: value for name, value in found.headers.items() if name != "Set-Cookie"}
        route.fulfill(status=found.status_code, headers=headers, body=found.data)


@pytest.fixture
def shop(app, buses, chromium):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, service_workers="block", locale="az-AZ")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield (shop := Shop(app, AssertingClient(app), page))
    context.close()
    assert [text for text in shop.complaints if "Content Security Policy" in text or "Error:" in text] == []


@pytest.mark.parametrize("language", ["az", "ru"])
def test_a_purchase_on_a_phone(shop, buses, language):
    page = shop.page
    shop.open(f"/tickets?origin=Bakı&target=Gəncə&day={TOMORROW}&lang={language}")
    assert violations(page) == []
    shop.shot(f"1-search-{language}")
    shop.open(urlsplit(page.get_attribute("li.card .button-primary", "href")).path)
    page.focus(".seat input >> nth=0")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.eval_on_selector_all(".seat input:checked", "all => all.map(one => one.value)") == ["1", "2"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []
    shop.shot(f"2-seats-{language}")
    page.click("main form button[type=submit]")
    page.wait_for_selector("[data-clock]")
    assert page.inner_text("[data-clock]") in {"10:00", "9:59", "9:58", "9:57"}
    assert violations(page) == []
    shop.shot(f"3-passengers-{language}")
    for n in (1, 2):
        page.fill(f"#name_{n}", ("Aysel Məmmədova", "Nihad Məmmədov")[n - 1])
        page.fill(f"#document_{n}", f"AA123456{n}")
    page.check("[name=fare_2][value=child]")
    page.fill("#born_2", "12.05.2019")
    page.fill("#email", "aysel@example.az")
    page.click("form[action$=passengers] button[type=submit]")
    page.wait_for_selector("form[action$='/pay']")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []
    shop.shot(f"4-price-{language}")


def test_two_minutes_before_the_end_it_is_said_and_at_the_end_too(shop, buses):
    page = shop.page
    with transaction():
        public_id = hold([Wish(buses.ride(), (1,))], buyer=Buyer(), actor=buses.aysel)
        order = guest_order(guest_key(public_id))
        order.held_until = order.opened_at + (order.held_until - order.opened_at) / 5
    page.clock.install()
    shop.open(f"/tickets/o/{guest_key(public_id)}")
    page.clock.run_for(2_000)
    assert "2 dəqiqə qalıb" in page.inner_text("[data-hold-notice]")
    page.clock.run_for(125_000)
    assert "bitdi" in page.inner_text("[data-hold-notice]")
    assert page.inner_text("[data-clock]") == "0:00"
