"""The signer's page: seen by its own signer alone, alive without JavaScript, free of personal numbers."""

from dataclasses import replace

import pytest

from tests.signing.rows import state

LEYLA = "7LYL5H2"
FRAGMENT = {"HX-Request": "true", "HX-Target": "signature-status"}


@pytest.fixture
def page(client, asked, work, phone, leyla, signed_in, app):
    """Leyla, signed in, with a request on her telephone; gives a function that fetches its page."""
    app.settings = replace(app.settings, production=True)
    request = asked(leyla)
    work(until="signing.start")
    signed_in(leyla)
    address = f"/signing/{request}"
    return lambda **options: client.get(address, **options)


def test_the_page_shows_the_control_code_of_the_telephone_and_what_is_signed(page, phone):
    shown = page(expect=200)
    assert phone.received[0].code in shown.words
    assert "Qaimə № 1" in shown.words
    assert LEYLA not in shown.text
    assert f'data-poll-url="{shown.request.path}"' in shown.text


def test_the_page_asks_for_its_changing_part_and_is_told_when_to_stop(page, phone, work):
    asking = page(headers=FRAGMENT, expect=200)
    assert phone.received[0].code in asking.text
    assert "<h1" not in asking.text

    phone.confirm(LEYLA)
    work()
    ended = page(headers=FRAGMENT)
    assert ended.status_code == 286
    assert "Sənəd imzalandı" in ended.text
    assert "/papers/1" in ended.text


def test_the_signer_reads_the_pdf_before_signing_it(page, client, paper):
    shown = page()
    assert client.get(shown.link("PDF"), expect=200).data == paper


def test_giving_up_and_trying_again_need_no_javascript(page, client, phone, work):
    ended = client.submit(page(), "cancel", expect=303)
    shown = client.get(ended.location, expect=200)
    assert "Siz imzalamanı ləğv etdiniz." in shown.words

    client.submit(shown, "again", means="asan_imza", expect=303)
    work(until="signing.start")
    phone.confirm(LEYLA)
    work()
    assert state(shown.request.path.rpartition("/")[2]) == ("completed", None)


def test_an_unknown_means_is_not_accepted(page, client):
    client.submit(page(), "cancel")
    client.submit(page(), "again", means="letter", expect=404)


def test_nobody_else_sees_or_touches_the_request(page, client, signed_in, nigar):
    form = page().form("cancel")
    address = page().request.path
    signed_in(nigar)
    for path in (address, f"{address}/document.pdf"):
        client.get(path, expect=404)
    for path in (f"{address}/cancel", f"{address}/again"):
        client.post(path, data={**form, "means": "sima"}, expect=404)


def test_in_development_a_link_leads_to_the_demo_telephone(page, app, phone):
    assert "/phone/" not in page().text
    app.settings = replace(app.settings, production=False)
    shown = page()
    assert f'href="{phone.url}/phone/{LEYLA}"' in shown.text
    assert "noreferrer" in shown.text


@pytest.mark.parametrize(
    ("fault", "words"), [("revoked-certificate", "ləğv edilib"), ("phone-absent", "şəbəkədə deyil")]
)
def test_a_failure_is_explained_and_can_be_repeated(client, asked, work, phone, leyla, signed_in, fault, words):
    phone.fault(fault, subject=LEYLA)
    request = asked(leyla)
    work()
    signed_in(leyla)
    shown = client.get(f"/signing/{request}", expect=200)
    assert words in shown.words
    assert shown.form("again")
