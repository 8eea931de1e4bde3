"""What goes wrong on ordinary days: two windows, impatient fingers, ended sessions, refusals, silent counterparts."""

import pytest

from tests.e2e.counterparts import asked_to_sign, messages_down, registers_down
from tests.e2e.means import PASSWORD, by_card
from tests.e2e.turning import turn
from tests.e2e.visitor import DESKTOP
from tests.e2e.waybill_desk import begin_as_carrier, choose_fleet, fill, press_value, send_to, typed_draft
from tests.support.house import until

pytestmark = [pytest.mark.browser, pytest.mark.processes]
LEYLA, NIGAR, SEVDA, AYSEL, RESHAD = "7LYL5H2", "6NGR2C5", "9SVD3F6", "5AYS3L1", "2RSD4K7"


@pytest.fixture
def head(visit):
    """Open a browser in which Leyla acts for her company."""

    def head(**wishes):
        visitor = visit(**{"screen": DESKTOP} | wishes)
        visitor.sign_in(LEYLA, by=by_card)
        visitor.act_for("Xəzər Yük")
        return visitor

    return head


def ready_to_sign(visitor):
    """Draw up a waybill that its own firm sends and carries; return its public id, on the page of the check."""
    visitor.go("/cabinet/waybills/new")
    visitor.page.locator("[name=part][value=both]").check()
    turn(visitor.page, visitor.page.locator("main form button").first)
    values = typed_draft()
    values.pop("consignor_number")
    fill(visitor.page, values)
    choose_fleet(visitor.page)
    press_value(visitor.page, "check")
    return visitor.path.split("/")[3]


def test_two_windows_on_one_draft_lose_nothing(head):
    leyla = head()
    leyla.expect_complaint("409")
    begin_as_carrier(leyla)
    second = leyla.context.new_page()
    second.goto(leyla.page.url)
    fill(leyla.page, {"remarks": "Birinci pəncərədən"})
    press_value(leyla.page, "save")
    leyla.page.get_by_text("Qaralama saxlanıldı").wait_for()

    second.locator("[name=remarks]").fill("İkinci pəncərədən")
    second.locator("[name=remarks]").blur()
    both = second.locator("[data-autosave-conflict] table")
    both.wait_for()
    assert {"Birinci pəncərədən", "İkinci pəncərədən"} <= set(both.locator("td").all_inner_texts())
    assert second.locator("[name=remarks]").input_value() == "İkinci pəncərədən"

    press_value(second, "save")
    second.locator("main > .table, main .table").first.wait_for()
    assert second.locator("[name=remarks]").input_value() == "İkinci pəncərədən"
    press_value(second, "save")
    second.get_by_text("Qaralama saxlanıldı").wait_for()
    assert second.locator("[name=remarks]").input_value() == "İkinci pəncərədən"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_impatient_hand_and_the_back_button_make_one_request(head, house, scripts):
    leyla = head(scripts=scripts)
    leyla.expect_complaint("409")
    waybill = ready_to_sign(leyla)
    before = len(asked_to_sign(house, LEYLA))
    leyla.page.locator("main form[action$='/offer'] button").dblclick()
    leyla.page.wait_for_url("**/signing/*")
    address = leyla.page.url

    leyla.go(f"/cabinet/waybills/{waybill}/check")
    leyla.page.go_back()
    leyla.page.go_forward()
    send_to(leyla.page, "offer")
    leyla.page.wait_for_url(address)
    assert "Sənəd imzalandı" in leyla.sign(LEYLA)
    assert len(asked_to_sign(house, LEYLA)) == before + 1

    leyla.go(f"/cabinet/waybills/{waybill}/check")
    assert leyla.path == f"/cabinet/waybills/{waybill}"
    leyla.page.go_back()
    leyla.page.get_by_text("Sənəd imzalandı").first.wait_for()


def test_a_signature_refused_on_the_telephone_is_tried_again(head):
    leyla = head()
    waybill = ready_to_sign(leyla)
    send_to(leyla.page, "offer")
    assert "Sənəd imzalanmadı" in leyla.sign(LEYLA, answer="refuse")
    leyla.press("SİMA ilə yenidən cəhd et")
    assert "Sənəd imzalandı" in leyla.sign(LEYLA)
    leyla.go(f"/cabinet/waybills/{waybill}")
    assert leyla.page.locator("a[href*='/pdf/']").count() == 1


def end_sessions_elsewhere(head):
    """The person ends all other sessions from another browser; the sign-in service still knows this one."""
    elsewhere = head()
    elsewhere.go("/cabinet/sessions")
    elsewhere.page.locator("form[action$='/end-others'] button").click()
    elsewhere.page.get_by_text("Bütün digər seanslar bitirildi").wait_for()


def test_a_form_sent_after_the_session_ended_comes_back_after_the_sign_in_without_scripts(head):
    leyla = head(scripts=False)
    waybill = begin_as_carrier(leyla)
    fill(leyla.page, {"remarks": "Bu itməməlidir", "loading_name": "Şəki"})
    end_sessions_elsewhere(head)
    press_value(leyla.page, "save")
    leyla.act_for("Xəzər Yük")
    assert leyla.path.startswith("/auth/continue")
    turn(leyla.page, leyla.page.locator("form[action*='/auth/continue/'] button").first)
    leyla.go(f"/cabinet/waybills/{waybill}/edit")
    assert leyla.page.locator("[name=remarks]").input_value() == "Bu itməməlidir"
    assert leyla.page.locator("[name=loading_name]").input_value() == "Şəki"


def test_what_was_typed_when_the_session_ended_is_back_in_its_place_with_scripts(head):
    leyla = head()
    leyla.expect_complaint("401")
    waybill = begin_as_carrier(leyla)
    end_sessions_elsewhere(head)
    leyla.page.locator("[name=remarks]").fill("Bu itməməlidir")
    leyla.page.locator("[name=remarks]").blur()
    leyla.page.get_by_text("Seansınız bitib").wait_for()
    leyla.page.reload()
    leyla.act_for("Xəzər Yük")
    assert leyla.path.startswith(f"/cabinet/waybills/{waybill}/edit")
    assert leyla.page.locator("[name=remarks]").input_value() == "Bu itməməlidir"


def test_a_stranger_finds_no_waybill_by_its_address_nor_by_the_api(head, visit):
    leyla = head()
    waybill = ready_to_sign(leyla)
    sevda = visit(screen=DESKTOP)
    sevda.expect_complaint("404")
    sevda.sign_in(SEVDA, by=by_card)
    sevda.act_for("Abşeron Avtobus")
    for path in ("", "/edit", "/check", "/pdf/1"):
        answer = sevda.page.goto(f"{sevda.house.url}/cabinet/waybills/{waybill}{path}")
        assert answer.status == 404, path
        assert "Nar, təzə" not in sevda.words
    assert sevda.context.request.get(f"{sevda.house.url}/api/v1/waybills/{waybill}").status == 404
    assert leyla.context.request.get(f"{leyla.house.url}/api/v1/waybills/{waybill}").status == 200


def test_a_code_that_could_not_be_sent_is_sent_again(visit, house):
    reshad = visit(screen=DESKTOP)
    reshad.expect_complaint("503")
    reshad.go("/auth/login?next=/cabinet")
    page, inbox = reshad.page, reshad.inbox(RESHAD)
    page.locator("a[href$='/password']").click()
    page.locator("[name=fin]").fill(RESHAD)
    page.locator("[name=password]").fill(PASSWORD)
    with messages_down(house):
        page.locator("form[action$='/password'] button").first.click()
        page.get_by_text("Kodu göndərmək mümkün olmadı").wait_for()
    page.locator("form[action$='/resend'] button").click()
    page.locator("[name=code]").fill(inbox.code())
    page.locator("form[action$='/code'] button").first.click()
    page.wait_for_url(f"{house.url}/cabinet")


def test_silent_registers_are_asked_again_while_people_go_on(head, house):
    leyla = head()
    page = leyla.go("/cabinet/fleet")
    with registers_down(house):
        page.locator("form[action$='/refresh'] button").click()
        page.get_by_text("Reyestr cavab vermir, yenidən cəhd edirik").wait_for()
        assert "10-XY-101" in leyla.words

        leyla.go("/cabinet/people/new")
        page.locator("[name=fin]").fill(AYSEL)
        page.locator("[value='waybills.view']").check()
        leyla.press("Davam et")
        assert "Dövlət reyestri hazırda cavab vermir" in leyla.words
        leyla.press("Dəvəti göndər")
        page.get_by_text("Dəvət göndərildi").wait_for()
        assert "Aysel" not in leyla.words
    until(lambda: page.reload() and "Aysel" in leyla.words, 120, "named by the register")
    leyla.go("/cabinet/fleet")
    page.locator("#fleet-lists").get_by_text("Reyestrlərdən oxunub").wait_for(timeout=120_000)
