import base64
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256

import pytest
import time_machine
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from mocks.pki.issuing import now
from mocks.pki.pairs import load_certificate
from mocks.signing.rules import Means, Order, verification_code
from mocks.signing.service import SigningService

LEYLA, RASHAD = "7LYL5H2", "2RSD4K7"


def holds(answer, content=b"waybill"):
    key = x509.load_pem_x509_certificate(answer["certificate"].encode()).public_key()
    try:
        key.verify(base64.b64decode(answer["signature"]), content, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def test_the_control_code_is_that_of_the_published_example():
    digest = bytes.fromhex("2f665f6a6999e0ef0752e00ec9f453adf59d8cb6")  # SHA-1 in the example; the rule is the same
    assert verification_code(digest) == "1462"


@given(st.binary(min_size=32, max_size=32))
def test_a_control_code_has_four_digits_and_stays_below_8192(digest):
    code = verification_code(digest)
    assert len(code) == 4
    assert 0 <= int(code) <= 8191


def test_a_confirmed_request_gives_a_signature_over_the_digest_by_the_persons_key(portal, pki):
    started = portal.post(portal.order())
    assert started.status_code == 202
    assert started.get_json()["verification_code"] == verification_code(sha256(b"waybill").digest())
    session_id = started.get_json()["session_id"]
    assert portal.collect(session_id) == {"state": "RUNNING"}
    portal.confirm(session_id)
    answer = portal.collect(session_id)
    assert (answer["state"], answer["result"]) == ("COMPLETE", "OK")
    assert holds(answer)
    assert not holds(answer, b"another waybill")
    assert answer["certificate"] == portal.certificate(LEYLA).get_json()["certificate"]
    assert answer["chain"][1].encode() == (pki / "esign-root.pem").read_bytes()


def test_who_waits_is_answered_as_soon_as_the_person_confirms(portal):
    session_id = portal.start()
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(portal.collect(session_id, 20_000)))
    waiting.start()
    portal.confirm(session_id)
    waiting.join(timeout=15)
    assert [answer["result"] for answer in answers] == ["OK"]


def test_a_request_nobody_answers_times_out_and_is_forgotten(portal):
    session_id = portal.start()
    with time_machine.travel(now() + timedelta(seconds=121)):
        assert portal.collect(session_id, 5_000)["result"] == "TIMEOUT"
    with time_machine.travel(now() + timedelta(minutes=6)):
        assert portal.collect(session_id)["type"] == "urn:problem:session-not-found"


@pytest.mark.parametrize("auth", [None, ("kabinet", "wrong"), ("other", "kabinet-signing-secret")])
def test_a_stranger_gets_nothing(portal, auth):
    session_id = portal.start()
    for answer in (
        portal.client.post("/v1/signatures", json=portal.order(), auth=auth),
        portal.client.get(f"/v1/signatures/{session_id}", auth=auth),
        portal.client.get(f"/v1/certificates/{LEYLA}", auth=auth),
    ):
        assert answer.status_code == 401
        assert answer.get_json()["type"] == "urn:problem:unknown-client"


def test_an_unknown_person_and_a_foreign_phone_are_refused_alike(portal):
    unknown = portal.post(portal.order(fin="9ZZZ9Z9"))
    foreign_phone = portal.post(portal.order(phone="+994501234502"))
    assert unknown.status_code == foreign_phone.status_code == portal.certificate("9ZZZ9Z9").status_code == 404
    assert unknown.get_json() == foreign_phone.get_json()
    assert unknown.get_json()["type"] == "urn:problem:not-customer"
    assert portal.post(portal.order(phone="+994501234503")).status_code == 202


@pytest.mark.parametrize(
    "wrong",
    [
        {"fin": "7LYL5H"},
        {"fin": "7LYI5H2"},
        {"fin": 5},
        {"phone": "0501234503"},
        {"hash": "AAAA"},
        {"hash": "*" * 44},
        {"hash_algorithm": "SHA-1"},
        {"display_text": " "},
        {"display_text": "x" * 501},
        {"means": "fax"},
        {"means": ["sima"]},
        {"idempotency_key": None},
    ],
)
def test_what_is_no_request_is_refused_and_reaches_no_phone(portal, wrong):
    refused = portal.post(portal.order() | wrong)
    assert refused.status_code == 400
    assert refused.get_json()["type"] == "urn:problem:not-a-request"
    assert "Gözləyən sorğu yoxdur." in portal.client.get(f"/phone/{LEYLA}").get_data(as_text=True)
    assert portal.client.get("/admin/received", headers={"X-Admin-Token": "demo-admin"}).get_json() == []


def test_the_same_key_is_the_same_request_and_another_request_under_it_is_refused(portal):
    order = portal.order()
    assert portal.post(order).get_json() == portal.post(order).get_json()
    other = portal.post(portal.order(content=b"other") | {"idempotency_key": order["idempotency_key"]})
    assert (other.status_code, other.get_json()["type"]) == (409, "urn:problem:key-taken")


def test_a_phone_takes_only_so_many_open_requests(portal):
    answers = [portal.post(portal.order()).status_code for _ in range(51)]
    assert answers == [202] * 50 + [429]
    assert portal.post(portal.order(fin=RASHAD)).status_code == 202


def test_a_request_taken_back_cannot_be_confirmed_any_more(portal):
    session_id = portal.start()
    assert (
        portal.client.delete(f"/v1/signatures/{session_id}", auth=("kabinet", "kabinet-signing-secret")).status_code
        == 204
    )
    portal.confirm(session_id)
    assert portal.collect(session_id) == {"state": "COMPLETE", "result": "USER_CANCELLED"}


def test_an_automatic_phone_confirms_by_itself_until_told_otherwise(portal):
    portal.admin("auto-confirm", fin=LEYLA, on=True)
    assert portal.collect(portal.start())["result"] == "OK"
    assert portal.collect(portal.start(fin=RASHAD))["state"] == "RUNNING"
    portal.admin("auto-confirm", fin=LEYLA, on=False)
    assert portal.collect(portal.start())["state"] == "RUNNING"


@pytest.mark.parametrize(
    ("fault", "result"),
    [
        ("refuse", "USER_CANCELLED"),
        ("timeout", "TIMEOUT"),
        ("not-customer", "NOT_CUSTOMER"),
        ("phone-absent", "PHONE_ABSENT"),
        ("delivery-error", "DELIVERY_ERROR"),
        ("hash-mismatch", "HASH_MISMATCH"),
    ],
)
def test_a_fault_ends_the_request_in_its_result_without_a_signature(portal, fault, result):
    portal.admin("faults", name=fault, times=1)
    assert portal.collect(portal.start()) == {"state": "COMPLETE", "result": result}
    assert portal.collect(portal.start())["state"] == "RUNNING"


@pytest.mark.parametrize(
    ("fault", "pair"),
    [
        ("revoked-certificate", f"{LEYLA}-revoked"),
        ("expired-certificate", f"{LEYLA}-expired"),
        ("untrusted-certificate", f"untrusted-{LEYLA}"),
        ("wrong-person", "5AYS3L1"),
    ],
)
def test_a_certificate_fault_signs_with_another_certificate(portal, pki, fault, pair):
    portal.admin("faults", **{"name": fault, "for": LEYLA})
    portal.admin("auto-confirm", fin="*")
    answer = portal.collect(portal.start())
    expected = load_certificate(pki, f"people/{pair}")
    assert x509.load_pem_x509_certificate(answer["certificate"].encode()) == expected
    assert answer["certificate"] == portal.certificate(LEYLA).get_json()["certificate"]
    assert holds(answer)


def test_a_signature_over_another_digest_does_not_hold(portal):
    portal.admin("faults", name="other-hash")
    session_id = portal.start()
    portal.confirm(session_id)
    assert not holds(portal.collect(session_id))


def test_a_late_confirmation_follows_a_refusal_when_switched_on(portal):
    portal.admin("faults", name="late-ok")
    session_id = portal.start()
    portal.phone(session_id, action="refuse")
    assert portal.collect(session_id)["result"] == "USER_CANCELLED"
    assert portal.collect(session_id)["result"] == "OK"


def test_what_was_received_is_listed_for_those_with_the_token(portal):
    order = portal.order(phone="+994501234503")
    portal.post(order)
    (received,) = portal.client.get("/admin/received", headers={"X-Admin-Token": "demo-admin"}).get_json()
    assert {key: received[key] for key in order if key in received} == {
        key: value for key, value in order.items() if key != "hash_algorithm"
    }
    assert portal.client.get("/admin/received").status_code == 403
    portal.admin("reset")
    assert portal.client.get("/admin/received", headers={"X-Admin-Token": "demo-admin"}).get_json() == []


def test_the_same_key_sent_by_many_at_once_reaches_the_phone_once(data_dir):
    board = SigningService(data_dir / "pki").board
    order = Order(LEYLA, None, (bytes(32),), "EYQ-2026-000117", Means.SIMA, "k-1")
    with ThreadPoolExecutor(8) as portals:
        started = list(portals.map(lambda _: board.start(order, "kabinet"), range(64)))
    assert len({session.id for session, _ in started}) == len(board.pending(LEYLA)) == 1
    assert sum(is_new for _, is_new in started) == 1


def test_a_double_confirmation_keeps_the_first_answer(data_dir):
    service = SigningService(data_dir / "pki")
    session = service.start(Order(LEYLA, None, (bytes(32),), "EYQ-2026-000117", Means.SIMA, "k-1"), "kabinet")
    service.confirm(session, "1234")
    first = session.answer
    service.confirm(session, "1234")
    service.refuse(session)
    assert session.answer is first
