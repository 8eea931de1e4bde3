"""In a real browser: a chosen file is sent at once and listed without a new page; the places stand on the picture."""

import io

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.attachments import papers
from tests.attachments.test_pages import HOLDER_FIN, PLACE, SLOT
from tests.support.people import sign_in
from tests.ui.design.conftest import site

pytestmark = pytest.mark.browser
__all__ = ["site"]


@pytest.fixture
def desk(site, holding):
    """The page of a place, whose files really arrive (an intercepted request does not hold them)."""
    sign_in(site.client, HOLDER_FIN)
    site.chosen = b""

    def take(route):
        token = route.request.headers["x-csrftoken"]
        data = {SLOT: (io.BytesIO(site.chosen), "şəhadətnamə.jpg")}
        wanted = {"X-CSRFToken": token, "Accept": "application/json"}
        found = site.client.open(PLACE, method="POST", data=data, headers=wanted)
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.data)

    def give(route):
        sent = route.request.headers
        asked = {"HX-Request": "true", "HX-Target": sent["hx-target"]} if "hx-target" in sent else {}
        found = site.client.open(PLACE, headers=asked)
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.data)

    site.answers["POST", PLACE], site.answers["GET", PLACE] = take, give
    return site


def choose(desk, content):
    desk.chosen = content
    file = {"name": "şəhadətnamə.jpg", "mimeType": "image/jpeg", "buffer": b"chosen"}
    desk.page.set_input_files("input[type=file]", files=[file])


def test_a_chosen_file_is_listed_without_a_new_page(desk):
    page = desk.open(PLACE)
    choose(desk, papers.scanned())
    page.wait_for_selector("#copies-licence li >> text=şəhadətnamə.jpg")
    assert "Fayl göndərildi" in page.inner_text(".upload-list")


def test_why_it_was_refused_is_said_at_the_file(desk):
    page = desk.open(PLACE)
    choose(desk, b"MZ a program")
    page.wait_for_selector(".upload-list li >> text=Bu, PDF və ya şəkil deyil")
    assert page.query_selector("#copies-licence li") is None


def test_places_are_marked_and_everybody_can_use_the_page(desk, read_now, tmp_path):
    page = desk.open(PLACE)
    choose(desk, papers.photographed())
    page.wait_for_selector("#copies-licence li a")
    read_now()
    page.click("#copies-licence li a >> text=şəhadətnamə.jpg")
    page.wait_for_selector(".copy-mark")
    drawn = page.eval_on_selector_all(
        "image", "all => all.filter(one => one.getBoundingClientRect().width > 50).length"
    )
    assert drawn == page.locator("image").count()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
