"""The registers as officers work with them and as anybody sees them."""

from datetime import timedelta

import pytest

from tests.support.client import AssertingClient
from tests.support.fleets import TRUCK, fill_fleet
from tests.support.people import sign_in
from webapp.cabinets.api import party_by_number
from webapp.carriers.demo_register import seed_register
from webapp.core.clock import today
from webapp.core.transaction import transaction

XEZER = "“Xəzər Yük” MMC"


@pytest.fixture
def seeded(database):
    with transaction():
        seed_register()


def carrier_page(client, name=XEZER):
    return client.open(client.open("/office/carriers", expect=200).link(name), expect=200)


def test_an_officer_enters_a_sole_trader_from_the_registers(office, registers):
    client = office("case_officer")
    page = client.open("/office/carriers/new", expect=200)
    wrong = client.submit(page, voen="9900020173", activities=["taxi"], basis="Müraciət", expect=422)
    assert "Rəqəmləri yoxlayın" in wrong.words
    done = client.submit(page, voen="9900020172", activities=["taxi"], basis="Müraciət № 5", expect=303)
    shown = client.open(done.location, expect=200)
    for words in (
        "Fərdi sahibkar",
        "Elvin",
        "Nadir",
        "Babayev",
        "9900020172",
        "Taksi ilə sərnişin daşıma",
        "Müraciət № 5",
    ):
        assert words in shown.words
    again = client.submit(page, voen="9900020172", activities=["taxi"], basis="Müraciət", expect=422)
    assert "artıq var" in again.words


def test_a_number_that_the_taxpayers_register_does_not_have_enters_nobody(office, registers):
    client = office("case_officer")
    page = client.open("/office/carriers/new", expect=200)
    refused = client.submit(page, voen="1400057421", activities=["goods"], basis="Müraciət", expect=422)
    assert "tapılmadı" in refused.words


def test_a_change_shows_old_and_new_value_with_author_and_time(office, seeded):
    client = office("case_officer")
    page = carrier_page(client)
    edit = client.open(page.link("Dəyiş"), expect=200)
    done = client.submit(edit, basis="Yeni əsas", expect=303)
    shown = client.open(done.location, expect=200)
    assert "İ-2025-000001 nömrəli icazə Yeni əsas Zaur Fuad oğlu Şirinov" in shown.words


def test_one_officer_proposes_a_suspension_and_another_confirms_it(office, seeded):
    officer, head = office("case_officer"), office("head_of_section")
    form = officer.open(carrier_page(officer).link("Dayandırmağı təklif et"), expect=200)
    late = (today() - timedelta(days=1)).strftime("%d.%m.%Y")
    refused = officer.submit(form, ground="debts", note="Borc", starts_on=late, expect=422)
    assert "Keçmiş gündən" in refused.words
    chosen = {
        "ground": "debts",
        "note": "Vergi borcu var",
        "ends_on": (today() + timedelta(days=9)).strftime("%d.%m.%Y"),
    }
    done = officer.submit(form, **chosen, expect=303)
    assert "Təsdiqlə" not in officer.open(done.location, expect=200).words
    assert "Bu günləri əhatə edən" in officer.submit(form, **chosen, expect=422).words

    waiting = head.open("/office/carriers", expect=200)
    assert "Təsdiq gözləyən dayandırmalar" in waiting.words
    page = carrier_page(head)
    assert "Səbəbi yazın" in head.submit(page, "/confirm", reason="", expect=422).words
    head.submit(page, "/confirm", reason="Əsas yoxlanılıb", expect=303)
    assert "Fəaliyyəti dayandırılıb" in AssertingClient(head.application).open("/carriers?q=xezer", expect=200).words
    restored = head.submit(carrier_page(head), "/end", expect=303)
    assert "Fəaliyyətdədir" in head.open(restored.location, expect=200).words


def test_an_operator_is_entered_changed_suspended_and_anybody_sees_how_it_stands(office, seeded):
    officer, head = office("case_officer"), office("head_of_section")
    page = carrier_page(officer, "“Abşeron Avtobus” MMC")
    form = officer.open(page.link("Operator kimi qeydə al"), expect=200)
    typed = {
        "kind": "passengers",
        "address": "Xırdalan",
        "responsible_name": "Sevda Kərimova",
        "responsible_fin": "9svd3f6",
    }
    done = officer.submit(form, **typed, expect=303)
    shown = officer.open(done.location, expect=200)
    assert "9••••F6" in shown.words
    edit = officer.open(shown.link("Dəyiş"), expect=200)
    officer.submit(edit, address="Bakı", expect=303)
    assert "Ünvan Xırdalan Bakı Zaur Fuad oğlu Şirinov" in officer.open(done.location, expect=200).words
    page = officer.open(done.location, expect=200)
    officer.submit(page, "/removed", to=f"{done.location}/suspended", reason="Yoxlama", expect=303)
    assert "Qərar gözlənilir" in officer.open(done.location, expect=200).words
    officer.open(f"{done.location}/confirm", method="POST", data=page.form("/removed"), expect=403)
    head.submit(
        head.open(done.location, expect=200), "/removed", to=f"{done.location}/confirm", reason="Yoxlanılıb", expect=303
    )
    public = AssertingClient(head.application).open("/carriers?q=9900010491", expect=200)
    assert "Operatorun vəziyyəti Dayandırılıb" in public.words
    assert "Sevda" not in public.words


def test_the_responsible_person_sees_who_looked(office, seeded, app):
    officer = office("case_officer")
    officer.open(carrier_page(officer).link("BO-"), expect=200)
    person = AssertingClient(app)
    sign_in(person, "7LYL5H2")
    assert "operatorlarının reyestri aparılır" in person.open("/cabinet/looks", expect=200).words


def test_an_auditor_only_reads_and_a_stranger_finds_nothing(office, seeded, app):
    auditor = office("auditor")
    page = carrier_page(auditor)
    assert "Dayandırmağı təklif et" not in page.words
    auditor.open("/office/carriers/new", expect=403)
    address = auditor.open("/office/carriers", expect=200).link(XEZER)
    stranger = AssertingClient(app)
    sign_in(stranger, "5AYS3L1")
    stranger.open(address, expect=403)
    auditor.open("/office/carriers/NOTHINGLIKETHIS", expect=404)
    auditor.open("/office/operators/NOTHINGLIKETHIS", expect=404)


def test_a_plate_leads_to_its_carrier_and_tells_nothing_of_persons(database, app):
    person = sign_in(AssertingClient(app), "7LYL5H2")
    with transaction():
        seed_register()
        fill_fleet(party_by_number("9900010101").id, person.account_id, vehicles=(TRUCK,))
    visitor = AssertingClient(app)
    found = visitor.open("/carriers?q=10xy101", expect=200)
    for words in ("10-XY-101", "Mercedes-Benz Actros", XEZER, "Fəaliyyətdədir", "Yük daşıma"):
        assert words in found.words
    for words in ("Leyla", "Rəşad", TRUCK.vin, "Nobel"):
        assert words not in found.text
    assert "Reyestrdə tapılmadı" in visitor.open("/carriers?q=babayev", expect=200).words
    assert "Daha dəqiq yazın" in visitor.open("/carriers?q=xe", expect=200).words


def test_searches_of_one_address_are_counted(database, app, monkeypatch):
    monkeypatch.setitem(app.config, "CARRIER_SEARCH_LIMIT", "2 per minute")
    visitor = AssertingClient(app)
    for _ in range(2):
        visitor.open("/carriers?q=9900010101", expect=200, environ_base={"REMOTE_ADDR": "127.0.0.77"})
    visitor.open("/carriers?q=9900010101", expect=429, environ_base={"REMOTE_ADDR": "127.0.0.77"})
