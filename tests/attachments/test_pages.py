"""Pages of copies: adding with and without JavaScript, refusals beside the field, strict headers, who may come."""

import html
import io
import re

import pytest

from tests.attachments import papers
from tests.attachments.conftest import HOLDER_FIN, PARTIES, REF
from tests.support.people import sign_in
from webapp.audit.api import views_of
from webapp.cabinets.api import own_party
from webapp.core.transaction import transaction

SLOT = "licence"
OFFICER_FIN = "2ZAR9W1"
PLACE = f"/copies/of/trial/{REF}/{SLOT}"


@pytest.fixture
def holder(client, holding):
    sign_in(client, HOLDER_FIN)
    return client


def add(browser, content, name="sened.pdf", expect=303, **headers):
    page = browser.open(PLACE, expect=200)
    data = {"csrf_token": page.form(PLACE)["csrf_token"], SLOT: (io.BytesIO(content), name)}
    return browser.open(PLACE, method="POST", data=data, expect=expect, headers=headers)


def test_a_copy_is_added_and_removed_without_javascript(holder):
    add(holder, papers.pdf(2), "vəsiqə.pdf")
    page = holder.open(PLACE, expect=200)
    assert "vəsiqə.pdf" in page.words
    assert "2 səhifə" in page.words
    assert "Oxunur" in page.words
    asked = holder.open(page.link("Sil və ya əvəz et"), expect=200)
    holder.submit(asked, "/remove", expect=303)
    assert "vəsiqə.pdf" not in holder.open(PLACE, expect=200).words


def test_another_file_takes_its_place(holder):
    add(holder, papers.pdf(2), "köhnə.pdf")
    asked = holder.open(holder.open(PLACE).link("Sil və ya əvəz et"), expect=200)
    data = {**asked.form("/replace"), "file": (io.BytesIO(papers.pdf(1)), "yeni.pdf")}
    holder.open(asked.request.path.replace("/remove", "/replace"), method="POST", data=data, expect=303)
    words = holder.open(PLACE).words
    assert "yeni.pdf" in words
    assert "köhnə.pdf" not in words


def test_why_a_file_was_refused_stands_beside_the_field(holder):
    page = add(holder, b"MZ\x90\x00 a program", "qaimə.pdf", expect=422)
    assert "Bu, PDF və ya şəkil deyil" in page.words


def test_of_several_files_the_good_ones_stay(holder):
    page = holder.open(PLACE)
    files = [(io.BytesIO(papers.pdf()), "yaxşı.pdf"), (io.BytesIO(b"MZ"), "pis.pdf")]
    data = {"csrf_token": page.form(PLACE)["csrf_token"], SLOT: files}
    answer = holder.open(PLACE, method="POST", data=data, expect=422)
    assert "“pis.pdf” əlavə olunmadı" in answer.words
    assert "yaxşı.pdf" in holder.open(PLACE).words


def test_nothing_chosen_is_said(holder):
    page = holder.open(PLACE)
    assert "Fayl seçin." in holder.submit(page, PLACE, expect=422).words


def test_a_script_is_told_the_reason_as_a_problem(holder):
    answer = add(holder, b"MZ\x90\x00", "a.pdf", expect=422, Accept="application/json")
    assert answer.mimetype == "application/problem+json"
    assert answer.json["errors"] == [{"field": SLOT, "detail": answer.json["title"]}]


def test_a_fragment_lists_the_copies(holder):
    add(holder, papers.pdf(), "bir.pdf")
    part = holder.open(PLACE, headers={"HX-Request": "true", "HX-Target": "copies-licence"}, expect=200)
    assert "bir.pdf" in part.text
    assert "<html" not in part.text


def test_the_file_is_sent_to_be_kept_and_not_to_be_run(holder):
    content = papers.pdf(2)
    add(holder, content, "vəsiqə.pdf")
    show = holder.open(holder.open(PLACE).link("vəsiqə.pdf"), expect=200)
    sent = holder.open(show.link("Faylı endir"), expect=200)
    assert sent.data == content
    assert sent.headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in sent.headers["Content-Security-Policy"]
    assert sent.headers["X-Content-Type-Options"] == "nosniff"


def test_strangers_find_nothing(holder, app):
    add(holder, papers.pdf())
    address = holder.open(PLACE).link("sened.pdf")
    sign_in(holder, "2RSD4K7")
    for path in (PLACE, address, f"{address}/file", f"{address}/remove", f"{address}/picture/1"):
        holder.open(path, expect=404)


def test_a_look_of_somebody_else_is_told_to_the_person_concerned(holder):
    add(holder, papers.pdf())
    address = holder.open(PLACE).link("sened.pdf")
    officer = sign_in(holder, OFFICER_FIN)
    with transaction(read_only=True):
        PARTIES.add(own_party(officer.account_id).id)
    holder.open(address, expect=200)
    with transaction(read_only=True):
        looks = views_of("5KX2MA1").rows
    assert [look.object_type for look in looks] == ["attachment"]


def test_more_than_a_case_may_hold_is_not_even_read(holder):
    claim = {"CONTENT_LENGTH": str(60 * 1024 * 1024), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    holder.open(PLACE, method="POST", environ_overrides=claim, expect=413)


def test_what_was_read_is_confirmed_beside_its_place(holder, read_now):
    add(holder, papers.scanned(), "şəhadətnamə.jpg")
    read_now()
    page = holder.open(holder.open(PLACE).link("şəhadətnamə.jpg"), expect=200)
    assert page.form("/fields")["field-number"] == "123456"
    assert page.form("/fields")["field-issued_on"] == "14.03.2024"
    assert "Hər dəyəri yanındakı şəkillə tutuşdurun" in page.words
    picture = html.unescape(re.search(r'<image href="([^"]+)"', page.text)[1])
    assert holder.open(picture, expect=200).mimetype == "image/jpeg"
    holder.open(picture.split("?")[0], expect=404)
    wrong = holder.submit(page, "/fields", **{"field-voen": "1"}, expect=422)
    assert "dəyər düzgün deyil" in wrong.words
    assert wrong.form("/fields")["field-voen"] == "1"
    holder.submit(page, "/fields", expect=303)
    assert "Təsdiqlənib" in holder.open(page.request.path).words
