"""The journey for which the house was built: from a head's first sign-in to goods received, told in order by its people."""

from types import SimpleNamespace

import pytest

from tests.e2e.means import by_card, by_password
from tests.e2e.papers import Judge
from tests.e2e.soundness import mistakes_of
from tests.e2e.turning import turn
from tests.e2e.visitor import DESKTOP, PHONE
from tests.e2e.waybill_desk import DRIVER, TRAILER, TRUCK, begin_as_carrier, choose_fleet, download, fill, typed_draft

pytestmark = [pytest.mark.browser, pytest.mark.processes]
LEYLA, KAMRAN, NIGAR, RESHAD, TURAL = "7LYL5H2", "4KMR8N3", "6NGR2C5", "2RSD4K7", "8TRL7D4"


@pytest.fixture(scope="module")
def story(house, cast, tmp_path_factory):
    """The people with their browsers, and what they hold in their hands."""
    folder = tmp_path_factory.mktemp("papers")
    judge = Judge(folder, house.data_dir / "pki" / "esign-root.pem")
    people = {
        "leyla": cast(screen=DESKTOP),
        "kamran": cast(screen=DESKTOP),
        "nigar": cast(),
        "reshad": cast(screen=PHONE),
        "tural": cast(screen=DESKTOP),
        "passer_by": cast(screen=PHONE),
    }
    return SimpleNamespace(folder=folder, judge=judge, **people)


@pytest.fixture
def says(story, house):
    """What a passer-by reads who scans the code on the last version of the document."""

    def says(state):
        page = story.passer_by.page
        page.goto(story.address)
        assert page.url.startswith(f"{house.url}/verify/")
        assert state in page.locator(".verdict").inner_text()
        return story.passer_by.words

    return says


def last_version(story, visitor):
    """Download the last version from the page of the waybill."""
    visitor.go(f"/cabinet/waybills/{story.waybill}")
    links = visitor.page.locator("a[href*='/pdf/']")
    place = story.folder / f"{links.count()}.pdf"
    return download(visitor.page, links.last, place)


def test_the_head_signs_in_by_card_and_acts_for_her_company(story):
    story.leyla.sign_in(LEYLA, by=by_card)
    story.leyla.act_for("Xəzər Yük")
    assert "Xəzər Yük" in story.leyla.words


def test_the_fleet_has_come_from_the_registers(story):
    page = story.leyla.go("/cabinet/fleet")
    for known in (TRUCK, TRAILER, DRIVER):
        page.locator("#fleet-lists").get_by_text(known).first.wait_for()


def test_the_head_makes_a_colleague_responsible_for_waybills_and_he_is_told(story):
    story.kamran.sign_in(KAMRAN, by=by_password)
    inbox = story.kamran.inbox(KAMRAN)
    page = story.leyla.go("/cabinet/people/new")
    page.locator("[name=fin]").fill(KAMRAN.lower())
    for right in ("waybills.view", "waybills.edit"):
        page.locator(f"[value='{right}']").check()
    story.leyla.press("Davam et")
    assert "K***" in story.leyla.words or "Kamran" in story.leyla.words
    story.leyla.press("Dəvəti göndər")
    page.get_by_text("Dəvət göndərildi").wait_for()
    assert "Cavab gözlənilir" in story.leyla.words
    assert "Xəzər Yük" in inbox.text(lambda text: "Xəzər Yük" in text)


def test_the_colleague_finds_the_invitation_in_his_cabinet_and_accepts(story):
    story.kamran.go("/cabinet/notices")
    assert "Xəzər Yük" in story.kamran.words
    story.kamran.go("/cabinet")
    story.kamran.press("Dəvətə bax")
    assert "Qaimə tərtib etmək" in story.kamran.words
    story.kamran.press("Qəbul et")
    story.kamran.page.wait_for_url("**/cabinet/act-as")
    story.kamran.act_for("Xəzər Yük")
    assert "Xəzər Yük" in story.kamran.words


@pytest.mark.parametrize("path", ["/cabinet/people", "/cabinet/fleet", "/cabinet/people/new", "/office/waybills"])
def test_he_may_not_go_where_no_right_was_given(story, path):
    story.kamran.expect_complaint("403")
    page = story.kamran.page
    assert page.locator(f"nav a[href='{path}']").count() == 0
    assert page.goto(story.kamran.house.url + path).status == 403


def test_he_files_a_waybill_with_vehicle_trailer_and_driver_of_the_fleet(story):
    story.waybill = begin_as_carrier(story.kamran)
    page = story.kamran.page
    fill(page, typed_draft())
    choose_fleet(page)
    story.kamran.press("Yoxla və davam et")
    page.wait_for_url("**/check")
    assert "İmzadan əvvəl düzəldin" not in story.kamran.words, story.kamran.words
    for known in (TRUCK, TRAILER, DRIVER, "8.200,5", "E-qaimə-faktura GM 0001234"):
        assert known in story.kamran.words
    assert page.get_by_role("button", name="İmzala və daşıyıcıya göndər").count() == 0
    story.kamran.press("İmza üçün yükgöndərənə göndər")
    page.get_by_text("Qaralama o biri tərəfə göndərildi").wait_for()


def test_the_consignor_proves_anew_who_she_is_and_signs(story):
    story.nigar.sign_in(NIGAR, by=by_password)
    story.nigar.act_for("Göyçay Meyvə")
    story.nigar.go("/cabinet/waybills")
    turn(story.nigar.page, story.nigar.page.locator(f"a[href$='/{story.waybill}']").first)
    story.nigar.press("Yoxla və imzala")
    assert "Göyçay Meyvə" in story.nigar.words
    story.nigar.press("İmzala və daşıyıcıya göndər")
    story.nigar.prove(NIGAR, by=by_card)
    story.nigar.page.locator(".control-code").wait_for()
    assert mistakes_of(story.nigar, "light") == []
    assert "Sənəd imzalandı" in story.nigar.sign(NIGAR)
    story.nigar.press("Sənədə qayıt")
    story.nigar.page.get_by_text("Daşıyıcını gözləyir").first.wait_for()


def test_the_offered_document_is_valid_and_a_passer_by_sees_its_state(story, says):
    paper = last_version(story, story.nigar)
    assert story.judge.signers(paper) == ["Nigar Vaqif qızı İsmayılova"]
    story.address = story.judge.address(paper)
    assert "Daşıyıcını gözləyir" in says("Daşıyıcını gözləyir")


def test_the_driver_accepts_at_loading_with_his_signature(story, says):
    story.reshad.sign_in(RESHAD, by=by_password)
    page = story.reshad.go("/cabinet/waybills/trips")
    turn(page, page.locator(f"a[href$='/{story.waybill}']").first)
    story.reshad.press("Yükü qəbul et və imzala")
    story.reshad.prove(RESHAD, by=by_card)
    assert mistakes_of(story.reshad, "dark") == []
    page.locator("[name=seals]").fill("AZ-55120")
    page.locator("[name=reservations]").fill("İki qutunun küncü əzilib")
    story.reshad.press("Qəbul et və imzala")
    assert "Sənəd imzalandı" in story.reshad.sign(RESHAD)
    paper = last_version(story, story.reshad)
    story.number = page.locator(".eyebrow").first.inner_text().strip()
    assert story.number in story.judge.words(paper)
    assert len(story.judge.signers(paper)) == 2 or story.judge.signers(paper) == ["Rəşad Tofiq oğlu Məmmədov"]
    assert story.number in says("Yükləndi")


def test_the_driver_departs_and_the_consignee_knows_when_he_arrives(story, says):
    page = story.reshad.go(f"/cabinet/waybills/{story.waybill}")
    story.reshad.press("Yola çıxdım")
    page.get_by_text("Yolunuz açıq olsun").wait_for()
    says("Yoldadır")
    story.tural.sign_in(TURAL, by=by_card)
    inbox = story.tural.inbox(TURAL)
    story.reshad.press("Çatdım")
    page.get_by_text("Yükalana xəbər göndərildi").wait_for()
    assert story.number in inbox.text(lambda text: story.number in text)


def test_the_consignee_receives_38_of_40_and_says_why(story, says):
    story.tural.act_for("Bazar 24")
    page = story.tural.go(f"/cabinet/waybills/{story.waybill}")
    story.tural.press("Yükü təhvil al və imzala")
    story.tural.expect_complaint("422")
    page.locator("[name='delivered-0']").fill("38")
    story.tural.press("Təhvil al və imzala")
    page.locator(".error-summary").wait_for()
    assert mistakes_of(story.tural, "light") == []
    assert page.locator("[name='delivered-0']").input_value() == "38"
    page.locator("[name=difference]").fill("İki qutu əzilib, qəbul edilmədi")
    story.tural.press("Təhvil al və imzala")
    assert "Sənəd imzalandı" in story.tural.sign(TURAL)
    says("Təhvil verilib")
    assert mistakes_of(story.passer_by, "light") == []


def test_every_party_downloads_the_same_versions_and_each_is_valid(story):
    for visitor in (story.nigar, story.kamran, story.reshad, story.tural):
        visitor.go(f"/cabinet/waybills/{story.waybill}")
        assert visitor.page.locator("a[href*='/pdf/']").count() == 3
    story.kamran.go(f"/cabinet/waybills/{story.waybill}")
    for n in (1, 2, 3):
        link = story.kamran.page.locator(f"a[href$='/pdf/{n}']")
        paper = download(story.kamran.page, link, story.folder / f"kamran-{n}.pdf")
        assert story.judge.signers(paper)
        assert story.judge.address(paper) == story.address
    words = story.judge.words(paper)
    assert "38" in words
    assert "İki qutu əzilib" in words


def test_the_page_tells_who_did_what_on_whose_behalf(story):
    story.tural.go(f"/cabinet/waybills/{story.waybill}")
    for known in ("Nigar Vaqif qızı İsmayılova", "Rəşad Tofiq oğlu Məmmədov", "Tural Şahin oğlu Orucov", "Bazar 24"):
        assert known in story.tural.words
    assert mistakes_of(story.tural, "dark") == []


def test_the_head_ends_the_rights_and_the_next_click_is_refused(story):
    story.kamran.go("/cabinet/waybills")
    page = story.leyla.go("/cabinet/people")
    turn(page, page.get_by_role("link", name="Kamran Adil oğlu Həsənov"))
    if not story.leyla.path.startswith("/cabinet/people"):
        story.leyla.prove(LEYLA, by=by_card)
    story.leyla.press("Bütün hüquqları ləğv et")
    page.get_by_text("Hüquqlar ləğv edildi").wait_for()
    answer = story.kamran.page.goto(f"{story.kamran.house.url}/cabinet/waybills/{story.waybill}")
    assert answer.status in {403, 404} or "/cabinet/act-as" in story.kamran.path
    assert story.number not in story.kamran.words
