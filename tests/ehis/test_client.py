"""The client against a real TLS server that lies on request."""

import re
import socket
import ssl
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest

from tests.support.stopwatch import stopwatch
from webapp.ehis.breaker import State
from webapp.ehis.errors import AnswerRejected, NotInRegister, RegisterRefused, RegisterUnavailable, SeveralInRegister
from webapp.ehis.evidence import Direction
from webapp.ehis.faults import old_spelling
from webapp.ehis.ids import Client, Member
from webapp.ehis.policy import POLICIES, Purpose
from webapp.ehis.question import Question
from webapp.ehis.trust import fingerprint

# What ends at its deadline ends sooner than the register that keeps it waiting, and not much later than the deadline.
GRACE_SECONDS = 2.0
PATIENCE = 20.0
PARAMETERS = {
    "getPerson": {"fin": "2RSD4K7"},
    "getLegalEntity": {"voen": "9900010101"},
    "getVehicle": {"plate": "10-XY-101"},
    "getLicence": {"fin": "2RSD4K7"},
    "listByHead": {"fin": "7LYL5H2"},
    "listVehiclesByOwner": {"owner": "9900010101"},
    "listEmployees": {"voen": "9900010101"},
}


def question(code="getPerson", parameter=None, **policy):
    row = replace(POLICIES[code], **{"deadline_seconds": PATIENCE, **policy})
    parameters = {row.parameters[0]: parameter} if parameter else PARAMETERS[code]
    purpose = Purpose.CABINET if Purpose.CABINET in row.purposes else Purpose.FLEET
    return Question(row, parameters, "AZ2ZAR9W1", purpose, "iş 12")


def reason(exchange, error, asked=None):
    with pytest.raises(error) as caught:
        exchange.ask(asked or question())
    return getattr(caught.value, "reason", "")


@pytest.mark.parametrize("code", PARAMETERS)
def test_every_service_answers_with_only_the_fields_that_may_be_kept(exchange, registers, code):
    rows = exchange.ask(question(code)).rows

    assert rows
    assert {name for row in rows for name in row} == set(POLICIES[code].fields)
    assert len(registers.calls(code)) == 1


def test_both_directions_are_archived_with_the_proof(exchange, archive, registers, pki):
    exchange.ask(question())
    sent, got = archive.kept

    assert (sent.direction, sent.outcome, got.direction, got.outcome) == ("request", "sent", "answer", "answered")
    assert sent.message_id == got.message_id == registers.calls()[0]["message_id"]
    assert sent.signature
    assert got.signature
    assert got.signer == fingerprint(registers.security_server.keys.provider("DIN").certificate)
    assert b"AZ2ZAR9W1" in sent.message


def test_what_is_sent_names_the_official_and_the_case_and_nothing_else_of_us(exchange, registers):
    exchange.ask(question())
    call = registers.calls()[0]

    assert call["user_id"] == "AZ2ZAR9W1"
    assert "iş 12" in call["text"]
    assert call["outcome"] == "answered"


@pytest.mark.parametrize(("fin", "error"), [("9NTF9N9", NotInRegister), ("9DUP2A2", SeveralInRegister)])
def test_an_answer_without_data_is_the_registers_word_and_never_opens_the_breaker(exchange, registers, fin, error):
    for _ in range(12):
        with pytest.raises(error):
            exchange.ask(question(parameter=fin))

    assert exchange.guard("getPerson").breaker.state is State.CLOSED
    assert len(registers.calls()) == 12


INTEGRITY = {
    "malformed": "unsigned",
    "empty": "unsigned",
    "html_200": "unsigned",
    "unsigned": "unsigned",
    "signed_malformed": "invalid_xml",
    "dtd": "invalid_xml",
    "comment": "invalid_xml",
    "wrong_element": "inconsistent_response",
    "wrong_namespace": "inconsistent_response",
    "unknown_element": "inconsistent_response",
    "wrong_signature": "signature_verification",
    "empty_signature": "missing_signature",
    "other_member_signature": "signer_is_not_the_provider",
    "revoked_signer": "cert_validation",
    "expired_signer": "cert_validation",
    "foreign_signer": "cert_validation",
    "clock_ahead": "signing_time_outside_window",
    "clock_behind": "signing_time_outside_window",
    "wrong_request_hash": "request_hash",
    "no_request_hash": "request_hash",
    "changed_header": "headers_changed",
    "other_id": "headers_changed",
    "other_subject": "another_subject",
    "gzip_bomb": "content_encoding",
    "flood": "answer_too_large",
}


@pytest.mark.parametrize("fault", INTEGRITY)
def test_an_answer_that_cannot_be_proved_is_used_by_nobody_and_asked_for_only_once(exchange, archive, registers, fault):
    registers.switch(fault)

    assert reason(exchange, AnswerRejected) == INTEGRITY[fault]
    assert len(registers.calls()) == 1
    assert [one.direction for one in archive.kept] == [Direction.REQUEST, Direction.ANSWER]


def test_the_evidence_of_a_rejected_answer_says_why_and_holds_it(exchange, archive, registers):
    registers.switch("wrong_signature")
    reason(exchange, AnswerRejected)

    assert archive.kept[1].outcome == "signature_verification"
    assert b"getPersonResponse" in archive.kept[1].message
    assert archive.kept[1].signer is None


def test_a_proper_answer_to_another_request_is_refused(exchange, registers):
    exchange.ask(question())
    registers.switch("replayed_answer")

    assert reason(exchange, AnswerRejected) == "request_hash"


TRANSIENT = (
    "http_500_html",
    "http_502_html",
    "http_503_empty",
    "http_504_json",
    "reset",
    "reset_midway",
    "maintenance_mode",
)


@pytest.mark.parametrize("fault", TRANSIENT)
def test_a_hiccup_is_tried_again_at_once_and_nobody_notices(exchange, registers, fault):
    registers.switch(fault, times=1)

    assert exchange.ask(question()).rows[0]["fin"] == ("2RSD4K7",)
    assert len(registers.calls()) == 2
    ids = {call["message_id"] for call in registers.calls()}
    assert len(ids) == 2


@pytest.mark.parametrize("fault", TRANSIENT)
def test_a_write_is_never_repeated(exchange, registers, fault):
    registers.switch(fault)
    reason(exchange, RegisterUnavailable, question(retryable=False))

    assert len(registers.calls()) == 1


def test_a_busy_register_is_not_asked_again_at_once(exchange, registers):
    registers.switch("http_429")

    assert reason(exchange, RegisterUnavailable) == "http_429"
    assert len(registers.calls()) == 1


@pytest.mark.parametrize(
    ("fault", "args"),
    [
        ("delay", {"ms": "4000"}),
        ("hang", {"seconds": "4"}),
        ("drip", {"ms": "200", "bytes": "24"}),
        ("drip_headers", {"ms": "200"}),
    ],
)
def test_the_deadline_holds_whatever_the_register_does(exchange, archive, registers, fault, args):
    registers.switch(fault, args=args)
    with stopwatch() as watch:
        assert reason(exchange, RegisterUnavailable, question(deadline_seconds=0.6)) == "timeout"

    assert watch.seconds < 0.6 + GRACE_SECONDS
    assert archive.outcomes == ["sent", "timeout"]


def test_the_deadline_of_soap_is_two_seconds_and_half_a_second_later_it_is_over_at_the_worst(exchange, registers):
    registers.switch("drip", args={"ms": "200", "bytes": "24"})
    with stopwatch() as watch:
        reason(exchange, RegisterUnavailable, question(deadline_seconds=POLICIES["getPerson"].deadline_seconds))

    assert watch.wall > 1.9
    assert watch.seconds < 2.5
    assert {(str(row.wire), row.deadline_seconds) for row in POLICIES.values()} == {("soap", 2.0), ("rest", 3.0)}


def test_other_services_stay_quick_while_one_hangs_and_the_seventeenth_call_waits_for_nothing(exchange, registers):
    registers.switch("hang", service="getPerson", args={"seconds": "5"})
    with ThreadPoolExecutor(20) as pool:
        waiting = [
            pool.submit(reason, exchange, RegisterUnavailable, question(deadline_seconds=3.0)) for _ in range(20)
        ]
        assert exchange.ask(question("getLicence")).rows
        still_waiting = [one for one in waiting if not one.done()]
        ends = Counter(one.result() for one in waiting)

    assert len(still_waiting) >= 16
    assert ends == {"timeout": 16, "bulkhead_full": 4}


def test_a_slow_register_within_the_deadline_is_waited_for(exchange, registers):
    registers.switch("delay", args={"ms": "700"})

    assert exchange.ask(question()).rows


def test_a_redirect_is_not_followed(exchange, registers):
    with closing(socket.create_server(("127.0.0.1", 0))) as elsewhere:
        elsewhere.settimeout(0.3)
        registers.switch("redirect", args={"location": f"http://127.0.0.1:{elsewhere.getsockname()[1]}/"})

        assert reason(exchange, RegisterRefused) == "http_302"
        with pytest.raises(TimeoutError):
            elsewhere.accept()


@pytest.mark.parametrize("spelling", ["new", "old"])
@pytest.mark.parametrize("status", ["200", "500"])
@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("server.serverproxy.access_denied", RegisterRefused),
        ("server.serverproxy.unknown_service", RegisterRefused),
        ("server.clientproxy.ssl_authentication_failed", RegisterRefused),
        ("server.clientproxy.network_error", RegisterUnavailable),
        ("server.serverproxy.global_conf_outdated", RegisterUnavailable),
        ("server.serverproxy.inconsistent_response", AnswerRejected),
    ],
)
def test_a_fault_means_the_same_in_either_spelling_and_with_either_status(
    exchange, registers, code, error, status, spelling
):
    registers.switch("soap_fault", args={"code": code, "status": status, "spelling": spelling})

    assert reason(exchange, error, question(retryable=False)) == code
    if spelling == "old":
        assert old_spelling(code) != code


def test_an_unsigned_fault_that_holds_data_gives_none_of_it(exchange, registers):
    registers.switch("soap_fault", args={"code": "server.serverproxy.service_failed", "text": "Rəşad 2RSD4K7"})
    with pytest.raises(RegisterUnavailable) as caught:
        exchange.ask(question(retryable=False))

    assert "Rəşad" not in repr(caught.value) + str(caught.value.facts)


def test_a_dead_register_is_spared_after_five_calls_out_of_a_hundred(exchange, registers):
    registers.switch("http_503_empty", service="getPerson")
    for _ in range(100):
        reason(exchange, RegisterUnavailable)

    assert len(registers.calls()) <= 6
    assert exchange.guard("getPerson").breaker.state is State.OPEN
    assert exchange.ask(question("getLicence")).rows  # the other services stay open


def test_nothing_is_sent_when_the_evidence_cannot_be_kept(exchange, archive, registers):
    archive.fails_at = Direction.REQUEST

    assert reason(exchange, RegisterUnavailable) == "archive_failed"
    assert registers.calls() == []
    assert exchange.guard("getPerson").breaker.state is State.CLOSED


def test_nothing_is_used_when_the_evidence_of_the_answer_cannot_be_kept(exchange, archive, registers):
    archive.fails_at = Direction.ANSWER

    assert reason(exchange, RegisterUnavailable) == "archive_failed"
    assert len(registers.calls()) == 1


def test_a_port_where_nobody_listens_is_unavailable(registers, archive):
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    with registers.exchange(archive, url=f"https://127.0.0.1:{port}/") as exchange:
        assert re.match("network", reason(exchange, RegisterUnavailable))


def test_a_peer_that_accepts_and_never_shakes_hands_is_left_in_time(registers, archive):
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        with registers.exchange(archive, url=url) as exchange, stopwatch() as watch:
            assert reason(exchange, RegisterUnavailable, question(deadline_seconds=0.6)) == "timeout"
        assert watch.seconds < 0.6 + GRACE_SECONDS


def test_a_server_of_another_authority_gets_nothing(registers, archive):
    with registers.exchange(archive, authority="foreign-ca") as exchange:
        assert re.match("network", reason(exchange, RegisterUnavailable))
    assert registers.calls() == []


def test_a_server_under_another_name_gets_nothing(registers):
    with (
        socket.create_connection(("127.0.0.1", registers.listener.port)) as plain,
        pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"),
    ):
        registers.context().wrap_socket(plain, server_hostname="registers.example")
    assert registers.calls() == []


@pytest.mark.parametrize("certificate", ["revoked", "expired", "foreign"])
def test_a_bad_certificate_of_ours_does_not_get_through_tls(registers, archive, certificate):
    with registers.exchange(archive, certificate=certificate) as exchange:
        assert re.match("network", reason(exchange, RegisterUnavailable))
    assert registers.calls() == []


def test_another_members_name_in_the_header_is_refused(registers, archive):
    pretender = Client(Member("AZ", "GOV", "POLICE"), "checks")
    with registers.exchange(archive, identity=registers.identity(us=pretender)) as exchange:
        assert reason(exchange, RegisterRefused) == "server.serverproxy.invalid_client_identifier"


def test_a_request_beyond_10_kilobytes_does_not_leave(exchange, registers, archive):
    asked = replace(question(), issue="x" * 10_240)

    assert reason(exchange, RegisterRefused, asked) == "request_too_large"
    assert (registers.calls(), archive.kept) == ([], [])
