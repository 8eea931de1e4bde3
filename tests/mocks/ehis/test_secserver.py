"""The security server's checks, one by one, and that faults say nothing about data."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from lxml import etree

from mocks.ehis.central import AGENCY, PORTAL, PROVIDED, government
from mocks.ehis.keys import Keys
from mocks.ehis.secserver import Call, SecurityServer
from mocks.ehis.switches import FAULTS, Board, Switch, switch_from
from webapp.ehis import profile
from webapp.ehis.envelope import Header, build_message
from webapp.ehis.ids import Client, Service
from webapp.ehis.multipart import SignedMessage, is_multipart, pack, unpack
from webapp.ehis.reading import read_answer, read_fault
from webapp.ehis.requesthash import is_hash_of
from webapp.ehis.sign import sign
from webapp.ehis.verify import verify

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def keys(pki):
    return Keys(pki)


@pytest.fixture
def server(keys):
    return SecurityServer(keys, rate=0, clock=lambda: NOW)


def message(code="getVehicle", parameter="10-XY-101", client=PORTAL, **changes):
    provided = PROVIDED[code]
    body = etree.Element(f"{{{provided.namespace}}}{code}", nsmap={"r": provided.namespace})
    etree.SubElement(body, f"{{{provided.namespace}}}{provided.parameters[0]}").text = parameter
    header = Header(client, provided.service, str(uuid4()), "AZ2ZAR9W1")
    return build_message(replace(header, **changes), body)


def signed(keys, raw, *, by="kabinet", at=NOW):
    return pack(SignedMessage(raw, sign(raw, keys.named(by), at=at)))


def send(server, content_type, body, *, tls=PORTAL.member):
    return server.handle(Call(tls, content_type, body))


def fault(reply):
    assert reply.status == 200
    return read_fault(reply.body).code.kind


def test_a_signed_question_gets_a_signed_answer_with_the_hash_of_the_question(server, keys):
    raw = message()
    reply = send(server, *signed(keys, raw))
    answered = unpack(reply.content_type, reply.body)
    answer = read_answer(answered.message)

    assert str(verify(answered, keys.trust(), at=NOW).member) == "AZ/GOV/DYP"
    assert is_hash_of(answer.header.request_hash, raw)


def test_an_information_system_of_a_hosted_member_speaks_plain_soap(server):
    reply = send(server, profile.MESSAGE_TYPE, message(client=AGENCY), tls=AGENCY.member)

    assert not is_multipart(reply.content_type)
    assert b"10-XY-101" in reply.body


def test_another_security_server_must_sign(server):
    assert fault(send(server, profile.MESSAGE_TYPE, message())) == "missing_signature"


def test_the_client_in_the_header_is_the_one_that_signed_and_the_one_that_connected(server, keys):
    mine = message()
    assert fault(send(server, *signed(keys, mine, by="agency"))) == "invalid_client_identifier"
    assert fault(send(server, *signed(keys, mine), tls=AGENCY.member)) == "invalid_client_identifier"
    assert fault(send(server, profile.MESSAGE_TYPE, mine, tls=AGENCY.member)) == "invalid_client_identifier"


@pytest.mark.parametrize("by", ["revoked", "expired", "foreign"])
def test_a_certificate_that_does_not_count_is_refused(server, keys, by):
    assert fault(send(server, *signed(keys, message(), by=by))) == "cert_validation"


def test_the_same_message_twice_is_refused_and_another_client_may_use_the_same_id(server, keys):
    once = signed(keys, message(message_id="11111111-1111-4111-8111-111111111111"))
    assert is_multipart(send(server, *once).content_type)
    assert fault(send(server, *once)) == "duplicate_message_id"
    of_agency = message(client=AGENCY, message_id="11111111-1111-4111-8111-111111111111")
    assert b"10-XY-101" in send(server, profile.MESSAGE_TYPE, of_agency, tls=AGENCY.member).body


def test_an_id_burned_by_an_unsigned_message_does_not_block_the_real_one(server, keys):
    raw = message()
    send(server, profile.MESSAGE_TYPE, raw)
    content_type, body = signed(keys, raw)
    send(server, content_type, body.replace(b"10-XY-101", b"10-XY-102"))

    assert is_multipart(send(server, content_type, body).content_type)


def test_a_replay_after_the_window_is_caught_by_its_signing_time(server, keys):
    old = signed(keys, message(), at=NOW - timedelta(seconds=301))

    assert fault(send(server, *old)) == "signing_time_outside_window"


def test_no_right_and_no_such_service_and_no_such_record_are_told_alike_without_a_right(server):
    unknown = Client(government("POLICE"), "other")
    answers = [
        send(server, profile.MESSAGE_TYPE, message(client=unknown), tls=AGENCY.member),
        send(server, profile.MESSAGE_TYPE, message(parameter="99-NF-999", client=unknown), tls=AGENCY.member),
        send(server, profile.MESSAGE_TYPE, message("listEmployees", "9900010101", client=AGENCY), tls=AGENCY.member),
        send(
            server,
            profile.MESSAGE_TYPE,
            message(client=AGENCY, service=Service(government("DVX"), "getVehicle", "v1", "registers")),
            tls=AGENCY.member,
        ),
    ]

    assert {(read_fault(one.body).code.kind, read_fault(one.body).text) for one in answers} == {
        ("access_denied", "no right to this service")
    }


def test_a_stranger_with_a_valid_certificate_gets_nothing(server, keys):
    stranger = Client(government("STRANGER"), "kabinet")
    raw = message(client=stranger)

    assert fault(send(server, *signed(keys, raw, by="stranger"), tls=stranger.member)) == "access_denied"


def test_a_body_that_breaks_the_schema_is_refused(server, keys):
    assert fault(send(server, *signed(keys, message(parameter="<x>")))) == "invalid_body"


def test_what_is_too_large_or_not_soap_is_refused(server):
    assert fault(send(server, profile.MESSAGE_TYPE, b"x" * 16_385)) == "message_too_large"
    assert fault(send(server, profile.MESSAGE_TYPE, b"salam")) == "invalid_xml"
    assert fault(send(server, "multipart/mixed", b"")) == "invalid_content_type"


def test_the_sixty_first_call_within_a_second_is_refused(keys, monkeypatch):
    monkeypatch.setattr("mocks.ehis.replay.monotonic", lambda: 1000.0)
    server = SecurityServer(keys, clock=lambda: NOW)
    outcomes = [fault(send(server, profile.MESSAGE_TYPE, b"x")) for _ in range(70)]

    assert outcomes[:60] == ["invalid_xml"] * 60
    assert outcomes[-1] == "rate_exceeded"


def test_the_detail_of_a_fault_is_a_uuid_and_nothing_else(server):
    reply = send(server, profile.MESSAGE_TYPE, message(parameter="10-XY-101"))

    assert len(read_fault(reply.body).detail) == 36
    assert b"XY" not in reply.body


def test_there_are_more_than_twenty_five_faults_to_switch_on():
    assert len(FAULTS) > 25


def test_a_switch_meets_only_its_service_its_client_and_its_call():
    board = Board()
    board.put(Switch("delay", service="getPerson", client="AZ/GOV/AYNA/kabinet", nth=2))

    assert board.take("getVehicle", "AZ/GOV/AYNA/kabinet") is None
    assert board.take("getPerson", "AZ/GOV/POLICE/checks") is None
    met = [board.take("getPerson", "AZ/GOV/AYNA/kabinet") is not None for _ in range(4)]
    assert met == [False, True, False, False]


def test_a_switch_ends_after_its_times_and_after_its_seconds():
    board = Board()
    board.put(Switch("delay", times=2))
    assert [board.take("a", "b") is not None for _ in range(3)] == [True, True, False]
    past = Switch("delay", seconds=5)
    past.since -= 6
    board.put(past)
    assert board.take("a", "b") is None


@pytest.mark.parametrize(
    "wanted", [{}, {"fault": "unknown"}, {"fault": "delay", "nth": "x"}, {"fault": "delay", "args": 3}]
)
def test_a_switch_that_makes_no_sense_is_refused(wanted):
    with pytest.raises(ValueError):
        switch_from(wanted)
