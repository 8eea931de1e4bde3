"""Stripe's stand-in as its own library and a payer meet it."""

import json
from pathlib import Path

import pytest
import stripe

from mocks.stripe.app import create_app
from tests.payments.counterparts import Stripe, running

KEY = "sk_test_kabinet_demo"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with running(create_app(Path(tmp_path_factory.mktemp("stripe")), "http://portal/told"), Stripe) as counterpart:
        yield counterpart


@pytest.fixture
def told(service):
    service.inner.store.clear()
    service.inner.faults.clear()
    seen = []
    service.webhooks.run = lambda work: work()
    service.webhooks.post = lambda url, body, headers: seen.append((url, body, headers)) or 204
    return seen


@pytest.fixture
def client(service, told):
    web = stripe.RequestsClient(timeout=5)
    yield stripe.StripeClient(KEY, base_addresses={"api": service.url}, max_network_retries=0, http_client=web)
    web.close()


def session(client, *, key=None, **changes):
    price = {"currency": "azn", "unit_amount": 500, "product_data": {"name": "Rüsum"}}
    asked = {
        "mode": "payment",
        "line_items": [{"price_data": price, "quantity": 1}],
        "success_url": "http://127.0.0.1:8000/back?s={CHECKOUT_SESSION_ID}",
        "metadata": {"invoice": "I"},
        **changes,
    }
    return client.v1.checkout.sessions.create(asked, {"idempotency_key": key} if key else {})


PAID = ["payment_intent.succeeded", "charge.succeeded", "checkout.session.completed"]


def kinds(told):
    return [json.loads(body)["type"] for _url, body, _headers in told]


def charged(client, service):
    made = session(client)
    service.inner.pay(made.id)
    return made.id, client.v1.checkout.sessions.retrieve(made.id).payment_intent


def test_the_intent_behind_a_session_is_declined_held_for_its_holder_and_charged(client, service, told):
    made = session(client)
    page, path = service.app_client(), made.url.removeprefix(service.url)
    states = []
    for answer in ({"card": "0002"}, {"card": "3220"}, {"proof": "no"}, {"card": "3220"}, {"proof": "yes"}):
        page.post(f"{path}?lang=en", data=answer)
        known = client.v1.checkout.sessions.retrieve(made.id, {"expand": ["payment_intent"]}).payment_intent
        intent = client.v1.payment_intents.retrieve(known.id, {"expand": ["latest_charge"]})
        states.append((intent.status, intent.last_payment_error and intent.last_payment_error.code))
    assert states == [
        ("requires_payment_method", "card_declined"),
        ("requires_action", None),
        ("requires_payment_method", "payment_intent_authentication_failure"),
        ("requires_action", None),
        ("succeeded", None),
    ]
    assert (intent.metadata["invoice"], intent.amount_received, intent.latest_charge.paid) == ("I", 500, True)
    assert kinds(told)[-3:] == PAID


def test_a_tried_session_that_ends_cancels_its_intent(client, service, told):
    made = session(client)
    service.inner.decline(made.id)
    client.v1.checkout.sessions.expire(made.id)
    assert kinds(told) == ["payment_intent.payment_failed", "payment_intent.canceled", "checkout.session.expired"]


def test_a_refund_is_told_of_and_may_fail_later(client, service, told):
    _made, intent = charged(client, service)
    service.fault("refund-pending", times=1)
    made = client.v1.refunds.create({"payment_intent": intent, "amount": 300, "metadata": {"refund": "k"}})
    assert made.status == "pending"
    assert kinds(told)[-2:] == ["refund.created", "charge.refunded"]
    door = {"headers": {"X-Admin-Token": "demo-admin"}}
    service.app_client().post(f"/admin/refunds/{made.id}", json={"status": "succeeded"}, **door)
    assert client.v1.refunds.retrieve(made.id).status == "succeeded"
    service.app_client().post(f"/admin/refunds/{made.id}", json={"status": "failed"}, **door)
    assert kinds(told)[-2:] == ["refund.updated", "refund.failed"]
    assert client.v1.refunds.create({"payment_intent": intent, "amount": 500}).status == "succeeded"
    assert service.app_client().post("/admin/refunds/re_none", json={"status": "failed"}, **door).status_code == 404


def test_a_disputed_charge_is_not_refunded(client, service, told):
    made, intent = charged(client, service)
    door = {"headers": {"X-Admin-Token": "demo-admin"}}
    service.app_client().post(f"/admin/sessions/{made}/dispute", **door)
    assert kinds(told)[-1] == "charge.dispute.created"
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.refunds.create({"payment_intent": intent, "amount": 100})
    assert service.app_client().post("/admin/sessions/cs_none/dispute", **door).status_code == 404


def test_a_session_is_paid_on_its_page_and_told_with_a_signature_that_the_library_accepts(client, service, told):
    made = session(client)
    page = service.app_client()
    path = made.url.removeprefix(service.url)
    assert "5,00 AZN" in page.get(path).text
    assert "declined" in page.post(f"{path}?lang=en", data={"card": "0002"}).text
    paid = page.post(path, data={"card": "4242"})
    assert paid.location == f"http://127.0.0.1:8000/back?s={made.id}"
    assert kinds(told) == ["payment_intent.payment_failed", *PAID]
    _url, body, headers = told[-1]
    event = stripe.Webhook.construct_event(body, headers["Stripe-Signature"], "whsec_kabinet_demo")
    assert (event.type, event.data.object.id) == ("checkout.session.completed", made.id)
    again = client.v1.checkout.sessions.retrieve(made.id)
    assert (again.status, again.payment_status, again.metadata["invoice"]) == ("complete", "paid", "I")


def test_a_key_is_one_session_and_never_another(client):
    assert session(client, key="k").id == session(client, key="k").id
    with pytest.raises(stripe.IdempotencyError):
        session(client, key="k", metadata={"invoice": "J"})


def test_a_wrong_key_and_an_odd_request_are_refused_as_stripe_refuses(client, service):
    stranger = stripe.StripeClient("sk_test_other", base_addresses={"api": service.url}, max_network_retries=0)
    with pytest.raises(stripe.AuthenticationError):
        session(stranger)
    for changes in ({"mode": "gift"}, {"expires_at": 1}, {"success_url": "javascript:x"}):
        with pytest.raises(stripe.InvalidRequestError):
            session(client, **changes)


def test_an_expired_session_takes_no_money_and_is_told(client, service, told):
    made = session(client)
    assert client.v1.checkout.sessions.expire(made.id).status == "expired"
    service.app_client().post(made.url.removeprefix(service.url), data={"card": "4242"})
    assert client.v1.checkout.sessions.retrieve(made.id).status == "expired"
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.expire(made.id)
    assert kinds(told) == ["checkout.session.expired"]


def test_no_more_is_returned_than_was_charged(client, service):
    made = session(client)
    service.inner.pay(made.id)
    intent = client.v1.checkout.sessions.retrieve(made.id).payment_intent
    first = client.v1.refunds.create({"payment_intent": intent, "amount": 400}, {"idempotency_key": "r"})
    assert client.v1.refunds.create({"payment_intent": intent, "amount": 400}, {"idempotency_key": "r"}).id == first.id
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.refunds.create({"payment_intent": intent, "amount": 400})


def test_sessions_are_listed_page_by_page(client):
    made = {session(client).id for _number in range(5)}
    assert {each.id for each in client.v1.checkout.sessions.list({"limit": 2}).auto_paging_iter()} == made
