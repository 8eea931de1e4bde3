import re
import string
from pathlib import Path

import pytest

from mocks.asan_login import texts
from tests.mocks.asan_login.relying_party import enter_password

PAGES = ("", "/certificate", "/password", "/mobile", "/qr")
SOURCES = Path(texts.__file__).parents[1]


@pytest.fixture(params=["az", "en", "ru"])
def language(request):
    return request.param


def test_the_three_languages_have_the_same_texts_with_the_same_placeholders():
    def placeholders(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    original = texts.LANGUAGES["az"]
    for words in texts.LANGUAGES.values():
        assert words.keys() == original.keys()
        assert all(placeholders(words[key]) == placeholders(original[key]) for key in original)


def test_every_text_is_used_somewhere():
    used = "".join(path.read_text() for path in [*SOURCES.rglob("*.html"), *SOURCES.glob("pages/*.py")])
    built = ("means.", "certificate.", "mobile.", "qr.", "scan.", "trouble.", "language.", "phone.done.")

    unused = [key for key in texts.LANGUAGES["az"] if not key.startswith(built) and f'"{key}"' not in used]

    assert unused == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_accessible_and_strict(rp, path, language):
    begin = rp.begin(ui_locales=language)

    page = begin.open(begin.path + path)

    assert page.status == 200
    tree = page.tree
    assert tree.get("lang") == language
    assert len(tree.xpath("//h1")) == 1
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for field in tree.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        assert tree.xpath(f"//label[@for='{field.get('id')}']"), field.get("name")
    for form in tree.xpath("//form"):
        assert form.get("method") == "post"
        assert form.xpath(".//input[@name='csrf']")
    assert not re.search(r"<style|style=|\son\w+=|<script(?![^>]*src)", page.text)


def test_every_answer_carries_the_security_headers(rp, browser):
    answer = browser.get(rp.begin().path)

    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "form-action 'self' http://127.0.0.1:18102;" in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_language_can_be_changed_and_is_remembered(rp, browser):
    page = rp.begin(ui_locales="az")

    assert page.open(f"{page.path}?lang=en").tree.get("lang") == "en"
    assert page.open(page.path).tree.get("lang") == "en"


def test_a_language_link_works_on_a_page_that_answered_a_form(rp):
    page = rp.begin().follow("/certificate").submit("/card$", card="7LYL5H2", pin="0000")

    assert page.open(page.link("lang=ru")).status == 200


def test_an_error_is_announced_in_the_title_and_by_a_summary(rp):
    page = enter_password(rp.begin(ui_locales="en"), "7LYL5H2", "wrong")

    assert page.tree.xpath("//title")[0].text.startswith("Error: ")
    assert page.tree.xpath("//*[@role='alert']")
    assert page.tree.xpath("//input[@aria-invalid='true']")


def test_means_can_be_switched_off_by_the_operator(rp, admin):
    begin = rp.begin()
    assert len(begin.tree.xpath("//ul[@class='means']/li")) == 4

    assert admin("POST", "/admin/means", qr=False, mobile=False).json == {
        "certificate": True,
        "credentials": True,
        "mobile": False,
        "qr": False,
    }

    assert len(begin.open(begin.path).tree.xpath("//ul[@class='means']/li")) == 2
    assert begin.open(f"{begin.path}/qr").status == 403
    assert begin.open(f"{begin.path}/qr/status").status == 403
    admin("POST", "/admin/means", qr=True, mobile=True)
    assert begin.open(f"{begin.path}/qr").status == 200


def test_with_every_means_off_the_page_says_so(rp, admin):
    admin("POST", "/admin/means", qr=False, mobile=False, certificate=False, credentials=False)

    page = rp.begin(ui_locales="en")

    assert "No way of signing in is open" in page.text


def test_a_phone_shows_its_sms_and_where_signing_requests_are(rp, phone, inbox):
    enter_password(rp.begin(), "7LYL5H2")

    text = phone.get("/phone/7LYL5H2").text

    assert inbox.code() in text
    assert "14:00:00" in text  # 10:00 UTC
    assert "http://127.0.0.1:8105/phone/7LYL5H2" in text
    assert inbox.code() not in phone.get("/phone/5AYS3L1").text


def test_a_phone_page_works_when_messaging_is_down(phone, inbox):
    inbox.down = True

    assert phone.get("/phone/7LYL5H2?lang=en").text.count("does not answer") == 1


def test_pages_that_are_not_there_are_a_page_too(browser):
    for path in ("/nowhere", "/phone/0000000", "/sign-in/made-up", "/sign-in/made-up/password"):
        answer = browser.get(path)
        assert answer.status_code in {404, 410}
        assert answer.text.startswith("<!doctype html>")


def test_a_huge_form_is_refused(rp, browser):
    page = rp.begin().follow("/password")

    answer = browser.post(page.path, data={"fin": "x" * 1_000_000})

    assert answer.status_code == 413


def test_a_crash_shows_a_page_and_logs_nothing_personal(rp, browser, monkeypatch, caplog):
    page = rp.begin().follow("/password")
    monkeypatch.setattr("mocks.asan_login.pages.credentials.read_fin", lambda typed: {}[typed])

    answer = page.submit("/password$", fin="7LYL5H2", password="Demo-2026!")

    assert answer.status == 500
    assert "7LYL5H2" not in caplog.text
    assert "KeyError" in caplog.text
