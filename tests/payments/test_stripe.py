"""The same way at Stripe, by its own library: the choice is the payer's, and nothing is charged twice between the two."""

import json
import time

import pytest

from mocks.stripe.events import signed
from tests.payments.test_paying import attempts, back, balances, page_of, rows, state_of
from tests.support.jobs import run_jobs
from webapp.core.clock import today
from webapp.core.jobs import queue
from webapp.core.transaction import transaction
from webapp.payments.gateways.signatures import signature
from webapp.payments.models import Difference, ProviderNotice, Receipt
from webapp.payments.services.invoicing import lapse_invoice

SECRET = "whsec_kabinet_demo"
ADDRESS = "/payments/notices/stripe"


def begin(client, owed, provider="stripe", expect=303):
    page = client.open(page_of(owed))
    return client.submit(page, f"{owed}/pay", provider=provider, expect=expect)


def test_a_duty_is_paid_at_stripe(client, stripe, owed, database):
    answer = begin(client, owed)
    assert answer.location.startswith(f"{stripe.url}/c/pay/cs_test_")
    stripe.pay()
    assert run_jobs(database, "payments.look_up") == 1
    assert state_of(owed) == "paid"
    assert "Stripe" in client.open(f"{page_of(owed)}/receipt").words
    assert balances()["clearing:stripe"] == 25_000
    (session,) = stripe.sessions
    assert (session["amount_total"], session["currency"], session["metadata"]["invoice"]) == (25_000, "azn", owed)


def test_when_one_system_is_silent_the_other_is_offered_and_nothing_is_charged_twice(client, asan, stripe, owed):
    asan.fault("503")
    page = begin(client, owed, "asan_odenis", expect=503)
    assert "başqa ödəniş sistemini seçin" in page.words
    begin(client, owed, "stripe")
    stripe.pay()
    assert "Ödəniş qəbul edildi" in back(client, owed).words
    assert (attempts(), asan.payments) == (["cancelled", "succeeded"], [])


def test_two_systems_at_once_are_not_begun(client, asan, stripe, owed):
    page = client.open(page_of(owed))
    client.submit(page, f"{owed}/pay", provider="asan_odenis", expect=303)
    client.submit(page, f"{owed}/pay", provider="stripe", expect=409)
    assert stripe.sessions == []


def test_money_that_comes_from_both_is_taken_once_and_goes_back_once(client, asan, stripe, owed, database):
    begin(client, owed, "stripe")
    client.submit(client.open(page_of(owed)), f"{owed}/cancel", expect=303)
    begin(client, owed, "asan_odenis")
    asan.pay()
    stripe.inner.settle(stripe.sessions[0])
    run_jobs(database, "payments.look_up")
    assert sorted(attempts()) == ["late", "succeeded"]
    assert [row.kind for row in rows(Difference)] == ["after_paid"]
    run_jobs(database, "payments.refund")
    assert sorted(attempts()) == ["returned", "succeeded"]
    assert len(rows(Receipt)) == 1
    by_stripe = stripe.sessions[0]["payment_intent"]["latest_charge"]["amount_refunded"]
    by_asan = sum(refund.amount for refund in asan.inner.store.refunds(asan.payments[0].id))
    assert sorted([by_stripe, by_asan]) == [0, 25_000]


@pytest.mark.parametrize("fault", ["wrong-amount", "wrong-currency", "wrong-invoice", "live-mode"])
def test_money_that_does_not_fit_is_held(client, stripe, owed, fault):
    begin(client, owed)
    stripe.fault(fault)
    stripe.pay()
    back(client, owed)
    assert (attempts(), state_of(owed)) == (["held"], "open")


def test_an_answer_that_was_lost_does_not_make_a_second_session(client, stripe, owed):
    stripe.fault("lost-answer", times=1)
    begin(client, owed, expect=503)
    begin(client, owed)
    assert len(stripe.sessions) == 1


def test_late_money_goes_back(client, stripe, owed, database):
    begin(client, owed)
    client.submit(client.open(page_of(owed)), f"{owed}/cancel", expect=303)
    with transaction():
        lapse_invoice(owed)
    stripe.inner.settle(stripe.sessions[0])
    run_jobs(database, "payments.look_up")
    run_jobs(database, "payments.refund")
    assert (attempts(), balances()) == (["returned"], {})


def test_the_day_agrees_with_stripes_list(client, stripe, owed, database):
    begin(client, owed)
    stripe.pay()
    back(client, owed)
    queue().tasks["payments.reconcile"].func(provider_code="stripe", day=today().isoformat())
    assert rows(Difference) == []


def tell(app, body, headers):
    return app.test_client().post(ADDRESS, data=body, headers=headers).status_code


EVENT = {"id": "evt_1", "type": "checkout.session.completed", "data": {"object": {"id": "cs_unknown"}}}
BODY = json.dumps(EVENT).encode()
REFUSED = {
    "no signature": (BODY, {}),
    "another secret": (BODY, signed("whsec_other", BODY)),
    "dumped again": (json.dumps(EVENT, indent=1).encode(), signed(SECRET, BODY)),
    "from yesterday": (BODY, {"Stripe-Signature": signature(SECRET, int(time.time()) - 86_400, BODY)}),
    "from tomorrow": (BODY, {"Stripe-Signature": signature(SECRET, int(time.time()) + 86_400, BODY)}),
    "an array": (b"[]", signed(SECRET, b"[]")),
    "not UTF-8": (b"\xff", signed(SECRET, b"\xff")),
    "a thin event": (b'{"id": "evt_2", "type": "v2.x"}', signed(SECRET, b'{"id": "evt_2", "type": "v2.x"}')),
}


@pytest.mark.parametrize(("body", "headers"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_stripes_own_is_refused(app, world, body, headers):
    assert tell(app, body, headers) == 400
    assert rows(ProviderNotice) == []


def test_an_event_about_something_else_is_taken_and_changes_nothing(app, world):
    body = json.dumps({**EVENT, "type": "customer.created"}).encode()
    assert tell(app, body, signed(SECRET, body)) == 204
    assert rows(Difference) == []


def test_a_session_of_another_account_becomes_a_difference(app, world):
    assert tell(app, BODY, signed(SECRET, BODY)) == 204
    assert [row.kind for row in rows(Difference)] == ["unknown_here"]
