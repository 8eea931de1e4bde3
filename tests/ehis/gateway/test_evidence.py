"""Evidence (clauses 2.2.2 and 6.3) and what goes wrong behind the server: nothing leaves that is not kept and proper."""

import pytest

from tests.ehis.gateway.world import fault_of, service, status_answer
from webapp.ehis.envelope import build_fault
from webapp.ehis.evidence import Direction, Side, Wire
from webapp.ehis.faults import FaultCode, Refused, SoapFault
from webapp.ehis.gateway.adapter import Answered
from webapp.ehis.multipart import SignedMessage, unpack
from webapp.ehis.trust import fingerprint
from webapp.ehis.verify import verify


def test_question_and_answer_are_kept_with_their_signatures_before_the_answer_leaves(world):
    raw = world.request()
    reply = world.send(raw)

    asked, answered = world.kept.evidence
    assert (asked.direction, answered.direction) == (Direction.REQUEST, Direction.ANSWER)
    assert asked.side is answered.side is Side.PROVIDED
    assert asked.wire is Wire.SOAP
    assert asked.message == raw
    assert (answered.message, answered.signature) == (
        (signed := unpack(reply.content_type, reply.body)).message,
        signed.signature,
    )
    for kept, key in ((asked, world.agency), (answered, world.ours)):
        proved = verify(SignedMessage(kept.message, kept.signature), world.store, at=kept.at)
        assert proved.fingerprint == kept.signer == fingerprint(key.certificate)
    assert asked.service == answered.service == "AZ/GOV/AYNA/kabinet/carrierStatus/v1"
    assert asked.message_id == answered.message_id


def test_what_cannot_be_kept_does_not_leave(world):
    world.kept.broken = True
    fault = fault_of(world.send(world.request()))

    assert fault.code.kind == "logging_failed"
    assert world.kept.evidence == []


def test_a_refusal_that_was_proved_is_kept_under_the_uuid_of_its_fault(world):
    raw = world.request(service=service("secretService"))
    fault = fault_of(world.send(raw))

    (kept,) = world.kept.evidence
    assert (kept.outcome, kept.fault_id, kept.message) == ("access_denied", fault.detail, raw)


def test_what_was_not_proved_is_counted_but_not_believed(world):
    world.send(world.request(), signature=b"")

    assert world.kept.evidence == []
    (figures,) = world.kept.figures
    assert (figures.client, figures.service, figures.fault_code) == ("AZ/GOV/POLICE", "-", "missing_signature")
    assert not figures.succeeded


def test_figures_tell_our_time_from_the_information_systems(world):
    raw = world.request()
    world.send(raw)

    (figures,) = world.kept.figures
    assert figures.succeeded
    assert (figures.direction, figures.protocol, figures.version) == ("provided", "soap", "v1")
    assert figures.service == "AZ/GOV/AYNA/kabinet/carrierStatus"
    assert 0 <= figures.service_ms <= figures.total_ms
    assert figures.request_bytes > len(raw)


def raising(refused):
    def ask(_):
        raise refused

    return ask


def plain(status, body):
    return lambda _: Answered(status, (("Content-Type", "text/xml"),), body)


def fault(kind):
    return build_fault(SoapFault(FaultCode("server", kind), "SECRET", ""))


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (raising(Refused("timeout", "late")), "timeout"),
        (raising(Refused("network_error", "gone")), "network_error"),
        (plain(500, b"<html>SECRET</html>"), "service_failed"),
        (plain(200, b"<html>SECRET</html>"), "service_failed"),
        (plain(200, b""), "service_failed"),
        (plain(200, fault("internal_error")), "service_failed"),
        (plain(200, fault("invalid_body")), "invalid_body"),
        (lambda asked: status_answer(asked, status="a") and plain(200, b"SECRET")(asked), "service_failed"),
    ],
)
def test_a_failing_information_system_is_a_fault_without_its_words(world, answer, kind):
    world.adapter.answer = answer
    reply = world.send(world.request())

    assert fault_of(reply).code.kind == kind
    assert b"SECRET" not in reply.body


def test_an_answer_that_breaks_the_schema_does_not_leave_and_raises_the_alarm(world):
    def broken(asked):
        good = status_answer(asked)
        return Answered(200, good.headers, good.body.replace(b"status>", b"secret>"))

    world.adapter.answer = broken
    reply = world.send(world.request())

    assert fault_of(reply).code.kind == "inconsistent_response"
    assert [alarm[2] for alarm in world.alarms] == ["inconsistent_response"]


def test_an_answers_own_headers_are_thrown_away(world):
    def boastful(asked):
        good = status_answer(asked)
        return Answered(200, good.headers, good.body.replace(b"AZ5AYS3L1", b"AZ2RSD4K7"))

    world.adapter.answer = boastful

    assert world.answered(world.request()).header.user_id == "AZ5AYS3L1"
