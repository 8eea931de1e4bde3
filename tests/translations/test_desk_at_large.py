"""Many texts at once: replacing, files, the record, people, programs."""

import csv
import io
import json

import pytest

from tests.translations.conftest import a_text
from webapp.core.tables import read_sheet
from webapp.core.transaction import transaction
from webapp.translations.rules import key_of

WAY, TAKEN, CAME = (key_of(words) for words in ("Yük yoldadır", "Yük alındı", "%(name)s gəldi"))
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Yük yoldadır"
msgstr "The goods are on the way"

msgid "Yük yoldadır"
msgstr "Twice"

#, fuzzy
msgid "Yük alındı"
msgstr "Cargo got"

msgid "%(name)s gəldi"
msgstr "%(person)s came"

msgid "Belə mətn yoxdur"
msgstr "No such text"

#~ msgid "Köhnə"
#~ msgstr "Old"
"""


@pytest.fixture(scope="module")
def texts(footing, app):
    with app.app_context(), transaction():
        a_text(WAY, "Yük yoldadır", "The cargo is on its way")
        a_text(TAKEN, "Yük alındı", "The cargo was received", area="tickets")
        a_text(CAME, "%(name)s gəldi", "cargo of %(name)s came", flags=["python-format"])


def page_of_file(samira, content, name="en.po", expect=303):
    page = samira.open("/office/texts/en/files", expect=200)
    fields = {**page.form("/en/files"), "file": (io.BytesIO(content), name)}
    answer = samira.open("/office/texts/en/files", method="POST", data=fields, expect=expect)
    return samira.open(answer.location, expect=200) if expect == 303 else answer


def test_words_are_replaced_in_many_texts_after_a_look_and_taken_back(samira):
    page = samira.open("/office/texts/en/replace?needle=cargo&by=load&whole=1", expect=200)
    assert page.text.count("<ins>load</ins>") == 3
    assert "3 mətn dəyişəcək" in page.words
    picked = {"key": [WAY, TAKEN]}
    done = samira.submit(page, "/en/replace", to="/office/texts/en/replace", **_posted(page, picked), expect=303)
    batch = samira.open(done.location, expect=200)
    assert "toplu əvəzləmə" in batch.words
    assert "2 mətn" in samira.open("/office/texts/en?shelf=draft", expect=200).words
    samira.submit(batch, "/revert", expect=303)
    assert "0 mətn" in samira.open("/office/texts/en?q=target:load", expect=200).words
    assert "Ən azı iki hərf" in samira.open("/office/texts/en/replace?needle=c", expect=200).words


def _posted(page, picked):
    form = next(
        one for one in page.all("form") if one.get("method") == "post" and "/replace" in (one.get("action") or "")
    )
    hidden = {one.get("name"): one.get("value") for one in form.iter("input") if one.get("type") == "hidden"}
    return {**hidden, **picked}


def test_a_file_is_compared_row_by_row_and_taken_by_a_second_click(samira):
    page = page_of_file(samira, PO.encode())
    assert "0 mətn" in samira.open("/office/texts/en?shelf=draft", expect=200).words, "nothing is written yet"
    shelves = {
        code: samira.open(f"{page.request.path}?show={code}", expect=200).words
        for code in ("changed", "refused", "unknown", "ignored")
    }
    assert "goods" in shelves["changed"]
    assert "%(person)s came" in shelves["refused"]
    assert "No such text" in shelves["unknown"]
    done = samira.submit(page, "/apply", do="draft", expect=303)
    assert "fayldan götürülüb" in samira.open(done.location, expect=200).words
    again = samira.open(page.request.path, expect=200)
    assert "götürülüb" in again.words
    assert samira.submit(page, "/apply", do="draft").status_code == 409


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Y\xfck"\nmsgstr "x"\n', "wrong.po"),
        (b"\x89PNG\r\n\x1a\n", "picture.po"),
        (b"", "empty.csv"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff version="1.2">&a;</xliff>', "bad.xlf"),
        (b"[" * 5000, "deep.json"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_beside_its_field(samira, content, name):
    page = page_of_file(samira, content, name, expect=422)
    assert "field-error" in page.text


def test_a_file_is_given_up_and_gone(samira):
    page = page_of_file(samira, PO.encode())
    samira.submit(page, "/apply", do="drop", expect=303)
    assert "imtina" in samira.open(page.request.path, expect=200).words


@pytest.mark.parametrize("kind", ["po", "xliff12", "xliff20", "xlsx", "csv", "json"])
def test_texts_leave_in_every_format(samira, kind):
    answer = samira.open(f"/office/texts/en/export?kind={kind}&what=all", expect=200)
    assert "attachment" in answer.headers["Content-Disposition"]
    said = str(read_sheet(answer.data)) if kind == "xlsx" else answer.text
    assert "The cargo was received" in said
    assert samira.open("/office/texts/en/export?kind=exe").status_code == 404


def test_the_record_tells_who_wrote_what_over_what_and_no_cell_is_a_formula(samira):
    page = samira.open("/office/texts/en/" + WAY)
    samira.submit(page, "/en/" + WAY, **{"form-0": "=1+1"}, do="save", expect=303)
    log = samira.open("/office/texts/log?of=en&q=samirə", expect=200)
    assert "<del>" in log.text
    assert "Samirə" in log.words
    rows = list(
        csv.reader(io.StringIO(samira.open("/office/texts/log.csv", expect=200).text.lstrip("\ufeff")), delimiter=";")
    )
    newest = dict(zip(rows[0], rows[1], strict=True))
    assert newest["after"] == "'=1+1"
    assert newest["before"] == "The cargo is on its way"


def test_the_rule_of_two_persons_is_set_by_who_may(samira, zaur):
    page = samira.open("/office/texts/people", expect=200)
    assert "İki şəxs" in page.words
    form = next(one for one in page.all("form") if (one.get("action") or "").endswith("/rule"))
    sent = {one.get("name"): one.get("value") for one in form.iter("input")}
    assert zaur.open(
        "/office/texts/people/rule", method="POST", data={**zaur.open("/help").form(), **sent}
    ).status_code in {400, 403}
    samira.open("/office/texts/people/rule", method="POST", data={**sent, "of": "xx"}, expect=404)
    samira.open("/office/texts/people/rule", method="POST", data={**sent, "of": "en", "two": ""}, expect=303)
    assert "Bir şəxs" in samira.open("/office/texts/people").words


def test_programs_read_texts_and_ask_again_cheaply(samira, client):
    assert client.open("/api/v1/texts").status_code == 401
    answer = samira.open("/api/v1/texts?language=en&area=tickets", expect=200)
    body = json.loads(answer.text)
    assert [one["words"] for one in body["texts"]] == [["The cargo was received"]]
    again = samira.open("/api/v1/texts?language=en&area=tickets", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert samira.open("/api/v1/texts?language=de").status_code == 422
    for odd in ("%22", "%C9%99", "a%0D%0AX:y"):
        assert samira.open(f"/api/v1/texts?area={odd}", expect=200).get_json()["texts"] == []
        assert samira.open(f"/api/v1/texts?after={odd}").status_code == 404
