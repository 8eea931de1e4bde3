"""Notices in the cabinet: what waits first, read by oneself only; facts of cabinets become notices."""

import pytest

from tests.support import people
from tests.support.cabinets import AYSEL, KAMRAN, KHAZAR, LEYLA, acting_for
from tests.support.jobs import run_jobs
from tests.support.people import sign_in
from webapp.auth.events import AccountRestricted
from webapp.core.bus import publish
from webapp.core.transaction import transaction
from webapp.notifications.api import notify_account


def tell(account_id, code="auth.restored", **params):
    with transaction():
        notify_account(account_id, code, **params)


def titles(page):
    return [" ".join("".join(h.itertext()).split()) for h in page.all("h2") if h.get("class") == "card-title"]


def notice_form(page):
    """Where the first notice of the page is read."""
    actions = [form.get("action") or "" for form in page.all("form")]
    return next(
        one for one in actions if one.startswith("/cabinet/notices/") and len(one) > len("/cabinet/notices/read-all")
    )


def badge(page):
    """What the bell in the menu counts."""
    texts = ["".join(a.itertext()) for a in page.all("a") if a.get("href") == "/cabinet/notices"]
    return "".join(c for c in texts[0] if c.isdigit())


def test_nothing_new_is_said_in_words(aysel):
    page = aysel.get("/cabinet/notices", expect=200)
    assert "Yeni bildiriş yoxdur" in aysel.get("/cabinet/notices?show=new").words
    assert badge(page) == ""


def test_what_waits_is_counted_opened_and_then_read(aysel):
    tell(aysel.person.account_id, "cabinets.report_answered")
    assert badge(aysel.get("/cabinet")) == "1"
    page = aysel.get("/cabinet/notices")
    assert titles(page) == ["Xəta bildirişinizə cavab verildi"]
    answer = aysel.submit(page, notice_form(page), open="1", expect=303)

    assert answer.headers["Location"] == "/cabinet/me"
    assert badge(aysel.get("/cabinet")) == ""
    assert titles(aysel.get("/cabinet/notices?show=read")) == ["Xəta bildirişinizə cavab verildi"]


@pytest.mark.parametrize(
    ("notices", "line"), [(0, "Yeni bildiriş yoxdur"), (2, "2 yeni bildiriş"), (100, "99+ yeni bildiriş")]
)
def test_the_card_of_the_first_page_says_how_many_wait(aysel, notices, line):
    with transaction():
        for _ in range(notices):
            notify_account(aysel.person.account_id, "auth.restored")
    assert line in aysel.get("/cabinet", expect=200).words


def test_everything_can_be_marked_read_at_once_and_twice(aysel):
    for _ in range(3):
        tell(aysel.person.account_id)
    page = aysel.get("/cabinet/notices")
    aysel.submit(page, "/read-all", expect=303)
    aysel.submit(page, "/read-all", expect=303)
    assert badge(aysel.get("/cabinet")) == ""


def test_many_notices_come_in_pages_without_gap_or_repeat(aysel):
    for number in range(45):
        tell(aysel.person.account_id, "cabinets.rights_changed", party=f"Şirkət-{number:02}")
    address, seen = "/cabinet/notices", []
    for _ in range(3):
        page = aysel.get(address, expect=200)
        seen += [word for word in page.words.split() if word.startswith("Şirkət-")]
        address = next((a.get("href") for a in page.all("a") if a.get("rel") == "next"), None)
    assert address is None
    assert seen == [f"Şirkət-{number:02}" for number in reversed(range(45))]


def test_a_notice_of_somebody_else_is_not_found(aysel, browser):
    leyla = browser()
    person = sign_in(leyla, LEYLA)
    tell(person.account_id)
    page = leyla.get("/cabinet/notices")
    address = notice_form(page)
    token = aysel.get("/cabinet/notices/settings").form("/settings")["csrf_token"]
    assert aysel.post(address, data={"csrf_token": token}).status_code == 404
    assert aysel.get(address).status_code == 404
    chosen = address.rpartition("/")[2]
    aysel.post("/cabinet/notices/chosen", data={"csrf_token": token, "deed": "read", "chosen": chosen}, expect=303)
    assert titles(leyla.get("/cabinet/notices?show=new"))


@pytest.mark.parametrize("cursor", ["x", "WyJhIl0", "WzFlMzAwXQ"])
def test_a_made_up_cursor_is_no_page(aysel, cursor):
    assert aysel.get(f"/cabinet/notices?after={cursor}").status_code == 404


def test_names_in_a_notice_are_text_and_never_markup(aysel):
    tell(aysel.person.account_id, "cabinets.rights_changed", party="<script>alert(1)</script>%(x)s")
    assert "<script>alert(1)</script>%(x)s" in aysel.get("/cabinet/notices", expect=200).words


def test_an_invitation_is_told_to_the_invited_and_its_answer_to_the_head(browser, registers, database):
    kamran, leyla = browser(), browser()
    sign_in(kamran, KAMRAN)
    acting_for(leyla, LEYLA, KHAZAR)
    page = leyla.get("/cabinet/people/new")
    check = leyla.submit(page, "/cabinet/people/new", fin=KAMRAN, area_people=["cabinets.see_people"], expect=200)
    leyla.submit(check, "/cabinet/people", expect=303)

    told = kamran.get("/cabinet/notices", expect=200)
    assert "“Xəzər Yük” MMC sizi məsul şəxs təyin etmək istəyir" in told.words
    opened = kamran.submit(told, notice_form(told), open="1", expect=303)
    invitation = kamran.get(opened.headers["Location"], expect=200)
    kamran.submit(invitation, "/accept", expect=303)
    assert (
        "Kamran Adil oğlu Həsənov “Xəzər Yük” MMC təşkilatının məsul şəxsi oldu" in leyla.get("/cabinet/notices").words
    )


def test_a_change_in_the_register_is_told_with_what_changed(aysel, registers, database):
    run_jobs(database, "cabinets.read_register")
    registers.changes[AYSEL] = {"address": "Gəncə şəhəri"}
    with transaction() as session:
        from webapp.cabinets.models import Party

        session.query(Party).update({"register_state": "unknown"})
    sign_in(aysel, AYSEL)
    run_jobs(database, "cabinets.read_register")

    page = aysel.get("/cabinet/notices", expect=200)
    assert "Dövlət reyestrində məlumatınız dəyişdi" in page.words
    assert "Dəyişən məlumat: Ünvan." in page.words
    assert "Gəncə" not in page.words


def test_a_closed_access_is_told_by_sms(aysel, messaging, database):
    with transaction():
        publish(AccountRestricted(account_id=aysel.person.account_id))
    run_jobs(database, "notifications.deliver")
    assert "giriş məhdudlaşdırıldı" in messaging.to("+994501234501")[0]["text"]


def test_an_entry_from_a_new_device_is_told_and_from_a_known_one_is_not(aysel, monkeypatch):
    sign_in(aysel, AYSEL)
    assert badge(aysel.get("/cabinet")) == ""
    monkeypatch.setattr(people, "FIREFOX", "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile")
    sign_in(aysel, AYSEL)

    assert "Kabinetinizə yeni cihazdan daxil olundu" in aysel.get("/cabinet/notices", expect=200).words
