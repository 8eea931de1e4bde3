"""What people and programs send that is wrong, twice, late, or not theirs."""

from io import BytesIO

import pytest

from tests.correspondence.conftest import ARCHIVES
from webapp.core.transaction import transaction
from webapp.correspondence.services.connecting import close_body

JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 64
QUIET = {"X-Autosave": "1", "Accept": "application/json"}


@pytest.fixture
def writing(world, enter):
    """A citizen's client and the page on which a letter of hers is written."""
    public_id = world.written(to=ARCHIVES)
    client = enter("citizen")
    return client, client.get(f"/cabinet/letters/{public_id}/edit", expect=200), public_id


def test_a_letter_of_a_hundred_thousand_signs_is_refused_and_stays_on_the_page(writing):
    client, page, _public_id = writing
    answer = client.submit(page, "/edit", text="ə" * 100_000, expect=422)
    assert "Mətn çox uzundur" in answer.words
    assert answer.form("/edit")["text"].count("ə") == 100_000


def test_signs_that_no_text_may_hold_are_taken_out(writing, world):
    client, page, public_id = writing
    client.submit(page, "/edit", subject="Bir\x00\x07 iki\r\n", text="Salam\x08\nİki", expect=303)
    assert world.letter(public_id).subject == "Bir iki"
    assert world.draft(public_id, "sender").text == "Salam\nİki"


def test_of_two_windows_the_second_sees_both_versions_and_loses_nothing(writing, world):
    client, page, public_id = writing
    client.submit(page, "/edit", text="Birinci pəncərə", expect=303)
    form = {**page.form("/edit"), "text": "İkinci pəncərə"}
    quiet = client.post(
        f"/cabinet/letters/{public_id}/edit", data=form, headers={**QUIET, "HX-Request": "true"}, expect=409
    )
    assert "Birinci pəncərə" in quiet.words
    assert "İkinci pəncərə" in quiet.words
    both = client.submit(page, "/edit", text="İkinci pəncərə", expect=409)
    client.submit(both, "/edit", expect=303)
    assert world.draft(public_id, "sender").text == "İkinci pəncərə"


def test_a_page_saves_itself_with_gaps(writing, world):
    client, page, public_id = writing
    form = {**page.form("/edit"), "subject": "", "text": "Yarım"}
    answer = client.post(f"/cabinet/letters/{public_id}/edit", data=form, headers=QUIET, expect=200)
    assert answer.json["version"] == 3
    check = client.get(f"/cabinet/letters/{public_id}/check", expect=200)
    assert "Mövzunu yazın." in check.words
    assert "İmzasız göndər" not in check.words


def test_a_program_instead_of_a_paper_is_refused_and_a_picture_is_kept(writing):
    client, page, public_id = writing
    bad = {**page.form("/edit"), "files": (BytesIO(b"MZ\x90 not a paper"), "arayis.pdf")}
    answer = client.post(f"/cabinet/letters/{public_id}/edit", data=bad, expect=422)
    assert "arayis.pdf" in answer.words


def test_a_letter_is_begun_once_however_often_its_button_is_pressed(world, enter):
    client = enter("citizen")
    page = client.get(f"/cabinet/letters/new?to={world.code_now(ARCHIVES)}&about=36.1", expect=200)
    first = client.submit(page, "/new", expect=303).location
    assert client.submit(page, "/new", expect=303).location == first


@pytest.mark.parametrize("address", ["new?to=nobody", "new?to=999", "AAAA/edit", "AAAA/pdf/BBBB/1", "AAAA/reply"])
def test_what_is_not_there_is_not_found(enter, address):
    enter("citizen").get(f"/cabinet/letters/{address}", expect=404)


def test_a_closed_authority_takes_no_letters_and_says_why(world, enter, writing):
    client, _page, public_id = writing
    archives = world.code_now(ARCHIVES)
    with transaction():
        close_body(archives, "Köçürülür", actor=world.operator)
    start = client.get(f"/cabinet/letters/new?to={archives}", expect=200)
    assert "Köçürülür" in start.words
    assert "Yazmağa başla" not in start.words
    check = client.get(f"/cabinet/letters/{public_id}/check", expect=200)
    assert "məktub qəbul etmir" in check.words
    assert ARCHIVES not in client.get("/cabinet/letters/new", expect=200).words
    assert "Müraciət yaz" not in client.get("/services/36.1", expect=200).words


def test_who_may_write_for_a_firm_sees_the_firms_letters_and_not_those_of_its_head(world, enter):
    own, firms = world.sent(), world.sent(by="firm", subject="Firmanın məktubu")
    client = enter("firm")
    assert "Firmanın məktubu" in client.get("/cabinet/letters?part=all", expect=200).words
    client.get(f"/cabinet/letters/{own}", expect=404)
    enter("citizen").get(f"/cabinet/letters/{firms}", expect=404)


def test_an_officer_sees_no_draft_and_no_file_of_a_draft(writing, enter):
    _client, _page, public_id = writing
    office = enter("archivist")
    office.get(f"/office/letters/{public_id}", expect=404)
    assert "Gediş cədvəli" not in office.get("/office/letters?part=all&q=cədvəli", expect=200).words


def test_an_answer_without_words_or_ground_does_not_reach_its_signature(world, enter):
    public_id = world.taken(to=ARCHIVES, officer="archivist")
    office = enter("archivist")
    page = office.get(f"/office/letters/{public_id}", expect=200)
    token = page.form("/begin")["csrf_token"]
    begun = {"csrf_token": token, "kind": "refusal"}
    office.post(f"/office/letters/{public_id}/begin", data=begun, expect=303)
    office.post(f"/office/letters/{public_id}/begin", data={**begun, "kind": "letter"}, expect=404)
    write = office.get(f"/office/letters/{public_id}/write", expect=200)
    signed = office.get(office.submit(write, "/write", text="Yox", expect=303).location, expect=200)
    refused = office.submit(signed, "/sign", expect=422)
    assert "İmtinanın əsasını seçin." in refused.words
