from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.ehis.faults import Refused
from webapp.ehis.multipart import SignedMessage, pack, unpack

GOOD = SignedMessage(b"<a/>", b"<s/>")


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_any_bytes_come_back_exactly(message, signature):
    signed = SignedMessage(message, signature)

    assert unpack(*pack(signed)) == signed


@given(st.text(max_size=80), st.binary(max_size=300))
def test_anything_else_is_refused_or_read_but_never_breaks(content_type, body):
    with suppress(Refused):
        assert isinstance(unpack(content_type, body), SignedMessage)


@given(st.binary(max_size=300))
def test_a_strange_body_under_a_proper_boundary_never_breaks(body):
    content_type, _ = pack(GOOD)
    with pytest.raises(Refused):
        unpack(content_type, body)


MARK = b"0123456789abcdef0123"
PARTS = b"--%b\r\nContent-Type: text/xml\r\n\r\n<a/>\r\n--%b\r\nContent-Type: signature/bdoc-1.0/ts\r\n\r\n<s/>\r\n--%b--\r\n"
PLAIN = PARTS.replace(b"%b", MARK)
TYPE = f"multipart/mixed; boundary={MARK.decode()}"


def test_the_shape_itself_is_read():
    assert unpack(TYPE, PLAIN) == GOOD


@pytest.mark.parametrize(
    "body",
    [
        b"preamble\r\n" + PLAIN,
        PLAIN + b"epilogue",
        PLAIN.replace(MARK + b"--", MARK + b"\r\n\r\nthird\r\n--" + MARK + b"--"),
        PLAIN.replace(b"signature/bdoc", b"text/bdoc"),
        PLAIN.replace(b"text/xml", b"text/html"),
        PLAIN.replace(b"Content-Type", b"Content-Transfer-Encoding: base64\r\nContent-Type", 1),
        PLAIN.replace(b"Content-Type", b"Content-Type: text/plain\r\nContent-Type", 1),
        PLAIN.replace(b"\r\n\r\n", b"\r\nX: " + b"y" * 2000 + b"\r\n\r\n", 1),
        PLAIN[: len(PLAIN) // 2],
        PLAIN.replace(b"\r\n", b"\n"),
        b"",
    ],
)
def test_a_body_of_another_shape_is_refused(body):
    with pytest.raises(Refused):
        unpack(TYPE, body)


@pytest.mark.parametrize(
    "content_type", ["", "text/xml", "multipart/mixed", 'multipart/mixed; boundary=""', "multipart/mixed; boundary=a b"]
)
def test_a_content_type_without_a_plain_boundary_is_refused(content_type):
    with pytest.raises(Refused):
        unpack(content_type, pack(GOOD)[1])
