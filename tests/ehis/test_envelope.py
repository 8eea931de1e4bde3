import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.ehis.messages import GET_PERSON, US, body, header, request
from webapp.ehis import profile
from webapp.ehis.envelope import build_fault, build_message
from webapp.ehis.faults import Refused, SoapFault, parse_code
from webapp.ehis.ids import Client, Member, Service
from webapp.ehis.reading import read_answer, read_fault, read_request
from webapp.ehis.requesthash import is_hash_of, request_hash

PART = st.text(alphabet="ABCxyz019'()+,-.=?", min_size=1, max_size=40)
MEMBER = st.builds(Member, PART, PART, PART)
CODE = st.text(alphabet="ABCxyz", min_size=1, max_size=20)


def refused(raw, reader=read_request):
    with pytest.raises(Refused) as caught:
        reader(raw)
    return caught.value.kind


@given(client=st.builds(Client, MEMBER, st.none() | PART), service=st.builds(Service, MEMBER, CODE, PART, PART))
def test_identifiers_come_back_as_they_were_sent(client, service):
    sent = header(client=client, service=service)

    assert read_request(build_message(sent, body(name=service.code))).header == sent


@given(st.text(min_size=1, max_size=60))
def test_text_in_the_body_comes_back_letter_by_letter_or_cannot_be_written(text):
    try:
        raw = build_message(header(), body(fin=text))
    except ValueError:
        return  # a character that XML cannot hold
    got = read_request(raw).body[0].text

    assert got == text.replace("\r\n", "\n").replace("\r", "\n") or got == text


def test_azerbaijani_letters_and_cdata_survive():
    raw = request().replace(b"5AYS3L1</r:fin>", "<![CDATA[Əğışöüçİ & <b>]]></r:fin>".encode(), 1)

    assert read_request(raw).body[0].text == "Əğışöüçİ & <b>"


def test_an_answer_repeats_the_headers_and_adds_the_hash_of_the_request():
    raw = request(issue="iş 7")
    answer = build_message(header(issue="iş 7", request_hash=request_hash(raw)), body(name="getPersonResponse"))
    got = read_answer(answer).header

    assert got.asked() == read_request(raw).header
    assert is_hash_of(got.request_hash, raw)
    assert not is_hash_of(got.request_hash, raw + b" ")
    assert not is_hash_of(None, raw)


@pytest.mark.parametrize("name", profile.MANDATORY_HEADERS)
def test_a_mandatory_header_may_be_neither_missing_nor_doubled_nor_empty(name):
    raw = request()
    element = re.search(rb"<xroad:%b[ >].*?</xroad:%b>" % (name.encode(), name.encode()), raw)[0]

    assert refused(raw.replace(element, b"", 1)) == "missing_header_field"
    assert refused(raw.replace(element, element * 2, 1)) == "duplicate_header_field"
    assert refused(raw.replace(element, b"<xroad:%b/>" % name.encode(), 1))


@pytest.mark.parametrize("version", [b"3.1", b"4.1", b"4.0 ", b""])
def test_another_protocol_version_is_refused(version):
    assert refused(request().replace(b">4.0<", b">%b<" % version, 1)) == "invalid_protocol_version"


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (profile.SOAP.encode(), b"http://www.w3.org/2003/05/soap-envelope", "invalid_soap"),
        (b"<soap:Header>", b"<soap:Headers>", "invalid_xml"),
        (b"</soap:Body>", b"</soap:Body><soap:Body/>", "invalid_soap"),
        (b"</r:getPerson>", b"</r:getPerson><b/>", "invalid_body"),
        (b"<soap:Body>", b"<soap:Body>text", "invalid_body"),
        (b"r:getPerson", b"r:getVehicle", "inconsistent_headers"),
        (b"</soap:Header>", b"<xroad:requestHash>x</xroad:requestHash></soap:Header>", "inconsistent_response"),
        (b"</soap:Header>", b"<xroad:representedParty/></soap:Header>", "invalid_soap"),
        (b'objectType="SERVICE"', b'objectType="MEMBER"', "invalid_soap"),
        (b">getPerson<", b"> getPerson<", "invalid_client_identifier"),
        (b">kabinet<", b">kabi/net<", "invalid_client_identifier"),
        (b">kabinet<", b"><b/>kabinet<", "invalid_soap"),
        (b">AZ5AYS3L1<", b">5AYS3L1<", "inconsistent_headers"),
    ],
)
def test_an_envelope_of_another_shape_is_refused(before, after, kind):
    raw = request()
    assert before in raw

    assert refused(raw.replace(before, after)) == kind


def test_a_request_may_not_carry_a_request_hash():
    assert refused(request(request_hash=request_hash(b"x"))) == "inconsistent_headers"


def test_an_envelope_without_header_or_without_body_is_refused():
    raw = request()
    assert refused(re.sub(rb"<soap:Header>.*</soap:Header>", b"", raw)) == "invalid_soap"
    assert refused(re.sub(rb"<soap:Body>.*</soap:Body>", b"", raw)) == "invalid_soap"
    assert refused(re.sub(rb"<soap:Body>.*</soap:Body>", b"<soap:Body/>", raw)) == "invalid_body"


def test_10240_bytes_are_read_and_one_more_is_not():
    raw = request()
    padding = profile.REQUEST_CAP - len(raw)

    assert read_request(raw.replace(b"?>", b"?>" + b" " * padding, 1)).header.client == US
    assert refused(raw.replace(b"?>", b"?>" + b" " * (padding + 1), 1)) == "message_too_large"


def test_a_fault_is_read_without_headers_and_in_either_spelling():
    fault = SoapFault(parse_code("server.serverproxy.access_denied"), "no", "2f7e")

    assert read_fault(build_fault(fault)) == fault
    assert read_fault(build_fault(fault, code="Server.ServerProxy.AccessDenied")) == fault


def test_the_detail_of_a_fault_is_taken_only_when_it_is_a_reference():
    fault = SoapFault(parse_code("server.serverproxy.io_error"), "no", "Aysel, 5AYS3L1: traceback follows")

    assert read_fault(build_fault(fault)).detail == ""


def test_a_proper_message_is_no_fault():
    assert refused(request(), reader=read_fault) == "invalid_soap"


def test_the_answer_of_another_service_is_refused():
    raw = build_message(header(service=GET_PERSON), body(name="getLicenceResponse"))

    assert refused(raw, reader=read_answer) == "inconsistent_response"


def test_our_own_messages_hold_no_comment_or_instruction():
    assert not list(etree.fromstring(request()).iter(etree.Comment, etree.ProcessingInstruction))
