"""Sizes and formats (decision 118, annex 2, clause 5.2): what is too large or malformed is refused before it is read."""

import gzip

import pytest

from tests.ehis.gateway.world import AGENCY, as_call, der, fault_kind, fault_of, parameters, service
from webapp.ehis import profile
from webapp.ehis.envelope import build_message
from webapp.ehis.multipart import SignedMessage, pack


def padded(world, size):
    """A proper request of exactly `size` bytes."""
    header = world.header()
    short = build_message(header, parameters("carrierStatus", note=""))
    note = "a" * (size - len(build_message(header, parameters("carrierStatus", note="a"))) + 1)
    raw = build_message(header, parameters("carrierStatus", note=note))
    assert len(raw) == size, (len(short), len(raw))
    return raw


def test_10240_bytes_pass_and_10241_do_not(world):
    world.answered(padded(world, 10_240))

    assert world.fault(padded(world, 10_241)) == "message_too_large"
    assert world.fault(padded(world, 11_264)) == "message_too_large"


def test_what_announces_more_than_the_wire_cap_is_not_even_read(world):
    def read(_):
        raise AssertionError("the body was read")

    call = as_call(b"", "multipart/mixed", der(world.agency), length=profile.REQUEST_WIRE_CAP + 1)
    reply = world.server.handle(type(call)(call.certificate, call.content_type, read, call.length))

    assert fault_kind(reply) == "message_too_large"
    assert reply.unread


@pytest.mark.parametrize("length", [None, 5])
def test_chunks_without_a_length_or_with_a_lie_are_counted_as_they_come(world, length):
    body = b"a" * (profile.REQUEST_WIRE_CAP * 20)
    reply = world.server.handle(as_call(body, "multipart/mixed", der(world.agency), length=length))

    assert fault_kind(reply) == "message_too_large"


def test_an_encoded_request_is_refused_before_it_is_inflated(world):
    content_type, _ = pack(SignedMessage(b"", b""))
    call = as_call(gzip.compress(b"a" * 1_000_000), content_type, der(world.agency), encoding="gzip")

    assert fault_kind(world.server.handle(call)) == "invalid_content_type"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", "invalid_xml"),
        (b"salam", "invalid_xml"),
        (b"<a>", "invalid_xml"),
        ("<a/>".encode("utf-16"), "invalid_xml"),
        (b'<?xml version="1.0" encoding="UTF-7"?><a/>', "invalid_xml"),
        (b'<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"/>', "invalid_soap"),
    ],
    ids=["empty", "not XML", "cut off", "UTF-16", "UTF-7", "SOAP 1.2"],
)
def test_what_is_no_envelope_is_refused(world, raw, kind):
    assert world.fault(raw) == kind


def test_a_byte_order_mark_and_a_cdata_section_are_harmless(world):
    raw = world.request(note="MARK").replace(b"MARK", b"<![CDATA[<a&b>]]>")

    world.answered(b"\xef\xbb\xbf" + raw.split(b"?>", 1)[1].lstrip())


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (b"<soap:Header>", b"<soap:Header/><soap:Header>", "invalid_soap"),
        (b"</soap:Body>", b"</soap:Body><soap:Body/>", "invalid_soap"),
        (b"<soap:Body>", b"<soap:Body><x/>", "invalid_body"),
        (b"9900010101", b"990001010", "invalid_body"),
        (b"9900010101", b" 9900010101", "invalid_body"),
        (b"9900010101", b"99<!-- x -->00010101", "invalid_xml"),
        (b"9900010101", b"99<?x y?>00010101", "invalid_xml"),
        (b"serviceCode>carrierStatus", b"serviceCode>carrierStatus ", "invalid_client_identifier"),
        (b"memberCode>POLICE", b"memberCode>POL/ICE", "invalid_client_identifier"),
        (b"memberCode>POLICE", b"memberCode>POL%2FICE", "invalid_client_identifier"),
        (b"memberCode>POLICE", b"memberCode>POL_ICE", "invalid_client_identifier"),
        (b"memberCode>POLICE", b"memberCode>" + b"P" * 256, "invalid_client_identifier"),
    ],
)
def test_every_departure_from_the_protocol_has_its_fault(world, before, after, kind):
    raw = world.request()
    assert before in raw

    assert world.fault(raw.replace(before, after, 1)) == kind


def test_an_unknown_element_and_another_body_element_are_refused(world):
    raw = world.request()

    assert world.fault(raw.replace(b"</ns0:carrierStatus>", b"<x/></ns0:carrierStatus>")) == "invalid_body"
    assert world.fault(world.request(name="secretService")) == "inconsistent_headers"


def test_letters_of_azerbaijani_survive_the_trip(world):
    words = "Şəki–Çıraqqala, İğdəli küçəsi 7, Ömər Üzeyirov"
    raw = world.request(note=words)

    world.answered(raw)

    assert words.encode() in world.adapter.asked[-1].body
    assert world.adapter.asked[-1].body == raw


def test_a_fault_says_a_code_and_a_uuid_and_nothing_of_the_message(world):
    reply = world.send(world.request(voen="SECRET-WORD"))
    fault = fault_of(reply)

    assert reply.status == 200
    assert str(fault.code) == "server.serverproxy.invalid_body"
    assert len(fault.detail) == 36
    assert b"SECRET" not in reply.body


@pytest.mark.parametrize(
    "content_type", ["text/xml", "multipart/mixed", "multipart/related; boundary=aaaaaaaaaaaaaaaaaaaa", ""]
)
def test_another_content_type_is_no_signed_message(world, content_type):
    raw = world.request()
    call = as_call(raw, content_type, der(world.agency))

    assert fault_kind(world.server.handle(call)) in {"missing_signature", "invalid_content_type"}


def test_the_agency_of_these_tests_is_the_one_of_the_contract():
    assert str(AGENCY) == "AZ/GOV/POLICE/checks"
    assert str(service("carrierStatus")) == "AZ/GOV/AYNA/kabinet/carrierStatus/v1"
