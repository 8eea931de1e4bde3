"""Shelves, filters and many at once; kinds and hours; the link that ends a mail."""

from datetime import timedelta

import pytest

from tests.support.cabinets import AYSEL
from tests.support.jobs import run_jobs
from tests.support.journal import noted
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.notifications.api import notify_account
from webapp.notifications.queries import told_lately
from webapp.notifications.unsubscribing import read_token, unsubscribe_url

MAIL, JOB = "aysel@example.az", "notifications.deliver"


def tell(client, code="cabinets.rights_changed", **params):
    with transaction():
        return notify_account(client.person.account_id, code, **params)


def titles(page):
    return [" ".join("".join(h.itertext()).split()) for h in page.all("h2") if h.get("class") == "card-title"]


def test_what_is_put_away_stands_in_the_archive_and_comes_back(aysel, database):
    notices = [tell(aysel, party=f"Şirkət-{n}") for n in range(3)]
    page = aysel.get("/cabinet/notices", expect=200)
    token = page.form("/chosen")["csrf_token"]
    many = {"csrf_token": token, "deed": "archive", "chosen": notices[:2], "show": "new"}
    aysel.post("/cabinet/notices/chosen", data=many, expect=303)
    assert len(titles(aysel.get("/cabinet/notices?show=new"))) == 1
    archive = aysel.get("/cabinet/notices?show=archive", expect=200)
    assert len(titles(archive)) == 2
    aysel.submit(archive, f"/cabinet/notices/{notices[0]}", unarchive="1", expect=303)
    assert len(titles(aysel.get("/cabinet/notices?show=archive"))) == 1
    assert len(titles(aysel.get("/cabinet/notices?show=read"))) == 1
    assert len(titles(aysel.get("/cabinet/notices?show=all"))) == 3


@pytest.mark.parametrize("deed", ["", "delete", "unread"])
def test_what_is_no_deed_does_nothing(aysel, database, deed):
    notice = tell(aysel, party="X")
    token = aysel.get("/cabinet/notices").form("/chosen")["csrf_token"]
    aysel.post("/cabinet/notices/chosen", data={"csrf_token": token, "deed": deed, "chosen": notice}, expect=404)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("area=auth", ["Kabinetinizə giriş bərpa edildi"]),
        ("q=xezer", ["Hüquqlarınız dəyişdi"]),
        ("q=HUQUQLARINIZ+xəzər", ["Hüquqlarınız dəyişdi"]),
        ("q=giris+berpa", ["Kabinetinizə giriş bərpa edildi"]),
        ("q=yoxdur", []),
        ("since={today}", ["Kabinetinizə giriş bərpa edildi", "Hüquqlarınız dəyişdi"]),
        ("until=01.01.2020", []),
        ("since=dünən", ["Kabinetinizə giriş bərpa edildi", "Hüquqlarınız dəyişdi"]),
        ("area=made-up", ["Kabinetinizə giriş bərpa edildi", "Hüquqlarınız dəyişdi"]),
        ("q=%25", ["Kabinetinizə giriş bərpa edildi", "Hüquqlarınız dəyişdi"]),
    ],
)
def test_a_notice_is_found_by_area_day_and_words_without_marks(aysel, database, asked, found):
    tell(aysel, party="“Xəzər Yük” MMC")
    tell(aysel, "auth.restored")
    page = aysel.get(f"/cabinet/notices?show=all&{asked.format(today=today().strftime('%d.%m.%Y'))}", expect=200)
    assert titles(page) == found


def test_words_are_searched_in_the_language_of_the_page(aysel, database):
    tell(aysel, "auth.restored")
    assert titles(aysel.get("/cabinet/notices?show=all&q=restored&lang=en", expect=200))


def test_hours_are_kept_and_those_that_are_none_refused(aysel, database):
    page = aysel.get("/cabinet/notices/settings", expect=200)
    assert "fərqli olmalıdır" in aysel.submit(page, "/hours", rest="y", begins="8", ends="8", expect=422).words
    aysel.submit(page, "/hours", rest="y", begins="23", ends="7", daily="y", hour="18", expect=303)
    form = aysel.get("/cabinet/notices/settings").form("/hours")
    assert (form["begins"], form["ends"], form["hour"], "rest" in form, "daily" in form) == (
        "23",
        "7",
        "18",
        True,
        True,
    )
    assert noted("")[-1] == "hours_chosen"


def test_being_told_of_something_lately_is_ones_own(aysel, database):
    tell(aysel)
    with transaction(read_only=True):
        own, kind = aysel.person.account_id, "cabinets.rights_changed"
        assert told_lately(own, kind, timedelta(hours=1))
        assert not told_lately(own + 1, kind, timedelta(hours=1))
        assert not told_lately(own, "notifications.unreached", timedelta(hours=1))


def test_what_is_locked_cannot_be_switched_off_by_hand(aysel, database):
    page = aysel.get("/cabinet/notices/settings", expect=200)
    aysel.submit(page, "/settings", wish=[], expect=303)
    boxes = [box for box in aysel.get("/cabinet/notices/settings").all("input") if box.get("name") == "wish"]
    assert all((box.get("checked") is not None) == (box.get("disabled") is not None) for box in boxes)


def test_a_link_in_a_mail_ends_that_area_and_nothing_else(aysel, client, messaging, database):
    aysel.submit(aysel.get("/cabinet/me/contacts"), "/contacts", email=MAIL, expect=303)
    tell(aysel, party="X")
    run_jobs(database, JOB)
    raw = messaging.client.get(f"/api/messages/{messaging.to(MAIL)[0]['id']}/mail").text
    link = raw.partition("List-Unsubscribe: <")[2].partition(">")[0]
    path = "/" + link.partition("://")[2].partition("/")[2]

    assert "Kabinet, təşkilat" in client.get(path, expect=200).words
    client.post(path, data={"List-Unsubscribe": "One-Click"}, expect=200)
    before = len(messaging.to(MAIL))
    tell(aysel, party="Y")
    tell(aysel, "cabinets.data_changed", fields=["address"])
    run_jobs(database, JOB)
    assert len(messaging.to(MAIL)) == before + 1


@pytest.mark.parametrize("token", ["x", "x.y", "ÿ.y", "QUFB.AAAA", "."])
def test_a_link_that_is_not_ours_ends_nothing(client, database, token):
    client.get(f"/notices/unsubscribe/{token}", expect=404)
    client.post(f"/notices/unsubscribe/{token}", expect=404)


def test_a_link_tells_its_account_and_area_only_whole(app):
    url = unsubscribe_url("ABC", "auth", site="https://x")
    token = url.rpartition("/")[2]
    assert read_token(token) == ("ABC", "auth")
    assert read_token(token[:-1]) is None
    assert AYSEL not in url
