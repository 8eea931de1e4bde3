import json
from base64 import b64encode
from hashlib import sha512

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ehis.authority import NOW, Authority
from webapp.ehis.faults import Refused
from webapp.ehis.multipart import SignedMessage, kind_of, pack, unpack
from webapp.ehis.rest import answers, errors
from webapp.ehis.rest.message import (
    ANSWER_KIND,
    REQUEST_KIND,
    RestAnswer,
    RestRequest,
    message_bytes,
    read_answer,
    read_request,
    rest_hash,
)
from webapp.ehis.rest.reading import RestMessage, accept, read, with_version
from webapp.ehis.sign import sign
from webapp.ehis.verify import verify

TARGET = "/r1/AZ/GOV/AYNA/kabinet/carrierStatus?voen=9900010101"
CLIENT = ("X-Road-Client", "AZ/GOV/POLICE/checks")


def question(*headers: tuple[str, str], method: str = "GET", body: bytes = b"") -> RestMessage:
    return accept(method, TARGET, (CLIENT, *headers), body)


def test_an_information_system_may_leave_the_ids_to_its_security_server() -> None:
    first, second = question(), question()

    assert first.header.message_id != second.header.message_id
    assert first.request_id != second.request_id
    assert str(first.header.client) == "AZ/GOV/POLICE/checks"
    assert str(first.header.service) == "AZ/GOV/AYNA/kabinet/carrierStatus"


def test_what_it_says_itself_is_kept() -> None:
    asked = question(
        ("x-road-id", "abcdefgh-1"),
        ("X-Road-UserId", "AZ7FAQ6P2"),
        ("X-Road-Issue", "iş № 7".encode().decode("latin-1")),
    )

    assert (asked.header.message_id, asked.header.user_id, asked.header.issue) == ("abcdefgh-1", "AZ7FAQ6P2", "iş № 7")
    assert read(asked.raw) == asked


def test_credentials_and_headers_of_the_connection_stay_behind() -> None:
    asked = question(
        ("Authorization", "Bearer x"), ("Cookie", "a=b"), ("Host", "h"), ("Connection", "close"), ("Accept", "*/*")
    )

    assert [name for name, _ in asked.request.headers] == ["X-Road-Client", "X-Road-Id", "X-Road-Request-Id", "Accept"]


def test_r1_names_no_version_and_the_server_adds_the_one_that_answers() -> None:
    assert str(with_version(question(), "v1").service) == "AZ/GOV/AYNA/kabinet/carrierStatus/v1"


@pytest.mark.parametrize(
    ("kind", "headers"),
    [
        ("missing_header_field", ()),
        ("duplicate_header_field", (CLIENT, CLIENT)),
        ("duplicate_header_field", (CLIENT, ("x-road-client", "AZ/GOV/AYNA/kabinet"))),
        ("duplicate_header_field", (CLIENT, ("X_Road_Client", "AZ/GOV/AYNA/kabinet"))),
        ("duplicate_header_field", (CLIENT, ("X-Road-Id", "abcdefgh"), ("X-Road-Id", "abcdefgi"))),
        ("inconsistent_headers", (CLIENT, ("X-Road-Request-Hash", "x"))),
        ("inconsistent_headers", (CLIENT, ("X-Road-Error", "x"))),
        ("inconsistent_headers", (CLIENT, ("X-Road-Request-Id", "0" * 36))),
        ("inconsistent_headers", (CLIENT, ("X-Road-Represented-Party", "COM/1"))),
        ("inconsistent_headers", (CLIENT, ("X-Road-Id", "a b"))),
        ("inconsistent_headers", (CLIENT, ("X-Road-UserId", "Faiq"))),
        ("inconsistent_headers", (CLIENT, ("X-Road-Issue", "\xff"))),
        ("unknown_member", (("X-Road-Client", "EE/GOV/POLICE/checks"),)),
        ("bad_request", (CLIENT, ("Accept", "a\r\nX-Road-Client: b"))),
        ("bad_request", (CLIENT, ("Accept:x", "a"))),
    ],
)
def test_headers_that_contradict_the_protocol_are_refused(kind: str, headers: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(Refused) as refused:
        accept("GET", TARGET, headers, b"")
    assert refused.value.kind == kind


@pytest.mark.parametrize(("method", "body"), [("TRACE", b""), ("CONNECT", b""), ("get", b""), ("GET", b"{}")])
def test_methods_outside_the_protocol_are_refused(method: str, body: bytes) -> None:
    with pytest.raises(Refused):
        question(method=method, body=body)


def test_the_limit_of_ten_kilobytes_holds_for_head_and_body_together() -> None:
    room = 10_240 - len(question(method="POST").raw)

    assert len(question(method="POST", body=b"x" * room).raw) == 10_240
    with pytest.raises(Refused, match="message_too_large"):
        question(method="POST", body=b"x" * (room + 1))


def test_the_request_hash_is_the_protocols() -> None:
    head = b"POST\r\n/r1/x\r\nAccept:a\r\n"
    both = sha512(sha512(head).digest() + sha512(b"body").digest()).digest()

    assert rest_hash(head + b"\r\n") == b64encode(sha512(head).digest()).decode()
    assert rest_hash(head + b"\r\nbody") == b64encode(both).decode()


@given(
    st.binary(max_size=300),
    st.lists(st.tuples(st.sampled_from(["Accept", "X-A", "Content-Type"]), st.text("abc é;=", max_size=9))),
)
def test_messages_are_read_back_byte_for_byte(body: bytes, headers: list[tuple[str, str]]) -> None:
    plain = tuple((name, value.strip()) for name, value in headers)
    request, answer = RestRequest("POST", "/r1/x", plain, body), RestAnswer(404, plain, body)

    assert read_request(message_bytes(request)) == request
    assert read_answer(message_bytes(answer)) == answer


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    for reader in (read_request, read_answer, read):
        try:
            reader(raw)
        except Refused:
            continue


@pytest.mark.parametrize(
    "raw", [b"GET\n/r1/x\n\n", b"GET\r\n/r1/x\r\nAccept: a\r\n\r\n", b"GET\r\n/r1/x\r\nHost:a\r\n\r\n", b"GET\r\n\r\n"]
)
def test_a_second_spelling_of_a_message_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused):
        read_request(raw)


def test_a_signed_message_travels_and_is_proved() -> None:
    authority = Authority()
    trust, key = authority.trust(), authority.issue("AZ/GOV/POLICE")
    asked = question(method="POST", body=b'{"a": 1}\r\n')
    content_type, body = pack(SignedMessage(asked.raw, sign(asked.raw, key, at=NOW)), kind=REQUEST_KIND)

    assert kind_of(body) == REQUEST_KIND
    received = unpack(content_type, body, kind=REQUEST_KIND)
    assert read(received.message) == asked
    assert verify(received, trust, at=NOW).signed_at == NOW
    with pytest.raises(Refused):
        unpack(content_type, body)  # no SOAP message
    with pytest.raises(Refused):
        unpack(content_type, body, kind=ANSWER_KIND)


def test_an_answer_is_bound_to_its_question() -> None:
    asked, other = question(), question()
    raw = answers.write(
        RestAnswer(200, (("Content-Type", "application/json"), ("X-Road-Client", "forged")), b"{}"), asked
    )

    answer = answers.prove(raw, asked)
    assert (answer.status, answer.body, answer.header("x-road-client")) == (200, b"{}", "AZ/GOV/POLICE/checks")
    assert answer.header("X-Road-Request-Hash") == rest_hash(asked.raw)
    with pytest.raises(Refused, match="inconsistent_response"):
        answers.prove(raw, other)
    with pytest.raises(Refused, match="inconsistent_response"):
        answers.prove(raw.replace(b"X-Road-Client", b"X-Road-Error:x\r\nX-Road-Client", 1), asked)


@pytest.mark.parametrize(("code", "status"), [("server.serverproxy.access_denied", 500), ("client.bad_request", 400)])
def test_a_refusal_says_its_code_in_status_header_and_body(code: str, status: int) -> None:
    refusal = errors.error_answer(code, "Səbəb")

    assert (refusal.status, refusal.header("X-Road-Error")) == (status, code)
    assert set(json.loads(refusal.body)) == {"type", "message", "detail"}
    read_back = errors.read_error(refusal)
    assert read_back is not None
    assert str(read_back.code) == code
    assert errors.error_answer(code, "Səbəb", accept="text/xml").body.startswith(b"<?xml")


def test_without_the_header_an_error_is_the_providers_own_word() -> None:
    assert errors.read_error(RestAnswer(404, (), b'{"type": "x"}')) is None
