"""The menu of the office: beside the work on a desk, one line above it on a telephone; neither needs a script."""

import pytest

pytestmark = pytest.mark.browser
MENU = '{% from "components/side_navigation.html" import side_navigation %}{{ side_navigation(places) }}'
PLACES = [
    {"label": f"Yer {n}", "href": f"/p{n}", "icon": "home", "current": n == 7, "badge": {2: 3, 9: 4}.get(n)}
    for n in range(12)
]


@pytest.fixture
def menu(site):
    site.show(MENU, places=PLACES)
    return site.page.locator(".side-nav")


def shown(menu):
    return [link.is_visible() for link in menu.get_by_role("link").all()]


def test_on_a_telephone_it_is_one_line_that_names_the_place_and_sums_what_waits(menu):
    assert menu.bounding_box()["height"] < 60
    assert menu.locator("summary").inner_text().split() == ["Menyu", "Yer", "7", "7"]
    assert shown(menu) == []


def test_a_key_opens_it_and_closes_it(site, menu):
    menu.locator("summary").focus()
    site.page.keyboard.press("Enter")
    assert shown(menu) == [True] * 12
    site.page.keyboard.press("Tab")
    site.focused(".side-nav a[href='/p0']")
    site.page.keyboard.press("Shift+Tab")
    site.page.keyboard.press("Space")
    assert shown(menu) == []


def test_a_desk_shows_every_item_and_nothing_to_open(site, menu):
    site.page.set_viewport_size({"width": 1280, "height": 800})
    assert shown(menu) == [True] * 12
    assert not menu.locator("summary").is_visible()
    assert menu.get_by_role("link", name="Yer 7").get_attribute("aria-current") == "page"
    site.page.keyboard.press("Tab")
    menu.get_by_role("link", name="Yer 3").focus()
    site.focused(".side-nav a[href='/p3']")


def test_paper_carries_none(site, menu):
    site.page.emulate_media(media="print")
    assert not menu.is_visible()


def test_on_paper_the_work_has_the_whole_width(site):
    site.page.set_viewport_size({"width": 1280, "height": 800})
    site.show(f'<div class="office-grid">{MENU}<div class="office-work"><p>Göstəricilər</p></div></div>', places=PLACES)
    work, whole = (site.page.locator(one).bounding_box()["width"] for one in (".office-work", ".office-grid"))
    assert work < whole * 0.9
    site.page.emulate_media(media="print")
    work, whole = (site.page.locator(one).bounding_box()["width"] for one in (".office-work", ".office-grid"))
    assert work == whole


def test_a_page_outside_the_menu_names_none(site):
    site.show(MENU, places=[{**place, "current": False, "badge": None} for place in PLACES])
    assert site.page.locator(".side-nav summary").inner_text().strip() == "Menyu"
