"""The four ways in, walked on the pages of the sign-in service as people walk them (decision 118, clause 6.5)."""

from io import BytesIO

import zxingcpp
from PIL import Image

from tests.e2e.turning import turn
from tests.support.house import until

PASSWORD = "Demo-2026!"
PIN = "1234"


def by_card(visitor, fin):
    """A certificate on a card signs the challenge: high assurance."""
    page = visitor.page
    page.locator("a[href$='/certificate']").click()
    page.locator("[name=card]").select_option(fin)
    page.locator("form[action$='/card'] [name=pin]").fill(PIN)
    page.locator("form[action$='/card'] button").click()


def by_password(visitor, fin):
    """FİN, password and the code that comes to the telephone: substantial assurance."""
    page, inbox = visitor.page, visitor.inbox(fin)
    page.locator("a[href$='/password']").click()
    page.locator("[name=fin]").fill(fin)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form[action$='/password'] button").first.click()
    page.locator("[name=code]").fill(inbox.code())
    page.locator("form[action$='/code'] button").first.click()


def by_mobile(visitor, fin):
    """The certificate in the telephone signs after the PIN, when both sides show one code."""
    page, phone_number = visitor.page, visitor.inbox(fin).number
    page.locator("a[href$='/mobile']").click()
    page.locator("[name=phone]").fill(phone_number)
    page.locator("[name=user_id]").fill(phone_number[-6:])
    page.locator("form[action$='/mobile'] button").click()
    shown = page.locator("#control-code").inner_text()
    with visitor.telephone(fin) as phone:
        assert phone.locator("form[action*='/mobile/'] .code").inner_text() == shown
        confirm(phone, "form[action*='/mobile/']")


def by_qr(visitor, fin):
    """The telephone reads the code from the screen, and the person picks the number that the screen shows."""
    page = visitor.page
    page.locator("a[href$='/qr']").click()
    with visitor.telephone(fin) as phone:
        scan(visitor, phone)
        number = page.locator("#match-number").inner_text()
        phone.locator(f"form[action*='/qr/'] input[name=number][value='{number}']").check()
        confirm(phone, "form[action*='/qr/']")


def scan(visitor, phone):
    """Read the code on the visitor's screen with the telephone; return what it said.

    A code counts for three seconds: who was slower reads the next one.
    """
    for _ in range(10):
        said = read_code(visitor.page)
        hand_over(said, phone)
        if phone.locator("form[action*='/qr/']").count():
            return said
        visitor.expect_complaint("422")
    raise AssertionError(phone.locator("main").inner_text())


def hand_over(said, phone):
    """Give the telephone what a code said."""
    phone.locator("[name=text]").fill(said)
    turn(phone, phone.locator("form:has([name=text]) button"))


def read_code(page):
    """What the code on the screen says in this second."""
    found = []

    def readable():
        found[:] = zxingcpp.read_barcodes(Image.open(BytesIO(page.locator("img[data-redraw]").screenshot())))
        return found

    until(readable, 30, "a readable code")
    return found[0].text


def confirm(phone, form):
    """Type the PIN into the telephone and confirm."""
    phone.locator(f"{form} [name=pin]").fill(PIN)
    phone.locator(f"{form} button[value=confirm]").click()
    phone.locator("main [role=status]").wait_for()
