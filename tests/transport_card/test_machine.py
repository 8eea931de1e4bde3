"""The machine API of validators over HTTP: answers, refusals, the signed list, alarms."""

import base64
import json
from hashlib import sha256

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from tests.transport_card.conftest import FARE, broken, headers_of
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.incidents.models import Incident
from webapp.transport_card.services import ending
from webapp.transport_card.services.devices import revoke


def post(client, sent, **changes):
    headers = {**headers_of(sent), **changes}
    return client.open("/api/v1/taps", method="POST", data=sent.body, headers=headers, content_type="application/json")


def carded(city, qepik=1000, **more):
    with transaction():
        return city.card(qepik, **more)


def test_a_batch_is_answered_tap_by_tap(city, stranger):
    card = carded(city)
    sent = city.batch(city.tap(card, 60), city.tap("4111111111111111"), city.tap(card))
    answer = post(stranger, sent)
    assert answer.status_code == 200
    first, unknown, last = answer.json["taps"]
    assert (first["accepted"], first["fare"], first["balance"], first["again"]) == (True, FARE, 940, False)
    assert (unknown["accepted"], unknown["reason"], unknown["balance"]) == (False, "unknown_card", None)
    assert last["balance"] == 880
    assert [one["again"] for one in post(stranger, sent).json["taps"]] == [True, True, True]


@pytest.mark.parametrize("name", ["Tap-Device", "Tap-Batch", "Tap-Signature"])
@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 40, "²"])
def test_odd_headers_are_refused_and_never_a_failure(city, stranger, name, value):
    sent = city.batch(city.tap(carded(city)))
    answer = post(stranger, sent, **{name: value.encode().decode("latin-1")})
    assert answer.status_code in {403, 422}
    assert answer.mimetype == "application/problem+json"


def test_a_stolen_validator_is_refused_and_becomes_an_incident(city, stranger):
    sent = city.batch(city.tap(carded(city)))
    with transaction():
        revoke(city.validator().public_id, reason="Oğurlanıb", actor=SYSTEM)
    assert post(stranger, sent).status_code == 403
    post(stranger, sent)
    with transaction():
        (incident,) = db.session().query(Incident).filter(Incident.cause_key.like("validator-revoked:%"))
        assert (incident.kind, incident.seen) == ("security", 2)


def test_a_forged_signature_changes_nothing_and_becomes_an_incident(city, stranger):
    card = carded(city)
    sent = city.batch(city.tap(card))
    assert post(stranger, sent, **{"Tap-Signature": broken(sent.signature)}).status_code == 403
    with transaction():
        assert city.balance(card) == 1000
        assert db.session().query(Incident).filter(Incident.cause_key.like("validator-signature:%")).count() == 1


def test_a_number_used_twice_is_refused_and_becomes_an_incident(city, stranger):
    card = carded(city)
    post(stranger, city.batch(city.tap(card, 60), number=9000))
    assert post(stranger, city.batch(city.tap(card), number=9000)).status_code == 409
    with transaction():
        assert city.balance(card) == 1000 - FARE
        assert db.session().query(Incident).filter(Incident.cause_key.like("batch-reused:%")).count() == 1


def test_a_body_of_ten_thousand_taps_is_not_read(city, stranger):
    taps = [{"counter": n, "card": "9944000000000014", "at": "2026-11-22T08:00:00+04:00"} for n in range(10_000)]
    sent = city.batch(*taps)
    assert post(stranger, sent).status_code == 413


def test_the_list_of_stopped_cards_comes_in_signed_pieces(city, stranger):
    lost, kept = carded(city, holder=city.aysel), carded(city)
    start = stranger.open("/api/v1/taps/blocked", expect=200).json["version"]
    with transaction():
        ending.report_lost(lost, actor=city.aysel)
    answer = stranger.open(f"/api/v1/taps/blocked?since={start}", expect=200)
    (change,) = answer.json["changes"]
    assert change["card"] == sha256(lost.number.encode()).hexdigest()[:32]
    assert (change["blocked"], change["version"]) == (True, start + 1)
    verify(stranger, answer)
    with transaction():
        ending.unblock(city.fresh(lost), by_office=False, actor=city.aysel)
    (freed,) = stranger.open(f"/api/v1/taps/blocked?since={start + 1}").json["changes"]
    assert (freed["blocked"], freed["card"]) == (False, change["card"])
    assert stranger.open(f"/api/v1/taps/blocked?since={start + 2}").json["changes"] == []
    assert kept.number not in answer.text


def verify(client, answer, body=None):
    key = load_pem_public_key(client.open("/api/v1/taps/key").json["public_key"].encode())
    raw = base64.b64decode(answer.headers["Tap-Signature"])
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key.verify(der, body or answer.data, ec.ECDSA(SHA256()))


def test_a_changed_list_is_not_ours(city, stranger):
    answer = stranger.open("/api/v1/taps/blocked")
    with pytest.raises(InvalidSignature):
        verify(stranger, answer, answer.data + b" ")


@pytest.mark.parametrize("since", ["-1", "x", "9" * 30, "²"])
def test_an_odd_version_is_refused(city, stranger, since):
    stranger.open("/api/v1/taps/blocked", query_string={"since": since}, expect=422)


def test_the_description_names_what_is_served(stranger):
    told = json.loads(stranger.open("/api/v1/openapi.json").text)
    assert {"/taps", "/taps/blocked", "/taps/key"} <= set(told["paths"])
