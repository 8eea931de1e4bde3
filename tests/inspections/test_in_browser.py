"""One stop in a dead zone in a real browser: the list is taken along, a code judged, an act kept, the network comes back."""

import io

import pytest
from PIL import Image
from sqlalchemy import text

from tests.support.axe import violations
from tests.support.offline import CutSite
from tests.ui.design.conftest import PATIENCE
from webapp.attachments.api import content, copies_of
from webapp.core import db
from webapp.core.transaction import transaction
from webapp.inspections.models import ControlAct
from webapp.waybills.roadside import accepted_at, road_address_of

pytestmark = pytest.mark.browser


class RoadSite(CutSite):
    """The portal, and how the scanner judges."""

    def judged(self, typed, expected):
        self.page.evaluate("() => { document.querySelector('[data-judged]').dataset.judged = ''; }")
        self.page.fill("#q", typed)
        self.page.press("#q", "Enter")
        self.until(lambda: self.page.get_attribute("[data-judged]", "data-judged") != "", "a verdict")
        (shown,) = self.page.query_selector_all("[data-verdict]:not([hidden])")
        assert shown.get_attribute("data-verdict") == expected, typed[:60]


@pytest.fixture
def site(app, road, chromium):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, service_workers="block", locale="az-AZ")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield (site := RoadSite(app, road.client(), page))
    context.close()
    assert [text for text in site.complaints if "Content Security Policy" in text or "Error:" in text] == []


def code_of(waybill):
    with transaction(read_only=True):
        return road_address_of(waybill, accepted_at(waybill))


def picture():
    """A small picture in which a telephone wrote where it was."""
    made, told = io.BytesIO(), Image.Exif()
    told[0x010F] = "Telephone"
    Image.new("RGB", (40, 30), "red").save(made, "PNG", exif=told)
    return made.getvalue()


def test_a_truck_in_a_dead_zone(site, road):
    there, gone = road.waybill(road.world.accepted()), road.world.accepted()
    old = code_of(road.waybill(gone))
    with transaction() as session:
        session.execute(text("UPDATE waybills SET state = 'cancelled' WHERE public_id = :id"), {"id": gone})
    good = code_of(there)
    site.open("/office/inspections")
    page = site.page
    page.wait_for_selector("[data-inspect][data-started]")
    assert violations(page) == []
    site.network(there=False)

    site.judged(good, "genuine")
    facts = page.inner_text("[data-facts]")
    assert there.number in facts
    assert "Xəzər Yük" in facts
    assert "10-XY-101" in page.inner_text("[data-compare]")
    changed = good[:-30] + ("A" if good[-30] != "A" else "B") + good[-29:]
    for typed, expected in ((changed, "forged"), (old, "revoked"), ("10-XY-101", "online_only"), (good, "genuine")):
        site.judged(typed, expected)
    for plate, same in (("99 zz 999", "no"), ("10xy101", "yes")):
        page.fill("#seen", plate)
        page.press("#seen", "Enter")
        (word,) = page.query_selector_all("[data-same]:not([hidden])")
        assert word.get_attribute("data-same") == same

    page.click("[data-begin-act] button")
    assert page.input_value("#plate") == "10-XY-101"
    page.click("[data-act-form] button[type=submit]")
    assert page.is_visible("[data-need=region]")
    page.select_option("#region", "baku")
    page.fill("#place", "M2, 41-ci km")
    page.check("[name=checked][value=waybill]")
    page.check("[name=outcome][value=in_order]")
    page.set_input_files("#photos", {"name": "sack.png", "mimeType": "image/png", "buffer": picture()})
    site.until(lambda: page.inner_text("[data-photo-count]") == "1", "the photo is drawn")
    assert violations(page) == []
    page.click("[data-act-form] button[type=submit]")
    site.until(lambda: page.inner_text("[data-waiting]") == "1", "the act waits")

    site.network(there=True)
    page.wait_for_selector("[data-filed-list] a")
    page.wait_for_selector("[data-outbox]", state="hidden")
    with transaction(read_only=True):
        (act,) = db.session().query(ControlAct).all()
        (photo,) = copies_of("control_act", act.public_id)
        assert b"Exif" not in content(photo.public_id)
    assert (act.number, act.offline, act.verdict, act.paper_number) == (
        page.inner_text("[data-filed-list] a"),
        True,
        "genuine",
        there.number,
    )
