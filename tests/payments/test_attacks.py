"""What is tried against payments: the list names tests that exist, and those that had no other home."""

import json
import re

import pytest

from mocks.asan_odenis.signing import sign
from mocks.stripe.events import signed
from tests.payments.conftest import THING
from tests.payments.test_notices import KEY
from tests.payments.test_notices import tell as tell_asan
from tests.payments.test_paying import attempts, back, begin, page_of, rows, state_of
from tests.payments.test_stripe import SECRET, tell
from tests.support.jobs import run_jobs, waiting_jobs
from webapp.config import ROOT
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.payments.api import cancel_invoice, request_refund
from webapp.payments.errors import NotRefundable, RefundTooLarge
from webapp.payments.models import Attempt, Difference, ProviderNotice, Refund
from webapp.payments.services.invoicing import lapse_invoice

LIST = (ROOT / "docs/payments-attacks.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", LIST)))
AMOUNTS = ["-1", "0", "1e18", "250.00", "NaN", "Infinity", "250,00", "0x10", "1 000", "٢٥٠", "True", "9" * 4000]


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_what_is_named_as_proof_is_there(file, test):
    assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_input_has_its_proof():
    lines = [line for line in LIST.splitlines() if line.startswith("| ") and not line.startswith("| input")]
    assert len(lines) >= 45
    assert [line for line in lines if "::test_" not in line] == []


@pytest.mark.parametrize("typed", AMOUNTS)
def test_no_amount_and_no_currency_of_a_form_counts(client, asan, owed, typed):
    page = client.open(page_of(owed))
    more = dict.fromkeys(("amount", "qepik", "total", "amount_available"), typed)
    client.submit(page, f"{owed}/pay", **more, currency="USD", expect=303)
    assert [(payment.order.amount, payment.order.currency) for payment in asan.payments] == [(25_000, "AZN")]


ENDED = {
    "cancelled": lambda owed: cancel_invoice(owed, reason="", actor=SYSTEM),
    "lapsed": lapse_invoice,
}


@pytest.mark.parametrize("end", ENDED.values(), ids=ENDED)
def test_what_has_ended_is_not_paid_from_an_old_page(client, asan, owed, end):
    page = client.open(page_of(owed))
    with transaction():
        end(owed)
    client.submit(page, f"{owed}/pay", expect=409)
    assert asan.payments == []


def test_the_return_page_of_one_invoice_shows_no_attempt_of_another(client, asan, world, owed):
    begin(client, owed)
    asan.pay()
    with transaction():
        other = world.owes(ref="B-2")
    client.open(f"{page_of(other)}/attempts/{rows(Attempt)[0].public_id}", expect=404)
    assert (state_of(other), state_of(owed)) == ("open", "open")


@pytest.mark.parametrize("name", ["session_id", "payment", "payment_intent", "redirect_status", "success"])
def test_what_the_return_address_says_proves_nothing(client, asan, owed, name):
    begin(client, owed)
    assert "gözlənilir" in back(client, owed, query_string={name: "succeeded"}).words
    assert state_of(owed) == "open"


def event(number, kind, about):
    body = json.dumps({"id": f"evt_{number}", "type": kind, "data": {"object": about}}).encode()
    return body, signed(SECRET, body)


def test_a_refund_told_before_its_payment_is_known_changes_nothing(app, client, stripe, owed, database):
    client.submit(client.open(page_of(owed)), f"{owed}/pay", provider="stripe", expect=303)
    about = {"id": "re_1", "object": "refund", "metadata": {"refund": "0" * 26}}
    assert tell(app, *event(1, "refund.updated", about)) == 204
    assert [row.kind for row in rows(Difference)] == ["refund_unknown_here"]
    stripe.pay()
    run_jobs(database, "payments.look_up")
    assert state_of(owed) == "paid"


def test_a_failure_told_after_the_success_changes_nothing(app, client, stripe, owed, database):
    client.submit(client.open(page_of(owed)), f"{owed}/pay", provider="stripe", expect=303)
    stripe.pay()
    run_jobs(database, "payments.look_up")
    about = {"id": "pi_1", "metadata": {"attempt": rows(Attempt)[0].public_id}}
    for number, kind in enumerate(("payment_intent.payment_failed", "payment_intent.canceled")):
        assert tell(app, *event(number, kind, about)) == 204
    session = {"id": stripe.sessions[0]["id"]}
    assert tell(app, *event(9, "checkout.session.expired", session)) == 204
    run_jobs(database, "payments.look_up")
    assert (attempts(), state_of(owed)) == (["succeeded"], "paid")


@pytest.mark.parametrize("kind", ["customer.created", "account.updated", "payout.paid", "x" * 200])
def test_an_event_of_an_unknown_type_is_taken_and_changes_nothing(app, world, database, kind):
    assert tell(app, *event(1, kind, {"id": "x_1"})) == 204
    assert (rows(Difference), len(rows(ProviderNotice))) == ([], 1)
    assert waiting_jobs(database, "payments.look_up") == []


def test_five_megabytes_are_not_read_from_stripe_either(app, world):
    assert tell(app, b" " * 5_000_000, {}) == 413
    assert app.test_client().get("/payments/notices/stripe").status_code == 405


def test_a_notification_written_anew_is_not_the_one_that_was_signed(app, world):
    told = {"event": "e-1", "kind": "payment.paid", "payment": "p-1"}
    header = sign(KEY, json.dumps(told).encode())
    assert tell_asan(app, json.dumps(told, indent=1).encode(), header) == 400


def test_a_refund_of_what_was_not_paid_or_is_more_than_is_left_is_refused(client, asan, owed):
    with pytest.raises(NotRefundable), transaction():
        request_refund(owed, qepik=1, reason="", key="x-1", actor=SYSTEM)
    begin(client, owed)
    asan.pay()
    back(client, owed)
    for number, wrong in enumerate((0, -1, 25_001, 10**18, 99.5, True, float("nan"))):
        with pytest.raises(RefundTooLarge), transaction():
            request_refund(owed, qepik=wrong, reason="", key=f"w-{number}", actor=SYSTEM)
    with transaction():
        request_refund(owed, qepik=20_000, reason="", key="x-2", actor=SYSTEM)
    with pytest.raises(RefundTooLarge), transaction():
        request_refund(owed, qepik=5_001, reason="", key="x-3", actor=SYSTEM)
    assert len(rows(Refund)) == 1


def test_a_payer_has_no_way_to_a_refund(client, asan, owed):
    begin(client, owed)
    asan.pay()
    shown = back(client, owed)
    token = client.open("/cabinet/payments").form()["csrf_token"]
    attempt = rows(Attempt)[0].public_id
    assert THING.code not in shown.words
    client.post(f"/office/payments/attempts/{attempt}/refund", data={"csrf_token": token, "reason": "x"}, expect=403)
    assert rows(Refund) == []
