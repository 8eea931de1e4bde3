"""Stripe's stand-in as its own library and a payer meet it."""

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


def test_a_session_is_paid_on_its_page_and_told_with_a_signature_that_the_library_accepts(client, service, told):
    made = session(client)
    page = service.app_client()
    path = made.url.removeprefix(service.url)
    assert "5,00 AZN" in page.get(path).text
    assert "declined" in page.post(f"{path}?lang=en", data={"card": "0002"}).text
    paid = page.post(path, data={"card": "4242"})
    assert paid.location == f"http://127.0.0.1:8000/back?s={made.id}"
    ((_url, body, headers),) = told
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
    assert len(told) == 1


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
