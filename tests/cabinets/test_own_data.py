"""Own data: with source and date, told when changed, downloaded whole, reported when wrong (charter 003, 1.4.5)."""

import json

import pytest
from sqlalchemy import select

from tests.support.cabinets import AYSEL, KHAZAR, LEYLA, ZAUR, acting_for, party_id
from tests.support.jobs import run_jobs
from tests.support.people import sign_in
from webapp.cabinets.api import DataExport, contact_of, ensure_party, is_own, own_party, party, people_who_may
from webapp.cabinets.models import PartyChange
from webapp.cabinets.parties import find
from webapp.cabinets.permissions import MANAGE_PEOPLE
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis.errors import RegisterUnavailable

READ = "cabinets.read_register"


@pytest.fixture
def aysel(browser):
    client = browser()
    client.person = sign_in(client, AYSEL)
    return client


def test_data_come_from_the_register_with_its_name_and_date(aysel, registers, database):
    assert "Dövlət reyestri hələ cavab vermir" in aysel.get("/cabinet/me", expect=200).words
    run_jobs(database, READ)

    page = aysel.get("/cabinet/me")
    assert "Aysel Rəhim qızı Quliyeva" in page.words
    assert "Bakı şəhəri, Nizami küçəsi 1" in page.words
    assert "12 aprel 1991" in page.words
    assert "Mənbə: Daxili İşlər Nazirliyi: əhali reyestri" in page.words
    assert "Dövlət reyestri hələ cavab vermir" not in page.words
    assert registers.asked == [(AYSEL, AYSEL)]


def test_a_silent_register_is_shown_and_asked_again(aysel, registers, database):
    registers.silent = True
    with pytest.raises(RegisterUnavailable):
        run_jobs(database, READ)
    with transaction(read_only=True):
        assert find(own_party(aysel.person.account_id).id).register_state == "waiting"
    assert "yenidən cəhd edirik" in aysel.get("/cabinet/me").words


def test_fresh_data_are_not_asked_for_again_at_the_next_sign_in(aysel, registers, database):
    run_jobs(database, READ)
    sign_in(aysel, AYSEL)
    assert run_jobs(database, READ) == 0


def test_a_change_in_the_register_is_kept_with_old_and_new_value(aysel, registers, database):
    run_jobs(database, READ)
    registers.changes[AYSEL] = {"address": "Gəncə şəhəri, Cavad xan küçəsi 5"}
    with transaction():
        find(own_party(aysel.person.account_id).id).register_state = "unknown"
    sign_in(aysel, AYSEL)
    run_jobs(database, READ)

    page = aysel.get("/cabinet/me")
    assert "əvvəl “Bakı şəhəri, Nizami küçəsi 1”, indi “Gəncə şəhəri, Cavad xan küçəsi 5”" in page.words
    with transaction(read_only=True) as session:
        assert session.scalars(select(PartyChange.field)).all() == ["address"]


def test_state_bodies_and_municipalities_get_their_kind_from_the_register(leyla, registers, database):
    registers.changes[KHAZAR] = {"kind": "municipality", "name": "Xəzər bələdiyyəsi"}
    run_jobs(database, READ)
    page = leyla.get("/cabinet/organisation", expect=200)
    assert page.heading == "Xəzər bələdiyyəsi"
    assert "Bələdiyyə" in page.words


def test_an_unknown_organisation_is_said_to_be_unknown(browser, registers, database):
    from tests.cabinets.test_entering import listed

    client = browser()
    acting_for(client, AYSEL, "9900030001", certificates=[listed("C-1", "9900030001")])
    run_jobs(database, READ)
    assert "Dövlət reyestrində məlumat tapılmadı" in client.get("/cabinet/organisation").words


def test_contact_data_are_ones_own_and_every_former_value_stays(aysel):
    page = aysel.get("/cabinet/me/contacts", expect=200)
    assert page.form("/contacts")["phone"] == "+994501234501"
    aysel.submit(page, "/contacts", phone="050 765 43 21", email="aysel@nümunə.az", expect=303)

    shown = aysel.get("/cabinet/me")
    assert "+994507654321" in shown.words
    assert "+994501234501 → +994507654321" in shown.words
    with transaction(read_only=True):
        assert contact_of(aysel.person.account_id).email == "aysel@nümunə.az"


@pytest.mark.parametrize(("phone", "email"), [("123", ""), ("", ""), ("+994501234501", "aysel"), ("abc", "a@b")])
def test_contact_data_that_cannot_be_are_refused(aysel, phone, email):
    page = aysel.get("/cabinet/me/contacts")
    answer = aysel.submit(page, "/contacts", phone=phone, email=email, expect=422)
    assert answer.all("title")[0].text.startswith("Xəta:")


def test_the_download_holds_what_the_cabinet_shows(aysel, registers, database):
    run_jobs(database, READ)
    answer = aysel.get("/cabinet/me/download", expect=200)
    told = json.loads(answer.text)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert told["account"]["fin"] == AYSEL
    assert told["register"]["facts"]["address"] == "Bakı şəhəri, Nizami küçəsi 1"
    assert told["contact"]["phone"] == "+994501234501"
    assert told["acts_for"][0]["number"] == AYSEL
    assert DataExport("x", lambda actor: actor.name).collect(Actor(name="a")) == "a"


def test_an_error_is_reported_answered_and_the_look_of_the_officer_is_seen(aysel, browser):
    page = aysel.get("/cabinet/me/report?field=address", expect=200)
    assert page.form("/report")["field"] == "address"
    aysel.submit(page, "/report", text="Ünvanım köhnədir, <b>yeni</b> sənəd var.", expect=303)

    zaur = browser()
    sign_in(zaur, ZAUR, office=True)
    waiting, places = zaur.get("/office", expect=200).all("main")[0].iter("section")
    assert [one.get("href") for one in waiting.iter("a")] == ["/office/data-reports"]
    assert "/office/data-reports" not in [one.get("href") for one in places.iter("a")]
    listed = zaur.get("/office/data-reports", expect=200)
    assert "Aysel Rəhim qızı Quliyeva" in listed.words
    opened = zaur.get(listed.link("Ünvan"), expect=200)
    assert "<b>yeni</b>" in opened.words
    zaur.submit(opened, "/office/data-reports", text="Reyestrdə düzəldildi.", expect=303)
    zaur.submit(opened, "/office/data-reports", text="İkinci cavab.", expect=409)

    assert "Reyestrdə düzəldildi." in aysel.get("/cabinet/me").words
    looks = aysel.get("/cabinet/looks").words
    assert "Zaur Fuad oğlu Şirinov" in looks
    assert "İcraçı əməkdaş" in looks
    assert "Cavab gözləyən bildiriş yoxdur" in zaur.get("/office/data-reports").words


def test_a_report_is_about_the_person_or_about_the_organisation_as_asked(leyla, browser):
    own = leyla.get(leyla.get("/cabinet/me", expect=200).link("Xəta barədə"), expect=200)
    leyla.submit(own, "/report", text="Mənim ünvanım.", expect=303)
    theirs = leyla.get(leyla.get("/cabinet/organisation", expect=200).link("Xəta barədə"), expect=200)
    leyla.submit(theirs, "/report", text="Təşkilatın ünvanı.", expect=303)
    leyla.submit(theirs, "/report", text="Uydurma sahə.", field="made-up", expect=422)

    zaur = browser()
    sign_in(zaur, ZAUR, office=True)
    listed = zaur.get("/office/data-reports", expect=200).words
    assert "Leyla Kamal qızı Əliyeva" in listed
    assert "“Xəzər Yük” MMC" in listed


def test_an_empty_or_endless_report_is_refused_and_citizens_do_not_read_others(aysel):
    page = aysel.get("/cabinet/me/report")
    aysel.submit(page, "/report", text=" ", expect=422)
    aysel.submit(page, "/report", text="ə" * 2001, expect=422)
    assert aysel.get("/office/data-reports").status_code == 403
    assert aysel.get("/office/data-reports/ABC").status_code == 403


def test_other_rooms_find_parties_by_number_and_never_make_two(opened):
    values = {"name": "“Yeni” MMC", "source": "waybill", "as_of": now()}
    first = ensure_party("organisation", "9900010231", **values)
    again = ensure_party("organisation", "9900010231", **{**values, "name": "Başqa ad"})
    assert again == first
    assert party(first.id).name == "“Yeni” MMC"


def test_other_rooms_ask_who_may_and_what_is_ones_own(leyla, browser):
    khazar = party_id(KHAZAR)
    aysel = sign_in(browser(), AYSEL)
    with transaction(read_only=True):
        head = own_party(aysel.account_id)
        assert people_who_may(khazar, MANAGE_PEOPLE) != []
        assert aysel.account_id not in people_who_may(khazar, MANAGE_PEOPLE)
        assert is_own(Actor(account_id=aysel.account_id, person_party_id=head.id, party_id=khazar), khazar)
        assert not is_own(Actor(account_id=aysel.account_id, person_party_id=head.id), khazar)


def test_pages_speak_english_and_russian(leyla):
    for language in ("en", "ru"):
        for path in ("/cabinet", "/cabinet/me", "/cabinet/people", "/cabinet/organisation", "/cabinet/act-as"):
            assert leyla.get(f"{path}?lang={language}").status_code == 200, path


def test_the_pages_of_a_head_hold_the_rules_of_the_house(leyla):
    for path in ("/cabinet", "/cabinet/me/contacts", "/cabinet/me/report", "/cabinet/people/new", "/cabinet/looks"):
        leyla.get(path, expect=200)
    assert LEYLA in leyla.get("/cabinet").words
