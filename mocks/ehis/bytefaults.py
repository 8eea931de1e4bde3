"""Faults in the bytes of an answer: before they are signed, after it, and when both parts are packed."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from webapp.ehis.multipart import SignedMessage

AS_OF_END: Final = b"Z</r:asOf>"
LAUGHS: Final = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
DEPTH: Final = 300
DECLARATION: Final = re.compile(rb"<\?xml[^>]*\?>")
BOM: Final = b"\xef\xbb\xbf"


def _with_type(definitions: bytes) -> Callable[[bytes], bytes]:
    return lambda raw: raw.replace(b"?>\n", b"?>\n<!DOCTYPE a [" + definitions + b"]>\n", 1)


def _before_the_end(inserted: bytes) -> Callable[[bytes], bytes]:
    return lambda raw: raw.replace(AS_OF_END, b"Z" + inserted + b"</r:asOf>", 1)


def _in_utf16(raw: bytes) -> bytes:
    """Say the same in UTF-16, where a search for bytes of ASCII finds nothing."""
    return DECLARATION.sub(b'<?xml version="1.0" encoding="UTF-16"?>', raw, count=1).decode().encode("utf-16")


def _changed(raw: bytes) -> bytes:
    """Change a message so little that it still says the same."""
    return raw.replace(AS_OF_END, b"Z </r:asOf>", 1) if AS_OF_END in raw else raw + b" "


def _twice(content_type: str, body: bytes) -> tuple[str, bytes]:
    """Send the first part twice before the signature."""
    mark = body[: body.index(b"\r\n")]
    first = body[: body.index(b"\r\n" + mark) + 2]
    return content_type, first + body


RAW_FAULTS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "dtd": _with_type(b'<!ENTITY b "c">'),
    "entity_bomb": _with_type(b'<!ENTITY l0 "ha">' + LAUGHS),
    "external_entity": _with_type(b'<!ENTITY x SYSTEM "file:///etc/hostname">'),
    "comment": _before_the_end(b"<!-- 0 -->"),
    "processing_instruction": _before_the_end(b"<?x y?>"),
    "deep_nesting": _before_the_end(b"<a>" * DEPTH + b"</a>" * DEPTH),
    "utf16": _in_utf16,
    "byte_order_mark": lambda raw: BOM + raw,
    "signed_malformed": lambda raw: raw[:-20],
}

SIGNED_FAULTS: Final[dict[str, Callable[[SignedMessage], SignedMessage]]] = {
    "wrong_signature": lambda signed: replace(signed, message=_changed(signed.message)),
    "empty_signature": lambda signed: replace(signed, signature=b""),
    "unsigned": lambda signed: signed,
    "replayed_answer": lambda signed: signed,
}
"""`unsigned` and `replayed_answer` are carried out where the answer is packed; the names stand here for the list."""

PACKED_FAULTS: Final[dict[str, Callable[[str, bytes], tuple[str, bytes]]]] = {
    "double_part": _twice,
    "wrong_content_type": lambda _, body: ("application/octet-stream", body),
}
