"""The four means of decision 118, clause 6.5, each to the person's own cabinet; and a code that cannot be read twice."""

import pytest

from tests.e2e.means import by_card, by_mobile, by_password, by_qr, confirm, hand_over, scan
from tests.e2e.visitor import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.processes]


@pytest.mark.parametrize("means", [by_card, by_password, by_mobile, by_qr])
def test_each_means_ends_in_the_cabinet_with_name_and_fin(visit, means):
    visitor = visit(screen=DESKTOP)
    visitor.sign_in("5AYS3L1", by=means)
    assert visitor.path == "/cabinet"
    assert {"Aysel", "Quliyeva"} <= set(visitor.page.locator("h1").inner_text().split())
    assert "5AYS3L1" in visitor.words


@pytest.mark.parametrize("means", [by_card, by_password, by_mobile])
def test_the_means_that_need_no_camera_work_without_scripts_on_a_telephone(visit, means):
    visitor = visit(screen=PHONE, scripts=False)
    visitor.sign_in("5AYS3L1", by=means)
    assert visitor.path == "/cabinet"


def test_a_code_on_the_screen_is_read_by_one_telephone_only(visit):
    visitor = visit(screen=DESKTOP)
    visitor.expect_complaint("422")
    visitor.go("/auth/login")
    visitor.page.locator("a[href$='/qr']").click()
    with visitor.telephone("5AYS3L1") as owner, visitor.telephone("3LVN6T9") as another:
        hand_over(scan(visitor, owner), another)
        another.locator("main [role=alert]").wait_for()
        assert another.locator("form[action*='/qr/']").count() == 0


def test_a_wrong_number_ends_the_sign_in(visit):
    visitor = visit(screen=DESKTOP)
    visitor.go("/auth/login")
    visitor.page.locator("a[href$='/qr']").click()
    with visitor.telephone("3LVN6T9") as phone:
        scan(visitor, phone)
        number = visitor.page.locator("#match-number").inner_text()
        phone.locator(f"form[action*='/qr/'] input[name=number]:not([value='{number}'])").first.check()
        confirm(phone, "form[action*='/qr/']")
    visitor.page.locator("main [role=alert]").wait_for()
    assert visitor.page.url.startswith(visitor.house.login_url)
