"""Cabinets come to be by themselves (charter 003, 9.2 and 9.3); whom one acts for is asked anew in every request."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from tests.support.cabinets import AYSEL, ELVIN, GOYCHAY, KHAZAR, LEYLA, ZAUR, acting_for, party_id, public_id
from tests.support.jobs import waiting_jobs
from tests.support.people import certificates_of, sign_in
from webapp.auth.persons import Listed
from webapp.cabinets.models import Membership
from webapp.core.clock import today
from webapp.core.transaction import transaction


def listed(number, voen, *, stamp=True, days=30, name="Yeni Təşkilat"):
    return Listed(voen, name, "Direktor", stamp, "legal", number, today() + timedelta(days=days))


def test_a_citizen_gets_a_cabinet_with_name_and_number_and_nothing_to_choose(browser):
    client = browser()
    sign_in(client, AYSEL)

    page = client.get("/cabinet", expect=200)
    assert page.heading == "Aysel Rəhim qızı Quliyeva"
    assert AYSEL in page.words
    assert client.get("/cabinet/act-as").headers["Location"] == "/cabinet"


def test_the_first_sign_in_asks_the_register_once_and_without_personal_numbers(browser, database):
    person = sign_in(browser(), AYSEL)
    sign_in(browser(), AYSEL)

    jobs = waiting_jobs(database, "cabinets.read_register")
    assert jobs == [{"party_id": party_id(AYSEL), "account_id": person.account_id}]


def test_a_head_is_asked_for_whom_she_acts_and_then_acts_for_it(browser):
    client = browser()
    sign_in(client, LEYLA)
    assert client.get("/cabinet").headers["Location"] == "/cabinet/act-as"

    page = client.get("/cabinet/act-as", expect=200)
    assert "Leyla Kamal qızı Əliyeva" in page.words
    assert "“Xəzər Yük” MMC" in page.words
    assert f"VÖEN {KHAZAR}" in page.words
    assert f"FİN {LEYLA}" in page.words
    before = client.get_cookie("kabinet_session").value
    client.submit(page, "/cabinet/act-as", **{"as": public_id(KHAZAR)}, expect=303)

    assert client.get_cookie("kabinet_session").value != before
    assert "“Xəzər Yük” MMC adından işləyirsiniz" in client.get("/cabinet", expect=200).words
    assert KHAZAR in client.get("/cabinet/organisation", expect=200).words
    cards = " ".join("".join(heading.itertext()) for heading in client.get("/cabinet").all("h2"))
    missing = [page for page in ("Məsul şəxslər", "Bildirişlər", "Məlumatıma kim baxıb") if page not in cards]
    assert missing == [], cards


def test_every_card_of_the_first_page_says_in_a_line_what_it_holds(browser):
    client = browser()
    acting_for(client, LEYLA, KHAZAR)
    cards = [article for article in client.get("/cabinet", expect=200).all("article") if "tile" in article.get("class")]
    assert len(cards) > 5
    assert ["".join(card.itertext()) for card in cards if card.find(".//p[@class='tile-text']") is None] == []


def test_after_the_choice_one_goes_on_to_where_one_wanted(browser):
    client = browser()
    sign_in(client, LEYLA)
    page = client.get("/cabinet/act-as?next=/cabinet/people")
    answer = client.submit(page, "/cabinet/act-as", **{"as": public_id(KHAZAR)})
    assert answer.headers["Location"] == "/cabinet/people"


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.az",
        "/\\evil.az",
        "https://evil.az",
        "javascript:alert(1)",
        "/%5cevil\\",
        "evil",
        "/" + "a" * 3000,
        "/\tx",
    ],
)
def test_nobody_is_led_out_of_the_portal(browser, wanted):
    client = browser()
    sign_in(client, LEYLA)
    page = client.get("/cabinet/act-as", query_string={"next": wanted}, expect=200)
    answer = client.submit(page, "/cabinet/act-as", **{"as": public_id(KHAZAR), "next": wanted})
    assert answer.headers["Location"] == "/cabinet"


def test_a_foreign_organisation_an_office_without_post_and_nonsense_are_refused(browser):
    acting_for(browser(), "6NGR2C5", GOYCHAY)
    client = browser()
    sign_in(client, LEYLA)
    page = client.get("/cabinet/act-as")
    for key in (public_id(GOYCHAY), "office", "", "x" * 5000, str(party_id(KHAZAR))):
        client.submit(page, "/cabinet/act-as", **{"as": key}, expect=403)


def test_a_choice_without_token_is_refused(browser):
    client = browser()
    sign_in(client, LEYLA)
    assert client.post("/cabinet/act-as", data={"as": public_id(KHAZAR)}).status_code == 400


def test_a_sole_trader_acts_as_such_with_its_own_number(browser):
    client = browser()
    acting_for(client, ELVIN, "9900020172")
    page = client.get("/cabinet/organisation", expect=200)
    assert "Fərdi sahibkar" in page.words
    assert "9900020172" in page.words


def test_an_officer_chooses_the_office_and_works_there(browser):
    client = browser()
    sign_in(client, ZAUR, office=True)
    assert client.get("/cabinet").headers["Location"] == "/office"
    page = client.get("/office", expect=200)
    assert "Xəta bildirişləri" in page.words
    assert client.get("/cabinet/organisation").status_code == 403


def test_who_holds_no_post_does_not_enter_the_office(browser):
    client = browser()
    sign_in(client, AYSEL)
    assert client.get("/office").headers["Location"] == "/cabinet/act-as"


def test_a_certificate_that_vanished_or_expired_ends_the_right_with_the_next_click(browser):
    client = browser()
    acting_for(client, LEYLA, KHAZAR)
    assert client.get("/cabinet/organisation").status_code == 200
    with transaction() as session:
        session.execute(text("UPDATE memberships SET valid_to = current_date - 1"))

    assert client.get("/cabinet/organisation").status_code == 403
    assert client.get("/cabinet").headers["Location"] == "/cabinet/act-as"
    assert "Əvvəlki seçiminizin hüququ bitib" in client.get("/cabinet/act-as", expect=200).words


def test_a_certificate_is_good_on_its_last_day(browser):
    client = browser()
    acting_for(client, LEYLA, KHAZAR, certificates=[replace(certificates_of(LEYLA)[0], valid_to=today())])
    assert client.get("/cabinet/organisation").status_code == 200


def test_what_the_next_sign_in_no_longer_lists_ends_and_is_kept_as_history(browser):
    acting_for(browser(), LEYLA, KHAZAR)
    client = browser()
    sign_in(client, LEYLA, party=party_id(KHAZAR), certificates=[])

    assert client.get("/cabinet/organisation").status_code == 403
    with transaction(read_only=True) as session:
        (row,) = session.scalars(select(Membership)).all()
    assert row.ended_at is not None


def test_two_certificates_of_one_organisation_are_one_choice_with_the_stronger_right(browser):
    client = browser()
    both = [listed("C-1", GOYCHAY, stamp=False), listed("C-2", GOYCHAY, stamp=True)]
    acting_for(client, AYSEL, GOYCHAY, certificates=both)

    page = client.get("/cabinet/act-as", expect=200)
    assert page.words.count(GOYCHAY) == 1
    assert client.get("/cabinet/people/new").status_code == 200


def test_two_hundred_organisations_can_be_searched_by_name_and_number(browser):
    from stdnum.az import voen

    client = browser()
    numbers = [n for n in (f"99000{i:04}1" for i in range(3000)) if voen.is_valid(n)][:200]
    many = [listed(f"C-{i}", number, name=f"Şirkət {i:03}") for i, number in enumerate(numbers)]
    sign_in(client, AYSEL, certificates=many)

    assert len(client.get("/cabinet/act-as", expect=200).all("button")) > 200
    assert "Şirkət 007" in client.get("/cabinet/act-as?q=sirket+007").words
    assert "Şirkət 008" not in client.get("/cabinet/act-as?q=sirket+007").words
    assert "Şirkət 011" in client.get(f"/cabinet/act-as?q={numbers[11]}").words
    found = client.get("/cabinet/act-as?q=011", headers={"HX-Request": "true", "HX-Target": "choices"}, expect=200)
    assert "Şirkət 011" in found.words
    assert not found.all("h1")
    assert "Belə təşkilat tapılmadı" in client.get("/cabinet/act-as?q=yoxdur").words


def test_a_certificate_without_stamp_sees_people_but_cannot_appoint_any(browser):
    client = browser()
    acting_for(client, AYSEL, KHAZAR, certificates=[listed("C-9", KHAZAR, stamp=False)])
    assert client.get("/cabinet/people").status_code == 200
    assert client.get("/cabinet/people/new").status_code == 403
    assert "Məsul şəxs əlavə et" not in client.get("/cabinet/people").words


def test_visitors_are_led_to_the_sign_in(client):
    for path in ("/cabinet", "/cabinet/act-as", "/cabinet/me", "/cabinet/people", "/office"):
        assert client.get(path).headers["Location"].startswith("/auth/login"), path
