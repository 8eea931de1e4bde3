"""A driver's day in a real browser: the phone is registered, the network goes, the goods are accepted, the network is back."""

import pytest

from tests.support.axe import violations
from tests.support.offline import CutSite
from tests.ui.design.conftest import PATIENCE
from tests.waybills.driving.phones import chain, jpeg, state
from webapp.core import db
from webapp.core.transaction import transaction
from webapp.waybills.driving.models import Photo
from webapp.waybills.services.returning import cancel_offer

pytestmark = pytest.mark.browser


@pytest.fixture
def site(app, enter, chromium):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, service_workers="block", locale="az-AZ")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield (site := CutSite(app, enter("driver"), page))
    context.close()
    assert [text for text in site.complaints if "Content Security Policy" in text or "Error:" in text] == []


@pytest.fixture
def day(site, world):
    """The phone was registered and knows of one trip."""
    waybill = world.offered()
    page = site.open("/cabinet/phones/new?back=/cabinet/waybills/trips")
    page.click("text=Açarı yarat")
    page.click("text=Davam et")
    page.wait_for_selector("[data-driver][data-started]")
    assert page.is_hidden("[data-driver-plain]")
    return waybill


def accept(page, words):
    page.click("[data-main] button")
    page.fill("#accept-reservations", words)


def test_goods_are_accepted_without_a_network(site, day):
    page = site.page
    assert violations(page) == []
    site.network(there=False)
    accept(page, "Bir kisə cırılıb")
    page.set_input_files("#accept-photo", {"name": "a.mp4", "mimeType": "video/mp4", "buffer": b"0"})
    page.wait_for_selector("[data-photo-wrong=video]", state="visible")
    picture = {"name": "kise.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    page.set_input_files("#accept-photo", picture)
    page.wait_for_selector("#act-accept [data-photo-list] li")
    assert page.input_value("#accept-reservations") == "Bir kisə cırılıb"
    assert violations(page) == []
    page.click("#act-accept button:has-text('İmzala')")
    page.wait_for_selector("[data-outbox]:not([hidden])")
    assert page.inner_text("[data-waiting]") == "1"
    page.click("[data-main] button:has-text('Yola çıxdım')")
    site.until(lambda: page.inner_text("[data-waiting]") == "2", "two acts wait")
    page.click("[data-main] button:has-text('Çatdım')")
    site.until(lambda: page.inner_text("[data-waiting]") == "3", "a tap too many")
    page.click("[data-queue] button:visible")
    site.until(lambda: page.inner_text("[data-waiting]") == "2", "it is taken back")
    assert state(day) == "offered"

    site.network(there=True)
    page.wait_for_selector("[data-outbox]", state="hidden")
    page.wait_for_selector("[data-countersign]:not([hidden])")
    assert [act.action for act in chain(day)] == ["offer", "accept", "depart"]
    (_offer, accepted, _departed) = chain(day)
    with transaction(read_only=True):
        (photo,) = db.session().query(Photo)
    assert accepted.data["reservations"] == "Bir kisə cırılıb"
    assert accepted.data["photos"] == [photo.sha256.hex()] == [photo.stated_sha256.hex()]
    assert violations(page) == []


def test_who_accepts_what_was_cancelled_meanwhile_is_told(site, day, world):
    page = site.page
    site.network(there=False)
    with transaction():
        cancel_offer(day, reason="Sifariş ləğv olundu", version=world.version(day), actor=world.consignor)
    accept(page, "Üç yeşik nəmdir")
    page.click("#act-accept button:has-text('İmzala')")
    page.wait_for_selector("[data-outbox]:not([hidden])")
    site.network(there=True)
    page.wait_for_selector("[data-refusals] section")
    told = page.inner_text("[data-refusals]")
    assert "Ləğv edildi" in told
    assert "Sifariş ləğv olundu" in told
    assert "Üç yeşik nəmdir" in told
    assert state(day) == "cancelled"
    assert [act.action for act in chain(day)] == ["offer", "cancel"]
    page.click("text=Baxdım, sil")
    site.until(lambda: not page.query_selector("[data-refusals] section"), "nothing left")


def test_a_session_that_ended_on_the_road_keeps_the_trips_and_what_was_signed_goes_out(site, day):
    page = site.page
    site.client.delete_cookie("kabinet_session")
    accept(page, "")
    page.click("#act-accept button:has-text('İmzala')")
    page.wait_for_selector("[data-signin]:not([hidden])")
    site.until(lambda: state(day) == "accepted", "taken under the phone's key")
    assert page.query_selector_all("[data-trips] article")
