"""The register of what was sent, notices to groups, the catalogue of templates."""

import csv
import io

import pytest

from tests.support.cabinets import AYSEL
from tests.support.client import AssertingClient
from tests.support.jobs import run_jobs
from tests.support.journal import noted
from tests.support.people import sign_in
from webapp.audit.api import views_of
from webapp.core.clock import today
from webapp.core.registry import plugins
from webapp.core.transaction import transaction
from webapp.notifications.api import NotificationTemplate, notify_account
from webapp.notifications.models import Notice, TermRow
from webapp.notifications.samples import previews

GUNEL, VUSAL, ZAUR, JOB = "5GNL4M3", "6VSL3G4", "2ZAR9W1", "notifications.deliver"


@pytest.fixture
def officer(app, database, registers):
    def opened(fin=GUNEL):
        client = AssertingClient(app)
        client.person = sign_in(client, fin, office=True)
        return client

    return opened


def tell(person, code="cabinets.rights_changed", **params):
    with transaction():
        return notify_account(person.account_id, code, **params)


def test_the_register_shows_every_notice_with_its_state_and_a_file_without_names(aysel, officer, messaging, database):
    gunel = officer()
    tell(aysel.person, party="“Xəzər Yük” MMC")
    run_jobs(database, JOB)
    page = gunel.get("/office/notices", expect=200)
    assert "Hüquqlarınız dəyişdi" in page.words
    assert "Oxunmayıb" in page.words
    out = gunel.get("/office/notices?way=sms", expect=200)
    assert "Yoldadır" in out.words
    assert "Belə bildiriş yoxdur" in gunel.get("/office/notices?way=sms&state=failed").words

    file = gunel.get("/office/notices/register.csv?way=out", expect=200)
    lines = list(csv.DictReader(io.StringIO(file.text.removeprefix("\ufeff"))))
    assert [(line["kind"], line["channel"], line["state"]) for line in lines] == [
        ("cabinets.rights_changed", "sms", "in_flight")
    ]
    assert "Aysel" not in file.text


def test_a_look_at_one_notice_is_told_to_the_person(aysel, officer, database):
    notice = tell(aysel.person, party="X")
    gunel = officer()
    assert "Aysel" in gunel.get(f"/office/notices/entries/{notice}", expect=200).words
    with transaction(read_only=True):
        (look,) = views_of(AYSEL).rows
    assert look.actor_name.startswith("Günel")


def test_a_person_is_found_by_a_number_that_stands_in_no_address(aysel, officer, database):
    tell(aysel.person, party="X")
    gunel = officer()
    page = gunel.get("/office/notices/person", expect=200)
    assert "FİN 7 simvoldan" in gunel.submit(page, "/person", fin="12", why="şikayət", expect=422).words
    found = gunel.submit(page, "/person", fin=AYSEL.lower(), why="şikayət № 5", expect=200)
    assert "Hüquqlarınız dəyişdi" in found.words
    assert "hələ daxil olmayıb" in gunel.submit(page, "/person", fin="9ZZZ9Z9", why="şikayət", expect=200).words
    with transaction(read_only=True):
        assert "şikayət № 5" in views_of(AYSEL).rows[0].purpose


def test_who_has_no_right_sees_no_register(officer, aysel):
    officer(ZAUR).get("/office/notices", expect=403)
    aysel.get("/office/notices/templates", expect=403)
    officer("9MHR5Y2").get("/office/notices/groups", expect=403)


def drawn_up(client, **changes):
    page = client.get("/office/notices/groups/new", expect=200)
    words = {"title_az": "Portal yenilənir", "body_az": "Şənbə günü gecə portal işləməyəcək.", "audience": "everybody"}
    sent = client.submit(page, "/groups/new", channels=["sms"], **words | changes, expect=303)
    return sent.headers["Location"]


def people_at_once(number):
    with transaction() as session:
        row = {"code": "group_alone", "value": number, "since": today(), "basis": "Əmr № 1", "assumed": False}
        session.add(TermRow(**row))


def test_a_group_is_told_after_a_look_at_words_count_and_cost(aysel, officer, messaging, database):
    gunel = officer()
    address = drawn_up(gunel, title_en="The portal is being renewed", body_en="It rests on Saturday night.")
    page = gunel.get(address, expect=200)
    assert "Neçə nəfər 2" in page.words
    assert "UCS-2" in page.words
    assert "GSM-7" in page.words
    gunel.submit(page, "/send", expect=303)
    gunel.submit(page, "/send", expect=409)
    for _ in range(2):
        run_jobs(database, "notifications.spread")
    run_jobs(database, JOB)

    assert "Portal yenilənir" in aysel.get("/cabinet/notices", expect=200).words
    assert "The portal is being renewed" in aysel.get("/cabinet/notices?lang=en", expect=200).words
    assert messaging.to("+994501234501")[0]["text"].startswith("Portal yenilənir.")
    assert "2 / 2" in gunel.get("/office/notices/groups").words
    assert noted(address.rsplit("/", 1)[1]) == ["group_drawn_up", "group_let_out"]


def test_what_many_hear_is_let_out_by_a_second_person(aysel, officer, database):
    people_at_once(1)
    gunel, vusal = officer(), officer(VUSAL)
    address = drawn_up(gunel)
    gunel.submit(gunel.get(address), "/send", expect=303)
    token = gunel.get(address).form("/refuse")["csrf_token"]
    gunel.post(f"{address}/approve", data={"csrf_token": token}, expect=409)
    with transaction(read_only=True) as session:
        assert session.query(Notice).filter_by(template="notifications.broadcast").count() == 0
    vusal.submit(vusal.get(address), "/approve", expect=303)
    run_jobs(database, "notifications.spread")
    assert "Portal yenilənir" in aysel.get("/cabinet/notices").words
    assert noted(address.rsplit("/", 1)[1]) == ["group_drawn_up", "group_put_forward", "group_let_out"]


def test_a_second_person_may_refuse_with_a_reason(officer, database):
    people_at_once(0)
    gunel, vusal = officer(), officer(VUSAL)
    address = drawn_up(gunel)
    gunel.submit(gunel.get(address), "/send", expect=303)
    vusal.submit(vusal.get(address), "/refuse", reason="", expect=422)
    vusal.submit(vusal.get(address), "/refuse", reason="Tarix səhvdir", expect=303)
    assert "Tarix səhvdir" in gunel.get(address).words


def test_half_a_translation_is_refused(officer, database):
    gunel = officer()
    page = gunel.get("/office/notices/groups/new")
    words = {"title_az": "A", "body_az": "B", "audience": "everybody", "body_ru": "Только текст"}
    assert "Başlıq da, mətn də" in gunel.submit(page, "/groups/new", **words, expect=422).words


def test_every_template_reads_in_three_languages(app):
    kinds = plugins(NotificationTemplate)
    assert len(kinds) > 90
    with app.test_request_context():
        for kind in kinds:
            for one in previews(kind, 4):
                assert one.wording.title, kind.code
                assert "%(" not in f"{one.wording.title} {one.wording.body}", kind.code
                assert one.sms is None or one.sms.size.parts <= 4, kind.code


def test_the_catalogue_shows_a_template_and_gives_its_mail(officer, database):
    gunel = officer()
    assert "SMS-in bir hissəsinin qiyməti" in gunel.get("/office/notices/templates", expect=200).words
    page = gunel.get("/office/notices/templates/workflow.refused", expect=200)
    assert "191 nömrəli qərar" in page.words
    mail = gunel.get("/office/notices/templates/workflow.refused/ru.eml", expect=200)
    assert b"multipart/alternative" in mail.data
    gunel.get("/office/notices/templates/made.up", expect=404)


def test_what_a_notice_has_of_its_own_is_no_part_of_the_name_of_its_kind(aysel, officer, database):
    tell(aysel.person, "civil_service.correction_moved", number="D-2026-000001", step="filed", correction="X")
    gunel = officer()
    for page in ("", "/templates", "/templates/civil_service.correction_moved"):
        assert "%(" not in gunel.get(f"/office/notices{page}", expect=200).words
    assert "%(" not in aysel.get("/cabinet/notices/settings", expect=200).words
