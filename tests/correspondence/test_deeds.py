"""What sender and officers do on the pages: each deed by its own form, and what is refused stands beside the field."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.correspondence.conftest import AGENCY, ARCHIVES, POLICE
from tests.support.journal import noted
from webapp.core.clock import today
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction
from webapp.correspondence.services import ending


@pytest.fixture
def on_page(enter):
    """Do one thing on a letter's page, as one of the actors, and return the page that follows."""

    def do(part, public_id, action, *, at="show", expect=303, **typed):
        client = enter(part)
        where = "/cabinet/letters/" if part in {"citizen", "stranger"} else "/office/letters/"
        start = where + public_id + ("" if at == "show" else f"/{at}")
        answer = client.submit(client.get(start, expect=200), action, expect=expect, **typed)
        return client.get(answer.location, expect=200) if expect == 303 else answer

    return do


def test_the_head_gives_a_letter_to_a_colleague_who_gives_it_back(world, on_page):
    public_id = world.sent()
    colleague = world.colleague.account_id
    page = on_page("head", public_id, "/assign", officer=str(colleague))
    assert "İcraçı təyin edildi." in page.words
    assert world.letter(public_id).assignee_id == colleague
    page = on_page("colleague", public_id, "/release")
    assert "Məktub növbəyə qaytarıldı." in page.words
    assert (world.letter(public_id).assignee_id, world.letter(public_id).state) == (None, "registered")


def test_nobody_outside_the_authority_can_be_named_and_an_officer_names_nobody(world, enter, on_page):
    public_id = world.sent()
    on_page("head", public_id, "/assign", officer=str(world.police.account_id), expect=422)
    officer = enter("officer")
    token = officer.get(f"/office/letters/{public_id}", expect=200).form("/claim")["csrf_token"]
    data = {"csrf_token": token, "officer": str(world.officer.account_id)}
    officer.post(f"/office/letters/{public_id}/assign", data=data, expect=403)
    assert world.letter(public_id).assignee_id is None


def test_a_note_is_read_within_the_authority_alone(world, enter, on_page):
    public_id = world.taken()
    on_page("officer", public_id, "/note", text="", expect=422)
    assert "Sürücü ilə danışdım." in on_page("officer", public_id, "/note", text="Sürücü ilə danışdım.").words
    assert "Sürücü ilə danışdım." not in enter("citizen").get(f"/cabinet/letters/{public_id}", expect=200).words


def test_putting_off_asks_for_a_reason_and_is_offered_once(world, enter, on_page):
    public_id = world.taken()
    due = world.letter(public_id).due_on
    assert "Səbəbi yazın." in on_page("officer", public_id, "/extend", expect=422).words
    page = on_page("officer", public_id, "/extend", **{"extend-reason": "Ekspert rəyi gözlənilir"})
    assert "Müddət uzadıldı" in page.words
    assert f"{public_id}/extend" not in page.text
    assert world.letter(public_id).due_on > due
    assert "Ekspert rəyi gözlənilir" in enter("citizen").get(f"/cabinet/letters/{public_id}", expect=200).words


def test_a_letter_that_went_on_stands_in_the_list_of_those_and_opens_there_only(world, enter, on_page):
    public_id = world.taken()
    assert "Orqanı seçin." in on_page("officer", public_id, "/forward", expect=422).words
    going = {"forward-to": world.code_now(POLICE), "forward-reason": "Bizim səlahiyyətimizdə deyil"}
    page = on_page("officer", public_id, "/forward", **going)
    assert world.letter(public_id).number in page.words
    assert POLICE in page.words
    enter("officer").get(f"/office/letters/{public_id}", expect=404)
    enter("police").get(f"/office/letters/{public_id}", expect=200)


def test_a_duplicate_is_joined_by_its_number_and_leads_to_the_other(world, on_page):
    first, second = world.taken(), world.taken(subject="Gediş cədvəli, təkrar")
    on_page("officer", second, "/join", number="M26-999999", expect=422)
    page = on_page("officer", second, "/join", number=world.letter(first).number)
    assert world.letter(first).number in page.words
    assert (world.letter(second).state, world.letter(second).joined_to) == ("joined", world.letter(first).id)


def test_a_draft_of_an_answer_is_dropped_on_its_page(world, on_page):
    public_id = world.taken()
    world.says(public_id, "answer", "Qaralama mətn")
    dropped = world.draft(public_id, "office").public_id
    assert "Qaralama silindi." in on_page("officer", public_id, "/drop", at="write").words
    assert [one.kind for one in world.messages(public_id)] == ["letter"]
    assert noted(dropped) == ["drop"]


def test_an_officer_who_was_overtaken_sees_both_texts(world, enter):
    public_id = world.taken()
    world.says(public_id, "answer", "Birinci mətn")
    client = enter("officer")
    page = client.get(f"/office/letters/{public_id}/write", expect=200)
    client.submit(page, "/write", text="İkinci mətn", expect=303)
    refused = client.submit(page, "/write", text="Üçüncü mətn", expect=409)
    assert "İkinci mətn" in refused.words
    assert "Üçüncü mətn" in refused.text


def test_an_officer_signs_the_text_that_is_read_on_the_page(world, enter):
    public_id = world.taken()
    world.says(public_id, "answer", "Birinci mətn")
    client = enter("officer")
    write = client.get(f"/office/letters/{public_id}/write", expect=200)
    assert "İmzala və göndər" not in write.words
    first = client.get(client.submit(write, "/write", text="İkinci mətn", expect=303).location, expect=200)
    assert "İkinci mətn" in first.words
    client.submit(client.get(f"/office/letters/{public_id}/write"), "/write", text="Üçüncü", do="keep", expect=303)
    again = client.get(client.submit(first, "/sign", expect=303).location, expect=200)
    assert "Mətn bu arada dəyişib" in again.words
    assert "Üçüncü" in again.words
    assert client.submit(again, "/sign", expect=303).location.startswith("/signing/")


def test_the_sender_takes_a_letter_back_with_a_reason(world, on_page):
    public_id = world.sent()
    on_page("citizen", public_id, "/withdraw", at="withdraw", reason="", expect=422)
    page = on_page("citizen", public_id, "/withdraw", at="withdraw", reason="Cədvəl asılıb")
    assert "Məktub geri götürüldü." in page.words
    assert world.letter(public_id).state == "withdrawn"


def test_the_sender_rates_an_answer_and_opens_the_letter_again(world, enter, on_page):
    public_id = world.answered()
    on_page("citizen", public_id, "/rate", expect=422)
    page = on_page("citizen", public_id, "/rate", rating="2", text="Cədvəl köhnədir")
    assert "Təşəkkür edirik" in page.words
    assert "Cədvəl köhnədir" in enter("officer").get(f"/office/letters/{public_id}", expect=200).words
    on_page("citizen", public_id, "/reopen", at="reopen", reason="", expect=422)
    page = on_page("citizen", public_id, "/reopen", at="reopen", reason="Bazar günü yazılmayıb")
    assert "Məktub yenidən açıldı" in page.words
    assert world.letter(public_id).reopened


def test_who_comes_too_late_is_not_asked_why(world, enter, monkeypatch):
    public_id = world.answered()
    monkeypatch.setattr(ending, "today", lambda: today() + timedelta(days=400))
    client = enter("citizen")
    assert "/reopen" not in client.get(f"/cabinet/letters/{public_id}", expect=200).text
    client.get(f"/cabinet/letters/{public_id}/reopen", expect=409)


def test_a_draft_is_put_away_by_its_writer_alone(world, enter, on_page):
    public_id = world.written(to=ARCHIVES)
    enter("stranger").get(f"/cabinet/letters/{public_id}/discard", expect=404)
    assert "Qaralama silindi." in on_page("citizen", public_id, "/discard", at="discard").words
    assert (world.letter(public_id).state, world.letter(public_id).subject) == ("discarded", "")


def test_what_a_signature_needs_is_asked_before_it(world, enter):
    public_id = world.written(kind="complaint", to=AGENCY)
    client = enter("citizen")
    check = client.get(f"/cabinet/letters/{public_id}/check", expect=200)
    assert client.submit(check, "/sign", expect=303).location.startswith("/signing/")
    assert world.letter(public_id).state == "draft"


@pytest.mark.parametrize(
    ("deed", "said"), [(ending.withdraw, ("Həll olundu",)), (ending.reopen, ("Az oldu",)), (ending.rate, (5, ""))]
)
def test_who_may_not_send_for_a_firm_takes_no_step_in_its_letters(world, deed, said):
    public_id = world.sent(by="firm")
    with transaction(), pytest.raises(Forbidden):
        deed(public_id, *said, actor=replace(world.firm, rights=frozenset({"correspondence.write"})))
    assert world.letter(public_id).state == "registered"
