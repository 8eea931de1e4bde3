"""The payment service as a merchant and a payer meet it: signed requests, one payment a key, plain pages."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from mocks.asan_odenis.app import create_app
from mocks.asan_odenis.signing import DEMO_KEY, HEADER, is_right, sign
from mocks.asan_odenis.store import PaymentStore

TOKEN = {"X-Admin-Token": "demo-admin"}
ORDER = {
    "service_code": "8104001",
    "invoice": "INV-1",
    "reference": "ATT-1",
    "amount": 25_000,
    "currency": "AZN",
    "description": "Dövlət rüsumu",
    "payer": {"kind": "person", "number": "5AYS3L1"},
    "return_url": "http://127.0.0.1:8000/back",
    "notify_url": "http://127.0.0.1:8000/told",
    "expires_at": "2099-01-01T00:00:00+00:00",
}


@pytest.fixture
def app(tmp_path):
    return create_app(tmp_path)


@pytest.fixture
def told(app):
    notifier, seen = app.extensions["payments"].notifier, []
    notifier.run = lambda work: work()
    notifier.pauses = (0.0, 0.0)
    notifier.post = lambda url, body, headers: seen.append((url, body, headers)) or 204
    return seen


@pytest.fixture
def client(app, told):
    return app.test_client()


def ask(client, method, path, body=None, *, key="ATT-1", signature=None):
    content = b"" if body is None else json.dumps(body).encode()
    target = f"/api/v1/{path}"
    signed = sign(DEMO_KEY, f"{method} {target}\n".encode() + content) if signature is None else signature
    headers = {HEADER: signed, "Idempotency-Key": key, "Content-Type": "application/json"}
    return client.open(target, method=method, data=content, headers=headers)


def make(client, key="ATT-1", **changes):
    return ask(client, "POST", "payments", ORDER | changes, key=key)


def status(client, payment):
    return ask(client, "GET", f"payments/{payment}").get_json()["status"]


def switch(client, name, **more):
    assert client.post("/admin/faults", json={"name": name, **more}, headers=TOKEN).status_code == 200


def test_a_payment_is_made_paid_and_told(client, told):
    made = make(client)
    assert made.status_code == 201
    payment = made.get_json()["id"]
    page = client.get(made.get_json()["pay_url"])
    assert "250,00 AZN" in page.text
    paid = client.post(made.get_json()["pay_url"], data={"card": "4169"})
    assert (paid.status_code, paid.location) == (303, f"http://127.0.0.1:8000/back?payment={payment}")
    answer = ask(client, "GET", f"payments/{payment}").get_json()
    assert (answer["status"], answer["amount"], answer["reference"]) == ("paid", 25_000, "ATT-1")
    ((url, body, headers),) = told
    assert url == ORDER["notify_url"]
    assert is_right(DEMO_KEY, headers[HEADER], body)
    assert json.loads(body)["payment"] == payment


@pytest.mark.parametrize(
    "signature",
    ["", "t=1,v1=00", "nonsense", pytest.param(sign("another key", b"x"), id="of another key")],
)
def test_what_is_not_signed_is_not_answered(client, signature):
    assert ask(client, "POST", "payments", ORDER, signature=signature).status_code == 401


def test_one_key_is_one_payment_and_never_another_order(client):
    first, again = make(client), make(client)
    assert first.get_json()["id"] == again.get_json()["id"]
    assert make(client, amount=1).status_code == 409
    assert make(client, key="ATT-2").get_json()["id"] != first.get_json()["id"]


WRONG = {
    "amount": [0, -1, 1.5, "100", True, 10**12],
    "currency": ["USD", "azn", None],
    "service_code": ["12345", "abcdefg", "８１０４００１"],
    "return_url": ["javascript:alert(1)", ""],
    "expires_at": ["tomorrow", "2099-01-01T00:00:00"],
    "payer": [None, {}, {"kind": "person"}],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_what_cannot_be_paid_is_refused_with_its_field(client, name, value):
    assert make(client, **{name: value}).status_code == 422


def test_a_declined_card_and_a_second_click_change_nothing_more(client, told):
    made = make(client).get_json()
    client.post(made["pay_url"], data={"card": "5103"})
    client.post(made["pay_url"], data={"card": "4169"})
    assert status(client, made["id"]) == "declined"
    assert len(told) == 1


def test_a_payment_expires_and_can_be_forced_to_succeed_late(client, told):
    soon = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    payment = make(client, expires_at=soon).get_json()["id"]
    assert status(client, payment) == "expired"
    assert client.post(f"/admin/payments/{payment}", json={"status": "paid"}).status_code == 403
    client.post(f"/admin/payments/{payment}", json={"status": "paid"}, headers=TOKEN)
    assert status(client, payment) == "paid"
    assert len(told) == 1


def test_a_refund_is_made_once_for_a_key_and_never_more_than_was_paid(client):
    made = make(client).get_json()
    assert ask(client, "POST", f"payments/{made['id']}/refunds", {"amount": 1}, key="r").status_code == 409
    client.post(made["pay_url"], data={"card": "4169"})
    first = ask(client, "POST", f"payments/{made['id']}/refunds", {"amount": 20_000}, key="r-1")
    again = ask(client, "POST", f"payments/{made['id']}/refunds", {"amount": 20_000}, key="r-1")
    more = ask(client, "POST", f"payments/{made['id']}/refunds", {"amount": 20_000}, key="r-2")
    assert (first.status_code, again.get_json(), more.status_code) == (201, first.get_json(), 409)


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_the_pages_speak_three_languages_without_script(client, language):
    page = client.get(make(client).get_json()["pay_url"], query_string={"lang": language}).text
    assert f'<html lang="{language}">' in page
    assert "<script" not in page
    assert len(re.findall("<form", page)) == 1


def test_the_page_lets_the_browser_go_back_to_the_merchant_alone(client):
    policy = client.get(make(client).get_json()["pay_url"]).headers["Content-Security-Policy"]
    assert "form-action 'self' http://127.0.0.1:8000;" in policy


TELLING = {"drop": 0, "duplicate": 3, "reorder": 2, "forge": 1}


@pytest.mark.parametrize(("fault", "count"), TELLING.items())
def test_notifications_go_wrong_as_told(client, told, fault, count):
    switch(client, fault)
    client.post(make(client).get_json()["pay_url"], data={"card": "4169"})
    assert len(told) == count
    right = [is_right(DEMO_KEY, headers[HEADER], body) for _url, body, headers in told]
    assert all(right) is (fault != "forge")


def test_a_notification_is_tried_again_until_it_is_taken(client, app, told):
    answers = iter([503, 204])
    app.extensions["payments"].notifier.post = lambda url, _body, _headers: told.append(url) or next(answers)
    client.post(make(client).get_json()["pay_url"], data={"card": "4169"})
    assert len(told) == 2


LIES = {"wrong-amount": "amount", "wrong-currency": "currency", "wrong-invoice": "invoice"}


@pytest.mark.parametrize(("fault", "name"), LIES.items())
def test_what_is_told_when_asked_can_be_bent(client, fault, name):
    payment = make(client).get_json()["id"]
    switch(client, fault, times=1)
    bent, right = (ask(client, "GET", f"payments/{payment}").get_json()[name] for _ask in range(2))
    assert bent != right == ORDER[name]


def test_a_lost_answer_leaves_the_payment_made(client):
    switch(client, "lost-answer", times=1)
    assert make(client).status_code == 500
    assert make(client).status_code == 201
    assert len(client.get("/admin/payments", headers=TOKEN).get_json()) == 1


def test_the_settlement_file_has_every_payment_and_refund_of_the_day(client):
    made = make(client).get_json()
    client.post(made["pay_url"], data={"card": "4169"})
    ask(client, "POST", f"payments/{made['id']}/refunds", {"amount": 5_000}, key="r-1")
    day = (datetime.now(UTC) + timedelta(hours=4)).date().isoformat()
    lines = ask(client, "GET", f"settlements/{day}").text.splitlines()
    assert [line.split(";")[4:6] for line in lines] == [["kind", "amount"], ["payment", "25000"], ["refund", "5000"]]
    assert len(ask(client, "GET", "settlements/2020-01-01").text.splitlines()) == 1
    assert ask(client, "GET", "settlements/someday").status_code == 404


def test_payments_outlive_the_process(client, app, tmp_path):
    payment = make(client).get_json()["id"]
    assert PaymentStore(tmp_path / "asan_odenis.sqlite3").find(payment).order.amount == 25_000


def test_there_is_no_payment_by_a_made_up_name(client):
    assert client.get("/pay/" + "0" * 32).status_code == 404
    assert ask(client, "GET", "payments/" + "0" * 32).status_code == 404


def test_a_clean_start_forgets_everything(client):
    make(client)
    assert client.post("/admin/reset", headers=TOKEN).status_code == 204
    assert client.get("/admin/payments", headers=TOKEN).get_json() == []
