"""Nothing falls off a phone: 320 px is 400 % zoom of 1280 (WCAG 1.4.10)."""

import pytest

pytestmark = pytest.mark.browser
WIDEST = """() => [...document.querySelectorAll('body *')].filter(e => !e.closest('.visually-hidden, thead, dialog, .toast, .hero-road')
  && e.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(e).position !== 'absolute').slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("address", ["/", "/office/design", "/office/design/print"])
@pytest.mark.parametrize("language", ["az", "ru"])
def test_a_page_fits_three_hundred_and_twenty_pixels(site, address, language):
    site.page.set_viewport_size({"width": 320, "height": 640})
    page = site.open(f"{address}?lang={language}")
    assert page.evaluate(WIDEST) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_fields_are_large_enough_for_fingers_and_never_zoomed(site):
    page = site.open("/office/design")
    small = page.evaluate(
        """() => [...document.querySelectorAll('.input, .button, .choice')].filter(e => e.checkVisibility()
          && (e.getBoundingClientRect().height < 44 || parseFloat(getComputedStyle(e).fontSize) < 16)).map(e => e.outerHTML.slice(0, 90))"""
    )
    assert small == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_scheme_of_the_device_is_followed(site, scheme):
    site.page.emulate_media(color_scheme=scheme)
    page = site.open("/office/design")
    red = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]")
    assert (int(red) > 128) == (scheme == "light")


def test_a_label_of_a_row_is_broken_between_words_alone(site):
    show = '{% from "components/data_table.html" import data_table %}{{ data_table("T", columns, rows) }}'
    columns = [("name", "Орган", "text"), ("people", "Ответственные лица", "number")]
    site.page.set_viewport_size({"width": 320, "height": 740})
    site.show(show, columns=columns, rows=[{"name": "Nazirlik", "people": "0"}])
    column, word = site.page.evaluate(
        """() => {
        const cell = document.querySelector("td"), style = getComputedStyle(cell, "::before");
        const probe = Object.assign(document.createElement("span"), {textContent: "Ответственные"});
        const {fontFamily, fontSize, fontWeight} = style;
        Object.assign(probe.style, {fontFamily, fontSize, fontWeight, position: "absolute"});
        document.body.append(probe);
        return [parseFloat(getComputedStyle(cell).gridTemplateColumns), probe.getBoundingClientRect().width];
    }"""
    )
    assert column >= word - 0.5


def test_motion_stops_for_those_who_asked(site):
    site.page.emulate_media(reduced_motion="reduce")
    page = site.open("/office/design")
    assert page.evaluate("getComputedStyle(document.querySelector('.spinner')).animationName") == "none"


def test_paper_carries_no_menu_and_no_buttons(site):
    page = site.open("/office/design")
    page.emulate_media(media="print")
    assert not page.locator("header.mast").is_visible()
    assert not page.locator(".actions").first.is_visible()
    assert page.locator(".only-print").first.is_visible()
