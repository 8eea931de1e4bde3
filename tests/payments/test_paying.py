"""From the invoice to the provider and back: one payment for two clicks, nothing believed that the provider did not say."""

from urllib.parse import urlsplit

import pytest

from tests.payments.conftest import THING
from tests.support.cabinets import AYSEL
from tests.support.client import AssertingClient
from tests.support.jobs import run_jobs, waiting_jobs
from tests.support.people import sign_in
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.payments.api import cancel_invoice, invoice
from webapp.payments.ledger import trial_balance
from webapp.payments.models import Attempt, Difference, Receipt
from webapp.payments.services.invoicing import lapse_invoice


def page_of(owed):
    return f"/cabinet/payments/{owed}"


def begin(client, owed, expect=303):
    page = client.open(page_of(owed))
    return client.submit(page, f"{owed}/pay", expect=expect)


def state_of(owed):
    with transaction(read_only=True):
        return invoice(owed).state


def rows(model):
    with transaction(read_only=True):
        return db.session().query(model).order_by(model.id).all()


def attempts():
    return [row.state for row in rows(Attempt)]


def balances():
    with transaction(read_only=True):
        return {row.account: row.qepik for row in trial_balance() if row.qepik}


def back(client, owed, **more):
    return client.open(f"{page_of(owed)}/attempts/{rows(Attempt)[-1].public_id}", **more)


def test_a_duty_is_paid_at_asan_odenis_and_the_receipt_is_there(client, asan, owed, database):
    answer = begin(client, owed)
    assert answer.location.startswith(f"{asan.url}/pay/")
    asan.pay()
    shown = back(client, owed)
    assert "Ödəniş qəbul edildi" in shown.words
    assert "250,00" in shown.words
    assert state_of(owed) == "paid"
    assert [row.number for row in rows(Receipt)] == [rows(Receipt)[0].number]
    assert balances() == {"clearing:asan_odenis": 25_000, f"revenue:{THING.code}": -25_000}
    receipt = client.open(shown.link("Qəbz"))
    assert receipt.heading == rows(Receipt)[0].number
    assert "Aysel Rəhim qızı Quliyeva" in receipt.words


def test_the_notification_alone_settles_it_by_asking_the_provider(client, asan, owed, database):
    begin(client, owed)
    asan.pay()
    assert state_of(owed) == "open"
    assert run_jobs(database, "payments.look_up") == 1
    assert state_of(owed) == "paid"
    assert waiting_jobs(database, "payments.seal_receipt") == [{"invoice": owed}]


def test_a_second_click_a_second_tab_and_a_second_device_are_one_payment(app, client, asan, owed):
    page = client.open(page_of(owed))
    first, second = (client.submit(page, f"{owed}/pay", expect=303) for _click in range(2))
    other = AssertingClient(app)
    sign_in(other, AYSEL)
    third = begin(other, owed)
    assert first.location == second.location == third.location
    assert len(asan.payments) == 1


def test_the_address_of_success_proves_nothing(client, asan, owed):
    begin(client, owed)
    shown = back(client, owed, query_string={"status": "paid", "payment": "f" * 32})
    assert "gözlənilir" in shown.words
    assert state_of(owed) == "open"


def test_a_paid_invoice_is_not_paid_again(client, asan, owed):
    page = client.open(page_of(owed))
    client.submit(page, f"{owed}/pay", expect=303)
    asan.pay()
    back(client, owed)
    client.submit(page, f"{owed}/pay", expect=409)
    assert len(asan.payments) == 1


@pytest.mark.parametrize("typed", ["", "visa", "asan_odenis2", "0" * 3000])
def test_only_the_systems_that_we_have_take_payments(client, asan, owed, typed):
    page = client.open(page_of(owed))
    client.submit(page, f"{owed}/pay", provider=typed, expect=422)
    assert asan.payments == []


def test_the_form_cannot_name_an_amount(client, asan, owed):
    page = client.open(page_of(owed))
    client.submit(page, f"{owed}/pay", amount="1", qepik="1", currency="USD", expect=303)
    assert [(payment.order.amount, payment.order.currency) for payment in asan.payments] == [(25_000, "AZN")]


def test_anothers_invoice_reads_like_none(client, firm_client, asan, owed):
    page = client.open(page_of(owed))
    for path in ("", "/receipt", "/receipt.pdf", "/attempts/" + "0" * 26):
        firm_client.open(page_of(owed) + path, expect=404)
    firm_client.post(f"{page_of(owed)}/pay", data=page.form(f"{owed}/pay"), expect=None)
    assert asan.payments == []


def test_a_declined_card_leaves_the_invoice_open_and_a_new_try_is_a_new_payment(client, asan, owed):
    begin(client, owed)
    asan.decline()
    assert "Kart qəbul edilmədi" in back(client, owed).words
    begin(client, owed)
    asan.pay()
    back(client, owed)
    assert attempts() == ["failed", "succeeded"]
    assert state_of(owed) == "paid"


def test_a_silent_provider_is_said_in_clear_words_and_the_work_waits(client, asan, owed):
    asan.fault("503", times=1)
    page = begin(client, owed, expect=503)
    assert "cavab vermir" in page.words
    assert attempts() == ["created"]
    begin(client, owed)
    assert attempts() == ["pending"]


def test_an_answer_that_was_lost_does_not_make_a_second_payment(client, asan, owed):
    asan.fault("lost-answer", times=1)
    begin(client, owed, expect=503)
    begin(client, owed)
    assert len(asan.payments) == 1


def test_a_provider_that_falls_silent_after_the_payment_is_waited_for(client, asan, owed):
    begin(client, owed)
    asan.pay()
    asan.fault("500", times=1)
    shown = back(client, owed)
    assert "itmir" in shown.words
    assert "Ödəniş qəbul edildi" in back(client, owed).words


def test_the_page_asks_again_by_itself_and_stops_at_the_end(client, asan, owed):
    begin(client, owed)
    waiting = back(client, owed)
    fragment = {"HX-Request": "true", "HX-Target": "payment-status"}
    assert "data-poll-url" in waiting.text
    assert "<html" not in back(client, owed, headers=fragment).text
    asan.pay()
    assert "Ödəniş qəbul edildi" in back(client, owed, headers=fragment, expect=286).words


def test_a_payment_that_is_stopped_leaves_the_invoice_open(client, asan, owed):
    begin(client, owed)
    page = client.open(page_of(owed))
    client.submit(page, f"{owed}/cancel", expect=303)
    assert (attempts(), state_of(owed)) == (["cancelled"], "open")
    assert asan.payments[0].status == "cancelled"


def test_stopping_a_payment_that_was_made_meanwhile_finds_it_paid(client, asan, owed):
    begin(client, owed)
    page = client.open(page_of(owed))
    asan.pay()
    client.submit(page, f"{owed}/cancel", expect=303)
    assert state_of(owed) == "paid"


LATE = {
    "lapsed": (lapse_invoice, "after_lapsed"),
    "cancelled": (lambda owed: cancel_invoice(owed, reason="", actor=SYSTEM), "after_cancelled"),
}


@pytest.mark.parametrize(("end", "kind"), LATE.values(), ids=LATE)
def test_money_after_the_end_is_never_applied_but_goes_back(client, asan, owed, database, end, kind):
    begin(client, owed)
    attempt = rows(Attempt)[0].public_id
    client.submit(client.open(page_of(owed)), f"{owed}/cancel", expect=303)
    with transaction():
        end(owed)
    asan.inner.force(asan.payments[0], "paid")
    run_jobs(database, "payments.look_up")
    assert attempts() == ["late"]
    assert [row.kind for row in rows(Difference)] == [kind]
    assert balances() == {"clearing:asan_odenis": 25_000, "unapplied": -25_000}
    assert run_jobs(database, "payments.refund") == 1
    assert (attempts(), balances()) == (["returned"], {})
    assert rows(Difference)[0].closed_by == "Kabinet"
    assert [refund.amount for refund in asan.inner.store.refunds(asan.payments[0].id)] == [25_000]
    assert "qaytarılıb" in client.open(page_of(owed)).words
    assert rows(Receipt) == []
    assert attempt == rows(Attempt)[0].public_id


WRONG = ["wrong-amount", "wrong-currency", "wrong-invoice"]


@pytest.mark.parametrize("fault", WRONG)
def test_money_that_does_not_fit_is_held_and_nothing_more_is_taken(client, asan, owed, fault):
    begin(client, owed)
    page = client.open(page_of(owed))
    asan.fault(fault)
    asan.pay()
    assert "yoxlanılır" in back(client, owed).words.lower()
    assert (attempts(), state_of(owed)) == (["held"], "open")
    assert [row.kind for row in rows(Difference)] == ["does_not_fit"]
    client.submit(page, f"{owed}/pay", expect=409)


def test_a_firm_pays_what_the_firm_owes(firm_client, asan, world):
    with transaction():
        owed = world.owes(world.leyla)
    assert urlsplit(begin(firm_client, owed).location).path.startswith("/pay/")
    asan.pay()
    back(firm_client, owed)
    assert state_of(owed) == "paid"
