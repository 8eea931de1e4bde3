"""The journey of a permit: asked for on a telephone, decided from the registers, mended, paid, shown, suspended."""

import io
from types import SimpleNamespace

import pytest
from PIL import Image, ImageDraw

from tests.e2e.means import by_card, by_password
from tests.e2e.soundness import mistakes_of
from tests.e2e.turning import turn
from tests.e2e.visitor import DESKTOP, PHONE
from tests.support.house import until

pytestmark = [pytest.mark.browser, pytest.mark.processes]
LEYLA, ZAUR = "7LYL5H2", "2ZAR9W1"
SERVICE, TRUCK = "permits.international_cargo.issue", "10-XY-102"


def scan(words):
    """A picture of a paper, as a telephone takes it."""
    picture = Image.new("RGB", (900, 1200), "white")
    ImageDraw.Draw(picture).text((80, 100), words, fill="black")
    content = io.BytesIO()
    picture.save(content, "PNG")
    return {"name": "sened.png", "mimeType": "image/png", "buffer": content.getvalue()}


@pytest.fixture(scope="module")
def story(house, cast):
    """The people with their browsers, and the case."""
    people = {"leyla": cast(screen=PHONE), "zaur": cast(screen=DESKTOP)}
    return SimpleNamespace(passer_by=cast(screen=PHONE), **people)


def says(visitor):
    """What the page says, with the spaces inside sums as people type them."""
    return visitor.words.replace("\u00a0", " ")


def follow(visitor, path, text):
    """Open the page until it says the text: checks, payments and papers come by jobs."""
    until(lambda: text in (visitor.go(path) and visitor.words), 40, f"“{text}” on {path}")


def test_she_sees_what_it_costs_and_takes_before_she_begins(story):
    story.leyla.sign_in(LEYLA, by=by_card)
    story.leyla.act_for("Xəzər Yük")
    story.leyla.go(f"/services/{SERVICE}")
    assert "250,00 ₼" in says(story.leyla)
    story.leyla.press("Burada başla")
    for known in ("10 iş günü", "75,00 ₼", "Yol polisinin reyestri"):
        assert known in says(story.leyla)
    assert mistakes_of(story.leyla, "light") == []
    turn(story.leyla.page, story.leyla.page.locator("main form button").first)
    story.case = story.leyla.path.split("/")[3]


def test_the_form_knows_her_vehicles_and_asks_only_for_what_no_register_holds(story):
    page = story.leyla.go(f"/cabinet/applications/{story.case}/form/operator")
    boxes = page.locator("input[type=file]")
    for n in range(boxes.count()):
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            boxes.nth(n).set_input_files([scan(f"SEHADETNAME {n}")])
        page.get_by_text("sened.png").nth(n).wait_for()
    assert mistakes_of(story.leyla, "light") == []
    story.leyla.press("Saxla və davam et")
    page.get_by_label(TRUCK).check()
    story.leyla.press("Saxla və davam et")
    page.get_by_label("Rəşad Tofiq oğlu Məmmədov").check()
    story.leyla.press("Saxla və davam et")
    assert TRUCK in says(story.leyla)


def test_she_signs_and_hears_what_the_registers_said(story):
    page = story.leyla.go(f"/cabinet/applications/{story.case}/check")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    story.leyla.press("İmzala və göndər")
    assert "Sənəd imzalandı" in story.leyla.sign(LEYLA)
    follow(story.leyla, f"/cabinet/applications/{story.case}", "Yoxlamalar tamamlandı")
    follow(story.leyla, f"/cabinet/applications/{story.case}", "Baxılır")


def test_the_officer_sends_one_place_back_and_the_clock_stands(story):
    story.zaur.sign_in(ZAUR, by=by_password)
    story.zaur.act_for("AYNA")
    page = story.zaur.go(f"/office/cases/{story.case}")
    assert "Xəzər Yük" in says(story.zaur)
    assert mistakes_of(story.zaur, "light") == []
    story.zaur.press("Düzəlişə qaytar")
    page.locator("input[name=places][value^='operator.']").first.check()
    page.locator("[name=ground]").select_option(index=1)
    page.locator("[name=advice]").fill("Sənədin oxunaqlı surətini əlavə edin.")
    story.zaur.press("Düzəlişə qaytar")
    page.get_by_text("müddət dayandı").wait_for()


def test_she_mends_just_that_and_signs_again(story):
    inbox_page = story.leyla.go(f"/cabinet/applications/{story.case}")
    assert "Sənədin oxunaqlı surətini əlavə edin." in says(story.leyla)
    story.leyla.press("Bu yeri düzəlt")
    page = story.leyla.page
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("input[type=file]").first.set_input_files([scan("SEHADETNAME 2026") | {"name": "yeni.png"}])
    inbox_page.get_by_text("yeni.png").first.wait_for()
    page = story.leyla.go(f"/cabinet/applications/{story.case}/check")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    story.leyla.press("İmzala və göndər")
    assert "Sənəd imzalandı" in story.leyla.sign(LEYLA)
    follow(story.leyla, f"/cabinet/applications/{story.case}", "Baxılır")


def test_the_officer_approves_and_she_pays(story):
    story.zaur.go(f"/office/cases/{story.case}/approve")
    assert "325,00 ₼" in says(story.zaur)
    story.zaur.press("Təsdiq et")
    story.leyla.go(f"/cabinet/applications/{story.case}")
    assert "325,00 ₼" in says(story.leyla)
    story.leyla.press("Ödə")
    turn(story.leyla.page, story.leyla.page.locator("main form button").first)
    turn(story.leyla.page, story.leyla.page.locator("form button").first)
    follow(story.leyla, f"/cabinet/applications/{story.case}", "Yerinə yetirilib")


def test_the_permit_and_the_card_are_hers_and_anybody_may_check_the_card(story):
    page = story.leyla.go("/cabinet/documents")
    card = page.locator("article.document", has_text="Beynəlxalq").filter(has_text=TRUCK).first
    story.token = card.locator("a").first.get_attribute("href").rsplit("/", 1)[1]
    story.passer_by.go(f"/verify/{story.token}")
    assert "Qüvvədədir" in says(story.passer_by)
    assert "Leyla" not in says(story.passer_by)
    assert mistakes_of(story.passer_by, "light") == []


def test_she_suspends_it_and_the_page_that_a_stranger_opened_before_says_so(story):
    page = story.leyla.go("/cabinet/permits")
    turn(page, page.locator("main a[href^='/cabinet/permits/']", has_text="-2026-").first)
    story.leyla.press("Dayandır")
    turn(page, page.locator("main form button").first)
    case = story.leyla.path.split("/")[3]
    page = story.leyla.go(f"/cabinet/applications/{case}/check")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    story.leyla.press("İmzala və göndər")
    assert "Sənəd imzalandı" in story.leyla.sign(LEYLA)
    follow(story.leyla, f"/cabinet/applications/{case}", "Yerinə yetirilib")
    story.passer_by.page.reload()
    assert "Qüvvəsi dayandırılıb" in says(story.passer_by)
