"""Whatever comes, the readers answer with a message or a refusal, never with a crash."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ehis.authority import NOW, Authority
from tests.ehis.messages import body, header, request
from webapp.ehis.answering import prove
from webapp.ehis.envelope import Message, build_fault, build_message
from webapp.ehis.errors import AnswerRejected, RegisterRefused, RegisterUnavailable
from webapp.ehis.faults import Refused, SoapFault, parse_code
from webapp.ehis.multipart import SignedMessage, pack
from webapp.ehis.policy import POLICIES, Purpose
from webapp.ehis.question import Question, write
from webapp.ehis.reading import read_answer, read_fault, read_request
from webapp.ehis.requesthash import request_hash
from webapp.ehis.sign import sign
from webapp.ehis.transport import HttpAnswer

GOOD_REQUEST = request()
GOOD_ANSWER = build_message(header(request_hash=request_hash(GOOD_REQUEST)), body(name="getPersonResponse"))
GOOD_FAULT = build_fault(SoapFault(parse_code("server.serverproxy.io_error"), "x", "y"))
SAMPLES = st.sampled_from([(GOOD_REQUEST, read_request), (GOOD_ANSWER, read_answer), (GOOD_FAULT, read_fault)])
SNIPPETS = st.sampled_from(
    [
        b"<",
        b">",
        b"&",
        b"&amp;",
        b"<!--",
        b"]]>",
        b"<![CDATA[",
        b"\x00",
        b"\xff",
        b"</soap:Body>",
        b"xmlns=''",
        b"\xef\xbb\xbf",
    ]
)
CA = Authority()
KEY = CA.issue("AZ/GOV/AYNA")
PROVIDER = CA.issue("AZ/GOV/DIN")
TRUST = CA.trust()
WRITTEN = write(
    Question(POLICIES["getPerson"], {"fin": "5AYS3L1"}, "AZ2ZAR9W1", Purpose.CABINET),
    us=header().client,
    key=KEY,
    at=NOW,
)


@given(st.binary(max_size=500), st.sampled_from([read_request, read_answer, read_fault]))
def test_any_bytes(raw, reader):
    with pytest.raises(Refused):
        reader(raw)


@given(SAMPLES, st.data())
@settings(max_examples=300, deadline=None)
def test_a_proper_message_with_a_piece_put_in_taken_out_or_turned(sample, data):
    raw, reader = sample
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 40)))
    changed = raw[:start] + data.draw(SNIPPETS | st.binary(max_size=8)) + raw[end:]
    with suppress(Refused):
        assert isinstance(reader(changed), Message | SoapFault)


@given(
    status=st.sampled_from([200, 204, 301, 400, 404, 429, 500, 502, 599]),
    content_type=st.sampled_from(["text/xml", "text/html", "multipart/mixed", "application/json", ""])
    | st.text(max_size=30),
    raw=st.binary(max_size=200) | st.sampled_from([GOOD_FAULT, GOOD_ANSWER, GOOD_REQUEST]),
)
@settings(deadline=None)
def test_no_http_answer_without_a_proved_signature_is_ever_believed(status, content_type, raw):
    with pytest.raises((RegisterUnavailable, RegisterRefused, AnswerRejected)):
        prove(HttpAnswer(status, content_type, raw), WRITTEN, TRUST, at=NOW)


@given(st.sampled_from([GOOD_REQUEST, GOOD_ANSWER, GOOD_FAULT]) | st.binary(max_size=200))
@settings(deadline=None)
def test_a_proper_signature_over_something_else_is_not_an_answer(message):
    content_type, raw = pack(SignedMessage(message, sign(message, PROVIDER, at=NOW)))

    with pytest.raises(AnswerRejected):
        prove(HttpAnswer(200, content_type, raw), WRITTEN, TRUST, at=NOW)
