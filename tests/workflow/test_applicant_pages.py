"""The applicant's way through the pages, without JavaScript: before starting, the form, the check, the case."""

import pytest

from tests.support.cases import SAID, case_of, filled, sign
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.core.transaction import transaction
from webapp.ehis.errors import RegisterUnavailable
from webapp.workflow.offer import Finding, Verdict
from webapp.workflow.queries import case_by_id
from webapp.workflow.services import applying, deciding

CASES = "/cabinet/applications"
START = f"{CASES}/start?code=papers.certificate"


def begun(client):
    """Begin the service; return the address of its form."""
    return client.submit(client.open(START), "/start", expect=303).location


def test_what_it_costs_and_takes_is_known_before_one_starts(enter, declared):
    declared(qepik=2500)
    page = enter().open(START, expect=200)
    assert "25,00" in page.words
    assert "10 iş günü" in page.words
    assert "DVX" in page.words
    assert "hüquqi şəxs" in page.words


def test_the_whole_way_from_the_start_to_the_registered_case(enter, world, declared):
    declared(confirmations=("Məlumatlar doğrudur",))
    client = enter()
    form = begun(client)
    assert "2 yer" not in client.open(form, expect=200).words

    purpose = client.open(f"{form}/purpose", expect=200)
    empty = client.submit(purpose, "/form/purpose", expect=422, a_why="", a_days="", do="next")
    named = [" ".join(one.itertext()) for one in empty.all("ul") if one.get("class") == "error-list" for one in one]
    assert [one.split(": ")[0] for one in map(str.strip, named)] == ["Səbəb", "Müddət"]
    assert [one.count(": ") for one in named] == [1, 1]
    wrong = client.submit(purpose, "/form/purpose", expect=422, a_why="repair", a_days="çox", do="next")
    assert wrong.form("/form/purpose")["a_days"] == "çox"
    assert "Rəqəmlə yazın." in wrong.words
    stops = client.submit(wrong, "/form/purpose", expect=303, a_why="repair", a_days="3", do="next").location
    assert stops.endswith("/form/stops")

    row = client.submit(client.open(stops), "/rows", expect=303).location
    back = client.submit(client.open(row), row, expect=303, a_place="Gəncə", do="next").location
    listed = client.open(back)
    assert "Gəncə" in listed.words
    check = client.open(listed.link("Davam et"), expect=200)
    assert "Gəncə" in check.words
    assert "Bunlar reyestrlərdən yoxlanılacaq: Müraciət." in check.words
    unticked = client.submit(check, "/send", expect=422)
    assert "Təsdiq edin: Məlumatlar doğrudur" in unticked.words
    sent = client.submit(check, "/send", expect=303, **{"confirmed-0": "1"})
    assert sent.location.startswith("/signing/")


def test_a_double_click_on_start_makes_one_draft(enter, declared):
    declared()
    client = enter()
    assert begun(client) == begun(client)
    assert client.open(CASES).words.count("Qaralama ") >= 1


@pytest.mark.parametrize(
    "page", ["", "/form", "/form/purpose", "/form/stops", "/check", "/withdraw", "/file.zip", "/paper"]
)
def test_a_stranger_finds_nothing(enter, world, declared, page):
    declared()
    public_id = filled(world.head)
    enter("stranger").open(f"{CASES}/{public_id}{page}", expect=404)


def test_who_may_not_apply_reads_why_and_what_to_do(enter, app, world, declared):
    declared()
    client = AssertingClient(app)
    sign_in(client, "5AYS3L1")
    page = client.open(START, expect=200)
    assert "adından müraciət edilmir" in page.words
    assert "Kimin adından çıxış etdiyinizi dəyişin" in page.words
    assert not [form for form in page.all("form") if form.get("action") == f"{CASES}/start"]


def test_a_service_that_is_not_there_is_not_found(enter, declared):
    declared()
    enter().open(f"{CASES}/start?code=papers.nothing", expect=404)


def test_the_page_saves_itself_and_keeps_gaps_and_mistakes(enter, world, declared):
    declared()
    client = enter()
    public_id = filled(world.head, {})
    page = client.open(f"{CASES}/{public_id}/form/purpose")
    typed = {**page.form("/form/purpose"), "a_why": "", "a_days": "1 0,5"}
    saved = client.open(f"{CASES}/{public_id}/form/purpose", method="POST", data=typed, headers={"X-Autosave": "1"})
    assert saved.status_code == 200
    assert case_of(public_id).answers["purpose"] == {"why": "", "days": 10.5}
    again = client.open(
        f"{CASES}/{public_id}/form/purpose",
        method="POST",
        data={**typed, "version": saved.json["version"], "a_days": "5"},
        headers={"X-Autosave": "1"},
    )
    assert again.status_code == 200
    assert case_of(public_id).answers["purpose"]["days"] == 5


def test_two_tabs_on_one_page_are_told_and_on_two_pages_are_not(enter, world, declared):
    declared()
    client = enter()
    public_id = filled(world.head)
    address = f"{CASES}/{public_id}/form/purpose"
    first, second = client.open(address), client.open(address)
    client.open(f"{CASES}/{public_id}/form/stops/rows", method="POST", data=first.form("/form/purpose"), expect=303)
    client.submit(first, "/form/purpose", expect=303, a_days="4", do="later")
    told = client.submit(second, "/form/purpose", expect=409, a_days="6", do="later")
    assert "İki variant var" in told.words
    assert told.form("/form/purpose")["a_days"] == "6"
    client.submit(told, "/form/purpose", expect=303, do="later")
    assert case_of(public_id).answers["purpose"]["days"] == 6


def test_savings_of_one_page_that_overtake_each_other_lose_nothing(enter, world, declared):
    declared()
    client = enter()
    public_id = filled(world.head, {})
    address = f"{CASES}/{public_id}/form/purpose"
    began = client.open(address).form("/form/purpose")
    quiet = {"X-Autosave": "1", "HX-Request": "true"}  # what comes back is a part of the page
    client.open(address, method="POST", data={**began, "a_why": "repair", "a_days": "9"}, headers=quiet, expect=200)
    client.open(address, method="POST", data={**began, "a_why": "repair"}, headers=quiet, expect=200)
    assert case_of(public_id).answers["purpose"] == {"why": "repair", "days": 9}
    client.open(address, method="POST", data={**began, "a_days": "4"}, headers=quiet, expect=409)


def test_an_answer_that_leads_to_a_further_question_shows_it(enter, world, declared):
    declared()
    client = enter()
    public_id = filled(world.head)
    page = client.open(f"{CASES}/{public_id}/form/purpose")
    assert "Qeyd" not in page.words
    there = client.submit(page, "/form/purpose", expect=303, a_days="30", do="next").location
    assert there.endswith("/form/purpose")
    assert "Qeyd" in client.open(there).words
    headers = {"HX-Request": "true", "HX-Target": "section-questions"}
    drawn = client.open(
        there, method="POST", data={**client.open(there).form("/form/purpose"), "do": "redraw"}, headers=headers
    )
    assert "Qeyd" in drawn.words
    assert not drawn.all("h1")


def test_rows_are_taken_out_after_a_question(enter, world, declared):
    declared()
    client = enter()
    public_id = filled(world.head)
    asked = client.open(client.open(f"{CASES}/{public_id}/form/stops").link("Sil"), expect=200)
    assert "“Gəncə” silinsin?" in asked.heading
    client.submit(asked, "/remove", expect=303)
    assert case_of(public_id).answers["stops"] == []


def test_no_more_rows_than_the_definition_lets(enter, world, declared):
    declared()
    client = enter()
    rows = [{"key": f"a{n}", "place": "Bakı"} for n in range(3)]
    public_id = filled(world.head, {**SAID, "stops": rows})
    page = client.open(f"{CASES}/{public_id}/form/stops")
    assert "Daha sətir əlavə etmək olmaz" in page.words
    token = {"csrf_token": client.open(f"{CASES}/{public_id}/form/purpose").form("/form/purpose")["csrf_token"]}
    client.open(f"{CASES}/{public_id}/form/stops/rows", method="POST", data=token, expect=409)


def test_the_case_page_tells_what_the_registers_said_in_plain_words(enter, world, declared):
    declared()
    said = Finding(
        verdict=Verdict.DIFFERS,
        stated="aktiv",
        found="bağlı",
        remark="closed",
        source="AZ/GOV/DVX",
        as_of="2026-11-20T08:00:00+00:00",
        place="purpose.why",
    )
    world.register.says["taxpayer"] = [said]
    page = enter().open(f"{CASES}/{world.applied()}", expect=200)
    assert "Uyğun deyil" in page.words
    assert "vergi ödəyicilərinin reyestri" in page.words
    assert "20 noyabr 2026, 12:00" in page.words
    assert "Məsul şəxs müraciətə baxır" in page.words


def test_a_silent_register_is_no_fault_of_the_applicant(enter, world, declared):
    declared()
    world.register.says["taxpayer"] = RegisterUnavailable("timeout")
    page = enter().open(f"{CASES}/{world.applied()}", expect=200)
    assert "sizdən heç nə tələb olunmur" in page.words
    assert any("/cabinet/applications/" in (e.get("data-poll-url") or "") for e in page.all("div"))


def test_of_a_returned_case_only_the_marked_place_takes_an_answer(enter, world, declared):
    declared()
    public_id = world.returned("purpose.days")
    client = enter()
    shown = client.open(f"{CASES}/{public_id}", expect=200)
    assert "Dəqiqləşdirin: purpose.days" in shown.words
    page = client.open(shown.link("Bu yeri düzəlt"), expect=200)
    assert "a_why" not in page.form("/form/purpose")
    client.submit(page, "/form/purpose", expect=303, a_days="7", a_why="sale", do="next")
    assert case_of(public_id).answers["purpose"] == {"why": "repair", "days": 7}
    client.open(f"{CASES}/{public_id}/form/stops/rows", method="POST", data=page.form("/form/purpose"), expect=409)
    row = f"{CASES}/{public_id}/form/stops/rows/a1"
    client.open(row, method="POST", data={**page.form("/form/purpose"), "a_place": "Şəki"})
    assert case_of(public_id).answers["stops"][0]["place"] == "Gəncə"


def test_a_mark_of_the_whole_application_opens_all_of_it(enter, world, declared):
    declared()
    public_id = world.returned("")
    page = enter().open(f"{CASES}/{public_id}/form/purpose", expect=200)
    assert {"a_why", "a_days"} <= {e.get("name") for e in page.all("input")}


def test_the_fee_is_paid_from_the_case_until_its_last_day(enter, world, declared):
    declared(qepik=2500)
    public_id = world.applied()
    with transaction():
        deciding.approve(public_id, version=case_by_id(public_id).version, actor=world.officer)
    page = enter().open(f"{CASES}/{public_id}", expect=200)
    assert "25,00" in page.words
    assert [a for a in page.all("a") if (a.get("href") or "").startswith("/cabinet/payments/")]
    assert "Haqqı ödəyin" in enter().open(CASES).words


def test_a_case_is_withdrawn_after_a_question(enter, world, declared):
    declared()
    public_id = world.applied()
    client = enter()
    asked = client.open(client.open(f"{CASES}/{public_id}").link("Müraciəti geri götür"), expect=200)
    client.submit(asked, "/withdraw", expect=303)
    assert case_of(public_id).state == "withdrawn"
    client.open(f"{CASES}/{public_id}/withdraw", expect=303)


def test_a_draft_is_thrown_away_after_a_question(enter, world, declared):
    declared()
    public_id = filled(world.head)
    client = enter()
    client.submit(client.open(f"{CASES}/{public_id}/discard"), "/discard", expect=303)
    client.open(f"{CASES}/{public_id}", expect=404)


def test_a_complaint_is_filed_from_the_case(enter, world, declared):
    declared()
    public_id = world.applied()
    client = enter()
    form = client.open(client.open(f"{CASES}/{public_id}").link("Şikayət et"), expect=200)
    assert client.submit(form, "/complaint", expect=422, text=" ").all("h1")
    client.submit(form, "/complaint", expect=303, text="Gecikir.")
    page = client.open(f"{CASES}/{public_id}")
    assert "Gecikir." in page.words
    client.submit(page, "/complaint/withdraw", expect=303)


def test_sending_asks_for_a_fresh_proof_of_who_one_is(enter, world, declared):
    declared()
    public_id = filled(world.head)
    client = enter(acr="substantial")
    sent = client.submit(client.open(f"{CASES}/{public_id}/check"), "/send", expect=303)
    assert "/step-up" in sent.location or "step" in sent.location


def test_back_after_sending_leads_to_the_case(enter, world, declared):
    declared()
    public_id = sign(filled(world.head), world.head)
    client = enter()
    for page in ("/form", "/form/purpose", "/check"):
        assert client.open(f"{CASES}/{public_id}{page}", expect=303, follow_redirects=False).location.startswith(CASES)


def test_what_stops_the_application_is_linked_to_its_place(enter, world, declared):
    declared()
    public_id = filled(world.head, {"purpose": {"why": "sale", "days": 99}})
    check = enter().open(f"{CASES}/{public_id}/check", expect=200)
    assert "Müraciət hələ göndərilə bilməz" in check.words
    assert "a_days" in next(a.get("href") for a in check.all("a") if "#a_days" in (a.get("href") or ""))
    assert not [form for form in check.all("form") if "/send" in (form.get("action") or "")]


def test_applying_needs_the_right_of_today(enter, world, declared):
    declared()
    public_id = filled(world.head)
    with transaction():
        assert applying.missing_for(case_by_id(public_id)) == []
