"""Signed REST answers that are not what was asked for: each is proved before it is read, and read strictly."""

import json
from datetime import UTC, datetime

import pytest

from tests.ehis.messages import US
from webapp.ehis.answering import rows_of
from webapp.ehis.asking.restful import prove, write
from webapp.ehis.errors import AnswerRejected, RegisterRefused, RegisterUnavailable
from webapp.ehis.multipart import SignedMessage, pack
from webapp.ehis.policy import POLICIES, Purpose
from webapp.ehis.question import Question
from webapp.ehis.rest.answers import write as write_answer
from webapp.ehis.rest.errors import error_answer
from webapp.ehis.rest.message import ANSWER_KIND, RestAnswer
from webapp.ehis.sign import sign
from webapp.ehis.transport import HttpAnswer

RECORD = {
    "voen": "9900010101",
    "holderName": "“Xəzər Yük” MMC",
    "legalForm": "MMC",
    "address": "Bakı",
    "number": "AZ-001",
    "issuedOn": "2026-01-15",
    "validTo": "2029-01-15",
    "scope": "Taxoqraflar",
    "status": "valid",
    "auditor": "Ekspert",
}
GOOD = {"attestation": [RECORD], "asOf": "2026-11-22T10:00:00Z"}


class Peer:
    """The register's security server, which signs whatever it is told to."""

    def __init__(self, registers):
        self.identity = registers.identity()
        self.key = registers.security_server.keys.provider("AKKRED")
        row = POLICIES["listAccreditations"]
        self.question = Question(row, {"voen": "9900010101"}, "AZ2ZAR9W1", Purpose.WORKSHOP)
        self.now = datetime.now(UTC)
        self.written = write(self.question, us=US, key=self.identity.key, at=self.now)

    def answered(self, body, status=200):
        raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        answer = RestAnswer(status, (("Content-Type", "application/json"),), raw)
        message = write_answer(answer, self.written.rest)
        signed = SignedMessage(message, sign(message, self.key, at=self.now))
        return self.proved(HttpAnswer(200, *pack(signed, kind=ANSWER_KIND)))

    def proved(self, http):
        found = prove(http, self.written, self.identity.trust(), at=self.now)
        return rows_of(found.body, self.question)


@pytest.fixture
def peer(registers):
    return Peer(registers)


def test_a_proper_answer_is_read_by_the_same_schema_as_soap(peer):
    found = peer.answered(GOOD)

    assert found.rows[0]["holderName"] == ("“Xəzər Yük” MMC",)
    assert "auditor" not in found.rows[0]
    assert found.as_of == datetime(2026, 11, 22, 10, tzinfo=UTC)
    assert peer.answered({"asOf": GOOD["asOf"]}).rows == ()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'"text"',
        b"{",
        b"\xff\xfe",
        b'{"asOf": "2026-11-22T10:00:00Z", "asOf": "2020-01-01T00:00:00Z"}',
        b'{"attestation": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a": ' * 300 + b"1" + b"}" * 300,
        {},
        {"attestation": [None], "asOf": GOOD["asOf"]},
        {"attestation": [[RECORD]], "asOf": GOOD["asOf"]},
        {"attestation": [RECORD | {"surprise": "?"}], "asOf": GOOD["asOf"]},
        {"attestation": [RECORD | {"status": "perhaps"}], "asOf": GOOD["asOf"]},
        {"attestation": [RECORD | {"holderName": "a\x00b"}], "asOf": GOOD["asOf"]},
        {"attestation": [RECORD], "asOf": "now"},
        {"a b": "1"} | GOOD,
        {"x}y": "1"} | GOOD,
        {"asOf": GOOD["asOf"], "attestation": [RECORD]},
    ],
    ids=range(18),
)
def test_signed_json_that_is_not_as_the_schema_says_is_rejected(peer, body):
    with pytest.raises(AnswerRejected) as caught:
        peer.answered(body)

    assert caught.value.reason == "inconsistent_response"


def test_an_answer_about_another_organisation_is_rejected(peer):
    with pytest.raises(AnswerRejected) as caught:
        peer.answered({**GOOD, "attestation": [RECORD | {"voen": "9900010491"}]})

    assert caught.value.reason == "another_subject"


@pytest.mark.parametrize(
    ("status", "error", "reason"),
    [
        (404, RegisterRefused, "http_404"),
        (503, RegisterUnavailable, "http_503"),
        (429, RegisterUnavailable, "http_429"),
        (204, RegisterRefused, "http_204"),
    ],
)
def test_the_registers_own_status_counts_although_it_is_signed(peer, status, error, reason):
    with pytest.raises(error) as caught:
        peer.answered(b"", status)

    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("server.serverproxy.access_denied", RegisterRefused),
        ("server.serverproxy.service_failed", RegisterUnavailable),
        ("server.clientproxy.signature_verification", AnswerRejected),
        ("client.invalid_signature_value", RegisterRefused),
    ],
)
def test_a_refusal_without_signature_only_denies(peer, code, error):
    told = error_answer(code, "Rəşad 2RSD4K7")
    with pytest.raises(error) as caught:
        peer.proved(HttpAnswer(told.status, "application/json", told.body, code))

    assert caught.value.reason == code
    assert len(caught.value.detail) == 36
    assert "2RSD4K7" not in repr(caught.value) + str(caught.value.facts)
