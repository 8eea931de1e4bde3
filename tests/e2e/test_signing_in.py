"""The first journey: in through the state's sign-in, one's own name on the cabinet, out again."""

import pytest

from tests.e2e.visitor import DESKTOP

pytestmark = [pytest.mark.browser, pytest.mark.processes]


def test_a_driver_signs_in_by_password_and_code_sees_own_cabinet_and_signs_out(browser_page):
    page = browser_page.sign_in("2RSD4K7")

    assert page.url.removeprefix(browser_page.house.url) == "/cabinet"
    assert {"Rəşad", "Məmmədov"} <= set(page.locator("h1").inner_text().split())
    assert "2RSD4K7" in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == 360

    browser_page.sign_out()
    browser_page.go("/cabinet")
    assert page.url.startswith(browser_page.house.login_url)


def test_a_visitor_who_wanted_a_page_comes_to_it_after_signing_in(phone_page):
    page = phone_page.sign_in("2RSD4K7", wanted="/cabinet/me")
    assert page.url == f"{phone_page.house.url}/cabinet/me"


def test_the_head_of_a_carrier_chooses_her_company_and_works_in_its_name(visit):
    head = visit(screen=DESKTOP)
    head.sign_in("7LYL5H2")
    page = head.act_for("Xəzər Yük")
    assert page.url == f"{head.house.url}/cabinet"
    assert "Xəzər Yük" in page.locator("main").inner_text()
    assert "7LYL5H2" in page.locator("main").inner_text()
