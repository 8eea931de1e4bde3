"""Notifications: signed, fresh, once; and never believed, only a reason to ask."""

import json
import time

import pytest

from mocks.asan_odenis.signing import sign
from tests.payments.test_paying import attempts, begin, rows, state_of
from tests.support.jobs import run_jobs, waiting_jobs
from webapp.payments.gateways.signatures import is_signed, signature
from webapp.payments.models import Difference, ProviderNotice

KEY = "kabinet-asan-odenis-demo-key"
ADDRESS = "/payments/notices/asan_odenis"
BODY = b'{"event": "e-1", "kind": "payment.paid", "payment": "p-1"}'


def tell(app, body=BODY, header=None, address=ADDRESS):
    signed = sign(KEY, body) if header is None else header
    return app.test_client().post(address, data=body, headers={"X-Asan-Signature": signed}).status_code


FORGED = {
    "no signature": lambda _body: "",
    "another key": lambda body: sign("somebody-else", body),
    "another body": lambda body: sign(KEY, body + b" "),
    "ten minutes old": lambda body: signature(KEY, int(time.time()) - 600, body),
    "ten minutes ahead": lambda body: signature(KEY, int(time.time()) + 600, body),
    "two moments": lambda body: f"t=1,{sign(KEY, body)}",
    "not a moment": lambda _body: "t=soon,v1=00",
    "a digit that is none": lambda _body: "t=²,v1=00",
    "no digest": lambda _body: f"t={int(time.time())}",
    "very long": lambda body: sign(KEY, body) + ",v1=" + "0" * 5000,
}


@pytest.mark.parametrize("header", FORGED.values(), ids=FORGED)
def test_what_the_provider_did_not_sign_is_refused(app, world, header):
    assert tell(app, header=header(BODY)) == 400
    assert rows(ProviderNotice) == []


STRANGE = [b"", b"[]", b"null", b"\xff\xfe", b"{}", b'{"event": 1, "kind": 2, "payment": 3}', b"[" * 5000]


@pytest.mark.parametrize("body", STRANGE)
def test_signed_nonsense_is_refused_without_a_failure_of_ours(app, world, body):
    assert tell(app, body) == 400


def test_too_large_a_body_is_not_read(app, world):
    assert tell(app, b" " * 5_000_000) == 413


def test_nothing_is_told_by_reading_and_to_a_system_that_we_do_not_have(app, world):
    assert app.test_client().get(ADDRESS).status_code == 405
    assert tell(app, address="/payments/notices/paypal") == 404


def test_a_new_key_may_stand_beside_the_old_one():
    header = signature("old", 1000, b"x") + "," + signature("new", 1000, b"x").partition(",")[2]
    assert is_signed("new", header, b"x", at=1000)
    assert is_signed("old", header, b"x", at=1000)


def test_a_payment_that_we_do_not_know_becomes_a_difference(app, world):
    assert tell(app) == 204
    assert [row.kind for row in rows(Difference)] == ["unknown_here"]


def test_the_same_notification_ten_times_is_one(client, asan, owed, database):
    begin(client, owed)
    asan.fault("duplicate")
    asan.pay()
    _url, body, headers = asan.told[-1]
    for _again in range(10):
        assert tell(client.application, body, headers["X-Asan-Signature"]) == 204
    assert len(rows(ProviderNotice)) == 1
    assert len(waiting_jobs(database, "payments.look_up")) == 1


def test_an_older_notification_that_comes_later_changes_nothing(client, asan, owed, database):
    begin(client, owed)
    asan.fault("reorder")
    asan.pay()
    run_jobs(database, "payments.look_up")
    assert state_of(owed) == "paid"
    assert len(rows(ProviderNotice)) == 2


def test_a_forged_notification_of_the_service_is_refused_and_the_sweep_finds_the_payment(client, asan, owed, database):
    begin(client, owed)
    asan.fault("forge")
    asan.pay()
    assert rows(ProviderNotice) == []
    sweep(database)
    assert state_of(owed) == "paid"


def test_a_lost_notification_is_found_by_the_sweep(client, asan, owed, database):
    begin(client, owed)
    asan.fault("drop")
    asan.pay()
    sweep(database)
    assert state_of(owed) == "paid"


def test_a_success_that_comes_late_at_the_provider_is_waited_for(client, asan, owed, database):
    begin(client, owed)
    asan.fault("late-success", seconds=0.05)
    asan.pay()
    run_jobs(database, "payments.look_up")
    time.sleep(0.06)
    sweep(database)
    assert (attempts(), state_of(owed)) == (["succeeded"], "paid")


def test_a_notification_says_that_it_was_paid_and_the_provider_says_that_it_was_not(client, asan, owed, database):
    begin(client, owed)
    ref = asan.payments[0].id
    body = json.dumps({"event": "e-9", "kind": "payment.paid", "payment": ref}).encode()
    assert tell(client.application, body) == 204
    run_jobs(database, "payments.look_up")
    assert (attempts(), state_of(owed)) == (["pending"], "open")


def sweep(database):
    from webapp.core.jobs import queue

    queue().tasks["payments.sweep"].func(timestamp=0)
