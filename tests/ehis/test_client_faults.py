"""The client against every fault that the registers' board knows: a new one without an expectation fails here."""

from dataclasses import dataclass, field, replace
from functools import partial

import pytest
from sqlalchemy import func, select

from mocks.ehis.data.ledger import WORKSHOPS
from mocks.ehis.data.numbers import voens
from mocks.ehis.switches import FAULTS
from tests.support.house import until
from tests.support.stopwatch import stopwatch
from webapp.core.actor import SYSTEM, reset_actor, set_actor
from webapp.core.transaction import transaction
from webapp.ehis.asking import course, rights, standing
from webapp.ehis.asking.models import KeptAnswer
from webapp.ehis.breaker import IN_A_ROW, State
from webapp.ehis.errors import AnswerRejected, NotInRegister, RegisterRefused, RegisterUnavailable
from webapp.ehis.installation import install_exchange
from webapp.ehis.policy import POLICIES, Purpose
from webapp.ehis.question import Question

SHORT = 0.5
GRACE_SECONDS = 1.0
PATIENCE = 20.0
WORKSHOP_FIRM = voens(15_000_001, WORKSHOPS[0] + 1)[-1]
ASKED = {
    "getPerson": ({"fin": "5AYS3L1"}, Purpose.CABINET),
    "listAccreditations": ({"voen": WORKSHOP_FIRM}, Purpose.WORKSHOP),
}
every_service = pytest.mark.parametrize("code", ASKED)
every_fault = pytest.mark.parametrize("fault", sorted(FAULTS))


@dataclass(frozen=True)
class Expected:
    """How a question ends that meets the fault; `error` None: it is answered."""

    error: type[Exception] | None
    reason: str = ""
    calls: int = 1
    opens: bool = True
    args: dict = field(default_factory=dict)
    slow: bool = False

    @property
    def attempts(self):
        """A handshake that fails is an attempt, but nothing was received."""
        return self.calls or (1 if self.slow else 2)


def again(reason, calls=2, **more):
    return Expected(RegisterUnavailable, reason, calls, **more)


def late(args, calls=1):
    return Expected(RegisterUnavailable, "timeout", calls, args=args, slow=True)


def rejected(reason):
    return Expected(AnswerRejected, reason)


ANSWERED = Expected(None, opens=False)
EXPECTED = {
    "handshake_cut": again("network.", calls=0),
    "handshake_hang": late({"seconds": "2"}, calls=0),
    "delay": late({"ms": "2000"}),
    "hang": late({"seconds": "2"}),
    "drip": late({"ms": "200", "bytes": "24"}),
    "drip_headers": late({"ms": "200"}),
    "reset": again("network."),
    "reset_midway": again("network."),
    "truncated": again("network."),
    "length_too_long": again("network."),
    "length_too_short": rejected("missing_signature"),
    "http_500_html": again("http_500"),
    "http_502_html": again("http_502"),
    "http_503_empty": again("http_503"),
    "http_504_json": again("http_504"),
    "http_error": again("http_500"),
    "http_429": again("http_429", calls=1),
    "redirect": Expected(RegisterRefused, "http_302", opens=False),
    "empty": rejected("unsigned"),
    "html_200": rejected("unsigned"),
    "wrong_content_type": rejected("unsigned"),
    "gzip_bomb": rejected("content_encoding"),
    "flood": rejected("answer_too_large"),
    "malformed": rejected("unsigned"),
    "signed_malformed": rejected("invalid_xml"),
    "dtd": rejected("invalid_xml"),
    "entity_bomb": rejected("invalid_xml"),
    "external_entity": rejected("invalid_xml"),
    "comment": rejected("invalid_xml"),
    "processing_instruction": rejected("invalid_xml"),
    "deep_nesting": rejected("invalid_xml"),
    "utf16": rejected("invalid_xml"),
    "byte_order_mark": ANSWERED,
    "wrong_element": rejected("inconsistent_response"),
    "wrong_namespace": rejected("inconsistent_response"),
    "unknown_element": rejected("inconsistent_response"),
    "unsigned": rejected("unsigned"),
    "empty_signature": rejected("missing_signature"),
    "wrong_signature": rejected("signature_verification"),
    "other_member_signature": rejected("signer_is_not_the_provider"),
    "revoked_signer": rejected("cert_validation"),
    "expired_signer": rejected("cert_validation"),
    "foreign_signer": rejected("cert_validation"),
    "clock_ahead": rejected("signing_time_outside_window"),
    "clock_behind": rejected("signing_time_outside_window"),
    "double_part": rejected("missing_signature"),
    "wrong_request_hash": rejected("request_hash"),
    "no_request_hash": rejected("request_hash"),
    "changed_header": rejected("headers_changed"),
    "other_id": rejected("headers_changed"),
    "other_service": rejected("inconsistent_response"),
    "old_version": rejected("headers_changed"),
    "other_subject": rejected("another_subject"),
    "other_period": ANSWERED,
    "replayed_answer": rejected("request_hash"),
    "soap_fault": again("server.serverproxy.service_failed"),
    "maintenance_mode": again("server.serverproxy.maintenance_mode"),
    "business_fault": Expected(NotInRegister, opens=False),
}
"""`other_period` has nothing to lie about here; its own test stands with the questions."""
OVER_REST = {
    **dict.fromkeys(("wrong_element", "wrong_namespace", "changed_header", "old_version"), ANSWERED),
    **dict.fromkeys(("wrong_request_hash", "no_request_hash", "other_id"), rejected("inconsistent_response")),
    **dict.fromkeys(("replayed_answer", "signed_malformed"), rejected("inconsistent_response")),
    **dict.fromkeys(("utf16", "byte_order_mark"), rejected("invalid_body")),
    **dict.fromkeys(("dtd", "entity_bomb", "external_entity"), ANSWERED),
    **dict.fromkeys(("comment", "processing_instruction", "deep_nesting"), ANSWERED),
}
"""REST names no version, official or case in its answers, has no element around them, and no XML to attack."""
HANGS_UP_LATER = {"length_too_short"}
"""Our side has read all it was promised before the peer ends the connection. A question in between would go over it and
find what is left of the former answer (`network.RemoteProtocolError`), which is a fault of another kind."""
WORDS = {
    RegisterUnavailable: "hazırda cavab vermir",
    RegisterRefused: "inzibatçıya xəbər verilib",
    AnswerRejected: "yoxlamadan keçmədi",
    NotInRegister: "belə məlumat tapılmadı",
}


def expected(fault, code):
    return OVER_REST.get(fault, EXPECTED[fault]) if code == "listAccreditations" else EXPECTED[fault]


@pytest.fixture
def asking(exchange, database, monkeypatch):
    """Ask the service over the whole course; the row's deadline is `seconds`."""
    row = {}
    monkeypatch.setattr(course, "policy_of", lambda code: row[code])
    monkeypatch.setattr(rights, "contract_end", lambda _contract: None)
    token = set_actor(SYSTEM)
    standing.forget()
    install_exchange(exchange)

    def ask(code, *, seconds=PATIENCE, **changes):
        parameters, purpose = ASKED[code]
        row[code] = replace(POLICIES[code], deadline_seconds=seconds, **changes)
        with course.anew():
            question = course.question_of(code, parameters, purpose=purpose, asked_by="2ZAR9W1")
            return course.answer_to(question, lambda found: found)

    yield ask
    install_exchange(None)
    reset_actor(token)


@pytest.fixture
def meets(exchange, archive, registers):
    """Let the next questions to the service meet the fault, after one that met none where that matters."""

    def switch(fault, code):
        parameters, purpose = ASKED[code]
        row = replace(POLICIES[code], deadline_seconds=PATIENCE)
        if fault == "replayed_answer":
            exchange.ask(Question(row, parameters, "AZ2ZAR9W1", purpose))
        registers.reset()
        archive.kept.clear()
        archive.measured.clear()
        registers.switch(fault, args=expected(fault, code).args)

    return switch


def kept():
    with transaction(read_only=True) as session:
        return session.scalar(select(func.count()).select_from(KeptAnswer))


def failure(ask, code, error, **how):
    with pytest.raises(error) as caught:
        ask(code, **how)
    return caught.value


def test_every_fault_of_the_board_has_its_expectation():
    assert set(EXPECTED) == set(FAULTS)


@every_service
@every_fault
def test_a_question_that_meets_the_fault_ends_as_it_should(asking, meets, archive, registers, code, fault):
    wanted = expected(fault, code)
    meets(fault, code)
    seconds = SHORT if wanted.slow else PATIENCE
    if wanted.error is None:
        with stopwatch() as watch:
            assert asking(code, seconds=seconds).rows
        assert kept() == 1
    else:
        with stopwatch() as watch:
            error = failure(asking, code, wanted.error, seconds=seconds)
        assert getattr(error, "reason", "").startswith(wanted.reason)
        assert WORDS[wanted.error] in str(error)
        assert error.message_id == archive.kept[-1].message_id
        assert kept() == (wanted.error is NotInRegister)

    assert watch.seconds < seconds + GRACE_SECONDS
    assert len(registers.calls()) == wanted.calls
    assert len(archive.kept) == 2 * wanted.attempts
    assert [one.succeeded for one in archive.measured] == [wanted.error in {None, NotInRegister}] * wanted.attempts


def hung_up(exchange):
    """Whether we have seen of each connection that is kept that the peer has ended it."""
    return all(one.has_expired() or one.is_closed() for one in exchange._sender._pools._present.connections.connections)


@every_fault
def test_only_what_is_the_registers_fault_opens_its_breaker(asking, meets, exchange, registers, fault):
    code, wanted = "getPerson", EXPECTED[fault]
    meets(fault, code)
    for _ in range(IN_A_ROW):
        if wanted.error is None:
            asking(code)
        else:
            failure(asking, code, wanted.error, seconds=0.1 if wanted.slow else PATIENCE, retryable=False)
        if fault in HANGS_UP_LATER:
            until(partial(hung_up, exchange), PATIENCE, "hung up")

    assert (exchange.guard(code).breaker.state is State.OPEN) == wanted.opens
    before = len(registers.calls())
    if wanted.opens:
        assert failure(asking, code, RegisterUnavailable).reason == "breaker_open"
        assert len(registers.calls()) == before


@pytest.mark.parametrize("fault", sorted(name for name, wanted in EXPECTED.items() if wanted.calls > 1))
def test_a_write_is_sent_once_whatever_happens(asking, meets, registers, fault):
    meets(fault, "getPerson")
    failure(asking, "getPerson", RegisterUnavailable, retryable=False)

    assert len(registers.calls()) == 1
