"""Hostile XML: refused, quickly, without touching file or network."""

import builtins
import socket
import time
from pathlib import Path

import pytest

from tests.ehis.messages import request
from webapp.ehis.faults import Refused
from webapp.ehis.hardened import parse_xml
from webapp.ehis.reading import read_request

CAP = 262_144


def entity(name, former):
    ten = f"&{former};" * 10
    return f"<!ENTITY {name} '{ten}'>"


BILLION = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(entity("abcdefghij"[i], "abcdefghij"[i - 1]) for i in range(1, 10))
    + "]><l>&j;</l>"
)
ATTACKS = {
    "document type": "<!DOCTYPE a><a/>",
    "internal entity": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "external entity": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "network entity": '<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1:9/x">]><a>&b;</a>',
    "parameter entity": '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:9/x.dtd">%b;]><a/>',
    "billion laughs": BILLION,
    "quadratic blow-up": f"<!DOCTYPE a [<!ENTITY b '{'x' * 50_000}'>]><a>{'&b;' * 1000}</a>",
    "undefined entity": "<a>&b;</a>",
    "300 levels": "<a>" * 300 + "</a>" * 300,
    "33 levels": "<a>" * 33 + "</a>" * 33,
    "5000 attributes": "<a " + " ".join(f"b{n}='1'" for n in range(5000)) + "/>",
    "5000 namespaces": "<a " + " ".join(f"xmlns:b{n}='urn:{n}'" for n in range(5000)) + "/>",
    "many elements": f"<a>{'<b/>' * 20_000}</a>",
    "stylesheet instruction": '<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?><a/>',
    "instruction after the root": "<a/><?b c?>",
    "instruction in a value": "<a>1<?b c?>2</a>",
    "comment in a value": "<a>12345<!-- x -->67890</a>",
    "comment before the root": "<!-- x --><a/>",
    "comment after the root": "<a/><!-- x -->",
    "two roots": "<a/><b/>",
    "empty": "",
    "not XML": "salam",
    "truncated": "<a><b></b>",
    "other encoding": '<?xml version="1.0" encoding="ISO-8859-1"?><a/>',
    "UTF-7 encoding": '<?xml version="1.0" encoding="UTF-7"?><a/>',
    "NUL": "<a>\x00</a>",
    "doubled attribute": '<a b="1" b="2"/>',
}


@pytest.fixture
def no_reach(monkeypatch):
    """Opening a file or a connection fails the test."""

    def reached(*args, **kwargs):
        raise AssertionError("a file or the network was touched")

    monkeypatch.setattr(builtins, "open", reached)
    monkeypatch.setattr(Path, "open", reached)
    monkeypatch.setattr(socket, "socket", reached)


@pytest.mark.parametrize("name", ATTACKS)
def test_hostile_xml_is_refused_at_once(name, no_reach):
    raw = ATTACKS[name].encode()
    started = time.process_time()
    with pytest.raises(Refused):
        parse_xml(raw, cap=CAP)

    assert time.process_time() - started < 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"])
def test_a_document_type_hidden_by_another_encoding_is_refused(encoding):
    raw = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)

    with pytest.raises(Refused):
        parse_xml(raw, cap=CAP)


@pytest.mark.parametrize("raw", [b"<a>\xff</a>", b"<a>\xc3</a>", b"<a>\xed\xa0\x80</a>"])
def test_bytes_that_are_not_utf8_are_refused(raw):
    with pytest.raises(Refused):
        parse_xml(raw, cap=CAP)


def test_a_byte_order_mark_of_utf8_is_allowed():
    assert parse_xml(b"\xef\xbb\xbf<a/>", cap=CAP).tag == "a"


def test_an_inclusion_is_not_followed(tmp_path):
    (tmp_path / "x.xml").write_text("<secret/>")
    raw = f'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{tmp_path}/x.xml"/></a>'
    root = parse_xml(raw.encode(), cap=CAP)

    assert not list(root.iter("secret"))


def test_a_schema_location_elsewhere_is_not_fetched_but_makes_the_envelope_wrong(no_reach):
    raw = request().replace(
        b"<soap:Body>",
        b'<soap:Body xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="urn:x http://127.0.0.1:9/x">',
    )

    assert read_request(raw).header.message_id


def test_one_byte_over_the_cap_is_not_even_parsed():
    with pytest.raises(Refused) as caught:
        parse_xml(b"<a>" + b" " * 100, cap=102)

    assert caught.value.kind == "message_too_large"
