"""The public check: signed out, in three languages, without personal data, kind to typing mistakes."""

from io import BytesIO

import pytest

from webapp.core.transaction import transaction
from webapp.documents.api import add_version
from webapp.signing.api import seal_pdf


def test_who_scans_the_code_sees_that_it_is_genuine_and_how_it_stands(client, issued):
    paper, _ = issued
    page = client.get(f"/verify/{paper.token}", expect=200)
    assert page.heading == "Yoldadır"
    for words in ("Sınaq qaiməsi", "AZ-1", "“Xəzər Yük” MMC", "Göndərən imzaladı"):
        assert words in page.words
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_the_verdict_follows_the_state_of_the_moment(client, issued, papers):
    paper, _ = issued
    papers["1"] = ("danger", "Ləğv edilib")
    page = client.get(f"/verify/{paper.token}", expect=200)
    assert page.heading == "Ləğv edilib"
    assert "tone-danger" in page.text


@pytest.mark.parametrize("token", ["0" * 26, "short", "x" * 300, "%D3%99" * 26])
def test_an_unknown_code_is_told_in_clear_words(client, papers, token):
    page = client.get(f"/verify/{token}", expect=404)
    assert page.heading == "Belə sənəd yoxdur"
    assert page.form("/verify")


def test_a_code_may_be_typed_as_people_type(client, issued):
    paper, _ = issued
    typed = "-".join(paper.token[start : start + 4] for start in range(0, 26, 4)).lower().replace("0", "o")
    for written in (typed, f"  {paper.token} ", f"http://127.0.0.1:8000/verify/{paper.token}/"):
        answer = client.get("/verify", query_string={"code": written}, expect=303)
        assert answer.location == f"/verify/{paper.token}"
    assert client.get(f"/verify/{paper.token.lower()}", expect=303).location == f"/verify/{paper.token}"


@pytest.mark.parametrize("typed", ["", "abc", "№" * 26])
def test_what_is_no_code_is_explained_beside_the_field(client, papers, typed):
    page = client.get("/verify", query_string={"code": typed}, expect=422)
    assert 'aria-invalid="true"' in page.text
    client.get("/verify", expect=200)


def test_a_file_is_recognised_by_its_hash(client, issued):
    paper, files = issued
    newest, older = sent(client, files[1]), sent(client, files[0])
    assert (newest.heading, older.heading) == ("Fayl əsldir", "Fayl əsldir")
    assert "tone-success" in newest.text
    assert "tone-warning" in older.text
    assert "versiya 2" in older.words
    assert "Versiya 1" in older.words
    assert newest.link("vəziyyətinə bax") == f"/verify/{paper.token}"


def test_a_file_with_one_other_byte_is_not_ours(client, issued):
    _, files = issued
    assert sent(client, files[1][:-1] + b" ").heading == "Bu fayl tanınmır"


def test_no_file_is_a_mistake_to_correct(client, papers):
    client.submit(client.get("/verify"), "/verify/file", expect=422)


@pytest.mark.usefixtures("pki")
def test_the_signatures_of_the_newest_file_are_checked_anew(client, issued):
    paper, _ = issued
    page = client.get(f"/verify/{paper.token}/signatures", expect=200)
    assert page.heading == "Hələ imza yoxdur"
    client.get(f"/verify/{'0' * 26}/signatures", expect=404)


def test_a_seal_that_stands_and_one_that_is_broken_are_told_apart(client, paper, printed, phone):
    sealed = seal_pdf(printed(paper.token))
    with transaction():
        add_version(paper.token, sealed, label="Möhürləndi")
    page = client.get(f"/verify/{paper.token}/signatures", expect=200)
    assert page.heading == "Bütün imzalar etibarlıdır"
    assert "Etibarlıdır" in page.words

    place = sealed.find(b"stream") + 40
    with transaction():
        add_version(paper.token, sealed[:place] + b"#" + sealed[place + 1 :], label="Dəyişdirildi")
    page = client.get(f"/verify/{paper.token}/signatures", expect=200)
    assert page.heading == "İmza etibarlı deyil"
    assert "Fayl imzadan sonra dəyişib" in page.words


def test_a_document_whose_issuer_forgot_it_is_unknown(client, paper, papers):
    papers.clear()
    assert client.get(f"/verify/{paper.token}", expect=404).heading == "Belə sənəd yoxdur"


def test_machines_get_the_same_answer(client, issued):
    paper, _ = issued
    answer = client.get(f"/api/v1/verify/{paper.token.lower()}", expect=200).json
    assert answer["state"] == {"tone": "success", "word": "Yoldadır"}
    assert (answer["number"], answer["type"]) == ("AZ-1", "test.paper")
    assert answer["facts"] == [{"name": "Daşıyıcı", "value": "“Xəzər Yük” MMC"}]
    assert [version["number"] for version in answer["versions"]] == [2, 1]
    unknown = client.get("/api/v1/verify/none", expect=404)
    assert unknown.mimetype == "application/problem+json"


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_the_check_speaks_three_languages(client, issued, language):
    paper, _ = issued
    page = client.get(f"/verify/{paper.token}?lang={language}", expect=200)
    assert page.document.get("lang") == language


def test_a_document_without_files_is_shown_too(client, paper):
    page = client.get(f"/verify/{paper.token}", expect=200)
    assert "Sənədin faylları" not in page.words


def test_a_version_added_later_comes_first(client, issued, printed):
    paper, _ = issued
    with transaction():
        add_version(paper.token, printed(version=3), label="Çatdırıldı")
    words = client.get(f"/verify/{paper.token}").words
    assert words.index("Çatdırıldı") < words.index("Göndərən imzaladı")


def sent(client, content):
    form = client.get("/verify").form("/verify/file")
    data = {**form, "file": (BytesIO(content), "qaimə.pdf")}
    return client.post("/verify/file", data=data, content_type="multipart/form-data", expect=200)
