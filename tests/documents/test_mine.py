"""My documents: the shelf and the card, for the person, the firm and those who work for it; nobody else's."""

from datetime import timedelta

import pytest

from tests.documents.situations import OFFICER, WHY, give
from tests.support.client import AssertingClient
from tests.support.jobs import run_jobs
from tests.support.people import sign_in
from webapp.cabinets.api import party_by_number
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.documents import api

LEYLA, RASHAD, ELVIN, NIGAR = "7LYL5H2", "2RSD4K7", "3LVN6T9", "6NGR2C5"


@pytest.fixture
def head(client, holders):
    """The head of the firm, acting for it."""
    sign_in(client, LEYLA, party=holders.firm)
    return client


def another(client):
    return AssertingClient(client.application)


def test_an_empty_shelf_says_so(head):
    page = head.get("/cabinet/documents", expect=200)
    assert page.heading == "Sənədlərim"
    assert "Hələ sənəd yoxdur" in page.words


def test_what_is_valid_comes_first_and_what_is_not_apart(head, holders):
    give(holders.firm)
    ended = give(holders.firm, "2")
    give(holders.firm, "3", valid_from=today() - timedelta(days=9), valid_to=today() - timedelta(days=1))
    with transaction():
        api.revoke(ended, **WHY, actor=OFFICER)
    words = head.get("/cabinet/documents", expect=200).words
    places = [words.index(text) for text in ("Qüvvədə olanlar", "KT-000001", "Qüvvədə olmayanlar", "KT-000003")]
    assert places == sorted(places)
    assert "Ləğv edilib" in words
    assert "Müddəti bitib" in words


def test_the_first_page_of_the_cabinet_begins_with_them(head, holders):
    for ref in range(1, 6):
        give(holders.firm, str(ref))
    page = head.get("/cabinet", expect=200)
    assert "5 sənəd qüvvədədir" in page.words
    assert page.words.index("KT-000005") < page.words.index("5 sənəd qüvvədədir")
    assert "KT-000001" not in page.words


def test_who_holds_nothing_is_told_so_on_the_first_page(head):
    assert "Qüvvədə olan sənədiniz yoxdur" in head.get("/cabinet", expect=200).words


def test_two_hundred_documents_are_paged_and_searched(head, holders):
    for ref in range(1, 201):
        give(holders.firm, str(ref), subject=f"10-AA-{ref:03}")
    page = head.get("/cabinet/documents", expect=200)
    assert "Hamısı: 200 sənəd" in page.words
    first = head.get(page.link("Hamısı: 200 sənəd"), expect=200)
    assert "KT-000200" in first.words
    second = head.get(first.link("Növbəti"), expect=200)
    assert "KT-000150" in second.words
    assert "KT-000200" not in second.words
    found = head.get("/cabinet/documents?q=10aa077", expect=200)
    assert "KT-000077" in found.words
    assert "KT-000078" not in found.words
    for typed in ("yoxdur", "%", "_", "'", "9" * 500):
        assert "Heç nə tapılmadı" in head.get("/cabinet/documents", query_string={"q": typed}, expect=200).words


def test_the_card_is_shown_with_its_code_and_before_its_file_is_there(head, holders):
    token = give(holders.firm)
    page = head.get(f"/cabinet/documents/{token}", expect=200)
    assert page.heading == "KT-000001"
    for words in ("Qüvvədədir", "10-AA-123", "12 400 kq", "PDF hazırlanır", "Verilib"):
        assert words in page.words
    assert "Yoxlayana göstərin" in page.words
    assert page.headers["Cache-Control"] == "private, no-store"


def test_the_card_of_a_suspended_document_says_why_and_that_of_a_revoked_shows_no_code(head, holders):
    token = give(holders.firm)
    with transaction():
        api.suspend(token, **WHY, until=today() + timedelta(days=3), actor=OFFICER)
    page = head.get(f"/cabinet/documents/{token}", expect=200)
    assert WHY["reason"] in page.words
    assert "Yoxlayana göstərin" not in page.words
    with transaction():
        api.revoke(token, **WHY, actor=OFFICER)
    page = head.get(f"/cabinet/documents/{token}", expect=200)
    assert "onu göstərmək olmaz" in page.words
    assert "Yoxlayana göstərin" not in page.words


def test_every_version_can_be_downloaded(head, holders, database, phone):
    token = give(holders.firm)
    run_jobs(database, "documents.print")
    with transaction():
        api.mark_duplicate(token, "İtirilib", OFFICER)
    assert "PDF hazırlanır" in head.get(f"/cabinet/documents/{token}").words
    run_jobs(database, "documents.print")
    page = head.get(f"/cabinet/documents/{token}", expect=200)
    assert "Dublikat verilib: 2 nömrəli nüsxə" in page.words
    for n in (1, 2):
        file = head.get(f"/cabinet/documents/{token}/pdf/{n}", expect=200)
        assert file.headers["Content-Disposition"] == f'attachment; filename="KT000001-v{n}.pdf"'
        assert file.data.startswith(b"%PDF")
    head.get(f"/cabinet/documents/{token}/pdf/3", expect=404)


@pytest.mark.parametrize("path", ["", "/pdf/1"])
def test_others_do_not_learn_that_it_exists(client, holders, path):
    token = give(holders.firm)
    address = f"/cabinet/documents/{token}{path}"
    client.get(address, expect=303)
    sign_in(client, LEYLA)  # as herself, not for the firm
    client.get(address, expect=404)
    for fin in (RASHAD, NIGAR):
        stranger = another(client)
        sign_in(stranger, fin)
        stranger.get(address, expect=404)
    for token in ("0" * 26, "x", "%00"):
        assert client.get(f"/cabinet/documents/{token}{path}").status_code in {400, 404}


def test_the_person_and_the_sole_trader_see_their_own(client, holders):
    of_person = give(holders.person, holder="Rəşad Tofiq oğlu Məmmədov")
    of_trader = give(holders.trader, "2", holder="Elvin Nadir oğlu Babayev")
    sign_in(client, RASHAD)
    client.get(f"/cabinet/documents/{of_person}", expect=200)
    client.get(f"/cabinet/documents/{of_trader}", expect=404)
    trader = another(client)
    sign_in(trader, ELVIN, party=holders.trader)
    trader.get(f"/cabinet/documents/{of_trader}", expect=200)
    with transaction(read_only=True):
        assert party_by_number("9900020172").id == holders.trader


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_the_shelf_and_the_card_speak_three_languages(head, holders, language):
    token = give(holders.firm)
    for path in ("/cabinet/documents", f"/cabinet/documents/{token}"):
        assert head.get(f"{path}?lang={language}", expect=200).document.get("lang") == language
