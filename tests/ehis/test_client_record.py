"""What is kept of every exchange of the client: both messages, and figures that name nobody."""

from dataclasses import asdict

import pytest

from mocks.ehis.data.ledger import WORKSHOPS
from mocks.ehis.data.numbers import voens
from webapp.ehis.errors import NotInRegister, RegisterRefused, RegisterUnavailable
from webapp.ehis.evidence import Direction, Side, Wire
from webapp.ehis.policy import POLICIES, Purpose
from webapp.ehis.question import Question
from webapp.ehis.rest.message import read_answer, read_request

FIN, OFFICIAL = "5AYS3L1", "2ZAR9W1"
WORKSHOP_FIRM = voens(15_000_001, WORKSHOPS[0] + 1)[-1]


def about_a_person(fin=FIN):
    return Question(POLICIES["getPerson"], {"fin": fin}, f"AZ{OFFICIAL}", Purpose.CABINET, "M-2026-17")


def over_rest(issue="M-2026-17, “əlavə”"):
    row = POLICIES["listAccreditations"]
    return Question(row, {"voen": WORKSHOP_FIRM}, f"AZ{OFFICIAL}", Purpose.WORKSHOP, issue)


@pytest.mark.parametrize(("asked", "protocol"), [(about_a_person(), "soap"), (over_rest(), "rest")])
def test_every_exchange_is_measured_with_its_second_message(exchange, archive, registers, asked, protocol):
    exchange.ask(asked)
    (figures,) = archive.measured

    assert (figures.direction, figures.protocol, figures.version) == ("asked", protocol, "v1")
    assert (figures.client, figures.service) == ("AZ/GOV/AYNA/kabinet", str(asked.policy.service))
    assert (figures.succeeded, figures.status, figures.fault_code) == (True, 200, None)
    assert 0 <= figures.service_ms <= figures.total_ms < 20_000
    assert figures.request_bytes == len(archive.kept[0].message)
    assert figures.answer_bytes > len(archive.kept[1].message)


def test_the_time_of_the_register_is_told_from_ours(exchange, archive, registers):
    registers.switch("delay", args={"ms": "200"})
    exchange.ask(about_a_person())
    (figures,) = archive.measured

    assert figures.service_ms >= 200
    assert figures.total_ms - figures.service_ms < 200


def test_a_failure_is_measured_with_its_code_and_status(exchange, archive, registers):
    registers.switch("soap_fault", args={"code": "server.serverproxy.access_denied", "text": f"Aysel {FIN}"})
    with pytest.raises(RegisterRefused):
        exchange.ask(about_a_person())
    registers.reset()
    registers.switch("reset")
    with pytest.raises(RegisterUnavailable):
        exchange.ask(about_a_person())
    refused, *silent = archive.measured

    assert (refused.succeeded, refused.fault_code, refused.status) == (
        False,
        "server.serverproxy.access_denied",
        200,
    )
    assert {(one.status, one.plain_fault_code.partition(".")[0]) for one in silent} == {(None, "network")}


def test_nobody_there_is_a_good_exchange(exchange, archive):
    with pytest.raises(NotInRegister) as caught:
        exchange.ask(about_a_person("9NTF9N9"))

    assert archive.measured[0].succeeded
    assert caught.value.message_id == archive.kept[0].message_id


def test_figures_name_nobody(exchange, archive, registers):
    registers.switch("soap_fault", args={"code": "server.serverproxy.service_failed", "text": f"Aysel {FIN}"}, times=1)
    exchange.ask(about_a_person())

    for figures in archive.measured:
        told = str(asdict(figures))
        assert not any(secret in told for secret in (FIN, OFFICIAL, "M-2026-17", "Aysel"))


def test_evidence_knows_its_side_its_wire_and_whom_it_is_about(exchange, archive):
    exchange.ask(about_a_person())
    exchange.ask(over_rest())
    soap, _, rest, answer = archive.kept

    assert (soap.side, soap.wire, soap.subject_fin) == (Side.ASKED, Wire.SOAP, FIN)
    assert (rest.wire, rest.subject_fin, answer.direction) == (Wire.REST, None, Direction.ANSWER)
    assert rest.message_id == answer.message_id


def test_a_rest_question_names_nobody_in_its_address_and_who_asks_in_its_headers(exchange, archive, registers):
    rows = exchange.ask(over_rest()).rows
    sent, got = read_request(archive.kept[0].message), read_answer(archive.kept[1].message)
    headers = dict(sent.headers)

    assert rows[0]["voen"] == (WORKSHOP_FIRM,)
    assert (sent.method, sent.target) == ("POST", "/r1/AZ/GOV/AKKRED/registers/listAccreditations")
    assert WORKSHOP_FIRM in sent.body.decode()
    assert headers["X-Road-UserId"] == f"AZ{OFFICIAL}"
    assert headers["X-Road-Issue"].encode("latin-1").decode() == "M-2026-17, “əlavə”"
    assert got.header("X-Road-Request-Hash")
    assert set(rows[0]) == set(POLICIES["listAccreditations"].fields)


def test_a_rest_question_with_a_header_that_cannot_be_written_does_not_leave(exchange, archive, registers):
    for issue in ("x" * 10_240, "M-2026-17\r\nX-Road-UserId: AZ5AYS3L1"):
        with pytest.raises(RegisterRefused):
            exchange.ask(over_rest(issue))

    assert (registers.calls(), archive.kept) == ([], [])
