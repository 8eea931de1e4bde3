"""The same house in Russian for a browser without JavaScript: a draft, the consignor's signature, the carrier's."""

import pytest

from tests.e2e.means import by_card
from tests.e2e.turning import turn
from tests.e2e.visitor import DESKTOP, PHONE
from tests.e2e.waybill_desk import begin_as_carrier, choose_fleet, fill, press_value, send_to, typed_draft

pytestmark = [pytest.mark.browser, pytest.mark.processes]
LEYLA, NIGAR = "7LYL5H2", "6NGR2C5"


def signed_in(visit, fin, party, screen):
    visitor = visit(screen=screen, scripts=False, language="ru")
    visitor.sign_in(fin, by=by_card)
    visitor.act_for(party)
    assert visitor.page.locator("html").get_attribute("lang") == "ru"
    return visitor


def test_a_waybill_is_drawn_up_offered_and_accepted_in_russian_without_scripts(visit):
    leyla = signed_in(visit, LEYLA, "Xəzər Yük", PHONE)
    waybill = begin_as_carrier(leyla)
    fill(leyla.page, typed_draft())
    choose_fleet(leyla.page)
    press_value(leyla.page, "check")
    assert leyla.path == f"/cabinet/waybills/{waybill}/check"
    send_to(leyla.page, "share")

    nigar = signed_in(visit, NIGAR, "Göyçay Meyvə", DESKTOP)
    nigar.go(f"/cabinet/waybills/{waybill}/check")
    send_to(nigar.page, "offer")
    assert "Документ подписан" in nigar.sign(NIGAR)

    leyla.go(f"/cabinet/waybills/{waybill}")
    turn(leyla.page, leyla.page.locator("main a[href$='/accept']"))
    send_to(leyla.page, "accept")
    assert "Документ подписан" in leyla.sign(LEYLA)
    leyla.go(f"/cabinet/waybills/{waybill}")
    assert leyla.page.locator("a[href*='/pdf/']").count() == 2
    number = leyla.page.locator(".eyebrow").first.inner_text().strip()
    assert any(sign.isdigit() for sign in number)
