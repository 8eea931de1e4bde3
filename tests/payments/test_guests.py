"""Guests: whoever has the address pays one invoice and gets its receipt; the address is worth nothing elsewhere."""

from urllib.parse import urlsplit

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.payments.conftest import DUTY, THING
from tests.payments.test_paying import attempts, balances, rows, state_of
from tests.support.client import AssertingClient
from tests.support.jobs import run_jobs
from webapp.core.actor import ANONYMOUS, SYSTEM
from webapp.core.transaction import savepoint, transaction
from webapp.payments.api import adopt, guest_url, invoice, open_invoice, request_refund
from webapp.payments.errors import NoSuchInvoice
from webapp.payments.models import Attempt, Invoice, Receipt
from webapp.payments.queries import own_invoice, own_invoices


@pytest.fixture
def owed(world):
    """An invoice of 250 manat to a guest; its public id."""
    with transaction():
        return open_invoice(payable=THING.code, ref="G-1", guest=True, lines=(DUTY,), due_on=None, actor=ANONYMOUS)


@pytest.fixture
def guest(app, world):
    return AssertingClient(app)


def page_of(owed):
    return urlsplit(guest_url(owed)).path


def paid(guest, asan, owed):
    guest.submit(guest.open(page_of(owed)), "/pay", expect=303)
    asan.pay()
    return guest.open(f"{page_of(owed)}/attempts/{rows(Attempt)[-1].public_id}")


def test_a_guest_pays_and_has_the_receipt(guest, asan, owed, database):
    assert "250,00" in guest.open(page_of(owed)).words
    shown = paid(guest, asan, owed)
    assert "Ödəniş qəbul edildi" in shown.words
    assert (state_of(owed), attempts()) == ("paid", ["succeeded"])
    receipt = guest.open(shown.link("Qəbz"))
    assert (receipt.heading, "Qonaq" in receipt.words) == (rows(Receipt)[0].number, True)
    assert guest.open(f"{page_of(owed)}/receipt.pdf").data.startswith(b"%PDF-")
    assert asan.payments[0].order.payer_kind == "guest"
    assert asan.payments[0].order.payer_number == ""


def test_money_goes_back_to_a_guest_and_the_paper_is_at_the_address(guest, asan, owed, database):
    paid(guest, asan, owed)
    with transaction():
        request_refund(owed, qepik=5_000, reason="", key="g-1", actor=SYSTEM)
    assert run_jobs(database, "payments.refund") == 1
    note = guest.open(guest.open(page_of(owed)).link("Qaytarma qəbzi"))
    assert "50,00" in note.words
    assert guest.open(note.link("PDF")).data.startswith(b"%PDF-")


def test_a_guest_stops_the_payment(guest, asan, owed):
    guest.submit(guest.open(page_of(owed)), "/pay", expect=303)
    guest.submit(guest.open(page_of(owed)), "/cancel", expect=303)
    assert (attempts(), state_of(owed)) == (["cancelled"], "open")


def test_a_silent_provider_is_said_to_a_guest_too(guest, asan, owed):
    asan.fault("503", times=1)
    assert "cavab vermir" in guest.submit(guest.open(page_of(owed)), "/pay", expect=503).words


@pytest.mark.parametrize("path", ["", "/receipt", "/receipt.pdf", "/attempts/" + "0" * 26, "/refunds/" + "0" * 26])
def test_a_key_that_is_none_opens_nothing(guest, owed, path):
    key = page_of(owed).removeprefix("/pay/")
    for wrong in (key[:-1], key.swapcase(), owed, "x" * 3000):
        guest.open(f"/pay/{wrong}{path}", expect=404)


def test_the_public_id_alone_opens_nothing(guest, client, owed):
    client.open(f"/cabinet/payments/{owed}", expect=404)
    with transaction(read_only=True), pytest.raises(NoSuchInvoice):
        own_invoice(owed, actor=ANONYMOUS)


def test_who_acts_for_nobody_owns_no_guests_invoices(world, owed):
    with transaction(read_only=True):
        assert list(own_invoices(world.zaur)) == []
        with pytest.raises(NoSuchInvoice):
            own_invoice(owed, actor=world.zaur)


def test_a_guests_attempt_is_shown_at_its_own_invoice_alone(guest, asan, owed, world):
    guest.submit(guest.open(page_of(owed)), "/pay", expect=303)
    with transaction():
        other = open_invoice(payable=THING.code, ref="G-2", guest=True, lines=(DUTY,), due_on=None, actor=ANONYMOUS)
    guest.open(f"{page_of(other)}/attempts/{rows(Attempt)[0].public_id}", expect=404)


def test_nobody_on_the_way_keeps_the_page_or_learns_its_address(guest, owed):
    for path in (page_of(owed), f"{page_of(owed)}/receipt"):
        answer = guest.open(path, expect=None)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]


def test_the_key_stands_nowhere_at_rest(owed, opened):
    key = page_of(owed).removeprefix("/pay/")
    written = opened.execute(text("SELECT payment_invoices::text FROM payment_invoices")).scalars().all()
    assert not [row for row in written if key in row]


def test_guests_are_limited_by_their_address(app, guest, owed, monkeypatch):
    monkeypatch.setitem(app.config, "GUEST_PAYMENT_LIMIT", "3 per minute")
    monkeypatch.setitem(app.config, "RATELIMIT_ENABLED", True)
    answers = [guest.open(page_of(owed), expect=None).status_code for _again in range(5)]
    assert answers[:3] == [200] * 3
    assert 429 in answers


def test_an_invoice_is_adopted_once_and_by_one(client, world, owed):
    with transaction():
        adopt(owed, world.aysel.party_id)
        adopt(owed, world.aysel.party_id)
        with pytest.raises(NoSuchInvoice):
            adopt(owed, world.leyla.party_id)
    assert "250,00" in client.open(f"/cabinet/payments/{owed}").words
    with transaction(read_only=True):
        assert invoice(owed).party_id == world.aysel.party_id


def test_the_database_lets_no_invoice_change_its_party(owed, world, opened):
    adopt(owed, world.aysel.party_id)
    with pytest.raises(DBAPIError, match="stays"), savepoint():
        opened.query(Invoice).filter_by(public_id=owed).update({"party_id": world.leyla.party_id})


def test_an_invoice_to_nobody_is_a_defect(opened):
    with pytest.raises(TypeError):
        open_invoice(payable=THING.code, ref="G-3", lines=(DUTY,), due_on=None, actor=SYSTEM)


def test_guests_pay_without_anything_in_the_ledger_of_their_own(guest, asan, owed):
    paid(guest, asan, owed)
    assert balances() == {"clearing:asan_odenis": 25_000, f"revenue:{THING.code}": -25_000}


@pytest.mark.parametrize("deed", ["pay", "cancel"])
def test_nothing_is_done_with_a_key_that_is_none(guest, asan, owed, deed):
    token = guest.open(page_of(owed)).form("/pay")["csrf_token"]
    for wrong in (owed, "x" * 43, "ə" * 43):
        guest.post(f"/pay/{wrong}/{deed}", data={"csrf_token": token, "provider": "asan_odenis"}, expect=404)
    assert asan.payments == []
