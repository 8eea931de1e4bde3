"""REST messages (r1) through the security server, in their signed form."""

import json

import pytest

from tests.ehis.gateway.world import as_call, der, now, service
from webapp.core.actor import SYSTEM
from webapp.ehis import api
from webapp.ehis.evidence import Wire
from webapp.ehis.gateway.adapter import Answered
from webapp.ehis.multipart import SignedMessage, pack, unpack
from webapp.ehis.rest import answers
from webapp.ehis.rest.message import ANSWER_KIND, REQUEST_KIND
from webapp.ehis.rest.reading import accept
from webapp.ehis.sign import sign
from webapp.ehis.verify import verify

CLIENT = ("X-Road-Client", "AZ/GOV/POLICE/checks")


@pytest.fixture
def rest(world):
    world.adapter.answer = lambda _: Answered(
        200,
        (("Content-Type", "application/json"), ("Set-Cookie", "a=b"), ("X-Road-Id", "forged")),
        b'{"status": "active"}',
    )
    return world


def question(target="carrierStatus?voen=9900010101", method="GET", headers=(CLIENT,), body=b""):
    return accept(method, f"/r1/AZ/GOV/AYNA/kabinet/{target}", headers, body)


def send(world, message, *, key=None, raw=None):
    raw = raw or message.raw
    content_type, body = pack(SignedMessage(raw, sign(raw, key or world.agency, at=now())), kind=REQUEST_KIND)
    return world.server.handle(as_call(body, content_type, der(world.agency)))


def refused(world, message, **how):
    reply = send(world, message, **how)
    said, headers = json.loads(reply.body), dict(reply.headers)
    assert headers["X-Road-Error"] == said["type"]
    assert len(said["detail"]) == 36
    assert reply.status == 500
    return said["type"].removeprefix("server.serverproxy.")


def test_a_signed_request_is_answered_signed_and_bound_to_it(rest):
    asked = question()
    reply = send(rest, asked)

    signed = unpack(reply.content_type, reply.body, kind=ANSWER_KIND)
    assert str(verify(signed, rest.store, at=now()).member) == "AZ/GOV/AYNA"
    answer = answers.prove(signed.message, asked)
    assert (answer.status, answer.body) == (200, b'{"status": "active"}')
    assert answer.header("Set-Cookie") is None

    forwarded = rest.adapter.asked[-1]
    assert (forwarded.method, forwarded.target) == ("GET", "/carrierStatus?voen=9900010101")
    assert dict(forwarded.headers)["X-Road-Client"] == "AZ/GOV/POLICE/checks"


def test_both_messages_are_kept_as_rest(rest):
    send(rest, question())

    asked, answered = rest.kept.evidence
    assert asked.wire is answered.wire is Wire.REST
    assert asked.service == "AZ/GOV/AYNA/kabinet/carrierStatus/v2"
    assert rest.kept.figures[0].protocol == "rest"


@pytest.mark.parametrize(
    ("asked", "subject"),
    [
        (question("carrierStatus?fin=1RXN5B8"), "1RXN5B8"),
        (question("carrierStatus", "POST", body=b'{"fin": "1RXN5B8"}'), "1RXN5B8"),
        (question("carrierStatus", "POST", body=b'{"fin": ["1RXN5B8"]}'), None),
        (question("carrierStatus", "POST", body=b"[" * 9_000), None),
        (question("carrierStatus", "POST", body=b"\xff"), None),
    ],
    ids=["in the address", "posted", "a list", "nested without end", "no text"],
)
def test_the_person_who_is_asked_about_is_known_to_the_log(rest, asked, subject):
    send(rest, asked)

    assert {one.subject_fin for one in rest.kept.evidence} == {subject}


def test_credentials_and_our_own_headers_never_reach_the_information_system(rest):
    forged = (CLIENT, ("X-Ehis-Methods", "secretService/v1"), ("Authorization", "Bearer x"))
    send(rest, question(headers=forged))

    names = [name.lower() for name, _ in rest.adapter.asked[-1].headers]
    assert "authorization" not in names
    assert "x-ehis-methods" not in names


def test_a_right_to_an_endpoint_is_one_to_its_method_and_path_alone(rest):
    with rest.directory():
        api.grant_right("AZ/GOV/POLICE/checks", "secretService", method="GET", path="/open/*", actor=SYSTEM)
    try:
        assert send(rest, question("secretService/open/1")).status == 200
        assert refused(rest, question("secretService/open")) == "access_denied"
        assert refused(rest, question("secretService/open/1", "POST", body=b"{}")) == "access_denied"
        assert refused(rest, question("secretService")) == "access_denied"
        assert rest.fault(rest.request(service=service("secretService"))) == "access_denied"
    finally:
        with rest.directory():
            api.revoke_right("AZ/GOV/POLICE/checks", "secretService", actor=SYSTEM)


def test_no_right_and_no_such_service_read_the_same(rest):
    def words(code):
        said = json.loads(send(rest, question(code)).body)
        return said["type"], said["message"]

    assert words("secretService") == words("noSuchService")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"/carrierStatus?", b"/secretService%2F..%2FcarrierStatus?"),
        (b"/carrierStatus?", b"/carrierStatus/../secretService?"),
        (b"/carrierStatus?", b"//carrierStatus?"),
        (b"/carrierStatus?", b"/carrierStatus/%2e%2e/x?"),
        (b"voen=9900010101", b"voen=9900010101&voen=9900010231"),
        (b"voen=9900010101", b"voen=" + b"9" * 2_001),
        (b"X-Road-Client:AZ/GOV/POLICE/checks", b"X-Road-Client:AZ/GOV/POLICE/checks\r\nX-Road-Client:AZ/GOV/X/y"),
        (b"GET ", b"TRACE "),
    ],
)
def test_an_address_or_header_of_two_meanings_is_refused(rest, before, after):
    message = question()
    assert before in message.raw or b"GET" in message.raw
    raw = message.raw.replace(before, after) if before in message.raw else message.raw.replace(b"GET", b"TRACE", 1)

    assert refused(rest, message, raw=raw) in {
        "bad_request",
        "duplicate_header_field",
        "invalid_http_method",
        "invalid_body",
    }
    assert rest.adapter.asked == []


def test_a_repeated_and_a_foreign_request_are_refused(rest):
    message = question()
    send(rest, message)

    assert refused(rest, message) == "duplicate_message_id"
    assert refused(rest, question(), key=rest.authority.issue("AZ/GOV/STRANGER")) == "invalid_client_identifier"


@pytest.mark.parametrize("status", [500, 503, 401, 403])
def test_a_failing_information_system_is_a_fault(rest, status):
    rest.adapter.answer = lambda _: Answered(status, (), b"SECRET")

    assert refused(rest, question()) == "service_failed"


def test_a_record_that_is_not_there_is_the_providers_own_signed_answer(rest):
    rest.adapter.answer = lambda _: Answered(404, (("Content-Type", "application/json"),), b'{"type": "NotFound"}')
    asked = question()
    reply = send(rest, asked)

    signed = unpack(reply.content_type, reply.body, kind=ANSWER_KIND)
    assert answers.prove(signed.message, asked).status == 404
