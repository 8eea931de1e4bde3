"""A string of hexadecimal digits is read as pyHanko reads it, only sooner."""

from io import BytesIO

import pytest

from webapp.signing.pades.hex_strings import USUAL, read_at_once


@pytest.mark.parametrize(
    "raw",
    [
        b"<>x",
        b"<00ff>x",
        b"<0>x",
        b"<0 0\nf f>x",
        b"<00%a comment\nff>x",
        b"<FEFF0041>x",
        b"<" + b"ab" * 50_000 + b">x",
    ],
)
def test_what_is_read_and_where_the_stream_then_stands_are_the_same(raw):
    ours, theirs = BytesIO(raw), BytesIO(raw)
    assert read_at_once(ours) == USUAL(theirs)
    assert ours.tell() == theirs.tell()
    assert ours.read() == b"x"


@pytest.mark.parametrize("raw", [b"<0g>", b"<00"])
def test_what_is_no_such_string_is_refused_as_before(raw):
    with pytest.raises(Exception) as theirs:
        USUAL(BytesIO(raw))
    with pytest.raises(type(theirs.value)):
        read_at_once(BytesIO(raw))
